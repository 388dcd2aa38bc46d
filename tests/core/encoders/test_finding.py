import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from colabert_core import errors
from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders import (
    SHAPES,
    Shape,
    at_hand,
    bundled_vocabulary,
    default_encoder,
    finding,
    hub,
    parameter_count,
    parameter_table,
    read_shape,
    resolve,
    shape_of,
)
from colabert_core.system import hardware


@pytest.fixture
def encoder(tiny_encoder, tmp_path) -> Path:
    """A copy of the tiny encoder that a test may damage."""
    return Path(shutil.copytree(tiny_encoder, tmp_path / "an-encoder"))


def refused(name, kind) -> errors.EncoderError:
    with pytest.raises(kind) as caught:
        resolve(str(name))
    assert caught.value.name == str(name)
    return caught.value


# --- on this machine -------------------------------------------------------------------------------


def test_the_bundled_encoder_is_found():
    folder = resolve(BUNDLED)
    assert {"config.json", "model.safetensors", "vocab.txt"} <= set(os.listdir(folder))
    assert bundled_vocabulary() == folder
    assert read_shape(folder) == SHAPES[BUNDLED]


def test_the_bundled_vocabulary_is_that_of_bert_base_uncased():
    found = hashlib.sha256((bundled_vocabulary() / "vocab.txt").read_bytes()).hexdigest()
    assert found == "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


def test_a_local_folder_is_an_encoder(encoder):
    assert resolve(str(encoder)) == encoder
    assert shape_of(str(encoder)) == Shape(layers=2, hidden=32, intermediate=64, heads=2, vocabulary=30522)


@pytest.mark.parametrize("left", ["vocab.txt", "tokenizer.json"])
def test_one_vocabulary_file_is_enough(encoder, left):
    for file in {"vocab.txt", "tokenizer.json"} - {left}:
        (encoder / file).unlink()
    assert resolve(str(encoder)) == encoder


