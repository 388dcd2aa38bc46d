"""What the commands share: arguments that several have, finding what is named, and saying what was done."""

import argparse
import json
from pathlib import Path

from tqdm import tqdm

from colabert_core import corpus as corpora
from colabert_core.config import DEVICES
from colabert_core.corpus import catalogue, fetch
from colabert_core.errors import FileUnwritable, reason_of_system
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.system.paths import Home
from colabert_core.system.torch_import import importing_torch

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


def load_corpus(id: str, home: Home, address: str) -> corpora.Corpus:
    """A corpus by its id; CoLA is fetched first where it is missing."""
    if id == catalogue.COLA and not corpora.is_present(home):
        with tqdm(unit="B", unit_scale=True, desc="CoLA", leave=False, disable=None) as bar:

            def advance(done: int, total: int) -> None:
                bar.total = total or None
                bar.update(done - bar.n)

            fetch.fetch(home, address, advance)
    return catalogue.open_corpus(home, id)


def store_of(home: Home) -> RunStore:
    """The runs of this home, with the starter among them."""
    install_starter(home)
    return RunStore(home.runs)


def add_judging(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that judges."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="(%(default)s)")
    words = "calculate in bf16 where the processor has it: twice as fast, hardly less exact"
    parser.add_argument("--fast", action="store_true", help=words)


def classifier_of(run: Run, asked):
    """The judge that a run is, by the arguments of `add_judging`."""
    with importing_torch():
        from colabert_core.model.classifier import Classifier

    return Classifier(run.folder, run.info.config.max_length, asked.device, fast=asked.fast)


def write_text(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(file=path, reason=reason_of_system(error)) from error


def say(asked, facts, lines: list[str]) -> None:
    print(json.dumps(facts, ensure_ascii=False) if asked.json else "\n".join(lines))
