"""`dashboard`: the pages, served by Streamlit in a process of its own."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import colabert_core
from colabert_core.cli.common import Parser
from colabert_core.errors import FileUnreadable
from colabert_core.workspace import Workspace

SCRIPT = Path(colabert_core.__file__).resolve().parents[1] / "streamlit_app.py"
SETTINGS = Path(".streamlit") / "config.toml"  # read by Streamlit from beside the script


def add_dashboard(commands: "argparse._SubParsersAction[Parser]") -> None:
    words = "Serve the dashboard on this computer and open it in the browser; Ctrl-C ends it."
    more = "Streamlit's own options go after --, for instance: dashboard -- --server.port 8600"
    parser = commands.add_parser("dashboard", help=words, description=words, epilog=more)
    parser.add_argument("options", metavar="OPTION", nargs="*", help="an option of `streamlit run`")
    parser.set_defaults(command=_dashboard)


def _dashboard(asked: argparse.Namespace, workspace: Workspace) -> int:
    return become(server_command(SCRIPT, asked.options))


def server_command(script: Path, options: list[str]) -> list[str]:
    """What starts the server. Raises FileUnreadable.

    Without its settings Streamlit would listen to other computers and send usage statistics, so it is not
    started.
    """
    for file in (script, script.parent / SETTINGS):
        if not file.is_file():
            raise FileUnreadable(file=str(file), reason="it is missing: install ColaBERT again")
    return [sys.executable, "-m", "streamlit", "run", str(script), *options]


def become(command: list[str]) -> int:
    """Replace this process with another, which then gets its signals.

    Windows cannot do that: there it starts the other, waits, and returns its exit code.
    """
    sys.stdout.flush()
    if os.name != "nt":
        _replace(command)
    with subprocess.Popen(command) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                continue  # the console has sent it to the server too, which saves a training before it ends


def _replace(command: list[str]) -> NoReturn:
    os.execv(command[0], command)
