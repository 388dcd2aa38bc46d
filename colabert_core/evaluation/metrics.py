"""Metrics: accuracy, MCC, F1, the confusion matrix, and confidence intervals."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Interval = tuple[float, float]
MIN_MEASURED = 100  # sentences; with fewer, an MCC is too uncertain to say anything


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """Metrics of verdicts on `size` sentences.

    `confusion` <int>[2, 2] has a row per label and a column per verdict; 0 is unacceptable.
    """

    size: int
    accuracy: float
    mcc: float
    f1: float
    confusion: np.ndarray


def measure(labels: np.ndarray, verdicts: np.ndarray) -> Metrics:
    """The metrics of verdicts <int>[n] against labels <int>[n], from scikit-learn.

    The MCC (Matthews 1975) is 0 where it is undefined, because all labels or all verdicts are the same. F1 is
    that of the class "acceptable".
    """
    from sklearn.metrics import confusion_matrix, f1_score, matthews_corrcoef

    one_class = len(np.union1d(labels, verdicts)) < 2  # scikit-learn would warn
    return Metrics(
        size=len(labels),
        accuracy=float(np.mean(np.equal(labels, verdicts))),
        mcc=0.0 if one_class else float(matthews_corrcoef(labels, verdicts)),
        f1=float(f1_score(labels, verdicts, zero_division=0)),
        confusion=confusion_matrix(labels, verdicts, labels=[0, 1]),
    )


def mcc_interval(mcc: float, size: int) -> Interval:
    """The 95% confidence interval of an MCC on `size` sentences, from the MCC alone.

    The MCC is a Pearson correlation of labels and verdicts, so Fisher's z applies (Fisher 1921). Where the
    verdicts are known, `intervals_of` is more exact.
    """
    if size <= 3:
        return -1.0, 1.0
    z, half = np.arctanh(np.clip(mcc, -0.999999, 0.999999)), 1.96 / np.sqrt(size - 3)
    return float(np.tanh(z - half)), float(np.tanh(z + half))


def rates(
    true_no: npt.ArrayLike, false_yes: npt.ArrayLike, false_no: npt.ArrayLike, true_yes: npt.ArrayLike
) -> dict[str, np.ndarray]:
    """accuracy, mcc and f1 <float>[n] of many confusion matrices, whose cells are <int>[n]; as `measure`.

    scikit-learn takes one matrix at a time, but a threshold sweep or a bootstrap needs thousands.
    """
    true_no, false_yes, false_no, true_yes = (
        np.asarray(cell, dtype=float) for cell in (true_no, false_yes, false_no, true_yes)
    )
    size = true_no + false_yes + false_no + true_yes
    margins = (true_yes + false_yes) * (true_yes + false_no) * (true_no + false_yes) * (true_no + false_no)
    return {
        "accuracy": (true_no + true_yes) / size,
        "mcc": _quotient(true_yes * true_no - false_yes * false_no, margins**0.5),
        "f1": _quotient(2 * true_yes, 2 * true_yes + false_yes + false_no),
    }


def _quotient(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    """The quotient; 0 where the denominator is 0."""
    quotient: np.ndarray = np.divide(
        numerator, denominator, out=np.zeros_like(numerator), where=denominator > 0
    )
    return quotient


@dataclass(frozen=True, kw_only=True)
class Intervals:
    """95 % confidence intervals (low, high).

    Of 100 intervals computed from as many samples, about 95 contain the figure for all such sentences.
    """

    accuracy: Interval
    mcc: Interval
    f1: Interval


def intervals(
    labels: np.ndarray,
    verdicts: np.ndarray,
    groups: np.ndarray | None = None,
    resamples: int = 2000,
    seed: int = 0,
) -> Intervals:
    """Bootstrap intervals (Efron 1979, percentile method) of labels and verdicts <int>[n].

    Sentences are drawn with replacement; those of the same group (`groups` [n]) are drawn together. A group
    affects the figures only through its confusion matrix. So matrices are drawn from a multinomial
    distribution instead of groups, which is equivalent and thousands of times faster.
    """
    cells = 2 * np.asarray(labels, dtype=int) + np.asarray(verdicts, dtype=int)
    _, group = np.unique(np.arange(len(cells)) if groups is None else groups, return_inverse=True)
    # One confusion matrix per group: true_no, false_yes, false_no, true_yes.
    matrices = np.zeros((group.max() + 1, 4), dtype=int)
    np.add.at(matrices, (group, cells), 1)
    kinds, times = np.unique(matrices, axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(times.sum(), times / times.sum(), size=resamples) @ kinds
    ends = {name: np.percentile(values, (2.5, 97.5)) for name, values in rates(*drawn.T).items()}
    return Intervals(**{name: (float(low), float(high)) for name, (low, high) in ends.items()})
