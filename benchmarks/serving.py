"""Real servers, a real Chromium, and a visitor that receives everything and draws nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[1]
EMPTY = 'import streamlit as st\n\nst.title("Empty")\n'
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
FLAGS += ["--disable-component-update", "--disable-sync"]


class Server:
    """A Streamlit server on a free port, ready to answer."""

    def __init__(self, script: Path, home: Path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
        self.process = subprocess.Popen(
            [*command, "--server.port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "COLABERT_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            time.sleep(0.02)

    def _answers(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError("the server ended unexpectedly")
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=2):
                return True
        except OSError:
            return False

    def memory(self) -> int:
        """Bytes of the process that are in memory (Linux)."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def processor_seconds(self) -> float:
        """Seconds of processor time used so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(home: Path, script: Path = ROOT / "streamlit_app.py") -> Iterator[Server]:
    server = Server(script, home)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def chromium() -> Iterator:
    """Playwright's handle of a real Chromium without a visible window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """A client of Streamlit's protocol: runs pages and answers timers like a browser, but draws nothing."""

    def __init__(self, server: Server, page: str = "", query: str = ""):
        address = f"ws://localhost:{server.port}/_stcore/stream"
        self._socket = connect(address, subprotocols=["streamlit"], max_size=None, origin=server.address)
        self.page, self.query = page, query
        self.received = 0  # bytes
        self.timers: dict[str, float] = {}  # seconds between runs of each fragment
        self._due: dict[str, float] = {}
        self.run()

    def run(self, fragment: str = "") -> float:
        """Run the page, or a fragment of it, to its end; returns how many seconds that took."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_name = self.page
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = bool(fragment)
        self._fragment = fragment
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while not self._finished(self._next()):
            pass
        return time.perf_counter() - began

    def _next(self) -> ForwardMsg:
        content = self._socket.recv(timeout=60)
        self.received += len(content)
        message = ForwardMsg.FromString(content)
        if message.WhichOneof("type") == "auto_rerun":
            self.timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        if message.WhichOneof("type") == "new_session" and not self._fragment:
            self.timers.clear()
        return message

    @staticmethod
    def _finished(message: ForwardMsg) -> bool:
        return message.WhichOneof("type") == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )

    def watch(self, seconds: float) -> int:
        """Stay for `seconds` and answer the timers as a browser would; returns how often they fired."""
        end, fired = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            now = time.perf_counter()
            for fragment, interval in list(self.timers.items()):
                if now >= self._due.setdefault(fragment, now + interval):
                    self.run(fragment)
                    self._due[fragment] = time.perf_counter() + interval
                    fired += 1
            time.sleep(0.05)
        return fired

    def close(self) -> None:
        self._socket.close()
