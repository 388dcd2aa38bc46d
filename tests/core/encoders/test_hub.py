import errno
import json
import shutil
import socket
import threading
import time
from pathlib import Path

import huggingface_hub
import pytest

from colabert_core import errors
from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.encoders import at_hand, hub, resolve, resolving
from colabert_core.events import Fetching, Stopped
from colabert_core.runs.store import RunStore
from colabert_core.training.jobs import carry_out, training_of

from ..helpers import files_below, finish, python, wait_until
from ..hub_server import hub_with

FILES = {"config.json", "model.safetensors", "vocab.txt", "tokenizer.json"}
NAME = "school/tiny"


@pytest.fixture
def encoder(tiny_encoder, tmp_path) -> Path:
    """A copy of the tiny encoder that a test may damage."""
    return Path(shutil.copytree(tiny_encoder, tmp_path / "an-encoder"))


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """A hub's cache for this test alone."""
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def serve(cache, local_server, monkeypatch):
    """`serve(hub_with(...))` starts that hub; downloads report more often than they really do."""
    monkeypatch.setattr(hub, "POLL_SECONDS", 0.02)
    kinds = []

    def start(kind) -> type:
        monkeypatch.setenv("HF_ENDPOINT", local_server(kind))
        kinds.append(kind)
        return kind

    yield start
    for kind in kinds:
        if kind.gate:
            kind.gate.set()
    wait_until(lambda: not downloads())


@pytest.fixture
def stalled(serve, tiny_encoder):
    """A hub whose weights stall half-way until its gate is opened."""
    return serve(hub_with({NAME: tiny_encoder}, gate=threading.Event()))


def downloads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("colabert-hub:")]