def test_sharded_weights_are_weights(encoder):
    part = "model-00001-of-00001.safetensors"
    (encoder / "model.safetensors").rename(encoder / part)
    index = {"weight_map": {"embeddings.word_embeddings.weight": part}}
    (encoder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert resolve(str(encoder)) == encoder


@pytest.mark.parametrize("part", ["model-00002-of-00002.safetensors", "../elsewhere.safetensors", "weights"])
def test_a_part_of_the_weights_that_is_not_there_is_told(encoder, part):
    (encoder.parent / "elsewhere.safetensors").write_bytes(b"")
    (encoder / "model.safetensors").rename(encoder / "model-00001-of-00002.safetensors")
    parts = {"a": "model-00001-of-00002.safetensors", "b": part}
    (encoder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": parts}))
    assert refused(encoder, errors.EncoderDamaged).reason == f"{part} is missing"


def test_another_architecture_is_refused_by_name(encoder):
    config = json.loads((encoder / "config.json").read_text())
    (encoder / "config.json").write_text(json.dumps({**config, "model_type": "roberta"}))
    assert refused(encoder, errors.EncoderNotBert).found == "roberta"


def test_a_pickle_is_not_taken_for_weights(encoder):
    (encoder / "model.safetensors").rename(encoder / "pytorch_model.bin")
    refused(encoder, errors.EncoderWithoutSafetensors)


def test_an_encoder_without_vocabulary_is_refused(encoder):
    (encoder / "vocab.txt").unlink()
    (encoder / "tokenizer.json").unlink()
    refused(encoder, errors.EncoderWithoutVocabulary)


@pytest.mark.parametrize("content", [b"", b"{not json", b"[1, 2]", b'"bert"', b"\xff\xfe{}"])
def test_a_damaged_config_is_told(encoder, content):
    (encoder / "config.json").write_bytes(content)
    assert "config.json" in refused(encoder, errors.EncoderDamaged).reason


def test_a_folder_without_config_is_told(encoder):
    (encoder / "config.json").unlink()
    assert refused(encoder, errors.EncoderDamaged).reason == "config.json is missing"


def test_a_config_that_lacks_a_measure_is_told(encoder):
    (encoder / "config.json").write_text('{"model_type": "bert", "num_hidden_layers": 2}')
    with pytest.raises(errors.EncoderDamaged, match="hidden_size"):
        read_shape(encoder)


def test_a_bundled_file_that_was_changed_is_refused(encoder, monkeypatch):
    shutil.copytree(encoder, encoder.parent / "package" / "model")
    found = type("Spec", (), {"submodule_search_locations": [str(encoder.parent / "package")]})
    monkeypatch.setattr(finding.importlib.util, "find_spec", lambda name: found)
    finding._bundled.cache_clear()
    try:
        assert "SHA-256" in refused(BUNDLED, errors.EncoderDamaged).reason
    finally:
        finding._bundled.cache_clear()


@pytest.mark.parametrize(
    "name",
    [" ", "a b", "../x", "a/b/c", "https://hub.example/a", "-x", "한국어", "x" * 300 + "/../y", "~no-one"],
)
def test_a_name_that_is_neither_folder_nor_hub_name_is_not_found(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # here `../x` is not a folder
    refused(name, errors.EncoderNotFound)


def test_the_shape_of_an_unknown_encoder_is_unknown():
    assert shape_of("someone/some-bert") is None
    assert shape_of(BERT_BASE).layers == 12


@pytest.mark.parametrize("value", ["12", 1.5, True, 0, -3, None, [2], 10**9])
def test_a_measure_that_is_none_is_told(encoder, value):
    config = json.loads((encoder / "config.json").read_text())
    (encoder / "config.json").write_text(json.dumps({**config, "num_hidden_layers": value}))
    with pytest.raises(errors.EncoderDamaged, match="num_hidden_layers"):
        read_shape(encoder)
    assert shape_of(str(encoder)) is None


# --- at hand ---------------------------------------------------------------------------------------


def test_what_is_on_this_machine_is_at_hand(encoder):
    assert at_hand(BUNDLED) == resolve(BUNDLED)
    assert at_hand(str(encoder)) == encoder
    (encoder / "vocab.txt").unlink()
    (encoder / "tokenizer.json").unlink()
    for name in (str(encoder), "someone/some-bert", "no name", "a--b/c"):
        assert at_hand(name) is None


@pytest.fixture
def hub_is(monkeypatch):
    """`hub_is(stored=..., reachable=...)`, without one."""

    def is_so(stored: bool, reachable: bool) -> None:
        monkeypatch.setattr(finding, "at_hand", lambda name: Path(name) if stored else None)
        monkeypatch.setattr(hub, "is_reachable", lambda name: reachable)

    return is_so


def test_without_a_gpu_the_bundled_encoder_is_the_default_and_nobody_is_asked(monkeypatch):
    def never(*_):
        raise AssertionError("asked")

    monkeypatch.setattr(hardware, "may_have_gpu", lambda: False)
    monkeypatch.setattr(hardware, "devices", never)
    monkeypatch.setattr(hub, "is_reachable", never)
    assert default_encoder() == BUNDLED


@pytest.mark.parametrize(
    ("gpus", "stored", "reachable", "best"),
    [
        (1, True, False, BERT_BASE),
        (1, False, True, BERT_BASE),
        (1, False, False, BUNDLED),
        (0, True, True, BUNDLED),  # a driver, but nothing that torch can use
    ],
)
def test_the_default_is_the_best_at_hand(monkeypatch, hub_is, gpus, stored, reachable, best):
    monkeypatch.setattr(hardware, "may_have_gpu", lambda: True)
    monkeypatch.setattr(hardware, "devices", lambda: [hardware.Device(kind="cuda", name="x")] * gpus)
    hub_is(stored=stored, reachable=reachable)
    assert default_encoder() == best


# --- parameters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape",
    [
        Shape(layers=2, hidden=32, intermediate=64, heads=2, vocabulary=100),
        Shape(layers=3, hidden=16, intermediate=40, heads=4, vocabulary=77, positions=40, segments=3),
    ],
)
def test_the_parameter_table_is_that_of_the_real_model(shape):
    from transformers import BertConfig, BertForSequenceClassification

    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=shape.vocabulary,
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.intermediate,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.segments,
        )
    )
    real = [(name, tuple(value.shape), value.numel()) for name, value in model.named_parameters()]
    table = parameter_table(shape)
    assert list(zip(table["name"], table["shape"], table["count"], strict=True)) == real
    assert parameter_count(shape) == sum(count for *_, count in real)


def test_bert_base_has_201_parameters_with_109_483_778_weights():
    table = parameter_table(SHAPES[BERT_BASE])
    assert len(table) == 201
    assert table["count"].sum() == parameter_count(SHAPES[BERT_BASE]) == 109_483_778


def test_the_parameters_are_grouped_from_bottom_to_top():
    groups = parameter_table(SHAPES[BUNDLED])["group"]
    layers = [f"layer {number}" for number in range(1, 7)]
    assert list(groups.unique()) == ["embeddings", *layers, "pooler", "classifier"]
    assert list(groups.value_counts()[layers]) == [16] * 6


def test_embeddings_can_be_left_out_of_the_count():
    shape = Shape(layers=1, hidden=8, intermediate=16, heads=2, vocabulary=100)
    embeddings = 100 * 8 + 512 * 8 + 2 * 8 + 2 * 8
    assert parameter_count(shape) - parameter_count(shape, embeddings=False) == embeddings
