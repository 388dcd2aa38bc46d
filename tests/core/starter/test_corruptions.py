"""Altered sentences: what each change does, and that a seed gives the same ones everywhere."""

import random

import pytest

from colabert_core.explaining.words import words_of
from colabert_core.starter import corruptions
from colabert_core.starter.corruptions import corrupted

SENTENCE = "My brother is waiting for the bus at the station."


def all_results(change: str, sentence: str) -> set[str]:
    """What a change makes of a sentence, over many seeds."""
    words = words_of(sentence)
    made = (
        getattr(corruptions, change)(words, words.word_places(), random.Random(seed)) for seed in range(300)
    )
    return {sentence for sentence in made if sentence}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ("_drop", "My brother is for the bus at the station."),
        ("_drop_small", "My brother waiting for the bus at the station."),
        ("_drop_small", "My brother is waiting the bus at the station."),
        ("_drop_small", "My brother is waiting for bus at the station."),
        ("_add", "My brother is to waiting for the bus at the station."),
        ("_double", "My brother is is waiting for the bus at the station."),
        ("_swap", "My is brother waiting for the bus at the station."),
        ("_move", "My brother is for the bus waiting at the station."),
        ("_form", "My brother are waiting for the bus at the station."),
        ("_preposition", "My brother is waiting for the bus in the station."),
        ("_article", "My brother is waiting for a bus at the station."),
        ("_exchange", "Mine brother is waiting for the bus at the station."),
        ("_doubled_subject", "My brother he is waiting for the bus at the station."),
    ],
)
def test_what_a_change_makes(change, made):
    assert made.lower() in {sentence.lower() for sentence in all_results(change, SENTENCE)}


def test_a_question_is_turned_back():
    assert "Why you are laughing?" in all_results("_statement_order", "Why are you laughing?")


def test_pronouns_change_their_case():
    assert all_results("_case", "She called him.") == {"her called him.", "She called he."}


@pytest.mark.parametrize(
    "change", ["_preposition", "_article", "_exchange", "_doubled_subject", "_statement_order", "_case"]
)
def test_a_change_that_finds_no_place_changes_nothing(change):
    assert all_results(change, "Birds fly.") == set()


def test_a_sentence_is_altered_or_refused_but_never_returned():
    for seed in range(500):
        assert corrupted(SENTENCE, random.Random(seed)) != SENTENCE


@pytest.mark.parametrize("sentence", ["", "Stop!", "?!", "…"])
def test_one_word_is_too_few(sentence):
    assert corrupted(sentence, random.Random(1)) is None


def test_a_seed_alters_alike():
    draws = (random.Random(7), random.Random(7))
    one, two = ([corrupted(SENTENCE, draw) for _ in range(50)] for draw in draws)
    assert one == two
    assert len(set(one)) > 30
