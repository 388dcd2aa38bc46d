"""What the commands share: common options, opening a corpus, and printing results."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from colabert_core.cli.progress import DownloadBar
from colabert_core.cli.streams import STREAM
from colabert_core.config import DEVICES
from colabert_core.corpus.catalogue import COLA
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import FileUnwritable, reason_of_system
from colabert_core.runs.run import Run
from colabert_core.workspace import Workspace

CORPORA = "cola, pairs (our minimal pairs, always available) or the ID of your own corpus"
RUN = "an ID, a folder, latest, or starter for the model included with ColaBERT"
TABLE = "sheet of a spreadsheet, or table in GLUE's zip (the first)"
JUDGE = f"{RUN}; or a finished classifier from elsewhere: a folder or a name on the hub"


class Parser(argparse.ArgumentParser):
    """Reports bad usage in one plain line, without the usage message.

    With `intermixed` set, options may appear between a run and its sentences.
    """

    intermixed = False

    # typeshed overloads this method by the type of the namespace.
    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        if not self.intermixed:
            return super().parse_known_args(args, namespace)
        self.intermixed = False  # argparse calls this method again in each of its two passes
        return self.parse_known_intermixed_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Command = Callable[[argparse.Namespace, Workspace], int]


def add(commands: Commands, name: str, run: Command, description: str) -> Parser:
    """Add a command that has --json; `run` returns the exit code."""
    parser = commands.add_parser(name, help=description, description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON value as the last line")
    parser.set_defaults(command=run)
    return parser


def open_corpus(id: str, workspace: Workspace) -> Corpus:
    """A corpus by its id; CoLA is downloaded first if it is missing. Raises CorpusError."""
    if id == COLA and workspace.corpora.is_cola_missing():
        with DownloadBar("CoLA") as bar:
            workspace.corpora.fetch_cola(bar)
    return workspace.corpora.open(id)


def judge_of(options: argparse.Namespace, workspace: Workspace) -> Run:
    """The run that the command judges with; a classifier from elsewhere is added to the runs first."""
    with DownloadBar(options.run) as bar:
        return workspace.runs.judge(
            options.run, options.acceptable, lambda event: bar(event.done, event.total)
        )


def add_judging(parser: Parser) -> None:
    """Add the options of every command that judges."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="device to use (%(default)s)")
    description = "calculate in bf16 if the processor supports it: twice as fast, almost as exact"
    parser.add_argument("--fast", action="store_true", help=description)
    add_acceptable(parser)


def add_acceptable(parser: Parser) -> None:
    """Add the option of every command that takes a finished classifier from elsewhere."""
    description = (
        "for a classifier from elsewhere: its label that means acceptable; asked once, if it is not clear"
    )
    parser.add_argument("--acceptable", metavar="LABEL", help=description)


def write_text(path: str, text: str) -> None:
    """Write a UTF-8 file; `-` is standard output. Raises FileUnwritable."""
    if path == STREAM:
        sys.stdout.write(text)
        return
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(file=path, reason=reason_of_system(error)) from error


def print_result(options: argparse.Namespace, facts: object, lines: list[str]) -> None:
    """Print `facts` as one JSON value with --json, and `lines` without it."""
    print(json.dumps(facts, ensure_ascii=False) if options.json else "\n".join(lines))
