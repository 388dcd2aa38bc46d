"""How good a classifier is: accuracy, MCC, F1 and the confusion matrix (scikit-learn's)."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """`confusion` is <int>[2, 2]: rows the true label, columns the verdict; 0 is unacceptable."""

    size: int
    accuracy: float
    mcc: float
    f1: float
    confusion: np.ndarray


def measure(labels: np.ndarray, verdicts: np.ndarray) -> Metrics:
    """Metrics of verdicts <int>[n] against labels <int>[n].

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
