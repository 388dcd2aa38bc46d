"""Weights that are there, whatever they are called, and weights that are not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import pipeline

from colabert_core.encoders import resolve
from colabert_core.errors import EncoderDamaged
from colabert_core.model.classifier import Classifier, load_model, save_model

Tensors = dict[str, torch.Tensor]


@pytest.fixture
def encoder(tiny_encoder, tmp_path) -> Path:
    return Path(shutil.copytree(tiny_encoder, tmp_path / "an-encoder"))


def rewrite(encoder: Path, change: Callable[[Tensors], Tensors]) -> None:
    weights = change(load_file(encoder / "model.safetensors"))
    save_file(weights, encoder / "model.safetensors", metadata={"format": "pt"})


def configure(encoder: Path, **values) -> None:
    config = json.loads((encoder / "config.json").read_text())
    (encoder / "config.json").write_text(json.dumps({**config, **values}))


def body(encoder: Path) -> Tensors:
    return load_model(resolve(str(encoder))).bert.state_dict()


def assert_same(found: Tensors, expected: Tensors) -> None:
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)


# --- weights that are there ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prefix",
    ["bert.", "module.", "module.bert.", "_orig_mod.", "_orig_mod.module.bert.", "model.", "model.bert.",
     "auto_model.", "0.auto_model.", "encoder.", "student.bert.", "net.bert_model."],
)  # fmt: skip
def test_what_a_wrapper_put_before_the_names_comes_off(encoder, tiny_encoder, prefix):
    rewrite(encoder, lambda tensors: {prefix + name: tensor for name, tensor in tensors.items()})
    assert_same(body(encoder), body(tiny_encoder))


def test_norms_may_have_the_names_of_googles_first_release(encoder, tiny_encoder):
    def old(name: str) -> str:
        return name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta")

    rewrite(encoder, lambda tensors: {old(name): tensor for name, tensor in tensors.items()})
    assert_same(body(encoder), body(tiny_encoder))


@pytest.mark.parametrize("precision", [torch.float16, torch.bfloat16])
def test_half_precision_becomes_single_precision(encoder, tiny_encoder, precision):
    rewrite(encoder, lambda tensors: {name: tensor.to(precision) for name, tensor in tensors.items()})
    expected = {name: tensor.to(precision).float() for name, tensor in body(tiny_encoder).items()}
    assert_same(body(encoder), expected)


def test_weights_in_several_files_are_looked_for_in_all_of_them(encoder, tiny_encoder):
    tensors = load_file(encoder / "model.safetensors")
    (encoder / "model.safetensors").unlink()
    parts: dict[str, Tensors] = {
        "model-00001-of-00002.safetensors": {},
        "model-00002-of-00002.safetensors": {},
    }
    for number, name in enumerate(tensors):
        parts[list(parts)[number % 2]][name] = tensors[name]
    for file, part in parts.items():
        save_file(part, encoder / file, metadata={"format": "pt"})
    index = {"weight_map": {name: file for file, part in parts.items() for name in part}}
    (encoder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, **index}))
    assert_same(body(encoder), body(tiny_encoder))


def test_a_pooler_may_be_missing(encoder):
    rewrite(encoder, lambda tensors: {k: v for k, v in tensors.items() if not k.startswith("pooler.")})
    assert resolve(str(encoder)) == encoder


@pytest.mark.parametrize("labels", [2, 3])
def test_the_head_of_another_task_is_replaced(encoder, tmp_path, labels):
    head = {"classifier.weight": torch.full((labels, 32), 7.0), "classifier.bias": torch.full((labels,), 7.0)}
    rewrite(encoder, lambda tensors: {f"bert.{k}": v for k, v in tensors.items()} | head)
    configure(
        encoder,
        id2label={str(number): f"LABEL_{number}" for number in range(labels)},
        problem_type="multi_label_classification",
    )
    model = load_model(resolve(str(encoder)))
    assert model.classifier.weight.abs().max() < 1
    save_model(model, tmp_path)
    assert json.loads((tmp_path / "config.json").read_text())["problem_type"] == "single_label_classification"


def test_transformers_reads_the_same_probabilities_from_a_saved_model(encoder, tmp_path):
    """Another task's `problem_type` would give a sigmoid's probabilities there."""
    configure(encoder, problem_type="multi_label_classification", num_labels=3)
    run = Path(shutil.copytree(encoder, tmp_path / "run"))
    save_model(load_model(encoder), run)
    told = pipeline("text-classification", str(run), top_k=None)(["The cook burned soup the."])[0]
    outside = next(row["score"] for row in told if row["label"] == "acceptable")
    inside = Classifier(run, 64, "cpu").probabilities(["The cook burned soup the."])[0]
    assert outside == pytest.approx(inside, abs=1e-6)


def test_our_own_head_is_kept(encoder, tmp_path):
    model = load_model(encoder)
    shutil.copytree(encoder, tmp_path / "run")
    save_model(model, tmp_path / "run")
    assert torch.equal(load_model(tmp_path / "run").classifier.weight, model.classifier.weight)


# --- weights that are not there --------------------------------------------------------------------


def refusal(encoder: Path) -> str:
    with pytest.raises(EncoderDamaged) as caught:
        resolve(str(encoder))
    assert caught.value.name == str(encoder)
    return caught.value.facts["reason"]


def test_more_layers_than_there_are_weights_for_are_told(encoder):
    configure(encoder, num_hidden_layers=3)
    assert refusal(encoder) == "the weights lack encoder.layer.2.attention.self.query.weight and 15 more"


def test_unknown_names_are_told(encoder):
    rewrite(encoder, lambda tensors: {k.replace("embeddings", "embed"): v for k, v in tensors.items()})
    assert refusal(encoder).startswith("the weights lack embeddings.word_embeddings.weight and ")


def test_a_single_tensor_that_is_missing_is_told(encoder):
    missing = "encoder.layer.1.output.dense.bias"
    rewrite(encoder, lambda tensors: {name: tensor for name, tensor in tensors.items() if name != missing})
    assert refusal(encoder) == f"the weights lack {missing}"


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("intermediate_size", 48, "encoder.layer.0.intermediate.dense.weight is 64 x 32"),
        ("max_position_embeddings", 64, "embeddings.position_embeddings.weight is 512 x 32"),
        ("vocab_size", 30_600, "embeddings.word_embeddings.weight is 30522 x 32"),
        ("type_vocab_size", 1, "embeddings.token_type_embeddings.weight is 2 x 32"),
    ],
)
def test_another_size_is_told(encoder, setting, value, told):
    configure(encoder, **{setting: value})
    assert refusal(encoder) == f"{told} in the weights, but {value} x 32 according to config.json"


@pytest.mark.parametrize("file", ["vocab.txt", "tokenizer.json"])
def test_a_vocabulary_larger_than_the_table_is_told(encoder, file):
    if file == "vocab.txt":
        (encoder / "tokenizer.json").unlink()
        with (encoder / file).open("a", encoding="utf-8") as vocabulary:
            vocabulary.write("colabert\n")
    else:
        tokenizer = json.loads((encoder / file).read_text(encoding="utf-8"))
        tokenizer["model"]["vocab"]["colabert"] = 30_522
        (encoder / file).write_text(json.dumps(tokenizer), encoding="utf-8")
    assert refusal(encoder) == "the vocabulary has 30523 entries, but the weights have 30522"


def test_a_table_larger_than_the_vocabulary_is_in_order(encoder):
    (encoder / "tokenizer.json").unlink()
    words = (encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()[:-100]
    (encoder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    assert resolve(str(encoder)) == encoder


def test_an_empty_line_at_the_end_is_no_word(encoder):
    (encoder / "tokenizer.json").unlink()
    with (encoder / "vocab.txt").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write("\n\n")
    assert resolve(str(encoder)) == encoder


def test_a_vocabulary_that_cannot_be_read_is_told_on_arrival(encoder):
    (encoder / "tokenizer.json").write_text("{", encoding="utf-8")
    assert refusal(encoder).startswith("tokenizer: ")


def test_damaged_weights_are_told_on_arrival(encoder):
    (encoder / "model.safetensors").write_bytes(b"\x10" + bytes(40))
    assert refusal(encoder).startswith("model.safetensors: ")
