"""The measured speed of an encoder on this computer."""

import shutil
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForMaskedLM

from colabert_core.errors import EncoderDamaged
from colabert_core.training import timed_steps
from colabert_core.training.timed_steps import training_pace

from ..helpers import stepped


@pytest.fixture
def headless_encoder(tmp_path, tiny_encoder) -> Path:
    """An encoder pre-trained on masked tokens only, which has no pooler."""
    config = BertConfig.from_pretrained(tiny_encoder, use_safetensors=True, local_files_only=True)
    BertForMaskedLM(config).save_pretrained(tmp_path / "headless")
    return tmp_path / "headless"


def test_the_pace_of_a_training_is_measured_in_real_steps(tiny_encoder, headless_encoder):
    before = (tiny_encoder / "model.safetensors").read_bytes()
    for encoder in (tiny_encoder, headless_encoder):
        assert 32 < training_pace(encoder, seconds=0.2) < 1e6
    assert (tiny_encoder / "model.safetensors").read_bytes() == before


def test_measuring_the_pace_draws_nothing_from_the_trainers_generator(tiny_encoder, headless_encoder):
    for encoder in (tiny_encoder, headless_encoder):
        before = torch.get_rng_state()
        training_pace(encoder, seconds=0.0)
        assert torch.equal(torch.get_rng_state(), before)


def test_the_pace_of_a_slower_step_is_lower(tiny_encoder, monkeypatch):
    monkeypatch.setattr(timed_steps, "train_step", lambda *_: stepped(1, seconds=0.5))
    assert training_pace(tiny_encoder, seconds=0.0) == 64.0


def test_weights_that_cannot_be_measured_are_told(tmp_path, tiny_encoder):
    broken = Path(shutil.copytree(tiny_encoder, tmp_path / "broken"))
    (broken / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EncoderDamaged) as caught:
        training_pace(broken)
    assert caught.value.name == "broken"
