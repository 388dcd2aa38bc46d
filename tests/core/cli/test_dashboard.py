import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from colabert_core import __version__
from colabert_core.cli import dashboard, main
from colabert_core.errors import FileUnreadable

from ..helpers import REPOSITORY, wait_until


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """The commands that would have been started."""
    commands: list[list[str]] = []

    def become(command: list[str]) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(dashboard, "become", become)
    return commands


@pytest.fixture
def script(tmp_path) -> Path:
    """A main script with its settings, in a folder of its own."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").touch()
    (tmp_path / "streamlit_app.py").touch()
    return tmp_path / "streamlit_app.py"


def test_it_runs_the_main_script_in_streamlit(started):
    assert main(["dashboard"], {}) == 0
    assert started == [[sys.executable, "-m", "streamlit", "run", str(REPOSITORY / "streamlit_app.py")]]


def test_what_follows_two_dashes_goes_to_streamlit(started):
    options = ["--server.port", "8600", "--server.headless", "true"]
    assert main(["dashboard", "--", *options], {}) == 0
    assert started[0][-5:] == [str(REPOSITORY / "streamlit_app.py"), *options]


def test_an_option_without_the_dashes_is_one_plain_line(started, capsys):
    with pytest.raises(SystemExit) as exit:
        main(["dashboard", "--server.port", "8600"], {})
    assert exit.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert started == []


@pytest.mark.parametrize("missing", ["streamlit_app.py", ".streamlit/config.toml"])
def test_without_its_settings_or_its_script_it_is_not_started(script, missing):
    """Streamlit alone would listen to other computers."""
    assert dashboard.server_command(script, [])[-1] == str(script)
    (script.parent / missing).unlink()
    with pytest.raises(FileUnreadable, match=Path(missing).name):
        dashboard.server_command(script, [])


@pytest.mark.parametrize("system", ["posix", "nt"])
def test_the_exit_code_is_the_servers(system, monkeypatch):
    """If a process cannot be replaced, it waits for the other and returns its exit code."""
    replaced = []
    monkeypatch.setattr(dashboard.os, "name", system)
    monkeypatch.setattr(dashboard, "_replace", replaced.append)
    command = [sys.executable, "-c", "raise SystemExit(7)"]
    assert dashboard.become(command) == 7
    assert replaced == ([command] if system == "posix" else [])


@pytest.mark.parametrize("name", ["colabert", "python -m colabert_core"])
def test_messages_call_the_program_by_the_name_it_was_started_by(name, capsys):
    with pytest.raises(SystemExit) as exit:
        main(["nonsense"], {}, name)
    assert exit.value.code == 2
    assert capsys.readouterr().err.startswith(f"{name}: ")


def test_it_tells_its_version(capsys):
    with pytest.raises(SystemExit) as exit:
        main(["--version"], {})
    assert exit.value.code == 0
    assert capsys.readouterr().out == f"colabert {__version__}\n"


# --- a real server ---------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((address, port)) == 0


@pytest.fixture
def served(tmp_path) -> Iterator[int]:
    """The port of a dashboard started in a folder that has its own settings."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[server]\naddress = "0.0.0.0"\n')
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "colabert_core", "dashboard", "--", *options]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "COLABERT_HOME": str(tmp_path / "home")}
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
    try:
        wait_until(lambda: server.poll() is not None or is_listening("127.0.0.1", port), seconds=60)
        assert server.poll() is None, (tmp_path / "server.log").read_text()
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def test_the_dashboard_is_served_to_this_computer_alone(served):
    """The dashboard's own settings apply, not those of the folder in which it is started."""
    with urllib.request.urlopen(f"http://127.0.0.1:{served}/", timeout=20) as page:
        assert page.status == 200
    assert is_listening("127.0.0.1", served)
    assert not is_listening("127.0.0.2", served)
