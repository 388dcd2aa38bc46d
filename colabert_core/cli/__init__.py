"""The command line: `python -m colabert_core`, or `colabert` when the package is installed.

With --json the last line of standard output is one JSON value; progress goes to standard error.
Exit codes: 0 success; 1 the training failed; 2 bad usage or an expected failure, reported in one plain line;
130 Ctrl-C outside a training.
"""

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
    options = parser(name).parse_args(arguments)
    workspace = Workspace.from_environment(environment)
    try:
        code: int = options.command(options, workspace)
        return code
    except ColabertError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except OSError as error:  # a home that cannot be created, a disk that is full
        print(f"{error.filename or 'The disk'}: {reason_of_system(error)}.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


def parser(name: str = MODULE_COMMAND) -> Parser:
    """The parser of the whole command line, every command included."""
    parser = Parser(
        prog=name,
        description="Fine-tune BERT on CoLA and judge sentences, without the dashboard.",
        epilog="COLABERT_HOME is the folder for data and runs (default: .colabert); "
        "COLABERT_COLA is the path or URL of CoLA's zip file.",
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
    models.add_export(commands)
    models.add_open(commands)
    models.add_make_starter(commands)
    dashboard.add_dashboard(commands)
    return parser
