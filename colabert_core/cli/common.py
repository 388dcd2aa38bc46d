"""What the commands share: arguments that several have, finding what is named, and saying what was done."""

import argparse
import json
from pathlib import Path

from colabert_core.cli.progress import DownloadBar
from colabert_core.config import DEVICES
from colabert_core.corpus.catalogue import COLA
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import FileUnwritable, reason_of_system
from colabert_core.workspace import Workspace

CORPORA = "cola, pairs (our minimal pairs, always here) or the id of an own corpus"
RUN = "an id, a folder, latest, or starter for the model that comes along"


class Parser(argparse.ArgumentParser):
    """One plain line on bad use, instead of the usage and a line.

    With `intermixed` set, options may stand between a run and its sentences.
    """

    intermixed = False

    def parse_known_args(self, args=None, namespace=None):
        if not self.intermixed:
            return super().parse_known_args(args, namespace)
        self.intermixed = False  # argparse comes back here for its two passes
        return self.parse_known_intermixed_args(args, namespace)

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def add(commands, name: str, run, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.set_defaults(command=run)
    return parser


def open_corpus(id: str, workspace: Workspace) -> Corpus:
    """A corpus by its id; CoLA is fetched first where it is missing."""
    if id == COLA and workspace.corpora.is_cola_missing():
        with DownloadBar("CoLA") as bar:
            workspace.corpora.fetch_cola(bar)
    return workspace.corpora.open(id)


def add_judging(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that judges."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="(%(default)s)")
    words = "calculate in bf16 where the processor has it: twice as fast, hardly less exact"
    parser.add_argument("--fast", action="store_true", help=words)


def write_text(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(file=path, reason=reason_of_system(error)) from error


def say(asked, facts, lines: list[str]) -> None:
    print(json.dumps(facts, ensure_ascii=False) if asked.json else "\n".join(lines))
