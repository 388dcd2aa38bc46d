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
    """The ends (low, high) between which a figure lies in 95 % of samples like this one."""

    accuracy: Interval
    mcc: Interval
    f1: Interval


def intervals(labels: np.ndarray, verdicts: np.ndarray, resamples: int = 2000, seed: int = 0) -> Intervals:
    """Bootstrap intervals (Efron 1979, percentile method) over the sentences <int>[n].

    All three figures depend on the confusion matrix alone. Drawing n sentences anew with replacement draws
    its four cells from a multinomial distribution: the same bootstrap, thousands of times as quick.
    """
    cells = measure(labels, verdicts).confusion.ravel()
    drawn = np.random.default_rng(seed).multinomial(cells.sum(), cells / cells.sum(), size=resamples)
    found = {name: np.percentile(values, (2.5, 97.5)) for name, values in rates(*drawn.T).items()}
    return Intervals(**{name: (float(low), float(high)) for name, (low, high) in found.items()})
