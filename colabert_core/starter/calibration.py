"""Probabilities that mean what they say: a temperature and a shift for a model's logits.

See Guo et al. 2017, On Calibration of Modern Neural Networks, and Platt 1999. Both numbers are chosen on
validation sentences and built into the classification head, so whoever opens the model gets calibrated
probabilities.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from colabert_core.runs.format import WEIGHTS

_HEAD = ("classifier.weight", "classifier.bias")


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Calibrated log-odds = log-odds / temperature + shift."""

    temperature: float
    shift: float


def calibrate(acceptable: np.ndarray, labels: np.ndarray) -> Calibration:
    """The calibration with the lowest cross-entropy, for probabilities <float>[n] and labels <int>[n]."""
    from scipy.optimize import minimize

    probability = np.clip(acceptable.astype(np.float64), 1e-7, 1 - 1e-7)
    odds, sign = np.log(probability / (1 - probability)), np.where(labels == 1, 1.0, -1.0)

    def loss(numbers: np.ndarray) -> float:
        return float(np.logaddexp(0, -sign * (odds * np.exp(-numbers[0]) + numbers[1])).mean())

    best = minimize(loss, np.zeros(2), method="Nelder-Mead")
    return Calibration(temperature=float(np.exp(best.x[0])), shift=float(best.x[1]))


def build_in(calibration: Calibration, folder: Path) -> None:
    """Change the classification head in a model's folder, so that its probabilities are calibrated."""
    weights = load_file(folder / WEIGHTS)
    for name in _HEAD:
        weights[name] = (weights[name] / calibration.temperature).astype(np.float32)
    weights[_HEAD[1]] = weights[_HEAD[1]] + np.asarray([0, calibration.shift], dtype=np.float32)
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})
