import math
from dataclasses import replace

import pytest

from colabert_core.config import (
    BERT_BASE,
    BUNDLED,
    TUTORIAL,
    TrainConfig,
    as_in_tutorial,
    going_on,
    recommended,
)
from colabert_core.errors import BadSettings


def faults_of(**settings) -> dict[str, str]:
    """Which settings are refused, and by which rule."""
    with pytest.raises(BadSettings) as caught:
        TrainConfig(**settings)
    return {fault.setting: fault.rule for fault in caught.value.faults}


def test_all_faults_are_told_at_once():
    assert faults_of(
        encoder="  ",
        device="tpu",
        max_length=7,
        batch_size=0,
        epochs=11,
        seed=-1,
        train_limit=7,
        max_steps=0,
        warmup=0.6,
        weight_decay=-0.1,
        validation_share=0.0,
        learning_rate=0.0,
        adam_epsilon=0.0,
        clip=0.0,
    ) == {
        "encoder": "empty",
        "device": "choice",
        "max_length": "whole",
        "batch_size": "whole",
        "epochs": "whole",
        "seed": "whole",
        "train_limit": "whole",
        "max_steps": "whole",
        "warmup": "range",
        "weight_decay": "range",
        "validation_share": "range",
        "learning_rate": "above_zero",
        "adam_epsilon": "above_zero",
        "clip": "above_zero",
    }


def test_every_fault_is_a_plain_phrase_of_the_whole_message():
    with pytest.raises(BadSettings) as caught:
        TrainConfig(epochs=0, learning_rate=1.0, warmup=2, device="abacus", encoder="")
    told = str(caught.value)
    for phrase in (
        "epochs must be a whole number from 1 to 10",
        "learning rate must be above 0 and at most 0.1",
        "warmup must be from 0.0 to 0.5",
        "device must be one of auto, cpu, cuda, mps",
        "encoder must not be empty",
    ):
        assert phrase in told


@pytest.mark.parametrize("value", [math.nan, math.inf, -1.0, "2e-5", None, True, 0])
def test_a_learning_rate_must_be_a_number_above_zero(value):
    assert faults_of(learning_rate=value) == {"learning_rate": "above_zero"}


@pytest.mark.parametrize("value", [2.0, "2", None, True, math.nan])
def test_epochs_must_be_a_whole_number(value):
    assert faults_of(epochs=value) == {"epochs": "whole"}


@pytest.mark.parametrize(
    "settings",
    [
        {"max_length": 8},
        {"max_length": 512},
        {"epochs": 10},
        {"batch_size": 1},
        {"seed": 0},
        {"seed": 2**32 - 1},
        {"learning_rate": 0.1},
        {"warmup": 0.5},
        {"validation_share": 0.5},
        {"train_limit": 8},
        {"max_steps": 1},
        {"device": "mps"},
    ],
)
def test_the_bounds_themselves_are_allowed(settings):
    TrainConfig(**settings)


def test_the_tutorials_values_are_the_defaults():
    assert TrainConfig() == TUTORIAL
    assert TUTORIAL.to_row() == {
        "encoder": "bundled",
        "max_length": 64,
        "batch_size": 32,
        "learning_rate": 2e-5,
        "warmup": 0.0,
        "epochs": 4,
        "adam_epsilon": 1e-8,
        "weight_decay": 0.0,
        "clip": 1.0,
        "seed": 42,
        "validation_share": 0.1,
        "train_limit": None,
        "max_steps": None,
        "train_embeddings": True,
        "precision": "auto",
        "device": "auto",
    }


def test_as_in_the_tutorial_changes_nothing_but_the_encoder():
    assert as_in_tutorial(BERT_BASE) == TrainConfig(encoder=BERT_BASE)


def test_the_recommended_settings_say_what_to_expect():
    advice = recommended(BUNDLED)
    assert advice.config.encoder == BUNDLED
    assert 0 < advice.mcc_low < advice.mcc_high < 1
    assert advice.reported_mcc is None


def test_what_was_not_measured_here_is_told_as_reported():
    advice = recommended(BERT_BASE)
    assert advice.config.encoder == BERT_BASE
    assert advice.mcc_low is None
    assert advice.reported_mcc == 0.521


def test_an_encoder_that_was_never_tried_gets_the_tutorials_settings_with_a_warm_up_and_no_promise():
    advice = recommended("someone/some-bert")
    assert advice.config == replace(as_in_tutorial("someone/some-bert"), warmup=0.1)
    assert (advice.is_tried, advice.mcc_low, advice.mcc_high) == (False, None, None)


def test_a_training_that_goes_on_takes_smaller_steps_and_makes_no_promise():
    advice = going_on("runs/x", replace(TUTORIAL, learning_rate=1e-4, max_length=96, batch_size=16))
    assert not advice.is_tried
    config = advice.config
    assert (config.encoder, config.learning_rate, config.warmup) == ("runs/x", 5e-5, 0.1)
    assert (config.max_length, config.batch_size) == (96, 16)


def test_what_was_measured_or_reported_counts_as_tried_but_not_elsewhere():
    for encoder in (BUNDLED, BERT_BASE):
        assert recommended(encoder).is_tried
        assert not recommended(encoder).untried().is_tried


def test_settings_survive_the_way_through_a_file():
    config = TrainConfig(encoder="x/y", epochs=2, train_limit=100, learning_rate=3e-5)
    assert TrainConfig.from_row(config.to_row()) == config


def test_a_setting_of_a_later_version_is_passed_over():
    assert TrainConfig.from_row({"epochs": 3, "moon_phase": "full"}) == TrainConfig(epochs=3)
