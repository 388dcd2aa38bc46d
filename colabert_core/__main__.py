"""What `python -m colabert_core` runs, and the command `colabert`: the command line of `cli`."""

import os
import sys
from io import TextIOWrapper

from colabert_core.cli import MODULE_COMMAND, main


def colabert() -> int:
    """Run the command `colabert`; returns the exit code."""
    return run("colabert")


def run(name: str) -> int:
    """Run the command line; returns the exit code. `name` is what messages call the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Without this, a Korean Windows terminal cannot print every sentence.
            stream.reconfigure(encoding="utf-8")
    return main(sys.argv[1:], os.environ, name)


if __name__ == "__main__":
    sys.exit(run(MODULE_COMMAND))
