"""Slices and errors: every sentence is counted once, in the right place."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import accuracy_score

from colabert_core.corpus import load
from colabert_core.corpus.browsing import seen_in_training
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.evaluation import slices


def judged(rows: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Right in about three of four."""
    random = np.random.default_rng(seed)
    lean = np.where(random.random(len(rows)) < 0.75, rows["label"], 1 - rows["label"])
    return rows.assign(acceptable=np.abs(lean - random.random(len(rows)) * 0.49))


@pytest.fixture
def dev(home):
    return judged(load(home).split("in_domain_dev"))


def test_lengths_are_counted_in_words(dev):
    found = slices.by_length(dev)
    assert found["sentences"].sum() == len(dev)
    lows = [low for low, _ in found["length"]]
    assert lows == sorted(lows)
    for row in found.itertuples():
        low, high = row.length
        words = dev["sentence"].str.split().str.len()
        part = dev[(words >= low) & (words <= (high or 10_000))]
        assert len(part) == row.sentences
        assert row.accuracy == pytest.approx(accuracy_score(part["label"], part["acceptable"] >= 0.5))


@pytest.mark.parametrize(("words", "low"), [(1, 1), (4, 1), (5, 5), (10, 8), (15, 11), (16, 16), (300, 16)])
def test_every_length_has_its_place(words, low):
    one = pd.DataFrame({"sentence": [" ".join(["so"] * words)], "label": [1], "acceptable": [0.9]})
    assert slices.by_length(one)["length"][0][0] == low


def test_marks_are_counted_the_most_frequent_first(dev):
    found = slices.by_mark(dev)
    assert dict(zip(found["mark"], found["sentences"], strict=True)) == dev["mark"].value_counts().to_dict()
    assert found["sentences"].is_monotonic_decreasing
    starred = dev[dev["mark"] == "*"]
    row = found[found["mark"] == "*"].iloc[0]
    assert (row["accuracy"], row["mcc"]) == (pytest.approx((starred["acceptable"] < 0.5).mean()), 0)
    assert row["acceptable_share"] == 0


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.8])
def test_the_four_cells_hold_every_sentence_once(dev, threshold):
    cells = [slices.cell_of(dev, label, verdict, threshold) for label in (0, 1) for verdict in (0, 1)]
    assert sorted(index for cell in cells for index in cell.index) == list(dev.index)
    assert (cells[1]["label"] == 0).all() and (cells[1]["acceptable"] >= threshold).all()
    assert cells[1]["acceptable"].is_monotonic_decreasing
    assert cells[2]["acceptable"].is_monotonic_increasing


def test_errors_come_the_most_confident_first(dev):
    found = slices.wrong_verdicts(dev)
    assert set(found.index) == set(dev.index[(dev["acceptable"] >= 0.5) != (dev["label"] == 1)])
    assert found["confidence"].is_monotonic_decreasing
    assert found["confidence"].between(0.5, 1).all()
    first = found.iloc[0]
    assert first["confidence"] == pytest.approx(max(first["acceptable"], 1 - first["acceptable"]))


def test_dev_sentences_that_stand_in_the_training_file_are_known(home):
    corpus = load(home)
    dev = corpus.split("in_domain_dev")
    train = set(corpus.split("in_domain_train")["sentence"])
    found = seen_in_training(corpus.table, dev["sentence"])
    assert found.tolist() == [sentence in train for sentence in dev["sentence"]]
    assert found.sum() >= 4


def test_of_the_real_dev_sentences_eighteen_stand_in_the_training_file(cola):
    splits = ("in_domain_dev", "out_of_domain_dev")
    assert sum(seen_in_training(cola.table, cola.split(split)["sentence"]).sum() for split in splits) == 18


def test_pairs_that_a_cut_divides_do_not_count_as_wrong():
    pairs = pairs_corpus().split("out_of_domain_dev")
    perfect = pairs.assign(acceptable=0.2 + 0.6 * pairs["label"])
    assert (slices.by_length(perfect)["pairs"] == 1).all()
    assert "pairs" not in slices.by_mark(perfect)
