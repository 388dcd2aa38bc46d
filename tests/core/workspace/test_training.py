"""Trainings: checking settings, the pace, starting, resuming and the sentences of the replay."""

import json

import pytest
from safetensors.numpy import load_file, save_file

from colabert_core import encoders
from colabert_core.config import Fault, TrainConfig
from colabert_core.corpus import load
from colabert_core.errors import EncoderDamaged, RunNotResumable
from colabert_core.runs.run import State
from colabert_core.runs.store import RunStore
from colabert_core.system import hardware
from colabert_core.training import pace, watched_sentences
from colabert_core.workspace.training import Training

from ..helpers import a_corpus, new_run, stepped, wait_until


@pytest.fixture
def training(workspace_of, home) -> Training:
    return workspace_of(home).training


# --- faults ----------------------------------------------------------------------------------------


def wanted(**changes) -> dict:
    return {**TrainConfig().to_row(), **changes}


def test_sound_settings_have_no_fault(training):
    assert training.faults(wanted()) == []


def test_all_faults_are_told_at_once(training, monkeypatch):
    monkeypatch.setattr(hardware, "devices", list)
    found = training.faults(wanted(epochs=0, device="cuda"))
    assert [(fault.setting, fault.rule) for fault in found] == [("epochs", "whole"), ("device", "absent")]


def test_a_device_that_is_here_is_no_fault(training, monkeypatch):
    here = [hardware.Device(kind="cuda", name="A GPU")]
    monkeypatch.setattr(hardware, "devices", lambda: here)
    assert training.faults(wanted(device="cuda")) == []
    assert [fault.rule for fault in training.faults(wanted(device="mps"))] == ["absent"]


def test_the_devices_are_looked_for_once_and_only_where_one_is_named(training, monkeypatch):
    asked = []
    monkeypatch.setattr(hardware, "devices", lambda: asked.append(1) or [])
    training.faults(wanted())
    assert asked == []
    training.faults(wanted(device="cuda"))
    training.faults(wanted(device="mps"))
    assert asked == [1]


