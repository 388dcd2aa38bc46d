"""A run's change against its encoder, made small and put together again."""

import json
import shutil

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from colabert_core.errors import DeltaDamaged, DeltaElsewhere
from colabert_core.model import deltas
from colabert_core.model.classifier import Classifier

SENTENCES = ["The cat slept.", "The cat sleeped.", "My pilot can fly after lunch."]


@pytest.fixture
def make_delta(trained_run, tiny_encoder, tmp_path):
    """`make_delta(rank)` gives a folder that holds config.json and the delta of the trained run."""

    def make(rank: int = 64):
        run, folder = trained_run[1], tmp_path / f"rank-{rank}"
        folder.mkdir()
        origin = deltas.Origin(
            encoder=str(tiny_encoder), sha256=deltas.weights_hash(tiny_encoder), max_length=32
        )
        deltas.make(run.folder, tiny_encoder, origin, folder / deltas.FILE, rank)
        shutil.copyfile(run.folder / "config.json", folder / "config.json")
        return folder

    return make


def judged(folder) -> np.ndarray:
    return Classifier(folder, 32, device="cpu").probabilities(SENTENCES)


def test_a_delta_of_whole_values_judges_as_the_run_did(make_delta, trained_run):
    assert judged(make_delta()) == pytest.approx(judged(trained_run[1].folder), abs=2e-3)


def test_a_low_rank_comes_near_and_a_higher_one_nearer(make_delta, trained_run):
    """Matrices of 64 x 32 and 32 x 32, cut to rank 2 and 12."""
    whole = load_file(trained_run[1].folder / deltas.WEIGHTS)
    distances = {}
    for rank in (2, 12):
        folder = make_delta(rank)
        deltas.complete(folder)
        again = load_file(folder / deltas.WEIGHTS)
        distances[rank] = max(np.abs(again[name] - whole[name]).max() for name in again)
        stored = load_file(folder / deltas.FILE)
        assert stored["bert.encoder.layer.0.intermediate.dense.weight.up"].shape == (64, rank)
        assert stored["bert.encoder.layer.0.intermediate.dense.weight.down"].shape == (rank, 32)
    assert 0 < distances[12] < distances[2]


def test_the_thin_product_is_the_best_of_its_rank():
    """Eckart and Young: what is left has the size of the singular values left out."""
    draw = np.random.default_rng(3)
    change = (draw.normal(size=(60, 40)) * 0.01).astype(np.float32)
    up, scale, down = deltas._low_rank(change, rank=10)
    assert (up.dtype, down.dtype, scale.shape) == (np.int8, np.int8, (10,))
    assert up.flags.c_contiguous and down.flags.c_contiguous  # safetensors takes it for granted
    left = np.linalg.norm(change - (up * scale) @ down.astype(np.float32))
    singular = np.linalg.svd(change, compute_uv=False)
    assert left == pytest.approx(np.linalg.norm(singular[10:]), rel=5e-3)


def test_what_did_not_change_takes_no_room(make_delta, trained_run, tiny_encoder, tmp_path):
    run, folder = trained_run[1], tmp_path / "frozen"
    shutil.copytree(run.folder, folder)
    weights = load_file(folder / deltas.WEIGHTS)
    name = "bert.embeddings.word_embeddings.weight"
    weights[name] = load_file(tiny_encoder / deltas.WEIGHTS)[name.removeprefix("bert.")]
    save_file(weights, folder / deltas.WEIGHTS)
    deltas.make(
        folder, tiny_encoder, deltas.Origin(encoder="x", sha256="x", max_length=32), folder / deltas.FILE
    )
    assert not [key for key in load_file(folder / deltas.FILE) if "word_embeddings" in key]
    assert (folder / deltas.FILE).stat().st_size < (make_delta() / deltas.FILE).stat().st_size


def test_a_completed_folder_opens_in_transformers(make_delta):
    from transformers import pipeline

    folder = make_delta()
    assert deltas.is_incomplete(folder)
    deltas.complete(folder)
    assert not deltas.is_incomplete(folder)
    classify = pipeline("text-classification", str(folder), device="cpu", top_k=None)
    for sentence, acceptable in zip(SENTENCES, judged(folder), strict=True):
        told = {row["label"]: row["score"] for row in classify([sentence])[0]}
        assert told["acceptable"] == pytest.approx(float(acceptable), abs=1e-5)


def test_completing_twice_changes_nothing(make_delta):
    folder = make_delta()
    deltas.complete(folder)
    before = (folder / deltas.WEIGHTS).stat().st_mtime_ns
    deltas.complete(folder)
    assert (folder / deltas.WEIGHTS).stat().st_mtime_ns == before
    assert not list(folder.glob(".*"))


def test_another_encoder_under_the_same_name_is_refused(make_delta, tiny_encoder, tmp_path):
    folder, other = make_delta(), tmp_path / "other"
    shutil.copytree(tiny_encoder, other)
    weights = load_file(other / deltas.WEIGHTS)
    weights["pooler.dense.bias"] = weights["pooler.dense.bias"] + 1
    save_file(weights, other / deltas.WEIGHTS)
    tensors = load_file(folder / deltas.FILE)
    facts = {"encoder": str(other), "sha256": deltas.weights_hash(tiny_encoder), "max_length": "32"}
    save_file(tensors, folder / deltas.FILE, metadata=facts)
    with pytest.raises(DeltaElsewhere) as caught:
        deltas.complete(folder)
    assert caught.value.sha256 == deltas.weights_hash(tiny_encoder)
    assert deltas.is_incomplete(folder)


@pytest.mark.parametrize("content", [b"", b"no safetensors at all", json.dumps({"a": 1}).encode()])
def test_a_damaged_delta_is_told(make_delta, content):
    folder = make_delta()
    (folder / deltas.FILE).write_bytes(content)
    with pytest.raises(DeltaDamaged):
        deltas.complete(folder)
    assert not (folder / deltas.WEIGHTS).exists()


def test_a_delta_without_its_facts_is_damaged(make_delta):
    folder = make_delta()
    save_file(load_file(folder / deltas.FILE), folder / deltas.FILE)
    with pytest.raises(DeltaDamaged):
        deltas.complete(folder)


def test_a_delta_names_its_encoder_by_hash(make_delta, tiny_encoder):
    origin = deltas.origin_of(make_delta() / deltas.FILE)
    assert origin.sha256 == deltas.weights_hash(tiny_encoder)
    assert (origin.encoder, origin.max_length) == (str(tiny_encoder), 32)
    with safe_open(make_delta(8) / deltas.FILE, framework="numpy") as file:
        assert set(file.metadata()) == {"encoder", "sha256", "max_length"}
