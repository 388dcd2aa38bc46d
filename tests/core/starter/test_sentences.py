"""What the starter learns from and is tested on."""

import pandas as pd
import pytest

from colabert_core.corpus import load
from colabert_core.minimal_pairs.paradigms import GRAMMAR, LEARNERS, PARADIGMS
from colabert_core.starter import sentences as made
from colabert_core.starter.near_dev import DevSentences, bare
from colabert_core.starter.outcome import Recipe

SMALL = Recipe(pairs=2 * len(PARADIGMS), altered_cola=150, altered_pairs=100)


@pytest.fixture(scope="module")
def data(corpus_home):
    return made.sentences(SMALL, load(corpus_home))


@pytest.fixture(scope="module")
def corpus_home(tmp_path_factory, corpus_zip):
    from colabert_core.corpus.fetch import install
    from colabert_core.system.paths import Home

    home = Home(tmp_path_factory.mktemp("cola"))
    install(home, corpus_zip, sha256=None)
    return home


def everything_trained_on(data) -> pd.Series:
    return pd.concat([data.train["sentence"], data.pairs["sentence"], data.altered["sentence"]])


def test_no_dev_sentence_is_trained_on_whatever_its_case_and_signs(data, corpus_home):
    cola = load(corpus_home)
    dev = {bare(s) for s in cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"]}
    before = {bare(sentence) for sentence in cola.split("in_domain_train")["sentence"]}
    assert dev & before  # otherwise this test could not fail
    assert not dev & {bare(sentence) for sentence in everything_trained_on(data)}
    assert not dev & {bare(sentence) for sentence in data.test_sets["validation"]["sentence"]}


@pytest.mark.parametrize("kind", ["pairs", "altered"])
def test_nothing_made_by_us_is_within_one_word_of_a_dev_or_everyday_sentence(data, corpus_home, kind):
    cola = load(corpus_home)
    dev = cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"]
    guarded = DevSentences([*dev, *data.test_sets["everyday"]["sentence"]])
    assert not getattr(data, kind)["sentence"].map(guarded.is_near).any()
    assert data.counts.dropped_made > 0


def test_no_sentence_is_asked_that_was_trained_on(data):
    trained = set(everything_trained_on(data))
    for rows in data.test_sets.values():
        assert not trained & set(rows["sentence"])


def test_validation_sentences_are_altered_by_nobody(data):
    """They choose the recipe, so the student must not have met what is almost they."""
    sources = set(data.test_sets["validation"]["sentence"])
    assert not sources & set(data.altered["sentence"])


def test_the_counts_are_those_of_the_tables(data):
    assert data.counts.cola == len(data.train)
    assert data.counts.pairs == len(data.pairs)
    assert data.counts.altered == len(data.altered) <= 250
    assert data.pairs.groupby("pair").size().eq(2).all()


def test_each_paradigm_is_tested_equally_often(data):
    for name, paradigms in (("pairs", GRAMMAR), ("learner_pairs", LEARNERS)):
        for test_set in (name, f"held_out_{name}"):
            counts = data.test_sets[test_set]["source"].value_counts()
            assert dict(counts) == {paradigm.name: 2 * made.FRESH_EACH for paradigm in paradigms}


def test_everyday_pairs_are_200_and_complete():
    pairs = made.everyday_pairs()
    assert list(pairs.columns) == ["source", "label", "mark", "sentence", "pair"]
    assert (len(pairs), pairs["pair"].nunique(), pairs["sentence"].nunique()) == (400, 200, 400)
    assert (pairs["mark"] == pairs["label"].map({1: "", 0: "*"})).all()
    assert pairs["sentence"].str.fullmatch(r"[A-Z][^\t]*[.?]").all()


def test_every_paradigm_has_a_phenomenon():
    assert set(made.phenomenon_of()) == {paradigm.name for paradigm in PARADIGMS}


def test_the_real_cola_loses_19_sentences(cola):
    left = made.without_dev(cola)
    assert len(cola.table) - len(left.table) == 19  # 18 but for case and spacing, one but for a sign
    assert left.fingerprint != cola.fingerprint
    assert left.rows_per_split()["in_domain_dev"] == 527


def test_seeds_share_one_validation_part(corpus_home):
    cola = load(corpus_home)
    few = {"pairs": 10, "altered_cola": 10, "altered_pairs": 5}
    one, two = (made.sentences(Recipe(**few, seeds=seeds), cola) for seeds in ((1,), (2, 3)))
    assert list(one.test_sets["validation"]["sentence"]) == list(two.test_sets["validation"]["sentence"])
