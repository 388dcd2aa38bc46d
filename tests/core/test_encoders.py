import hashlib
import json
import os
import shutil
import socket
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import ClassVar

import pytest

from colabert_core import errors
from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders import (
    SHAPES,
    Shape,
    bundled_vocabulary,
    parameter_count,
    parameter_table,
    read_shape,
    resolve,
    shape_of,
)

from .helpers import finish, python

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {"config.json", "model.safetensors", "vocab.txt", "tokenizer.json"}


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
    (encoder / "model.safetensors").rename(encoder / "model-00001-of-00001.safetensors")
    (encoder / "model.safetensors.index.json").write_text("{}")
    assert resolve(str(encoder)) == encoder


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
    from colabert_core import encoders

    shutil.copytree(encoder, encoder.parent / "package" / "model")
    found = type("Spec", (), {"submodule_search_locations": [str(encoder.parent / "package")]})
    monkeypatch.setattr(encoders.importlib.util, "find_spec", lambda name: found)
    encoders._bundled.cache_clear()
    try:
        assert "SHA-256" in refused(BUNDLED, errors.EncoderDamaged).reason
    finally:
        encoders._bundled.cache_clear()


@pytest.mark.parametrize(
    "name",
    [" ", "a b", "../x", "a/b/c", "https://hub.example/a", "-x", "한국어", "x" * 300 + "/../y", "~no-one"],
)
def test_a_name_that_is_neither_folder_nor_hub_name_is_not_found(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where `../x` is surely no folder
    refused(name, errors.EncoderNotFound)


def test_the_shape_of_an_unknown_encoder_is_unknown():
    assert shape_of("someone/some-bert") is None
    assert shape_of(BERT_BASE).layers == 12


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


# --- a hub on this machine -------------------------------------------------------------------------
# The hub's library reads HF_ENDPOINT when it is imported, so each question is asked in a process of its own.


class Hub(BaseHTTPRequestHandler):
    """As much of the hub's interface as its library needs to fetch a model. `models`: files by name."""

    models: ClassVar[dict[str, dict[str, bytes]]] = {}
    cut: tuple[str, ...] = ()  # models whose weights break off half-way

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, body: bool):
        path = self.path.split("?")[0]
        name = next((name for name in self.models if f"/{name}/" in path + "/"), None)
        if name is None:
            self.send_response(404)
            self.send_header("X-Error-Code", "RepoNotFound")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif path.startswith("/api/"):
            self.tell(name, path)
        else:
            self.send(name, path.split(f"/resolve/{COMMIT}/")[1], body)

    def tell(self, name: str, path: str):
        files = self.models[name]
        tree = [
            {"type": "file", "path": file, "size": len(content), "oid": hashlib.sha1(content).hexdigest()}
            for file, content in files.items()
        ]
        info = {"id": name, "sha": COMMIT, "siblings": [{"rfilename": file} for file in files]}
        content = json.dumps(tree if "/tree/" in path else info).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def send(self, name: str, file: str, body: bool):
        content = self.models[name][file]
        self.send_response(200)
        self.send_header("ETag", f'"{hashlib.sha1(content).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            broken = name in self.cut and file.endswith(".safetensors")
            self.wfile.write(content[: len(content) // 2] if broken else content)


ASK = """
import json, sys, time
from colabert_core.encoders import resolve
from colabert_core.errors import ColabertError
import huggingface_hub
for name in sys.argv[1:]:
    began = time.monotonic()
    try:
        answer = {"folder": str(resolve(name))}
    except ColabertError as error:
        answer = {"error": error.kind, **error.facts}
    print(json.dumps({**answer, "seconds": time.monotonic() - began}))
"""


@pytest.fixture
def ask(tmp_path):
    """What `resolve` says to names, where the hub is at `endpoint`; its cache lasts for the test."""

    def ask_hub(endpoint: str, *names: str) -> list[dict]:
        process = python(
            "-c",
            ASK,
            *names,
            HF_ENDPOINT=endpoint,
            HF_HOME=str(tmp_path / "hub"),
            HF_HUB_DISABLE_PROGRESS_BARS="1",
        )
        code, out, err = finish(process)
        assert code == 0, err
        return [json.loads(line) for line in out.splitlines()]

    return ask_hub


def hub_with(cut: tuple[str, ...] = (), **models: Path) -> type[Hub]:
    files = {
        f"school/{name}": {path.name: path.read_bytes() for path in folder.iterdir()}
        for name, folder in models.items()
    }
    return type("ThisHub", (Hub,), {"models": files, "cut": cut})


def test_an_encoder_comes_from_the_hub_and_is_stored(ask, local_server, tiny_encoder):
    endpoint = local_server(hub_with(tiny=tiny_encoder))
    first, second, nobody = ask(endpoint, "school/tiny", "school/tiny", "school/nobody")
    assert {path.name for path in Path(first["folder"]).iterdir()} == FILES
    weights = Path(first["folder"], "model.safetensors").read_bytes()
    assert weights == (tiny_encoder / "model.safetensors").read_bytes()
    assert second["folder"] == first["folder"]
    assert (nobody["error"], nobody["name"]) == ("EncoderNotFound", "school/nobody")
    (offline,) = ask("http://127.0.0.1:9", "school/tiny")
    assert offline["folder"] == first["folder"]


def test_a_hub_model_without_safetensors_is_refused_and_its_pickle_not_even_fetched(
    ask, local_server, encoder, tmp_path
):
    (encoder / "model.safetensors").rename(encoder / "pytorch_model.bin")
    (answer,) = ask(local_server(hub_with(pickled=encoder)), "school/pickled")
    assert answer["error"] == "EncoderWithoutSafetensors"
    assert not list((tmp_path / "hub").rglob("pytorch_model.bin"))


def test_a_hub_model_of_another_architecture_is_refused(ask, local_server, encoder):
    (encoder / "config.json").write_text('{"model_type": "gpt2"}')
    (answer,) = ask(local_server(hub_with(other=encoder)), "school/other")
    assert (answer["error"], answer["found"]) == ("EncoderNotBert", "gpt2")


def test_a_download_that_is_cut_is_told_and_leaves_nothing_that_passes_for_an_encoder(
    ask, local_server, tiny_encoder
):
    endpoint = local_server(hub_with(cut=("school/tiny",), tiny=tiny_encoder))
    (answer,) = ask(endpoint, "school/tiny")
    assert answer["error"] == "EncoderUnreachable"
    assert answer["reason"]
    (again,) = ask("http://127.0.0.1:9", "school/tiny")
    assert again["error"] == "EncoderUnreachable"


def test_without_a_network_the_answer_comes_within_five_seconds(ask):
    with socket.create_server(("127.0.0.1", 0)) as mute:  # accepts, never answers
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        (answer,) = ask(address, "school/tiny")
    assert answer["error"] == "EncoderUnreachable"
    assert answer["seconds"] < 6  # a second for a busy machine
    (refused_at_once,) = ask("http://127.0.0.1:9", "school/tiny")
    assert refused_at_once["error"] == "EncoderUnreachable"
    assert refused_at_once["seconds"] < 5