def until_half(telling) -> Fetching:
    """Continue a download until half of the weights has come, where it stalls."""
    weights = 30522 * 32 * 4
    return next(event for event in telling if event.done > weights // 2)


# --- what comes ------------------------------------------------------------------------------------


def test_a_download_tells_its_bytes_and_ends_with_the_folder(stalled, tiny_encoder):
    telling = resolving(NAME)
    first = next(telling)
    half = until_half(telling)
    total = sum(path.stat().st_size for path in tiny_encoder.iterdir())
    assert first.done <= half.done < half.total == total
    stalled.gate.set()
    with pytest.raises(StopIteration) as end:
        while True:
            latest = next(telling)
            assert half.done <= latest.done <= latest.total == total
    folder = end.value.value
    assert {path.name for path in folder.iterdir()} == FILES
    assert (folder / "model.safetensors").read_bytes() == (tiny_encoder / "model.safetensors").read_bytes()


def test_what_was_downloaded_is_at_hand_from_then_on(serve, cache, tiny_encoder, monkeypatch):
    serve(hub_with({NAME: tiny_encoder}))
    assert at_hand(NAME) is None
    folder = resolve(NAME)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert at_hand(NAME) == resolve(NAME) == folder
    assert list(resolving(NAME)) == []
    (folder / "model.safetensors").unlink()
    assert at_hand(NAME) is None


def test_weights_in_parts_come_with_their_index(serve, encoder):
    part = "model-00001-of-00001.safetensors"
    (encoder / "model.safetensors").rename(encoder / part)
    index = {"weight_map": {"embeddings.word_embeddings.weight": part}}
    (encoder / "model.safetensors.index.json").write_text(json.dumps(index))
    serve(hub_with({NAME: encoder}))
    assert {path.name for path in resolve(NAME).iterdir()} >= {part, "model.safetensors.index.json"}


def test_only_what_an_encoder_is_made_of_is_fetched(serve, encoder):
    for more in (
        "pytorch_model.bin",
        "model.fp16.safetensors",
        "model-00001-of-00002.safetensors",
        "README.md",
    ):
        (encoder / more).write_bytes(b"much")
    kind = serve(hub_with({NAME: encoder}))
    assert {path.name for path in resolve(NAME).iterdir()} == FILES
    assert {path.rsplit("/", 1)[1] for path in kind.asked} == FILES


def test_a_connection_that_is_cut_once_does_no_harm(serve, tiny_encoder):
    kind = serve(hub_with({NAME: tiny_encoder}, cut=[NAME]))
    *_, last = resolving(NAME)
    assert last.done <= last.total
    assert kind.cut == []
    weights = at_hand(NAME) / "model.safetensors"
    assert weights.read_bytes() == (tiny_encoder / "model.safetensors").read_bytes()


# --- stopping --------------------------------------------------------------------------------------


def test_while_a_connection_stalls_word_keeps_coming(stalled, tiny_encoder, monkeypatch):
    weights = (tiny_encoder / "model.safetensors").stat().st_size
    telling = resolving(NAME)
    half = until_half(telling)
    monkeypatch.setattr(hub, "POLL_SECONDS", 0.1)
    telling.close()
    telling = hub.downloading(NAME)  # waits for the first one, which has the file
    began = time.monotonic()
    for _ in range(5):
        assert next(telling).done <= half.total - weights // 2  # half of the weights never comes
    assert 0.4 < time.monotonic() - began < 3
    telling.close()


def test_in_earnest_word_comes_often_enough_to_hear_a_stop_within_a_second():
    assert 0.2 < hub.POLL_SECONDS <= 0.5


def test_a_download_is_given_up_at_once_and_leaves_nothing(stalled, cache):
    telling = resolving(NAME)
    until_half(telling)
    began = time.monotonic()
    telling.close()
    assert time.monotonic() - began < 0.5
    stalled.gate.set()
    wait_until(lambda: not downloads())
    assert at_hand(NAME) is None
    assert not [file for file in files_below(cache) if file.endswith((".incomplete", ".safetensors"))]


def test_after_a_download_that_was_given_up_the_next_one_succeeds(stalled):
    telling = resolving(NAME)
    until_half(telling)
    telling.close()
    stalled.gate.set()
    assert resolve(NAME) == at_hand(NAME)


def test_a_training_tells_of_its_download_and_can_be_stopped_in_it(stalled, home):
    corpus = load(home)
    config = TrainConfig(encoder=NAME, epochs=1, max_steps=1, batch_size=8, device="cpu")
    run = RunStore(home.runs).create(config, corpus)
    asked_at = []

    def ask(event):
        if isinstance(event, Fetching) and event.total and not asked_at:
            run.ask_to_stop()
            asked_at.append(time.monotonic())

    assert carry_out(home, run, training_of(run, corpus), ask) == Stopped()
    assert time.monotonic() - asked_at[0] < 2  # a second for a busy machine
    stalled.gate.set()
    carry_out(home, run, training_of(run, corpus, resume=True))
    assert run.state() == "finished", run.last_event()


# --- going wrong -----------------------------------------------------------------------------------


def refused(kind, name: str = NAME) -> errors.EncoderError:
    with pytest.raises(kind) as caught:
        resolve(name)
    return caught.value


def test_a_pickle_is_told_before_anything_is_fetched(serve, encoder):
    (encoder / "model.safetensors").rename(encoder / "pytorch_model.bin")
    kind = serve(hub_with({NAME: encoder}))
    refused(errors.EncoderWithoutSafetensors)
    assert kind.asked == []


def test_another_architecture_is_told_before_its_weights_come(serve, encoder):
    (encoder / "config.json").write_text('{"model_type": "gpt2"}')
    kind = serve(hub_with({NAME: encoder}))
    assert refused(errors.EncoderNotBert).found == "gpt2"
    assert [path.rsplit("/", 1)[1] for path in kind.asked] == ["config.json"]


def test_a_tokenizer_that_cannot_be_opened_is_told_before_the_weights_come(serve, encoder):
    (encoder / "tokenizer.json").unlink()
    (encoder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertJapaneseTokenizer"}')
    kind = serve(hub_with({NAME: encoder}))
    assert refused(errors.EncoderTokenizerForeign).found == "BertJapaneseTokenizer"
    assert not any(path.endswith(".safetensors") for path in kind.asked)
    assert at_hand(NAME) is None


def test_a_stored_model_whose_tokenizer_cannot_be_opened_is_told_without_a_download(serve, encoder):
    kind = serve(hub_with({NAME: encoder}))
    folder = resolve(NAME)
    kind.asked.clear()
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "BertJapaneseTokenizer"}')
    refused(errors.EncoderTokenizerForeign)
    assert kind.asked == []


def test_a_model_without_a_vocabulary_or_a_configuration_is_told(serve, encoder):
    (encoder / "vocab.txt").unlink()
    (encoder / "tokenizer.json").unlink()
    serve(hub_with({NAME: encoder}))
    refused(errors.EncoderWithoutVocabulary)
    (encoder / "config.json").unlink()
    serve(hub_with({NAME: encoder}))
    assert refused(errors.EncoderDamaged).reason == "config.json is missing"


@pytest.mark.parametrize("file", ["config.json", "model.safetensors", "vocab.txt"])
def test_a_file_that_is_listed_and_not_there_is_told(serve, tiny_encoder, file):
    serve(hub_with({NAME: tiny_encoder}, lost=[file]))
    assert refused(errors.EncoderDamaged).reason == f"{file}: HTTP 404"
    assert at_hand(NAME) is None


def test_a_name_that_the_hub_does_not_know_is_told(serve, tiny_encoder):
    serve(hub_with({NAME: tiny_encoder}))
    refused(errors.EncoderNotFound, "school/nobody")
    assert hub.is_reachable(NAME)
    assert not hub.is_reachable("school/nobody")


def test_a_full_disk_is_told_by_its_name(serve, tiny_encoder, monkeypatch):
    serve(hub_with({NAME: tiny_encoder}))

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(huggingface_hub, "hf_hub_download", full)
    with pytest.raises(errors.DiskFull):
        resolve(NAME)


def test_what_nobody_foresaw_is_not_hidden(serve, tiny_encoder, monkeypatch):
    serve(hub_with({NAME: tiny_encoder}))
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        resolve(NAME)


def test_a_hub_that_is_switched_off_is_not_asked(serve, tiny_encoder, monkeypatch):
    kind = serve(hub_with({NAME: tiny_encoder}))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    assert refused(errors.EncoderUnreachable).reason == "HF_HUB_OFFLINE"
    assert not hub.is_reachable(NAME)
    assert kind.asked == []


# --- in a process of its own -----------------------------------------------------------------------
# The hub's library reads HF_HOME when it is imported, so each of these tests starts a new process.

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
    """The answers of `resolve` to names if the hub is at `endpoint`; its cache lasts for the test."""

    def ask_hub(endpoint: str, *names: str) -> list[dict]:
        process = python("-c", ASK, *names, HF_ENDPOINT=endpoint, HF_HOME=str(tmp_path / "hub"))
        code, out, err = finish(process)
        assert (code, err) == (0, "")
        return [json.loads(line) for line in out.splitlines()]

    return ask_hub


def test_an_encoder_comes_from_the_hub_and_is_stored(ask, local_server, tiny_encoder):
    endpoint = local_server(hub_with({NAME: tiny_encoder}))
    first, second, nobody = ask(endpoint, NAME, NAME, "school/nobody")
    assert {path.name for path in Path(first["folder"]).iterdir()} == FILES
    assert second["folder"] == first["folder"]
    assert (nobody["error"], nobody["name"]) == ("EncoderNotFound", "school/nobody")
    (offline,) = ask("http://127.0.0.1:9", NAME)
    assert offline["folder"] == first["folder"]


def test_a_download_that_is_cut_again_and_again_is_told_and_leaves_nothing(
    ask, local_server, tiny_encoder, tmp_path
):
    endpoint = local_server(hub_with({NAME: tiny_encoder}, cut=[NAME] * 20))
    (answer,) = ask(endpoint, NAME)
    assert answer["error"] == "EncoderUnreachable"
    assert "was lost 5 times" in answer["reason"]
    (again,) = ask("http://127.0.0.1:9", NAME)
    assert again["error"] == "EncoderUnreachable"
    assert not [file for file in files_below(tmp_path) if file.endswith((".incomplete", ".safetensors"))]


def test_without_a_network_the_answer_comes_within_five_seconds(ask):
    with socket.create_server(("127.0.0.1", 0)) as mute:  # accepts, never answers
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        (answer,) = ask(address, NAME)
    assert answer["error"] == "EncoderUnreachable"
    assert answer["seconds"] < 6  # a second for a busy machine
    (refused_at_once,) = ask("http://127.0.0.1:9", NAME)
    assert refused_at_once["error"] == "EncoderUnreachable"
    assert refused_at_once["seconds"] < 5


GIVE_UP = """
import sys
from colabert_core.encoders import resolving
telling = resolving(sys.argv[1])
next(event for event in telling if event.done > 1_000_000)
telling.close()
"""


def test_the_end_of_the_program_does_not_wait_for_a_stalled_connection(local_server, tiny_encoder, tmp_path):
    endpoint = local_server(hub_with({NAME: tiny_encoder}, gate=threading.Event()))
    began = time.monotonic()
    process = python("-c", GIVE_UP, NAME, HF_ENDPOINT=endpoint, HF_HOME=str(tmp_path / "hub"))
    code, _, err = finish(process)
    assert (code, err) == (0, "")
    assert time.monotonic() - began < 9  # a connection's time-out is 10 s
