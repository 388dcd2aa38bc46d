import json
import os
import pickle
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import SafetensorError
from transformers import BertForSequenceClassification

from colabert_core.errors import DeviceMissing, DiskFull, EncoderDamaged
from colabert_core.model import classifier as classifier_module
from colabert_core.model.classifier import (
    LABELS,
    Classifier,
    acceptable_probability,
    disk_fault,
    load_model,
    pick_device,
    predict,
    save_model,
)

from ..helpers import files_below

SENTENCES = [
    "The pilot slept.",
    "These robots swimmed after lunch, as we all know.",
    "My cat can think.",
    "Fall.",
    "The neighbours, who had taught the singer for years, knew that the guest spoke in the garden.",
    "The pilot slept.",
]


@pytest.fixture(scope="module")
def classifier(trained_run) -> Classifier:
    _, run = trained_run
    return Classifier(run.folder, max_length=32, device="cpu")


@pytest.fixture
def model(tiny_encoder) -> BertForSequenceClassification:
    torch.manual_seed(3)
    return load_model(tiny_encoder)


# --- devices ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_told(wanted, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(DeviceMissing) as caught:
        pick_device(wanted)
    assert caught.value.device == wanted
    assert pick_device("auto").type == "cpu"


def test_the_cpu_is_always_there():
    assert pick_device("cpu").type == "cpu"


def test_auto_takes_the_graphics_processor_where_there_is_one(monkeypatch):
    monkeypatch.setattr("colabert_core.model.classifier.best_device", lambda: "cuda")
    assert pick_device("auto").type == "cuda"


# --- loading ---------------------------------------------------------------------------------------


def test_an_encoder_gets_a_fresh_head_that_the_seed_decides(tiny_encoder):
    heads = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        heads.append(load_model(tiny_encoder).classifier.weight.detach())
    assert torch.equal(heads[0], heads[1])
    assert not torch.equal(heads[0], heads[2])


def test_a_model_knows_its_labels(model):
    assert model.config.id2label == LABELS == {0: "unacceptable", 1: "acceptable"}
    assert model.config.label2id == {"unacceptable": 0, "acceptable": 1}


def test_loading_a_run_draws_nothing_from_torchs_random_generator(trained_run):
    _, run = trained_run
    torch.manual_seed(11)
    before = torch.get_rng_state()
    Classifier(run.folder, max_length=32, device="cpu").probabilities(SENTENCES)
    assert torch.equal(torch.get_rng_state(), before)


class Bomb:
    """A pickle that runs code when it is opened."""

    def __init__(self, path: str):
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (self.path,))


def test_a_pickle_is_never_opened(tiny_encoder, tmp_path):
    folder = Path(shutil.copytree(tiny_encoder, tmp_path / "encoder"))
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Bomb(str(tmp_path / "boom"))))
    with pytest.raises(EncoderDamaged):
        load_model(folder)
    assert not (tmp_path / "boom").exists()


@pytest.mark.parametrize("damage", ["short", "nonsense", "empty"])
def test_damaged_weights_are_told(tiny_encoder, tmp_path, damage):
    folder = Path(shutil.copytree(tiny_encoder, tmp_path / "encoder"))
    weights = (folder / "model.safetensors").read_bytes()
    wrong = {"short": weights[: len(weights) // 2], "nonsense": b"nonsense" * 100, "empty": b""}[damage]
    (folder / "model.safetensors").write_bytes(wrong)
    with pytest.raises(EncoderDamaged) as caught:
        load_model(folder, "school/tiny")
    assert caught.value.name == "school/tiny"
    assert "\n" not in caught.value.reason


def test_weights_of_another_shape_than_the_config_says_are_told(tiny_encoder, tmp_path):
    folder = Path(shutil.copytree(tiny_encoder, tmp_path / "encoder"))
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "hidden_size": 48}))
    with pytest.raises(EncoderDamaged):
        load_model(folder)


def test_running_out_of_memory_while_loading_is_not_taken_for_damage(tiny_encoder, monkeypatch):
    def greedy(*_, **__):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 1 byte")

    monkeypatch.setattr(BertForSequenceClassification, "from_pretrained", greedy)
    with pytest.raises(RuntimeError, match="allocate memory"):
        load_model(tiny_encoder)


# --- saving ----------------------------------------------------------------------------------------


def test_a_saved_model_is_loaded_again_bit_for_bit(model, tmp_path):
    save_model(model, tmp_path)
    assert files_below(tmp_path) == {"config.json", "model.safetensors"}
    again = load_model(tmp_path).state_dict()
    assert all(torch.equal(tensor, again[name]) for name, tensor in model.state_dict().items())


FULL = [
    OSError(28, "No space left on device"),
    OSError(122, "Disk quota exceeded"),
    SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)"),
]


@pytest.mark.parametrize("fault", FULL)
def test_when_the_disk_fills_the_old_model_stands(model, tmp_path, monkeypatch, fault):
    save_model(model, tmp_path)
    before = (tmp_path / "model.safetensors").read_bytes()

    def fill_the_disk(self, folder, **_):
        (Path(folder) / "config.json").write_text("{}")
        (Path(folder) / "model.safetensors").write_bytes(b"half a mo")
        raise fault

    with torch.no_grad():
        model.classifier.weight.add_(1.0)
    monkeypatch.setattr(BertForSequenceClassification, "save_pretrained", fill_the_disk)
    with pytest.raises(DiskFull):
        save_model(model, tmp_path)
    assert (tmp_path / "model.safetensors").read_bytes() == before
    assert files_below(tmp_path) == {"config.json", "model.safetensors"}
    assert not (tmp_path / ".saving").exists()
    load_model(tmp_path)


