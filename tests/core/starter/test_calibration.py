"""Probabilities that mean what they say."""

import numpy as np
import pandas as pd
import pytest

from colabert_core.config import TrainConfig
from colabert_core.evaluation.measures import reliability
from colabert_core.model.classifier import Classifier
from colabert_core.starter.calibration import Calibration, build_in, calibrate


def drawn(temperature: float, shift: float) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities that are too sure of themselves, and labels."""
    random = np.random.default_rng(1)
    true_odds = random.normal(0.5, 1.5, size=20_000)
    labels = (random.random(20_000) < 1 / (1 + np.exp(-true_odds))).astype(int)
    return 1 / (1 + np.exp(-(true_odds - shift) * temperature)), labels


def calibration_error(acceptable: np.ndarray, labels: np.ndarray, calibration: Calibration) -> float:
    odds = np.log(acceptable / (1 - acceptable)) / calibration.temperature + calibration.shift
    return reliability(pd.DataFrame({"acceptable": 1 / (1 + np.exp(-odds)), "label": labels})).error


def test_temperature_and_shift_are_found():
    acceptable, labels = drawn(temperature=3.0, shift=0.4)
    found = calibrate(acceptable, labels)
    assert found.temperature == pytest.approx(3.0, rel=0.1)
    assert found.shift == pytest.approx(0.4, abs=0.1)


def test_a_calibrated_model_stays_as_it_is():
    found = calibrate(*drawn(temperature=1.0, shift=0.0))
    assert (found.temperature, found.shift) == pytest.approx((1.0, 0.0), abs=0.1)


def test_calibration_lowers_the_calibration_error():
    acceptable, labels = drawn(temperature=3.0, shift=0.4)
    unchanged = Calibration(temperature=1.0, shift=0.0)
    assert calibration_error(acceptable, labels, unchanged) > 0.08
    assert calibration_error(acceptable, labels, calibrate(acceptable, labels)) < 0.02


def test_with_some_error_allowed_less_is_shifted():
    acceptable, labels = drawn(temperature=3.0, shift=0.6)
    full, eased = calibrate(acceptable, labels), calibrate(acceptable, labels, error=0.05)
    assert 0 < eased.shift < 0.8 * full.shift
    assert calibration_error(acceptable, labels, full) < calibration_error(acceptable, labels, eased) <= 0.05


def test_where_no_shift_is_needed_none_is_made():
    assert calibrate(*drawn(temperature=3.0, shift=0.1), error=0.05).shift == 0


def test_certain_probabilities_do_not_break_it():
    found = calibrate(np.asarray([0.0, 1.0, 1.0, 0.0]), np.asarray([0, 1, 0, 1]))
    assert np.isfinite([found.temperature, found.shift]).all()


def test_a_calibration_is_built_into_the_head(trained_run, tmp_path):
    import shutil

    shutil.copytree(trained_run[1].folder, tmp_path / "model")
    sentences = ["The pilot slept.", "The pilot sleeped.", "We asked them."]
    before = Classifier(tmp_path / "model", TrainConfig().max_length).probabilities(sentences)
    build_in(Calibration(temperature=2.0, shift=-0.5), tmp_path / "model")
    after = Classifier(tmp_path / "model", TrainConfig().max_length).probabilities(sentences)
    odds = np.log(before / (1 - before)) / 2 - 0.5
    assert after == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-4)
