"""Thresholds, calibration and curves, compared with scikit-learn's."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score, f1_score, matthews_corrcoef, roc_auc_score

from colabert_core.evaluation import measures


def judged(seed: int, size: int = 300) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    labels = (random.random(size) < 0.7).astype(int)
    return pd.DataFrame({"label": labels, "acceptable": random.beta(2 + 2 * labels, 3)})


@pytest.mark.parametrize("seed", range(4))
def test_a_sweep_measures_each_threshold_as_scikit_learn_does(seed):
    rows = judged(seed)
    table = measures.sweep(rows)
    for row in table.iloc[::7].itertuples():
        verdicts = rows["acceptable"] >= row.threshold
        assert row.accuracy == pytest.approx((verdicts == rows["label"]).mean())
        assert row.f1 == pytest.approx(f1_score(rows["label"], verdicts, zero_division=0))
        if 0 < verdicts.sum() < len(rows):
            assert row.mcc == pytest.approx(matthews_corrcoef(rows["label"], verdicts))


@pytest.mark.parametrize("seed", range(4))
def test_no_threshold_beats_the_best_one(seed):
    rows = judged(seed)
    best = measures.best_threshold(rows)
    table = measures.sweep(rows).set_index("threshold")["mcc"]
    assert table[best] == pytest.approx(table.max())


def test_of_equally_good_thresholds_the_usual_one_is_taken():
    rows = pd.DataFrame({"label": [0, 0, 1, 1], "acceptable": [0.1, 0.2, 0.8, 0.9]})
    assert measures.best_threshold(rows) == 0.5
    assert measures.best_threshold(rows.assign(acceptable=[0.6, 0.65, 0.8, 0.9])) == 0.66


def test_a_probability_that_means_what_it_says_has_no_calibration_error():
    share = np.repeat(np.arange(0.05, 1, 0.1), 100)
    labels = np.tile(np.arange(100), 10) < np.round(share * 100)
    found = measures.reliability(pd.DataFrame({"label": labels.astype(int), "acceptable": share}))
    assert found.error == pytest.approx(0, abs=1e-12)
    assert found.bins["sentences"].tolist() == [100] * 10


def test_the_calibration_error_is_the_mean_distance():
    rows = pd.DataFrame({"label": [1, 1, 0, 1], "acceptable": [0.95, 0.95, 0.95, 0.35]})
    found = measures.reliability(rows)
    assert found.error == pytest.approx(0.75 * abs(0.95 - 2 / 3) + 0.25 * 0.65)
    assert found.bins[["low", "high"]].to_numpy().tolist() == [[0.3, 0.4], [0.9, 1.0]]


def test_a_probability_of_one_has_a_bin():
    rows = pd.DataFrame({"label": [1, 0], "acceptable": [1.0, 0.0]})
    assert measures.reliability(rows).bins["high"].tolist() == [0.1, 1.0]


@pytest.mark.parametrize("seed", range(4))
def test_areas_are_scikit_learns(seed):
    rows = judged(seed)
    found = measures.curves(rows)
    assert found.roc_area == pytest.approx(roc_auc_score(rows["label"], rows["acceptable"]))
    assert found.average_precision == pytest.approx(
        average_precision_score(rows["label"], rows["acceptable"])
    )
    assert found.roc["threshold"].between(0, 1).all()
    assert found.roc.iloc[-1][["false_yes", "true_yes"]].tolist() == [1, 1]


def test_one_class_alone_has_no_curves():
    assert measures.curves(judged(1).assign(label=1)) is None
