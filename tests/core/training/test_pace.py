"""The estimated pace of a training, and settings for one of about a minute."""

import pytest
import torch

from colabert_core.config import BERT_BASE, BUNDLED, TrainConfig, recommended
from colabert_core.schedule import validations_per_epoch
from colabert_core.training import pace
from colabert_core.training.pace import matmul_rate, one_minute, training_speed


def seconds_of(config: TrainConfig, pace: float) -> float:
    """The time of training and validation, taking judging to be twice as fast."""
    times = validations_per_epoch(config.train_limit, 856)
    return config.epochs * (config.train_limit + times * 856 / 2) / pace


def test_the_rate_of_matrix_products_is_that_of_a_real_machine():
    assert 1e7 < matmul_rate(size=128, repeats=3) < 1e16


def test_measuring_draws_nothing_from_torchs_random_generator():
    before = torch.get_rng_state()
    matmul_rate(size=64, repeats=2)
    assert torch.equal(torch.get_rng_state(), before)


def test_a_training_is_faster_on_a_faster_machine_and_slower_for_a_larger_encoder():
    usual = training_speed(rate=1e11, parameters=10_000_000, tokens=13)
    assert usual == pytest.approx(1e11 * pace.EFFICIENCY["fp32"] / (6 * 10_000_000 * 13))
    assert training_speed(rate=2e11, parameters=10_000_000) == pytest.approx(2 * usual)
    assert training_speed(rate=1e11, parameters=40_000_000) == pytest.approx(usual / 4)
    assert training_speed(rate=1e11, parameters=10_000_000, tokens=26) == pytest.approx(usual / 2)
    short = training_speed(rate=2e11, parameters=10_000_000, precision="bf16")
    assert usual < short < 2 * usual


def test_the_expected_rate_is_measured_in_the_precision_of_training(monkeypatch):
    seen = []
    monkeypatch.setattr("colabert_core.model.precision.best_precision", lambda device: "bf16")
    real = torch.mm
    monkeypatch.setattr(torch, "mm", lambda a, b: seen.append(a.dtype) or real(a, b))
    assert pace.matmul_rate(size=8, repeats=1) > 0
    assert seen == [torch.bfloat16]


def test_one_minute_goes_three_times_through_what_fits():
    config = one_minute(BUNDLED, sentences_per_second=125.0, train_size=7695, validation_size=856)
    assert (config.epochs, config.batch_size) == (3, 16)
    assert 50 <= seconds_of(config, 125.0) <= 55


def test_one_minute_takes_fewer_rounds_where_the_device_is_slow():
    config = one_minute(BUNDLED, sentences_per_second=45.0, train_size=7695, validation_size=856)
    assert config.epochs == 2
    assert 45 <= seconds_of(config, 45.0) <= 55


def test_one_minute_is_the_recommended_training_on_a_fast_device():
    config = one_minute(BUNDLED, sentences_per_second=5000.0, train_size=7695, validation_size=856)
    assert config == recommended(BUNDLED).config


def test_one_minute_is_never_without_sentences():
    assert one_minute(BERT_BASE, 0.01, train_size=7695, validation_size=856).train_limit == 320
