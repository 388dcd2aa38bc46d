"""All corpora of a home by their ids: CoLA, our minimal pairs, and uploaded corpora."""

from colabert_core.corpus import own
from colabert_core.corpus.pairs import ID as PAIRS
from colabert_core.corpus.pairs import NAME as PAIRS_NAME
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.corpus.reading import Corpus, is_present, load
from colabert_core.system.paths import Home

COLA = "cola"


def ids(home: Home) -> list[str]:
    """CoLA if it is installed, the minimal pairs, then the uploaded corpora."""
    return [*([COLA] if is_present(home) else []), PAIRS, *own.ids(home)]


def name_of(home: Home, id: str) -> str:
    """The name that people see; the id of an uploaded corpus whose name cannot be read."""
    return {COLA: "CoLA 1.1", PAIRS: PAIRS_NAME}.get(id) or own.name_of(home, id)


def open_corpus(home: Home, id: str) -> Corpus:
    """A corpus by its id. Raises CorpusMissing if CoLA is not installed, or another CorpusError."""
    if id == COLA:
        return load(home)
    return pairs_corpus() if id == PAIRS else own.load(home, id)
