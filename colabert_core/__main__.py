"""The way in from a terminal: `python -m colabert_core`, or `colabert` where the package is installed."""

import os
import sys
from io import TextIOWrapper

from colabert_core.cli import MODULE_COMMAND, main


def colabert() -> int:
    """The command `colabert`; returns the exit code."""
    return run("colabert")


def run(name: str) -> int:
    """Run the command line under the name that messages call it by; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A Korean Windows terminal cannot print every sentence otherwise.
            stream.reconfigure(encoding="utf-8")
    return main(sys.argv[1:], os.environ, name)


if __name__ == "__main__":
    sys.exit(run(MODULE_COMMAND))
