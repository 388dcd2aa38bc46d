"""Runs side by side."""

import pandas as pd
import pytest
from scipy.stats import binomtest

from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.evaluation import comparison
from colabert_core.runs.history import history_of
from colabert_core.runs.store import RunStore

from ..helpers import started
from ..runs.test_history import validated


def predicted(labels: list[int], acceptable: list[float]) -> pd.DataFrame:
    table = pd.DataFrame({"label": labels, "acceptable": acceptable})
    return table.assign(source="s", mark="", sentence=[f"Sentence {i}." for i in table.index])


# --- curves ----------------------------------------------------------------------------------------


def test_runs_with_other_batches_stand_on_one_scale_of_epochs():
    small = history_of([started(steps_per_epoch=10), validated(5, mcc=0.1), validated(10, mcc=0.2)])
    large = history_of([started(steps_per_epoch=5), validated(5, mcc=0.3)])
    table = comparison.learning_curves({"small": small, "large": large})
    assert table[["run", "epochs", "mcc"]].to_numpy().tolist() == [
        ["small", 0.5, 0.1],
        ["small", 1.0, 0.2],
        ["large", 1.0, 0.3],
    ]


def test_a_run_that_told_nothing_has_no_curve():
    table = comparison.learning_curves({"starter": history_of([])})
    assert list(table.columns) == ["run", "step", "epochs", "loss", "mcc"]
    assert table.empty


# --- settings --------------------------------------------------------------------------------------


def test_only_settings_that_differ_are_told():
    one, two, three = (TrainConfig(epochs=n, train_limit=limit) for n, limit in ((2, None), (3, 100), (2, 8)))
    table = comparison.differing({"a": one.to_row(), "b": two.to_row(), "c": three.to_row()})
    assert sorted(table.index) == ["epochs", "train_limit"]
    assert table.loc["epochs"].tolist() == [2, 3, 2]
    assert table.loc["train_limit"].tolist() == [None, 100, 8]


def test_equal_settings_leave_nothing():
    row = TrainConfig().to_row()
    assert comparison.differing({"a": row, "b": dict(row)}).empty


# --- who may be measured where ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "split", "why"),
    [
        ({"epochs": 1}, "validation", None),
        ({"seed": 7}, "validation", "other_part"),
        ({"validation_share": 0.2}, "validation", "other_part"),
        ({"seed": 7}, "in_domain_dev", None),
        ({"seed": 7}, "in_domain_train", "learned"),
    ],
)
def test_a_run_is_measured_only_on_what_is_new_to_it_and_the_same(home, settings, split, why):
    corpus, store = load(home), RunStore(home.runs)
    base, other = store.create(TrainConfig(), corpus), store.create(TrainConfig(**settings), corpus)
    assert comparison.obstacle(other, base, corpus, split) == why


# --- verdicts --------------------------------------------------------------------------------------


def test_a_duel_counts_who_alone_is_right():
    first = predicted([1, 1, 1, 0, 0, 0], [0.9, 0.9, 0.5, 0.1, 0.9, 0.9])
    second = predicted([1, 1, 1, 0, 0, 0], [0.9, 0.1, 0.2, 0.9, 0.1, 0.7])
    found = comparison.paired_comparison(first, second)
    assert (found.both_right, found.first_only, found.second_only, found.both_wrong) == (1, 3, 1, 1)


@pytest.mark.parametrize(("one", "two"), [(0, 0), (3, 3), (1, 0), (0, 6), (5, 12), (40, 20), (300, 900)])
def test_chance_is_that_of_the_exact_test(one, two):
    labels = [1] * (one + two + 1)
    first = predicted(labels, [0.9] * one + [0.1] * two + [0.9])
    second = predicted(labels, [0.1] * one + [0.9] * two + [0.9])
    expected = binomtest(one, one + two).pvalue if one + two else 1.0
    assert comparison.paired_comparison(first, second).p_value == pytest.approx(expected, rel=1e-6)


def test_disagreements_are_the_most_opposed_first():
    first = predicted([1, 0, 1, 0], [0.6, 0.9, 0.9, 0.2])
    second = predicted([1, 0, 1, 0], [0.4, 0.05, 0.8, 0.4])
    found = comparison.disagreements(first, second)
    assert found["sentence"].tolist() == ["Sentence 1.", "Sentence 0."]
    assert found[["first", "second"]].to_numpy().tolist() == [[0.9, 0.05], [0.6, 0.4]]
    assert set(found.columns) == {"source", "label", "mark", "sentence", "first", "second"}


def test_runs_that_agree_part_nowhere():
    table = predicted([1, 0], [0.6, 0.9])
    assert comparison.disagreements(table, table).empty
    assert comparison.paired_comparison(table, table).p_value == 1.0