def test_while_a_model_is_written_a_reader_meets_the_old_one(model, tmp_path, monkeypatch):
    save_model(model, tmp_path)
    before, met = (tmp_path / "model.safetensors").read_bytes(), []
    write = BertForSequenceClassification.save_pretrained

    def write_and_read(self, folder, **settings):
        write(self, folder, **settings)
        met.append((tmp_path / "model.safetensors").read_bytes())

    with torch.no_grad():
        model.classifier.weight.add_(1.0)
    monkeypatch.setattr(BertForSequenceClassification, "save_pretrained", write_and_read)
    save_model(model, tmp_path)
    assert met == [before]
    assert (tmp_path / "model.safetensors").read_bytes() != before


@pytest.mark.parametrize("fault", [PermissionError(13, "Permission denied"), SafetensorError("odd tensor")])
def test_another_fault_of_writing_is_not_called_a_full_disk(fault):
    assert disk_fault(fault) is fault


def test_what_a_killed_process_left_half_saved_is_in_nobodys_way(model, tmp_path):
    (tmp_path / ".saving").mkdir()
    (tmp_path / ".saving" / "model.safetensors").write_bytes(b"half a mo")
    save_model(model, tmp_path)
    load_model(tmp_path)
    assert files_below(tmp_path) == {"config.json", "model.safetensors"}


# --- judging ---------------------------------------------------------------------------------------


def test_probabilities_come_in_the_order_of_the_sentences(classifier):
    together = classifier.probabilities(SENTENCES)
    one_by_one = [classifier.probabilities([sentence])[0] for sentence in SENTENCES]
    backwards = classifier.probabilities(SENTENCES[::-1])[::-1]
    assert together.std() > 1e-3  # otherwise the order would not matter
    np.testing.assert_allclose(together, one_by_one, atol=1e-5)
    np.testing.assert_allclose(together, backwards, atol=1e-5)
    assert together[0] == pytest.approx(together[-1], abs=1e-5)


@pytest.mark.parametrize("batch_size", [1, 2, 64])
def test_logits_depend_neither_on_batch_nor_on_padding(classifier, batch_size):
    ids = classifier.word_piece.ids(SENTENCES, 32)
    padded = torch.zeros(len(ids), 64, dtype=torch.long)
    mask = torch.zeros_like(padded)
    for row, sentence in enumerate(ids):
        padded[row, : len(sentence)] = torch.from_numpy(sentence)
        mask[row, : len(sentence)] = 1
    with torch.no_grad():
        expected = classifier.model(input_ids=padded, attention_mask=mask).logits.numpy()
    np.testing.assert_allclose(predict(classifier.model, ids, batch_size), expected, atol=1e-5)


def test_judging_switches_dropout_off(classifier):
    classifier.model.train()
    one, two = classifier.probabilities(SENTENCES), classifier.probabilities(SENTENCES)
    np.testing.assert_array_equal(one, two)
    assert not classifier.model.training


def test_no_sentences_have_no_probabilities(classifier):
    assert classifier.probabilities([]).shape == (0,)


def test_several_threads_may_share_one_classifier(classifier):
    expected = classifier.probabilities(SENTENCES)
    found = []
    visitors = [
        threading.Thread(target=lambda: found.append(classifier.probabilities(SENTENCES))) for _ in range(4)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert len(found) == 4
    for probabilities in found:
        np.testing.assert_allclose(probabilities, expected, atol=1e-5)


@pytest.mark.parametrize("able", ["bf16", "fp32"])
def test_a_fast_classifier_calculates_in_bf16_where_the_processor_has_it(
    trained_run, classifier, monkeypatch, able
):
    monkeypatch.setattr(classifier_module, "best_precision", lambda device: able)
    _, run = trained_run
    fast = Classifier(run.folder, max_length=32, device="cpu", fast=True)
    found, exact = fast.probabilities(SENTENCES), classifier.probabilities(SENTENCES)
    assert found == pytest.approx(exact, abs=0.05 if able == "bf16" else 1e-6)
    assert np.allclose(found, exact, atol=1e-7) == (able == "fp32")
    assert (classifier.precision, fast.precision) == ("fp32", able)


def test_a_probability_is_the_softmax_of_its_logits():
    logits = np.random.default_rng(1).normal(size=(50, 2)).astype(np.float32) * 3
    expected = torch.softmax(torch.from_numpy(logits), dim=1)[:, 1].numpy()
    np.testing.assert_allclose(acceptable_probability(logits), expected, atol=1e-6)


def test_extreme_logits_overflow_nothing():
    logits = np.array([[1000.0, -1000.0], [-1000.0, 1000.0], [0.0, 0.0]], dtype=np.float32)
    assert acceptable_probability(logits).tolist() == [0.0, 1.0, 0.5]


def test_the_runs_folder_opens_as_a_pipeline_and_answers_the_same(trained_run, classifier):
    from transformers import pipeline

    _, run = trained_run
    judge = pipeline("text-classification", str(run.folder), device="cpu")
    long = "The robot " + "and the robot " * 40 + "slept."
    for sentence in [*SENTENCES, long]:
        (answers,) = judge([sentence], top_k=None, truncation=True)
        told = {answer["label"]: answer["score"] for answer in answers}
        assert set(told) == {"acceptable", "unacceptable"}
        assert told["acceptable"] == pytest.approx(classifier.probabilities([sentence])[0], abs=1e-5)
