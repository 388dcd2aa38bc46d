"""All corpora of a home under their ids: CoLA, our minimal pairs, and people's own."""

from colabert_core.corpus import own
from colabert_core.corpus.pairs import ID as PAIRS
from colabert_core.corpus.pairs import NAME as PAIRS_NAME
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.corpus.reading import Corpus, is_present, load
from colabert_core.system.paths import Home

COLA = "cola"


def ids(home: Home) -> list[str]:
    """CoLA if it is here, the minimal pairs, then people's own."""
    return [*([COLA] if is_present(home) else []), PAIRS, *own.ids(home)]


def name_of(home: Home, id: str) -> str:
    """The name that people read; the id of an own corpus whose name cannot be read."""
    return {COLA: "CoLA 1.1", PAIRS: PAIRS_NAME}.get(id) or own.name_of(home, id)


def open_corpus(home: Home, id: str) -> Corpus:
    """A corpus by its id. Raises CorpusMissing where CoLA is not here, or another CorpusError."""
    if id == COLA:
        return load(home)
    return pairs_corpus() if id == PAIRS else own.load(home, id)
