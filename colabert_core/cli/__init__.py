"""`python -m colabert_core`, or `colabert` where it is installed: the same engine without a screen.

With --json the last line of standard output is one JSON object; progress goes to standard error.
Exit code 0: done; 1: the training failed; 2: bad use or an expected failure, told in one plain line;
130: Ctrl-C outside of a training.
"""

import argparse
import sys
from collections.abc import Mapping

from colabert_core import __version__
from colabert_core.cli import dashboard, judging, models, sentences, training
from colabert_core.cli.common import Parser
from colabert_core.errors import ColabertError, reason_of_system
from colabert_core.workspace import Workspace

MODULE_COMMAND = "python -m colabert_core"


def main(arguments: list[str], environment: Mapping[str, str], name: str = MODULE_COMMAND) -> int:
    """Run one command; returns the exit code. `name` is what messages call the program."""
    asked = parser(name).parse_args(arguments)
    workspace = Workspace.from_environment(environment)
    try:
        code: int = asked.command(asked, workspace)
        return code
    except ColabertError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:  # a home that cannot be made, a disk that is full
        print(f"{error.filename or 'The disk'}: {reason_of_system(error)}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def parser(name: str = MODULE_COMMAND) -> argparse.ArgumentParser:
    parser = Parser(
        prog=name,
        description="Fine-tune BERT on CoLA and judge sentences, without the dashboard.",
        epilog="COLABERT_HOME names the folder for data and runs (default .colabert), "
        "COLABERT_COLA a path or URL of CoLA's zip.",
    )
    parser.add_argument("--version", action="version", version=f"colabert {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command", parser_class=Parser)
    sentences.add_corpus(commands)
    sentences.add_pairs(commands)
    training.add_train(commands)
    judging.add_evaluate(commands)
    judging.add_score(commands)
    training.add_runs(commands)
    models.add_share(commands)
    models.add_open(commands)
    models.add_make_starter(commands)
    dashboard.add_dashboard(commands)
    return parser
