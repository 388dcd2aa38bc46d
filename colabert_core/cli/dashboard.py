"""`dashboard`: the pages, served by Streamlit in a process of its own."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import colabert_core
from colabert_core.cli.common import Commands
from colabert_core.errors import FileUnreadable
from colabert_core.workspace import Workspace

SCRIPT = Path(colabert_core.__file__).resolve().parents[1] / "streamlit_app.py"
# Streamlit reads its settings from here, relative to the script's folder.
SETTINGS = Path(".streamlit") / "config.toml"


def add_dashboard(commands: Commands) -> None:
    """Add the command `dashboard`."""
    description = "Serve the dashboard on this computer and open it in the browser; Ctrl-C stops it."
    epilog = "Put Streamlit's own options after --, for example: dashboard -- --server.port 8600"
    parser = commands.add_parser("dashboard", help=description, description=description, epilog=epilog)
    parser.add_argument("streamlit_options", metavar="OPTION", nargs="*", help="an option of `streamlit run`")
    parser.set_defaults(command=_dashboard)


def _dashboard(options: argparse.Namespace, workspace: Workspace) -> int:
    return become(server_command(SCRIPT, options.streamlit_options))


def server_command(script: Path, options: list[str]) -> list[str]:
    """The command that starts the server. Raises FileUnreadable if the script or its settings are missing.

    Without its settings Streamlit would listen to other computers and send usage statistics, so the server is
    not started.
    """
    for file in (script, script.parent / SETTINGS):
        if not file.is_file():
            raise FileUnreadable(file=str(file), reason="it is missing: install ColaBERT again")
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


def become(command: list[str]) -> int:
    """Replace this process with another one, which then receives its signals.

    Windows cannot replace a process: there, start the other one, wait for it, and return its exit code.
    """
    sys.stdout.flush()
    if os.name != "nt":
        _replace(command)
    with subprocess.Popen(command) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                # The console has sent it to the server too, which saves any training before it ends.
                continue


def _replace(command: list[str]) -> NoReturn:
    os.execv(command[0], command)
