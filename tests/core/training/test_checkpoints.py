import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import SafetensorError
from torch.nn.functional import cross_entropy

from colabert_core.config import TrainConfig
from colabert_core.errors import CheckpointUnusable, DiskFull
from colabert_core.model.classifier import load_model
from colabert_core.model.trimmed_embeddings import trim_embeddings
from colabert_core.training import checkpoints
from colabert_core.training.checkpoints import (
    Position,
    latest_checkpoint,
    load_checkpoint,
    remove_checkpoints,
    save_checkpoint,
)
from colabert_core.training.session import make_optimizer

from ..helpers import files_below

WHOLE = {"model.safetensors", "optimizer.safetensors", "random.safetensors", "position.json"}
CONFIG = TrainConfig(learning_rate=1e-2, weight_decay=0.01)


def fresh(tiny_encoder, seed: int = 1):
    torch.manual_seed(seed)
    model = load_model(tiny_encoder)
    return model, make_optimizer(model, CONFIG)


def take_steps(model, optimizer, number: int) -> None:
    """Training steps with dropout, on ids that are always the same."""
    model.train()
    ids = torch.arange(1000, 1048).reshape(4, 12)
    for _ in range(number):
        cross_entropy(model(input_ids=ids).logits, torch.tensor([0, 1, 1, 0])).backward()
        optimizer.step()
        optimizer.zero_grad()


@pytest.fixture
def trained(tiny_encoder):
    model, optimizer = fresh(tiny_encoder)
    take_steps(model, optimizer, 2)
    return model, optimizer


def test_a_checkpoint_holds_tensors_as_safetensors_and_the_rest_as_json(trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    assert files_below(tmp_path) == {f"checkpoint-2/{file}" for file in WHOLE}
    assert json.loads((tmp_path / "checkpoint-2" / "position.json").read_text())["step"] == 2


def test_training_goes_on_bit_for_bit_in_a_model_that_was_drawn_otherwise(tiny_encoder, trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    take_steps(*trained, 3)
    model, optimizer = fresh(tiny_encoder, seed=99)
    load_checkpoint(tmp_path / "checkpoint-2", model, optimizer)
    take_steps(model, optimizer, 3)
    there = model.state_dict()
    assert all(torch.equal(tensor, there[name]) for name, tensor in trained[0].state_dict().items())


def test_the_place_in_the_training_comes_back_whole(tiny_encoder, trained, tmp_path):
    position = Position(
        step=7,
        epoch=1,
        batch=3,
        validated=6,
        best_mcc=0.1 + 0.2,
        best_loss=1 / 3,
        seconds=12.5,
        saved_at=3.25,
    )
    save_checkpoint(tmp_path, *trained, position)
    assert load_checkpoint(tmp_path / "checkpoint-7", *fresh(tiny_encoder)) == position


def test_torchs_random_generator_comes_back(tiny_encoder, trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    expected = torch.rand(5)
    other = fresh(tiny_encoder, seed=99)
    load_checkpoint(tmp_path / "checkpoint-2", *other)
    assert torch.equal(torch.rand(5), expected)


def test_a_new_checkpoint_removes_the_older(trained, tmp_path):
    for step in (9, 10, 100):
        save_checkpoint(tmp_path, *trained, Position(step=step))
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint-100"]


def test_a_checkpoint_of_the_same_step_is_written_anew(tiny_encoder, trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=5, best_mcc=0.1))
    save_checkpoint(tmp_path, *trained, Position(step=5, best_mcc=0.2))
    assert load_checkpoint(tmp_path / "checkpoint-5", *fresh(tiny_encoder)).best_mcc == 0.2


def test_the_newest_is_the_one_of_the_highest_step(trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=99))
    shutil.copytree(tmp_path / "checkpoint-99", tmp_path / "checkpoint-100")
    assert latest_checkpoint(tmp_path) == tmp_path / "checkpoint-100"


def test_without_a_checkpoint_there_is_none(tmp_path):
    assert latest_checkpoint(tmp_path) is None


def test_a_half_written_checkpoint_is_passed_over(trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    shutil.copytree(tmp_path / "checkpoint-2", tmp_path / ".unfinished-checkpoint")
    (tmp_path / ".unfinished-checkpoint" / "position.json").unlink()
    assert latest_checkpoint(tmp_path) == tmp_path / "checkpoint-2"
    save_checkpoint(tmp_path, *trained, Position(step=3))
    assert files_below(tmp_path) == {f"checkpoint-3/{file}" for file in WHOLE}


FULL = [OSError(28, "No space left on device"), SafetensorError("I/O error: ... (os error 28)")]


@pytest.mark.parametrize("fault", FULL)
@pytest.mark.parametrize("file", ["model", "optimizer", "random"])
def test_when_the_disk_fills_the_older_checkpoint_stands(trained, tmp_path, monkeypatch, fault, file):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    real = checkpoints.save_file

    def fill_the_disk(tensors, path):
        if Path(path).stem == file:
            Path(path).write_bytes(b"half")
            raise fault
        real(tensors, path)

    monkeypatch.setattr(checkpoints, "save_file", fill_the_disk)
    with pytest.raises(DiskFull):
        save_checkpoint(tmp_path, *trained, Position(step=3))
    assert files_below(tmp_path) == {f"checkpoint-2/{file}" for file in WHOLE}


def test_all_checkpoints_can_be_removed(trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    (tmp_path / "model.safetensors").write_bytes(b"the best model")
    remove_checkpoints(tmp_path)
    assert files_below(tmp_path) == {"model.safetensors"}


def test_a_higher_mcc_is_better_and_at_an_equal_one_a_lower_loss():
    assert Position().is_better(mcc=-1.0, loss=9.0)
    at = Position(best_mcc=0.5, best_loss=0.6)
    assert at.is_better(mcc=0.51, loss=9.0)
    assert at.is_better(mcc=0.5, loss=0.59)
    assert not at.is_better(mcc=0.5, loss=0.6)
    assert not at.is_better(mcc=0.49, loss=0.1)


def test_a_checkpoint_of_a_version_that_trained_other_parts_is_refused(tiny_encoder, trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2))
    model, _ = fresh(tiny_encoder)
    trim_embeddings(model, [np.arange(1000, 1048)])
    with pytest.raises(CheckpointUnusable):
        load_checkpoint(tmp_path / "checkpoint-2", model, make_optimizer(model, CONFIG))


def test_a_checkpoint_without_a_precision_was_trained_in_fp32(tiny_encoder, trained, tmp_path):
    save_checkpoint(tmp_path, *trained, Position(step=2, precision="bf16"))
    path = tmp_path / "checkpoint-2" / "position.json"
    assert load_checkpoint(tmp_path / "checkpoint-2", *fresh(tiny_encoder)).precision == "bf16"
    row = json.loads(path.read_text())
    del row["precision"]
    path.write_text(json.dumps(row))
    assert load_checkpoint(tmp_path / "checkpoint-2", *fresh(tiny_encoder)).precision == "fp32"
