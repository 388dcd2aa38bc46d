"""What the student learns from: nothing near a dev sentence, nothing twice."""

import pandas as pd
import pytest

from colabert_core.starter.near_dev import DevSentences
from colabert_core.starter.pool import altered, away_from_dev, good_sides

SENTENCES = ["The pilot has slept well in the garden.", "We asked them why they were late yesterday."]
DEV = DevSentences(["The pilot has slept well in the garden today."])


def test_altered_sentences_are_new_and_away_from_dev():
    taken = {"We asked why they were late yesterday."}
    kept = altered(SENTENCES, 60, seed=1, dev=DEV, taken=taken)
    assert len(kept.rows) == kept.rows["sentence"].nunique() == 60
    assert not set(kept.rows["sentence"]) & {*SENTENCES, *taken}
    assert not kept.rows["sentence"].map(DEV.is_near).any()
    assert kept.dropped > 0
    assert set(kept.rows["source"]) == {"altered"}


def test_a_seed_gives_the_same_sentences():
    one, two, other = (altered(SENTENCES, 30, seed, DEV, set()).rows for seed in (1, 1, 2))
    assert one.equals(two)
    assert not one.equals(other)


def test_too_few_sentences_are_told():
    with pytest.raises(RuntimeError, match="of 500 altered sentences"):
        altered(["Birds fly."], 500, seed=1, dev=DEV, taken=set())


def test_a_pair_with_one_side_near_dev_goes_as_a_whole():
    near = "The pilot had slept well in the garden today."
    sides = [(0, 1, "Birds fly."), (0, 0, "Birds flies."), (1, 1, "He sleeps."), (1, 0, near)]
    pairs = pd.DataFrame(sides, columns=["pair", "label", "sentence"])
    kept = away_from_dev(pairs, DEV)
    assert list(kept.rows["sentence"]) == ["Birds fly.", "Birds flies."]
    assert kept.dropped == 2


def test_the_good_sides_are_the_acceptable_ones():
    pairs = pd.DataFrame({"pair": [0, 0], "label": [0, 1], "sentence": ["Birds flies.", "Birds fly."]})
    assert good_sides(pairs) == ["Birds fly."]
