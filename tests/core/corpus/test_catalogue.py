"""The catalogue of all corpora of a home."""

import pytest

from colabert_core.corpus import Corpus, catalogue, load
from colabert_core.corpus.reading import COLUMNS
from colabert_core.errors import CorpusError, CorpusMissing


def test_the_minimal_pairs_are_always_there(empty_home):
    assert catalogue.ids(empty_home) == [catalogue.PAIRS]
    corpus = catalogue.open_corpus(empty_home, catalogue.PAIRS)
    assert isinstance(corpus, Corpus)
    assert {"split", *COLUMNS, "pair"} == set(corpus.table.columns)
    assert corpus.name == catalogue.name_of(empty_home, catalogue.PAIRS)


def test_cola_stands_first_where_it_is(home):
    assert catalogue.ids(home) == [catalogue.COLA, catalogue.PAIRS]
    assert catalogue.open_corpus(home, catalogue.COLA).fingerprint == load(home).fingerprint


def test_cola_that_is_not_here_is_told(empty_home):
    with pytest.raises(CorpusMissing):
        catalogue.open_corpus(empty_home, catalogue.COLA)


@pytest.mark.parametrize("id", ["own-nothing", "../cola", "", "Cola"])
def test_what_nobody_has_is_told(home, id):
    with pytest.raises(CorpusError):
        catalogue.open_corpus(home, id)
