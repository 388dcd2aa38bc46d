"""`corpus` and `pairs`: the sentences."""

from colabert_core.cli.common import CORPORA, add, open_corpus, say, write_text
from colabert_core.corpus import catalogue
from colabert_core.corpus.pairs import SEED, as_tsv
from colabert_core.encoders import bundled_vocabulary
from colabert_core.minimal_pairs.writing import write
from colabert_core.model.tokenization import WordPiece
from colabert_core.workspace import Workspace


def add_corpus(commands) -> None:
    parser = add(commands, "corpus", _corpus, "Describe a corpus; CoLA is fetched if it is not here yet.")
    words = f"{CORPORA} (%(default)s)"
    parser.add_argument("corpus", nargs="?", default=catalogue.COLA, metavar="CORPUS", help=words)


def _corpus(asked, workspace: Workspace) -> int:
    corpus = open_corpus(asked.corpus, workspace)
    lengths = WordPiece(bundled_vocabulary()).lengths(list(corpus.split("in_domain_train")["sentence"]))
    facts = {"name": corpus.name, "rows": corpus.rows_per_split(), "longest_tokens": int(lengths.max())}
    lines = [f"{split:20}{count:>7,} sentences" for split, count in facts["rows"].items()]
    say(asked, facts, [corpus.name, *lines, f"longest training sentence: {facts['longest_tokens']} tokens"])
    return 0


def add_pairs(commands) -> None:
    parser = add(commands, "pairs", _pairs, "Write minimal pairs of our own grammar, in CoLA's four columns.")
    parser.add_argument("--output", metavar="FILE", required=True, help="where the .tsv file goes")
    parser.add_argument(
        "--count", type=int, default=10_000, help="pairs, of two sentences each (%(default)s)"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="other seeds write others (%(default)s)")
    parser.set_defaults(parser=parser)
    parser.add_argument("--held-out", action="store_true", help="by the templates kept for testing")


def _pairs(asked, workspace: Workspace) -> int:
    if asked.count < 1:
        asked.parser.error("--count must be at least 1")
    rows = write(asked.count, asked.seed, asked.held_out)
    write_text(asked.output, as_tsv(rows))
    facts = {"output": asked.output, "sentences": len(rows), "paradigms": rows["source"].nunique()}
    say(asked, facts, [f"{len(rows):,} sentences of {facts['paradigms']} paradigms in {asked.output}"])
    return 0
