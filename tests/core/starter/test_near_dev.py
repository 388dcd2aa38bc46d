"""Which sentences are too close to a dev sentence."""

import pytest

from colabert_core.starter.near_dev import DevSentences, bare

DEV = DevSentences(["The pilot has slept well.", "Don't they know?", "Stop!"])


@pytest.mark.parametrize("same", ["the PILOT has slept, well", "Don’t they know", "“Stop.”"])
def test_case_and_punctuation_marks_make_no_difference(same):
    assert DEV.has(same)
    assert DEV.is_near(same)


@pytest.mark.parametrize(
    "near",
    [
        "The pilot slept well.",  # dropped
        "The pilot has slept very well.",  # added
        "The pilot had slept well.",  # exchanged
        "A pilot has slept well.",
        "The pilot has slept.",
        "The has pilot slept well.",  # moved
        "Now stop!",
        "Go!",
    ],
)
def test_one_word_away_is_near(near):
    assert DEV.is_near(near)
    assert not DEV.has(near)


FAR = ["The pilot had slept badly.", "We know it.", "We know it now.", "The pilot."]


@pytest.mark.parametrize("far", FAR)
def test_two_words_away_is_far(far):
    assert not DEV.is_near(far)


def test_words_keep_their_apostrophes():
    assert bare("Don’t, they: KNOW?") == ("don't", "they", "know")
