"""How good a classifier is: accuracy, MCC, F1, the confusion matrix, and how sure one can be of them."""

from dataclasses import dataclass

import numpy as np

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """`confusion` is <int>[2, 2]: rows the true label, columns the verdict; 0 is unacceptable."""

    size: int
    accuracy: float
    mcc: float
    f1: float
    confusion: np.ndarray


def measure(labels: np.ndarray, verdicts: np.ndarray) -> Metrics:
    """Metrics of verdicts <int>[n] against labels <int>[n], scikit-learn's.

    MCC (Matthews 1975) is 0 where it is undefined, that is where labels or verdicts are of one
    class only; F1 is that of the class "acceptable".
    """
    from sklearn.metrics import confusion_matrix, f1_score, matthews_corrcoef

    one_class = len(np.union1d(labels, verdicts)) < 2  # scikit-learn warns there instead of saying 0
    return Metrics(
        size=len(labels),
        accuracy=float(np.mean(np.equal(labels, verdicts))),
        mcc=0.0 if one_class else float(matthews_corrcoef(labels, verdicts)),
        f1=float(f1_score(labels, verdicts, zero_division=0)),
        confusion=confusion_matrix(labels, verdicts, labels=[0, 1]),
    )


def rates(true_no, false_yes, false_no, true_yes) -> dict[str, np.ndarray]:
    """accuracy, mcc and f1 of many confusion matrices at once, each cell <int>[n]; `measure` tells of them.

    scikit-learn takes one matrix at a time; a sweep of thresholds or a bootstrap needs thousands.
    """
    true_no, false_yes, false_no, true_yes = (
        np.asarray(cell, dtype=float) for cell in (true_no, false_yes, false_no, true_yes)
    )
    size = true_no + false_yes + false_no + true_yes
    spread = (
        (true_yes + false_yes) * (true_yes + false_no) * (true_no + false_yes) * (true_no + false_no)
    ) ** 0.5
    lean = 2 * true_yes + false_yes + false_no
    return {
        "accuracy": (true_no + true_yes) / size,
        "mcc": _over(true_yes * true_no - false_yes * false_no, spread),
        "f1": _over(2 * true_yes, lean),
    }


def _over(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """A quotient that is 0 where nothing stands below."""
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


@dataclass(frozen=True, kw_only=True)
class Intervals:
    """95 % confidence intervals (low, high): made in this way from sample after sample, about 95 of 100 hold
    the figure that all sentences of this kind would give.
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

    Sentences are drawn anew with replacement; those of one of the `groups` [n] always together. The figures
    depend on the confusion matrix alone, and a group on its own small one: so instead of sentences, the kinds
    of groups are drawn from a multinomial distribution, which is the same, thousands of times as quick.
    """
    cells = 2 * np.asarray(labels, dtype=int) + np.asarray(verdicts, dtype=int)
    _, group = np.unique(np.arange(len(cells)) if groups is None else groups, return_inverse=True)
    matrices = np.zeros(
        (group.max() + 1, 4), dtype=int
    )  # one a group, as true_no, false_yes, false_no, true_yes
    np.add.at(matrices, (group, cells), 1)
    kinds, times = np.unique(matrices, axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(times.sum(), times / times.sum(), size=resamples) @ kinds
    found = {name: np.percentile(values, (2.5, 97.5)) for name, values in rates(*drawn.T).items()}
    return Intervals(**{name: (float(low), float(high)) for name, (low, high) in found.items()})
