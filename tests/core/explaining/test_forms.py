"""Other forms of a word: agreement, articles, auxiliaries, nouns and verbs in the lexicon."""

import pytest

from colabert_core.explaining.forms import other_forms, without_agreement

FORMS = [
    ("is", "are"),
    ("Is", "Are"),
    ("go", "goes"),
    ("has", "have"),
    ("doesn't", "don't"),
    ("doesn’t", "don’t"),
    ("a", "an"),
    ("this", "these"),
    ("children", "child"),
    ("key", "keys"),
    ("bought", "buys"),
    ("flyed", "flew"),
    ("sleeped", "slept"),
    ("zorbs", "zorb"),
    ("zorb", "zorbs"),
    ("galaxies", "galaxy"),
    ("galaxy", "galaxies"),
    ("CATS", "CAT"),
]


@pytest.mark.parametrize(("word", "other"), FORMS)
def test_a_word_has_its_other_forms(word, other):
    assert other in other_forms(word)
    assert word not in other_forms(word)


@pytest.mark.parametrize("word", ["of", "to", "quickly", "zorbing", "bliss", "12", "학교에", "O", "[MASK]"])
def test_other_words_have_no_ending_to_change(word):
    assert other_forms(word) == ()


ENDINGS = [("goes", "go"), ("are", "is"), ("is", "are"), ("keys", "key"), ("men", "man"), ("zorbs", "zorb")]


@pytest.mark.parametrize(("word", "left"), ENDINGS)
def test_agreement_drops(word, left):
    assert without_agreement(word) == left


@pytest.mark.parametrize("word", ["that", "glass", "of", "bus", "slept"])
def test_where_no_agreement_is_none_drops(word):
    assert without_agreement(word) is None


@pytest.mark.parametrize("name", ["James", "Thomas", "Paris", "gas", "lens", "news", "physics"])
def test_an_s_that_is_no_ending_stays(name):
    assert without_agreement(name) is None


def test_a_name_gets_no_other_forms():
    assert other_forms("James") == other_forms("Kim") == ()


def test_pronouns_have_their_other_case():
    assert other_forms("him") == ("he",)
    assert other_forms("They") == ("Them", "He")
