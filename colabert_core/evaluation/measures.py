"""Measures beyond a single threshold: all thresholds, calibration, ROC and precision-recall curves."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import rates
from colabert_core.judging.scoring import THRESHOLD

THRESHOLDS = np.round(np.arange(0.01, 1.0, 0.01), 2)
_BINS = 10


def sweep(judged: pd.DataFrame, thresholds: np.ndarray = THRESHOLDS) -> pd.DataFrame:
    """Accuracy, MCC and F1 at each threshold: columns threshold, accuracy, mcc and f1."""
    labels = judged["label"].to_numpy(dtype=bool)
    verdicts = judged["acceptable"].to_numpy()[None, :] >= thresholds[:, None]
    true_yes = (verdicts & labels).sum(axis=1)
    false_yes, false_no = verdicts.sum(axis=1) - true_yes, labels.sum() - true_yes
    true_no = len(labels) - true_yes - false_yes - false_no
    return pd.DataFrame({"threshold": thresholds, **rates(true_no, false_yes, false_no, true_yes)})


def best_threshold(judged: pd.DataFrame) -> float:
    """The threshold with the highest MCC; on a tie, the one nearest to the usual 0.5.

    Choose it on other sentences than it is used for: choose it on the validation part, use it on a dev set.
    """
    table = sweep(judged)
    best = table[table["mcc"] >= table["mcc"].max() - 1e-12]["threshold"]
    return float(best.loc[(best - THRESHOLD).abs().idxmin()])


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """How well a model's probabilities are calibrated.

    `bins` has a row per bin that is not empty, with the columns low and high (its ends, 0 to 1), sentences,
    probability (the mean) and acceptable_share. `error` is the expected calibration error, 0 to 1.
    """

    bins: pd.DataFrame
    error: float


def reliability(judged: pd.DataFrame, bins: int = _BINS) -> Reliability:
    """Calibration in bins of equal width over the probability of "acceptable" (Naeini et al. 2015).

    The error is the mean distance between a bin's probability and its share of acceptable sentences, weighted
    by the number of sentences. Guo et al. (2017) bin the confidence in the verdict instead, from 0.5 to 1,
    and so arrive at other figures.
    """
    number = np.minimum((judged["acceptable"] * bins).astype(int), bins - 1)
    grouped = judged.groupby(number)
    table = pd.DataFrame(
        {
            "sentences": grouped.size(),
            "probability": grouped["acceptable"].mean(),
            "acceptable_share": grouped["label"].mean(),
        }
    )
    distance = (table["probability"] - table["acceptable_share"]).abs()
    error = float((distance * table["sentences"]).sum() / len(judged))
    ends = {"low": table.index / bins, "high": (table.index + 1) / bins}
    return Reliability(bins=table.assign(**ends).reset_index(drop=True), error=error)


@dataclass(frozen=True, kw_only=True)
class Curves:
    """The ROC and precision-recall curves for the class "acceptable", with the areas under them.

    `roc` has the columns false_yes (false positive rate), true_yes (true positive rate) and threshold, and
    `precision_recall` recall, precision and threshold; all from 0 to 1. `roc_area` is the ROC AUC.
    """

    roc: pd.DataFrame
    precision_recall: pd.DataFrame
    roc_area: float
    average_precision: float


def curves(judged: pd.DataFrame) -> Curves | None:
    """The curves, from scikit-learn; None if all sentences are of one class."""
    from sklearn.metrics import auc, average_precision_score, precision_recall_curve, roc_curve

    labels, probabilities = judged["label"], judged["acceptable"]
    if labels.nunique() < 2:
        return None
    false_yes, true_yes, at = roc_curve(labels, probabilities)
    precision, recall, cuts = precision_recall_curve(labels, probabilities)
    return Curves(
        roc=pd.DataFrame({"false_yes": false_yes, "true_yes": true_yes, "threshold": np.minimum(at, 1.0)}),
        precision_recall=pd.DataFrame(
            {"recall": recall, "precision": precision, "threshold": np.append(cuts, 1.0)}
        ),
        roc_area=float(auc(false_yes, true_yes)),
        average_precision=float(average_precision_score(labels, probabilities)),
    )