def test_an_encoder_bounds_the_length(training, tiny_encoder, tmp_path):
    config = json.loads((tiny_encoder / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps({**config, "max_position_embeddings": 64}))
    (tmp_path / "vocab.txt").write_bytes((tiny_encoder / "vocab.txt").read_bytes())
    weights = load_file(tiny_encoder / "model.safetensors")
    positions = "embeddings.position_embeddings.weight"
    save_file({**weights, positions: weights[positions][:64]}, tmp_path / "model.safetensors")
    encoder = str(tmp_path)
    assert training.faults(wanted(encoder=encoder, max_length=64)) == []
    expected = Fault(setting="max_length", rule="whole", low=8, high=64)
    assert training.faults(wanted(encoder=encoder, max_length=65)) == [expected]


# --- the pace --------------------------------------------------------------------------------------


def a_run(home, encoder: str, sentences_per_second: float) -> None:
    run = RunStore(home.runs).create(TrainConfig(encoder=encoder), a_corpus())
    run.record(stepped(1, size=32, seconds=32 / sentences_per_second))


def test_the_best_pace_of_the_runs_with_this_encoder_counts(training, home):
    a_run(home, "bundled", 50.0)
    a_run(home, "bundled", 80.0)
    a_run(home, "another", 900.0)
    assert training.sentences_per_second("bundled") == pytest.approx(80.0)


def test_without_a_run_the_pace_is_estimated_from_one_measurement(training, monkeypatch):
    measured = []
    monkeypatch.setattr(pace, "matmul_rate", lambda: measured.append(1) or 1e12)
    monkeypatch.setattr(pace, "precision_here", lambda: "fp32")
    small = training.sentences_per_second("bundled")
    large = training.sentences_per_second("google-bert/bert-base-uncased")
    assert small > large > 0
    assert measured == [1]


def test_steps_are_timed_where_the_encoder_is_at_hand(training, monkeypatch):
    monkeypatch.setattr(encoders, "at_hand", lambda name: "folder" if name == "bundled" else None)
    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", lambda folder: 2.0)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    assert training.pace("bundled") is None
    training.measure_paces(["bundled", "another"])
    found = [training.pace(name) for name in ("bundled", "another")]
    assert [(pace.sentences_per_second, pace.measured) for pace in found] == [(2.0, True), (4.0, False)]


@pytest.mark.parametrize(
    "fault", [RuntimeError("out of memory"), MemoryError(), EncoderDamaged(name="x", reason="")]
)
def test_where_steps_cannot_be_timed_the_pace_is_estimated(training, monkeypatch, fault):
    def fail(folder):
        raise fault

    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", fail)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    training.measure_paces(["bundled"])
    assert not training.pace("bundled").measured


def test_what_was_measured_is_not_measured_again_but_estimates_are(training, monkeypatch):
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    monkeypatch.setattr(RunStore, "training", lambda store: object())
    training.measure_paces(["bundled"])
    assert not training.pace("bundled").measured
    monkeypatch.setattr(RunStore, "training", lambda store: None)
    paces = iter((2.0, 3.0))
    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", lambda folder: next(paces))
    training.measure_paces(["bundled"])
    training.measure_paces(["bundled"])
    assert training.pace("bundled").sentences_per_second == 2.0


# --- carrying out ----------------------------------------------------------------------------------


def settings(encoder) -> TrainConfig:
    return TrainConfig(encoder=str(encoder), max_steps=4, batch_size=16, max_length=32, device="cpu")


def test_a_training_is_started_in_the_background(training, home, tiny_encoder):
    run = training.start(settings(tiny_encoder), load(home), "mine", ("The cat slept.",))
    wait_until(lambda: not run.is_held())
    assert run.state() == State.FINISHED, run.events()[-1]
    assert run.name == "mine"
    assert "The cat slept." in set(training.replay_sentences(run)["sentence"])
    with pytest.raises(RunNotResumable):
        training.resume(run)


def test_a_training_is_carried_out_in_this_thread(training, home, tiny_encoder):
    corpus, heard = load(home), []
    run = training.create(settings(tiny_encoder), corpus)
    last = training.carry_out(run, corpus, heard.append)
    assert type(last) is type(heard[-1])
    assert run.state() == State.FINISHED, last


def test_a_run_that_never_began_is_resumed_with_its_own_corpus(training, home, tiny_encoder):
    run = training.create(settings(tiny_encoder), load(home))
    training.resume(run)
    wait_until(lambda: not run.is_held())
    assert run.state() == State.FINISHED, run.events()[-1]


# --- the replay ------------------------------------------------------------------------------------


def test_a_run_without_its_sentences_gets_those_of_the_same_corpus(training, home):
    corpus = load(home)
    run = RunStore(home.runs).create(TrainConfig(), corpus)
    found = training.replay_sentences(run)
    assert list(found["sentence"]) == list(watched_sentences.choose(corpus, TrainConfig())["sentence"])


def test_another_text_or_no_corpus_gives_no_sentences(training, home, workspace_of, empty_home):
    other = RunStore(home.runs).create(TrainConfig(), a_corpus())
    assert other.info.corpus_fingerprint != load(home).fingerprint
    assert training.replay_sentences(other) is None
    assert workspace_of(empty_home).training.replay_sentences(new_run(empty_home)) is None


def test_a_known_pace_is_that_of_the_latest_runs_until_it_is_measured(training, home, monkeypatch):
    assert training.known_pace("bundled") is None
    run = new_run(home)
    run.record(stepped(1, size=32, seconds=0.5))
    assert training.known_pace("bundled").sentences_per_second == 64
    assert training.known_pace("another/encoder") is None
    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", lambda folder: 50.0)
    training.measure_paces(["bundled"])
    assert training.known_pace("bundled").sentences_per_second == 50
