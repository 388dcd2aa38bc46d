"""Benchmarks are run by hand; the tests check that they fit the engine and calculate correctly."""

import importlib
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import baselines, gpu
from benchmarks.common import encoder_parameters, in_turns, like_the_whole, ratio
from colabert_core.encoders import bundled_vocabulary
from colabert_core.model.classifier import load_model

NAMES = sorted(path.stem for path in Path(gpu.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_says_how_it_is_run(name):
    module = importlib.import_module(f"benchmarks.{name}")
    is_run = hasattr(module, "main") or name == "watching"
    assert is_run == (f"python -m benchmarks.{name}" in module.__doc__)


def test_without_a_card_nothing_is_measured(monkeypatch, capsys):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    gpu.main()
    assert "nothing was measured" in capsys.readouterr().out


def test_contestants_take_turns():
    order = []
    found = in_turns({name: lambda name=name: order.append(name) or len(order) for name in "ab"}, rounds=3)
    assert "".join(order) == "ababab"
    assert found == {"a": [1, 3, 5], "b": [2, 4, 6]}
    assert ratio([2.0, 9.0, 4.0], [1.0, 3.0, 1.0]) == 3.0


def test_a_sample_has_the_lengths_of_the_whole():
    lengths = np.random.default_rng(1).integers(4, 40, size=1000)
    sample = lengths[like_the_whole(lengths, 100)]
    assert len(sample) == 100
    assert np.quantile(sample, [0.1, 0.5, 0.9]) == pytest.approx(np.quantile(lengths, [0.1, 0.5, 0.9]), abs=1)


def test_the_bundled_encoder_has_the_parameters_that_the_floor_counts():
    assert encoder_parameters(load_model(bundled_vocabulary())) == 10_646_784


def test_the_tutorials_loop_learns(tiny_encoder):
    torch.manual_seed(0)
    model, steps = load_model(tiny_encoder), []
    before = model.classifier.weight.detach().clone()
    ids = [np.asarray([101, 2016, 3632, 102]), np.asarray([101, 2027, 102])]
    seconds = baselines.tutorial_loop(
        model, ids, np.asarray([1, 0]), batch_size=1, epochs=2, on_step=steps.append
    )
    assert steps == [1, 2, 3, 4]
    assert seconds > 0
    assert not torch.equal(model.classifier.weight, before)
