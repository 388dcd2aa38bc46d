"""Probabilities that mean what they say: a temperature and a shift for a model's logits.

See Guo et al. 2017, On Calibration of Modern Neural Networks, and Platt 1999. Both numbers are chosen on
validation sentences and built into the classification head, so whoever opens the model gets calibrated
probabilities.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from safetensors.numpy import load_file, save_file

from colabert_core.evaluation.measures import reliability
from colabert_core.runs.format import WEIGHTS

_HEAD = ("classifier.weight", "classifier.bias")


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Calibrated log-odds = log-odds / temperature + shift."""

    temperature: float
    shift: float


_SHARES = np.arange(0, 1, 0.1)  # of the fitted shift, from the smallest


def calibrate(acceptable: np.ndarray, labels: np.ndarray, error: float = 0.0) -> Calibration:
    """A calibration for probabilities <float>[n] and labels <int>[n].

    With no `error` allowed, it is the one with the lowest cross-entropy. A shift towards the more common
    answer lowers the cross-entropy, but also moves verdicts: a judge that accepts more finds fewer errors.
    So of the shift, only so many tenths are kept as leave a calibration error of at most `error`; all of it
    if no smaller one does.
    """
    probability = np.clip(acceptable.astype(np.float64), 1e-7, 1 - 1e-7)
    odds = np.log(probability / (1 - probability))
    best = _fitted(odds, labels)
    if error <= 0:
        return best
    for share in _SHARES:
        less = _with_shift(odds, labels, best.shift * share)
        if _error(odds / less.temperature + less.shift, labels) <= error:
            return less
    return best


def _fitted(odds: np.ndarray, labels: np.ndarray) -> Calibration:
    from scipy.optimize import minimize

    best = minimize(
        lambda numbers: _loss(odds * np.exp(-numbers[0]) + numbers[1], labels),
        np.zeros(2),
        method="Nelder-Mead",
    )
    return Calibration(temperature=float(np.exp(best.x[0])), shift=float(best.x[1]))


def _with_shift(odds: np.ndarray, labels: np.ndarray, shift: float) -> Calibration:
    """The best temperature for a given shift."""
    from scipy.optimize import minimize_scalar

    best = minimize_scalar(
        lambda number: _loss(odds * np.exp(-number) + shift, labels), bounds=(-3, 3), method="bounded"
    )
    return Calibration(temperature=float(np.exp(best.x)), shift=float(shift))


def _loss(odds: np.ndarray, labels: np.ndarray) -> float:
    """The mean cross-entropy."""
    return float(np.logaddexp(0, np.where(labels == 1, -odds, odds)).mean())


def _error(odds: np.ndarray, labels: np.ndarray) -> float:
    """The expected calibration error."""
    return reliability(pd.DataFrame({"acceptable": 1 / (1 + np.exp(-odds)), "label": labels})).error


def build_in(calibration: Calibration, folder: Path) -> None:
    """Change the classification head in a model's folder, so that its probabilities are calibrated."""
    weights = load_file(folder / WEIGHTS)
    for name in _HEAD:
        weights[name] = (weights[name] / calibration.temperature).astype(np.float32)
    weights[_HEAD[1]] = weights[_HEAD[1]] + np.asarray([0, calibration.shift], dtype=np.float32)
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
