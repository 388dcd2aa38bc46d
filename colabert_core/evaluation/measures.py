"""What one threshold does not tell: every threshold, calibration, ROC and precision-recall."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import rates
from colabert_core.judging.scoring import THRESHOLD

THRESHOLDS = np.round(np.arange(0.01, 1.0, 0.01), 2)
_BINS = 10


def sweep(judged: pd.DataFrame, thresholds: np.ndarray = THRESHOLDS) -> pd.DataFrame:
    """Accuracy and MCC at each threshold: columns threshold, accuracy, mcc, f1."""
    labels = judged["label"].to_numpy(dtype=bool)
    verdicts = judged["acceptable"].to_numpy()[None, :] >= thresholds[:, None]
    right, judged_yes = verdicts & labels, verdicts.sum(axis=1)
    true_yes = right.sum(axis=1)
    false_yes, false_no = judged_yes - true_yes, labels.sum() - true_yes
    true_no = len(labels) - true_yes - false_yes - false_no
    return pd.DataFrame({"threshold": thresholds, **rates(true_no, false_yes, false_no, true_yes)})


def best_threshold(judged: pd.DataFrame) -> float:
    """The threshold with the highest MCC; of equal ones the nearest to the usual 0.5.

    To be chosen on sentences other than those it is used on: validation, then dev.
    """
    table = sweep(judged)
    best = table[table["mcc"] >= table["mcc"].max() - 1e-12]["threshold"]
    return float(best.loc[(best - THRESHOLD).abs().idxmin()])


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Whether a probability means what it says.

    `bins` has the columns low, high (ends of the bin, 0 to 1), sentences, probability (their mean) and
    acceptable_share, without empty bins. `error` is the expected calibration error, 0 to 1.
    """

    bins: pd.DataFrame
    error: float


def reliability(judged: pd.DataFrame, bins: int = _BINS) -> Reliability:
    """Bins of equal width over the probability of "acceptable" (Naeini et al. 2015).

    The error is the mean distance between a bin's probability and its share of acceptable sentences,
    weighted by its sentences. Guo et al. (2017) bin the confidence of the verdict given instead, from 0.5 on:
    their figures are others.
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
    """`roc` has the columns false_yes, true_yes, threshold; `precision_recall` recall, precision, threshold;
    all 0 to 1. The areas are ROC AUC and average precision, for the class "acceptable".
    """

    roc: pd.DataFrame
    precision_recall: pd.DataFrame
    roc_area: float
    average_precision: float


def curves(judged: pd.DataFrame) -> Curves | None:
    """scikit-learn's curves; None where all sentences are of one class."""
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
