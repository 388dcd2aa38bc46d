"""A real server on a free port, and a real Chromium that opens its pages."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from colabert_core.system.paths import Home

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TIMEOUT = 60_000  # milliseconds: two cores draw, serve and train at once


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium):
    """`visitor(locale="ko-KR")` opens a new browser window; all are closed at the end."""
    contexts = []

    def open_window(**options):
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(TIMEOUT)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def long_home(tmp_path):
    """A home whose corpus is so large that a training lasts while a test watches it."""
    raw = Home(tmp_path / "long-home").corpus / "cola"
    raw.mkdir(parents=True)
    for split, count in (("in_domain_train", 24000), ("in_domain_dev", 40), ("out_of_domain_dev", 40)):
        rows = (f"ks08\t{int(n % 3 > 0)}\t\tThe {n}th cat has slept here." for n in range(count))
        (raw / f"{split}.tsv").write_text("\n".join(rows) + "\n")
    return Home(tmp_path / "long-home")


class Servers:
    """Dashboards started as in README, each on a free port."""

    def __init__(self, folder: Path):
        self.folder, self.running = folder, []

    def __call__(self, home: Home, *more: str) -> str:
        """Start one for a home; returns its address."""
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
        options = ["--server.port", str(port), "--server.headless", "true", *more]
        environment = {
            **os.environ,
            "COLABERT_HOME": str(home.root),
            "COLABERT_COLA": "http://127.0.0.1:9/cola_public_1.1.zip",
        }
        with (self.folder / f"server-{port}.log").open("wb") as log:
            server = subprocess.Popen(command + options, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.running.append(server)
        wait_for(f"http://localhost:{port}/_stcore/health", server)
        return f"http://localhost:{port}"

    def kill_last(self) -> None:
        """Kill the last one as a power cut would, without a chance to clean up."""
        server = self.running.pop()
        server.kill()
        server.wait()

    def interrupt_last(self) -> str:
        """Press Ctrl-C on the last one; returns what it printed."""
        server = self.running.pop()
        server.send_signal(signal.SIGINT)
        server.wait(timeout=90)
        newest = max(self.folder.glob("server-*.log"), key=lambda path: path.stat().st_mtime)
        return newest.read_text(errors="replace")

    def close(self) -> None:
        for server in self.running:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture
def serve(tmp_path):
    servers = Servers(tmp_path)
    yield servers
    servers.close()


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory, make_home, trained_run):
    """The address of a server for tests that change nothing; its home has the small corpus and a run."""
    home = make_home()
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    servers = Servers(tmp_path_factory.mktemp("shared"))
    yield servers(home)
    servers.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url: str, server, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended unexpectedly"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def settled(page) -> None:
    """Wait until the page's script has run to its end."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def by_key(page, key: str, inner: str = ""):
    return page.locator(f".st-key-{key} {inner}".strip()).first


def enter(page, key: str, text: str) -> None:
    """Type into a field and press Enter."""
    field = by_key(page, key, "input")
    field.click()
    field.fill(text)
    page.keyboard.press("Enter")


def choose(page, key: str, option: str) -> None:
    """Choose in a list of options."""
    by_key(page, key, "input").click()
    page.get_by_role("option", name=option).click()
