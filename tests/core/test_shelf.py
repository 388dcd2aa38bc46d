"""All corpora of a home under one roof."""

import pytest

from colabert_core.corpus import Corpus, load, shelf
from colabert_core.corpus.reading import COLUMNS
from colabert_core.errors import CorpusError, CorpusMissing


def test_the_minimal_pairs_are_always_there(empty_home):
    assert shelf.ids(empty_home) == [shelf.PAIRS]
    corpus = shelf.open_corpus(empty_home, shelf.PAIRS)
    assert isinstance(corpus, Corpus)
    assert {"split", *COLUMNS, "pair"} == set(corpus.table.columns)
    assert corpus.name == shelf.name_of(empty_home, shelf.PAIRS)


def test_cola_stands_first_where_it_is(home):
    assert shelf.ids(home) == [shelf.COLA, shelf.PAIRS]
    assert shelf.open_corpus(home, shelf.COLA).fingerprint == load(home).fingerprint


def test_cola_that_is_not_here_is_told(empty_home):
    with pytest.raises(CorpusMissing):
        shelf.open_corpus(empty_home, shelf.COLA)


@pytest.mark.parametrize("id", ["own-nothing", "../cola", "", "Cola"])
def test_what_nobody_has_is_told(home, id):
    with pytest.raises(CorpusError):
        shelf.open_corpus(home, id)
