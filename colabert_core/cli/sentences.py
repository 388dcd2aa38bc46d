"""`corpus` and `pairs`: describe a corpus, manage your own, write minimal pairs."""

import argparse

from colabert_core.cli import own_corpora
from colabert_core.cli.common import CORPORA, Commands, add, open_corpus, print_result, write_text
from colabert_core.cli.streams import STREAM
from colabert_core.config import BUNDLED
from colabert_core.corpus import catalogue
from colabert_core.corpus.pairs import SEED
from colabert_core.corpus.reading import as_tsv
from colabert_core.encoders import resolve
from colabert_core.minimal_pairs.writing import write
from colabert_core.model.tokenization import WordPiece
from colabert_core.workspace import Workspace


def add_corpus(commands: Commands) -> None:
    """Add the command `corpus`."""
    description = "Describe a corpus, or add, list and remove your own; CoLA is downloaded if it is missing."
    parser = add(commands, "corpus", _corpus, description)
    description = f"{CORPORA} ({catalogue.COLA}); or: add FILE, list, remove ID"
    parser.add_argument("words", nargs="*", metavar="CORPUS", help=description)
    description = "whose vocabulary the lengths are counted with (%(default)s)"
    parser.add_argument("--encoder", default=BUNDLED, metavar="NAME", help=description)
    own_corpora.add_options(parser)
    parser.set_defaults(parser=parser)
    parser.intermixed = True


def _corpus(options: argparse.Namespace, workspace: Workspace) -> int:
    match options.words:
        case ["add", file]:
            return own_corpora.add_own(options, workspace, file)
        case ["list"]:
            return own_corpora.list_own(options, workspace)
        case ["remove", id]:
            return own_corpora.remove_own(options, workspace, id)
        case [] | [_]:
            return _describe(options, workspace, *options.words)
    options.parser.error("give one corpus, or: add FILE, list, remove ID")
    return 2


def _describe(options: argparse.Namespace, workspace: Workspace, id: str = catalogue.COLA) -> int:
    corpus = open_corpus(id, workspace)
    word_piece = workspace.encoders.word_piece(options.encoder) or WordPiece(resolve(options.encoder))
    lengths = word_piece.lengths(list(corpus.split("in_domain_train")["sentence"]))
    rows, longest = corpus.rows_per_split(), int(lengths.max())
    facts = {"name": corpus.name, "rows": rows, "longest_tokens": longest}
    lines = [f"{split:20}{count:>7,} sentences" for split, count in rows.items()]
    lines = [corpus.name, *lines, f"longest training sentence: {longest} tokens"]
    print_result(options, facts, lines)
    return 0


def add_pairs(commands: Commands) -> None:
    """Add the command `pairs`."""
    parser = add(
        commands, "pairs", _pairs, "Write minimal pairs from our own grammar in CoLA's four columns."
    )
    parser.add_argument(
        "--output", metavar="FILE", required=True, help="where to write the .tsv file; - is standard output"
    )
    parser.add_argument(
        "--count", type=int, default=10_000, help="pairs, of two sentences each (%(default)s)"
    )
    description = "each seed gives different pairs (%(default)s)"
    parser.add_argument("--seed", type=int, default=SEED, help=description)
    parser.set_defaults(parser=parser)
    parser.add_argument("--held-out", action="store_true", help="use the templates reserved for testing")


def _pairs(options: argparse.Namespace, workspace: Workspace) -> int:
    if options.count < 1:
        options.parser.error("--count must be at least 1")
    if options.json and options.output == STREAM:
        options.parser.error("--json and --output - would both write to standard output")
    rows = write(options.count, options.seed, options.held_out)
    write_text(options.output, as_tsv(rows))
    facts = {"output": options.output, "sentences": len(rows), "paradigms": rows["source"].nunique()}
    line = f"{len(rows):,} sentences of {facts['paradigms']} paradigms in {options.output}"
    if options.output != STREAM:
        print_result(options, facts, [line])
    return 0
