import gc
import inspect
import json
import math
import shutil
import weakref
from contextlib import closing, suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from transformers import BertForSequenceClassification, BertTokenizerFast, get_linear_schedule_with_warmup

from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.corpus.splitting import split_rows
from colabert_core.errors import (
    CorpusChanged,
    DeviceMissing,
    DiskFull,
    EncoderDamaged,
    LossNotANumber,
    OutOfMemory,
)
from colabert_core.evaluation.metrics import measure
from colabert_core.events import (
    Event,
    Finished,
    Preparing,
    Replayed,
    Resumed,
    Saved,
    Saving,
    Started,
    Stepped,
    Validated,
    Validating,
)
from colabert_core.model.batching import epoch_batches
from colabert_core.model.classifier import Classifier, acceptable_probability, load_model, predict
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.history import history_of
from colabert_core.training import checkpoints, watched_sentences
from colabert_core.training import fine_tune as loop
from colabert_core.training import session as preparation
from colabert_core.training.fine_tune import fine_tune, learning_rate_at
from colabert_core.training.fine_tune_run import fine_tune_run
from colabert_core.training.session import make_optimizer

from ..helpers import files_below, names

CONFIG = TrainConfig(
    encoder="tiny", batch_size=16, learning_rate=3e-3, epochs=2, max_length=32, warmup=0.1, device="cpu"
)
PER_EPOCH = 6  # 88 training rows
TOTAL = 12
MODEL_FILES = {"config.json", "model.safetensors", "vocab.txt", "tokenizer.json", "tokenizer_config.json"}
Rows = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def corpus(make_home):
    return load(make_home())


@pytest.fixture(scope="module")
def rows(corpus) -> Rows:
    """88 rows to train on and 24 to validate on."""
    return split_rows(corpus, replace(CONFIG, train_limit=88))


@pytest.fixture(scope="module")
def train(tiny_encoder, rows):
    """A helper: one training (or the beginning of one) into a folder; returns its events.

    `until` says of an event that the training is stopped at it.
    """

    def run(
        folder: Path, config=CONFIG, until=lambda event: False, resume=False, encoder=None, watched=()
    ) -> list[Event]:
        folder.mkdir(exist_ok=True)
        told = []
        with closing(fine_tune(config, *rows, encoder or tiny_encoder, folder, resume, watched)) as events:
            for event in events:
                told.append(event)
                if until(event):
                    break
        return told

    return run


@pytest.fixture(scope="module")
def whole(train, tmp_path_factory) -> tuple[list[Event], Path]:
    """A training that nobody interrupts: its events and its folder."""
    folder = tmp_path_factory.mktemp("whole")
    return train(folder), folder


def weights(folder: Path) -> bytes:
    return (folder / "model.safetensors").read_bytes()


def losses(events: list[Event]) -> list[float]:
    return [event.loss for event in events if isinstance(event, Stepped)]


def told_by(events: list[Event]) -> tuple[list, list]:
    """All that steps and validations told, but for the time they took."""
    history = history_of(events)
    return tuple(
        table.drop(columns="seconds").to_dict("records") for table in (history.steps, history.validations)
    )


# --- the story a training tells --------------------------------------------------------------------


def test_the_events_come_in_their_order(whole):
    events, _ = whole
    assert names(events[:2]) == ["Preparing", "Started"]
    assert isinstance(events[-1], Finished)
    steps = [event for event in events if isinstance(event, Stepped)]
    assert [event.step for event in steps] == list(range(1, TOTAL + 1))
    assert [event.epoch for event in steps] == [1] * PER_EPOCH + [2] * PER_EPOCH
    assert sum(event.size for event in steps) == 2 * 88
    for before, event in pairwise(events):
        if isinstance(event, Validated):
            assert isinstance(before, Validating)
        if isinstance(event, Saved):
            assert isinstance(before, Saving)


def test_the_start_tells_what_is_ahead(whole, rows):
    started = whole[0][1]
    assert isinstance(started, Started)
    assert (started.total_steps, started.steps_per_epoch) == (TOTAL, PER_EPOCH)
    assert (started.train_size, started.validation_size, started.device) == (88, 24, "cpu")
    assert started.acceptable_share == pytest.approx(rows[1]["label"].mean())


def test_there_are_four_validations_in_an_epoch_and_the_last_at_its_end(whole):
    at = [event.step for event in whole[0] if isinstance(event, Validated)]
    assert at == [2, 3, 5, 6, 8, 9, 11, 12]
    assert [event.step for event in whole[0] if isinstance(event, Validating)] == at


def test_a_very_short_epoch_is_validated_at_each_step(train, tmp_path):
    events = train(tmp_path, replace(CONFIG, batch_size=44, epochs=1))
    assert [event.step for event in events if isinstance(event, Validated)] == [1, 2]


def test_the_learning_rate_rises_and_falls_as_planned(whole):
    told = [event.learning_rate for event in whole[0] if isinstance(event, Stepped)]
    assert told == [learning_rate_at(step, TOTAL, CONFIG) for step in range(TOTAL)]


def test_the_running_accuracy_is_a_share_of_the_batch(whole):
    for event in whole[0]:
        if isinstance(event, Stepped):
            assert (event.accuracy * event.size) == pytest.approx(
                round(event.accuracy * event.size), abs=1e-4
            )


def test_max_steps_ends_a_training_early_and_validates_at_the_end(train, tmp_path):
    events = train(tmp_path, replace(CONFIG, max_steps=7))
    assert [event.step for event in events if isinstance(event, Stepped)] == list(range(1, 8))
    assert events[1].total_steps == 7
    assert [event.step for event in events if isinstance(event, Validated)][-1] == 7
    assert isinstance(events[-1], Finished)


def test_the_schedule_of_a_training_that_ends_early_ends_there_too(train, tmp_path):
    events = train(tmp_path, replace(CONFIG, max_steps=4, warmup=0.0))
    told = [event.learning_rate for event in events if isinstance(event, Stepped)]
    assert told == pytest.approx([3e-3, 3e-3 * 3 / 4, 3e-3 / 2, 3e-3 / 4])


def test_a_finished_folder_holds_the_model_and_no_checkpoint(whole):
    assert files_below(whole[1]) == MODEL_FILES


def test_no_file_of_a_stopped_training_is_a_pickle(train, tmp_path):
    train(tmp_path, until=lambda event: isinstance(event, Saved))
    assert {Path(file).suffix for file in files_below(tmp_path)} == {".safetensors", ".json", ".txt"}


# --- it learns -------------------------------------------------------------------------------------


def test_the_model_learns_the_small_corpus(corpus, tiny_encoder, tmp_path):
    config = replace(CONFIG, encoder=str(tiny_encoder), learning_rate=5e-3, epochs=8, batch_size=8)
    events = list(fine_tune_run(config, corpus, tmp_path, corpus.fingerprint))
    history = history_of(events)
    assert np.mean(losses(events)[-27:]) < 0.6 * np.mean(losses(events)[:27])
    assert history.best["mcc"] > 0.4
    assert history.best["accuracy"] > events[3].acceptable_share


def test_equal_seeds_give_runs_that_are_equal_bit_for_bit(train, whole, tmp_path):
    torch.rand(7)  # whatever was drawn before
    events = train(tmp_path)
    assert told_by(events) == told_by(whole[0])
    assert weights(tmp_path) == weights(whole[1])


def test_another_seed_gives_another_run(train, whole, tmp_path):
    assert losses(train(tmp_path, replace(CONFIG, seed=7))) != losses(whole[0])


def plain_encoder(tiny_encoder, folder: Path) -> Path:
    """The tiny encoder without dropout, so that its steps can be computed beside it."""
    shutil.copytree(tiny_encoder, folder)
    config = json.loads((folder / "config.json").read_text())
    config |= {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    (folder / "config.json").write_text(json.dumps(config))
    return folder


@pytest.mark.parametrize("decay", [0.0, 0.1])
def test_a_step_is_that_of_the_plain_computation_padded_to_64(train, tiny_encoder, rows, tmp_path, decay):
    encoder = plain_encoder(tiny_encoder, tmp_path / "encoder")
    # The key biases' gradient is 0 but for rounding; so large an epsilon keeps AdamW from blowing that up.
    config = replace(
        CONFIG,
        max_length=64,
        max_steps=1,
        warmup=0.0,
        weight_decay=decay,
        adam_epsilon=1e-4,
        precision="fp32",
    )
    (loss,) = losses(train(tmp_path / "run", config, encoder=encoder))

    torch.manual_seed(config.seed)
    model = load_model(encoder).train()
    lengths = WordPiece(encoder).lengths(list(rows[0]["sentence"]))
    batch = rows[0].iloc[epoch_batches(lengths, 16, seed=42, epoch=0)[0]]
    tokenizer = BertTokenizerFast.from_pretrained(tiny_encoder)
    inputs = tokenizer(
        list(batch["sentence"]), padding="max_length", truncation=True, max_length=64, return_tensors="pt"
    )
    output = model(**inputs, labels=torch.tensor(batch["label"].to_numpy(dtype=np.int64)))
    output.loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    plain_adamw(model, decay).step()

    assert loss == pytest.approx(output.loss.item(), abs=1e-5)
    saved = load_file(tmp_path / "run" / "model.safetensors")
    start = load_file(encoder / "model.safetensors")
    assert not torch.allclose(saved["bert.pooler.dense.weight"], start["pooler.dense.weight"], atol=1e-4)
    for name, value in model.state_dict().items():
        torch.testing.assert_close(saved[name], value, atol=1e-5, rtol=0.0)


def plain_adamw(model, decay: float) -> torch.optim.AdamW:
    named = dict(model.named_parameters())
    exempt = {name for name in named if name.endswith(".bias") or ".LayerNorm." in name}
    return torch.optim.AdamW(
        [
            {"params": [named[name] for name in named if name not in exempt], "weight_decay": decay},
            {"params": [named[name] for name in exempt], "weight_decay": 0.0},
        ],
        lr=3e-3,
        eps=1e-4,
        foreach=False,
    )


def test_the_gradient_is_clipped(train, monkeypatch, tmp_path):
    norms = []

    def clip(parameters, largest):
        parameters = list(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, largest)
        norms.append(math.sqrt(sum(float((p.grad**2).sum()) for p in parameters)))

    monkeypatch.setattr(loop, "clip_grad_norm_", clip)
    train(tmp_path, replace(CONFIG, clip=0.01, max_steps=3))
    assert len(norms) == 3
    assert max(norms) <= 0.0101


@pytest.mark.parametrize("warmup", [0.0, 0.1, 0.25, 0.5])
@pytest.mark.parametrize("total", [1, 7, 100])
def test_the_learning_rate_is_that_of_transformers_linear_schedule(total, warmup):
    config = TrainConfig(learning_rate=2e-5, warmup=warmup)
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=2e-5)
    schedule = get_linear_schedule_with_warmup(optimizer, int(warmup * total), total)
    for step in range(total):
        assert learning_rate_at(step, total, config) == pytest.approx(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()


def test_biases_and_layer_norms_are_not_decayed(tiny_encoder):
    model = load_model(tiny_encoder)
    optimizer = make_optimizer(model, TrainConfig(weight_decay=0.01, learning_rate=3e-5, adam_epsilon=1e-7))
    decayed, exempt = optimizer.param_groups
    assert (decayed["weight_decay"], exempt["weight_decay"]) == (0.01, 0.0)
    assert all(group["eps"] == 1e-7 and group["lr"] == 3e-5 for group in (decayed, exempt))
    assert all(group["betas"] == (0.9, 0.999) for group in (decayed, exempt))
    name_of = {id(parameter): name for name, parameter in model.named_parameters()}
    spared = {name_of[id(parameter)] for parameter in exempt["params"]}
    assert spared == {name for name in name_of.values() if name.endswith("bias") or "LayerNorm" in name}
    assert len(decayed["params"]) + len(spared) == len(name_of)


# --- the best model --------------------------------------------------------------------------------


def scripted(monkeypatch, *results: tuple[float, float]) -> None:
    """Validations that tell these pairs of MCC and loss, one after the other."""
    left = iter(results)

    def validate(session) -> Validated:
        mcc, loss = next(left)
        at = session.position
        return Validated(step=at.step, epoch=at.epoch + 1, loss=loss, accuracy=0.5, mcc=mcc, seconds=0.0)

    monkeypatch.setattr(loop, "validate", validate)


def test_word_embeddings_that_do_not_learn_stay_and_all_else_moves(train, tiny_encoder, tmp_path):
    train(tmp_path, replace(CONFIG, train_embeddings=False, max_steps=4))
    before, after = (load_file(folder / "model.safetensors") for folder in (tiny_encoder, tmp_path))
    name = "embeddings.word_embeddings.weight"
    assert torch.equal(before.pop(name), after[f"bert.{name}"])
    still = [name for name, value in before.items() if torch.equal(value, after[f"bert.{name}"])]
    assert still == []


def test_a_training_without_word_embeddings_resumes_exactly(train, tmp_path):
    config = replace(CONFIG, train_embeddings=False)
    train(tmp_path / "whole", config)
    train(tmp_path / "parts", config, until=lambda event: isinstance(event, Stepped) and event.step == 5)
    train(tmp_path / "parts", config, resume=True)
    one, two = (load_file(tmp_path / part / "model.safetensors") for part in ("whole", "parts"))
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_the_model_of_the_highest_mcc_is_kept(train, monkeypatch, tmp_path):
    scripted(monkeypatch, (0.1, 0.6), (0.5, 0.5), (0.3, 0.4), (0.5, 0.5), (0.5, 0.45), (0.4, 0.1))
    config = replace(CONFIG, batch_size=30, epochs=2)  # three steps an epoch, each validated
    seen = {}

    def look(event) -> bool:
        if isinstance(event, Saved):
            seen[event.step] = weights(tmp_path)
        return False

    events = train(tmp_path, config, until=look)
    assert [(event.step, event.mcc) for event in events if isinstance(event, Saved)] == [
        (1, 0.1),
        (2, 0.5),
        (5, 0.5),  # an equal MCC at a lower loss
    ]
    assert weights(tmp_path) == seen[5]
    assert len(set(seen.values())) == 3


def test_the_kept_model_validates_as_it_was_told(whole, rows):
    events, folder = whole
    best = history_of(events).best
    ids = WordPiece(folder).ids(list(rows[1]["sentence"]), CONFIG.max_length)
    logits = predict(load_model(folder), ids, batch_size=8)
    labels = rows[1]["label"].to_numpy(dtype=np.int64)
    found = measure(labels, logits.argmax(axis=1))
    loss = torch.nn.functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(labels)).item()
    assert (found.mcc, found.accuracy) == pytest.approx((best["mcc"], best["accuracy"]))
    assert loss == pytest.approx(best["loss"], abs=1e-5)


# --- stopping and going on -------------------------------------------------------------------------


def test_a_training_that_is_stopped_before_any_validation_keeps_its_current_weights(train, tmp_path):
    train(tmp_path, until=lambda event: isinstance(event, Stepped))
    assert (tmp_path / "checkpoint-1").is_dir()
    model, current = (
        load_file(tmp_path / "model.safetensors"),
        load_file(tmp_path / "checkpoint-1" / "model.safetensors"),
    )
    assert all(torch.equal(model[name], tensor) for name, tensor in current.items())
    assert files_below(tmp_path) >= MODEL_FILES


def test_a_training_that_is_stopped_later_keeps_its_best_weights(train, monkeypatch, tmp_path):
    scripted(monkeypatch, (0.5, 0.5), (0.1, 0.9))
    seen = []

    def look(event) -> bool:
        if isinstance(event, Saved):
            seen.append(weights(tmp_path))
        return isinstance(event, Validated) and event.mcc == 0.1

    train(tmp_path, until=look)
    assert [weights(tmp_path)] == seen
    current = load_file(tmp_path / "checkpoint-3" / "model.safetensors")
    assert not torch.equal(
        current["classifier.weight"], load_file(tmp_path / "model.safetensors")["classifier.weight"]
    )


@pytest.mark.parametrize("kind", [Validated, Saving])
def test_a_stop_that_is_heard_between_validating_and_saving_keeps_the_better_model(
    train, monkeypatch, tmp_path, kind
):
    scripted(monkeypatch, (0.1, 0.9), (0.5, 0.5))
    train(tmp_path, until=lambda event: isinstance(event, kind) and event.step == 3)
    kept = load_file(tmp_path / "model.safetensors")
    current = load_file(tmp_path / "checkpoint-3" / "model.safetensors")
    assert all(torch.equal(kept[name], tensor) for name, tensor in current.items())


def test_a_training_that_is_stopped_before_its_first_step_leaves_nothing_half(train, tmp_path):
    train(tmp_path, until=lambda event: isinstance(event, Started))
    assert "model.safetensors" not in files_below(tmp_path)
    assert not list(tmp_path.glob("checkpoint-*"))


def at(kind, step: int):
    """The moment when an event of a kind tells a step."""
    return lambda event: isinstance(event, kind) and event.step == step


MOMENTS = {
    "before any validation": at(Stepped, 1),
    "right at a validation step": at(Stepped, 3),
    "about to validate": at(Validating, 3),
    "validated": at(Validated, 3),
    "about to save": at(Saving, 2),
    "saved": at(Saved, 2),
    "at the last step of an epoch": at(Stepped, PER_EPOCH),
    "validated at the end of an epoch": at(Validated, PER_EPOCH),
    "at the first step of the second epoch": at(Stepped, PER_EPOCH + 1),
    "at the last step of all": at(Stepped, TOTAL),
    "validated at the very end": at(Validated, TOTAL),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_stopped_training_goes_on_as_if_nothing_had_happened(train, whole, tmp_path, moment):
    events = train(tmp_path, until=moment)
    assert moment(events[-1]), "the training never came to this moment"
    torch.rand(3)  # others may draw meanwhile
    events += train(tmp_path, resume=True)
    assert isinstance(events[-1], Finished)
    assert told_by(events) == told_by(whole[0])
    assert weights(tmp_path) == weights(whole[1])
    assert files_below(tmp_path) == MODEL_FILES


@pytest.mark.parametrize("kind", [Validated, Saved])
def test_what_was_validated_before_a_stop_is_not_validated_again(train, tmp_path, kind):
    train(tmp_path, until=at(kind, 2))
    rest = train(tmp_path, resume=True)
    assert next(event.step for event in rest if isinstance(event, Validating)) == 3


def test_a_training_can_be_stopped_again_and_again(train, whole, tmp_path):
    events = train(tmp_path, until=at(Stepped, 1))
    for step in (2, 5, 7, 8, 11):
        events += train(tmp_path, until=at(Stepped, step), resume=True)
        assert (tmp_path / f"checkpoint-{step}").is_dir()
    events += train(tmp_path, resume=True)
    assert told_by(events) == told_by(whole[0])
    assert weights(tmp_path) == weights(whole[1])


def test_a_training_that_was_stopped_right_after_going_on_loses_nothing(train, whole, tmp_path):
    events = train(tmp_path, until=at(Stepped, 5))
    events += train(tmp_path, until=lambda event: isinstance(event, Started), resume=True)
    events += train(tmp_path, resume=True)
    assert told_by(events) == told_by(whole[0])
    assert weights(tmp_path) == weights(whole[1])


def test_going_on_tells_from_where(train, tmp_path):
    train(tmp_path, until=at(Stepped, 5))
    events = train(tmp_path, resume=True)
    assert names(events[:3]) == ["Preparing", "Resumed", "Started"]
    assert events[1] == Resumed(step=5)
    assert next(event for event in events if isinstance(event, Stepped)).step == 6


def test_going_on_without_a_checkpoint_begins_anew(train, whole, tmp_path):
    events = train(tmp_path, resume=True)
    assert events[1] == Resumed(step=0)
    assert weights(tmp_path) == weights(whole[1])


def test_the_time_of_a_resumed_training_counts_both_parts(train, tmp_path):
    first = train(tmp_path, until=at(Stepped, 5))
    rest = train(tmp_path, resume=True)
    steps = [event.seconds for event in first + rest if isinstance(event, Stepped)]
    assert rest[-1].seconds == pytest.approx(sum(steps))


def test_a_training_whose_process_died_goes_on_from_its_last_checkpoint(train, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", 0.0)
    dead = tmp_path / "dead"

    def die(event) -> bool:
        if at(Stepped, 8)(event):
            shutil.copytree(tmp_path / "run", dead)  # what a killed process leaves behind
        return dead.exists()

    events = train(tmp_path / "run", until=die)
    assert [path.name for path in dead.glob("checkpoint-*")] == ["checkpoint-6"]
    events += train(dead, resume=True)
    assert told_by(events) == told_by(whole[0])
    assert weights(dead) == weights(whole[1])


def test_checkpoints_come_in_the_chosen_interval_of_training_time(train, tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", 1e9)
    seen = []
    train(tmp_path, until=lambda event: seen.extend(tmp_path.glob("checkpoint-*")))
    assert len(set(seen)) == 1  # that of the first validation: there is always something to go on from


# --- the replay ------------------------------------------------------------------------------------

WATCHED = ("The cat slept.", "The cat sleeped.", "Wombats juggle xylophones, don't they?")  # new pieces too


@pytest.fixture(scope="module")
def replayed(train, tmp_path_factory) -> tuple[list[Event], Path]:
    folder = tmp_path_factory.mktemp("replayed")
    return train(folder, watched=WATCHED), folder


def replay_of(events: list[Event]) -> list[list[float]]:
    return history_of(events).replay.to_numpy().tolist()


def test_before_the_first_step_and_before_each_validation_the_sentences_are_asked(replayed):
    events, _ = replayed
    told = [event for event in events if isinstance(event, Replayed)]
    assert [event.step for event in told] == [0, 2, 3, 5, 6, 8, 9, 11, 12]
    assert [event.epoch for event in told] == [0, 1, 1, 1, 1, 2, 2, 2, 2]
    assert {len(event.acceptable) for event in told} == {3}
    assert names(events[1:3]) == ["Started", "Replayed"]
    for before, event in pairwise(events):
        if isinstance(event, Validating):
            assert isinstance(before, Replayed)


def test_the_replay_begins_with_the_encoder_under_a_fresh_head(replayed, tiny_encoder, tmp_path):
    torch.manual_seed(CONFIG.seed)
    model = load_model(tiny_encoder)
    found = acceptable_probability(predict(model, WordPiece(tiny_encoder).ids(list(WATCHED), 32), 8))
    first = next(event for event in replayed[0] if isinstance(event, Replayed))
    assert first.acceptable == pytest.approx(found.tolist(), abs=1e-4)


def test_the_replay_at_the_best_step_is_what_the_kept_model_says(replayed):
    events, folder = replayed
    step = history_of(events).best["step"]
    told = next(event for event in events if isinstance(event, Replayed) and event.step == step)
    judge = Classifier(folder, CONFIG.max_length, device="cpu")
    assert told.acceptable == pytest.approx(judge.probabilities(list(WATCHED)).tolist(), abs=1e-4)


@pytest.mark.parametrize("config", [CONFIG, replace(CONFIG, clip=0.01), replace(CONFIG, weight_decay=0.1)])
def test_watching_changes_nothing_of_what_is_learned(train, tmp_path, config):
    alone = train(tmp_path / "alone", config)
    watched = train(tmp_path / "watched", config, watched=WATCHED)
    assert told_by(watched) == told_by(alone)
    assert weights(tmp_path / "watched") == weights(tmp_path / "alone")


REPLAY_MOMENTS = {
    **MOMENTS,
    "asked before the first step": at(Replayed, 0),
    "asked before a validation": at(Replayed, 3),
    "asked before the last validation": at(Replayed, TOTAL),
}


@pytest.mark.parametrize("moment", REPLAY_MOMENTS.values(), ids=REPLAY_MOMENTS.keys())
def test_a_stopped_training_goes_on_with_its_replay(train, replayed, tmp_path, moment):
    events = train(tmp_path, until=moment, watched=WATCHED)
    events += train(tmp_path, resume=True, watched=WATCHED)
    assert replay_of(events) == replay_of(replayed[0])
    assert told_by(events) == told_by(replayed[0])
    assert weights(tmp_path) == weights(replayed[1])


def test_a_training_that_is_stopped_before_its_first_step_keeps_no_model_that_learned_nothing(
    train, tmp_path
):
    train(tmp_path, until=at(Replayed, 0), watched=WATCHED)
    assert "model.safetensors" not in files_below(tmp_path)


def test_a_training_that_was_not_watched_goes_on_and_is_watched_from_there(train, whole, tmp_path):
    train(tmp_path, until=at(Stepped, 7))
    rest = train(tmp_path, resume=True, watched=WATCHED)
    assert [event.step for event in rest if isinstance(event, Replayed)] == [8, 9, 11, 12]
    assert weights(tmp_path) == weights(whole[1])


# --- what can go wrong -----------------------------------------------------------------------------


def broken_loss(monkeypatch, from_step: int) -> None:
    """A loss that is no number from a step on; validation keeps its own."""
    real, steps = loop.cross_entropy, []

    def loss(logits, labels):
        if not logits.requires_grad:
            return real(logits, labels)
        steps.append(1)
        return real(logits, labels) * (math.nan if len(steps) >= from_step else 1.0)

    monkeypatch.setattr(loop, "cross_entropy", loss)


def test_a_loss_that_is_no_number_ends_the_training_and_the_best_model_stays(train, tmp_path, monkeypatch):
    broken_loss(monkeypatch, from_step=5)
    told = []
    with pytest.raises(LossNotANumber) as caught:
        train(tmp_path, until=told.append)
    assert caught.value.facts == {"step": 5, "learning_rate": 3e-3}
    assert [event.step for event in told if isinstance(event, Stepped)] == [1, 2, 3, 4]
    assert {name for name in files_below(tmp_path) if "checkpoint-" not in name} == MODEL_FILES
    assert all(torch.isfinite(tensor).all() for tensor in load_file(tmp_path / "model.safetensors").values())


OUT_OF_MEMORY = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
    RuntimeError("[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: can't allocate memory"),
    RuntimeError("MPS backend out of memory"),
    MemoryError(),
]


def failing_with(error: BaseException):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize("error", OUT_OF_MEMORY, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    ("module", "place"),
    [(loop, "clip_grad_norm_"), (preparation, "load_model"), (loop, "validate"), (preparation, "to_device")],
)
def test_running_out_of_memory_is_told_with_what_to_change(
    corpus, tiny_encoder, tmp_path, monkeypatch, error, module, place
):
    monkeypatch.setattr(module, place, failing_with(error))
    config = replace(CONFIG, encoder=str(tiny_encoder), epochs=1)
    with pytest.raises(OutOfMemory) as caught:
        list(fine_tune_run(config, corpus, tmp_path, corpus.fingerprint))
    assert caught.value.facts == {"device": "cpu", "batch_size": 16, "max_length": 32}


def test_any_other_fault_of_torch_stays_what_it_is(corpus, tiny_encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(loop, "clip_grad_norm_", failing_with(RuntimeError("shapes do not fit")))
    with pytest.raises(RuntimeError, match="shapes do not fit"):
        list(fine_tune_run(replace(CONFIG, encoder=str(tiny_encoder)), corpus, tmp_path, corpus.fingerprint))


def test_a_failed_training_holds_no_model_in_memory(corpus, tiny_encoder, tmp_path, monkeypatch):
    models = []

    def load_and_remember(*arguments):
        model = load_model(*arguments)
        models.append(weakref.ref(model))
        return model

    def run_out(*_):
        raise RuntimeError("CUDA out of memory")  # a new error, which nobody but its catcher holds

    monkeypatch.setattr(preparation, "load_model", load_and_remember)
    monkeypatch.setattr(loop, "clip_grad_norm_", run_out)
    run = fine_tune_run(replace(CONFIG, encoder=str(tiny_encoder)), corpus, tmp_path, corpus.fingerprint)
    with suppress(OutOfMemory):
        list(run)
    gc.collect()
    assert [model() for model in models] == [None]


def test_a_disk_that_fills_while_the_best_model_is_saved_is_told(train, tmp_path, monkeypatch):
    monkeypatch.setattr(
        BertForSequenceClassification, "save_pretrained", failing_with(OSError(28, "No space left on device"))
    )
    with pytest.raises(DiskFull):
        train(tmp_path)
    assert "model.safetensors" not in files_below(tmp_path)


def test_a_disk_that_fills_while_stopping_is_told_and_the_best_model_stays(train, tmp_path, monkeypatch):
    full = SafetensorError("I/O error: No space left on device (os error 28)")
    monkeypatch.setattr(checkpoints, "save_file", failing_with(full))
    with pytest.raises(DiskFull):
        train(tmp_path, until=at(Stepped, 4))
    assert files_below(tmp_path) == MODEL_FILES
    load_model(tmp_path)


def test_a_device_that_is_not_there_is_told_before_anything_is_written(train, tmp_path, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceMissing):
        train(tmp_path, replace(CONFIG, device="cuda"))
    assert files_below(tmp_path) == set()


def test_a_damaged_encoder_is_told_by_its_name(train, tiny_encoder, tmp_path):
    broken = Path(shutil.copytree(tiny_encoder, tmp_path / "encoder"))
    (broken / "model.safetensors").write_bytes(b"nonsense" * 10)
    with pytest.raises(EncoderDamaged) as caught:
        train(tmp_path / "run", encoder=broken)
    assert caught.value.name == "tiny"


# --- a whole run -----------------------------------------------------------------------------------


def test_a_run_finds_its_encoder_and_prepares_its_corpus_first(corpus, tiny_encoder, tmp_path):
    config = replace(CONFIG, encoder=str(tiny_encoder), max_steps=1)
    events = list(fine_tune_run(config, corpus, tmp_path, corpus.fingerprint))
    assert [event.what for event in events if isinstance(event, Preparing)] == ["encoder", "corpus", "model"]
    assert events[3].train_size == 216


def test_a_run_is_watched_on_sentences_of_the_corpus_and_on_those_that_were_added(
    corpus, tiny_encoder, tmp_path
):
    config = replace(CONFIG, encoder=str(tiny_encoder), max_steps=1)
    own = ("* The wombat sleeped.",)
    events = list(fine_tune_run(config, corpus, tmp_path, corpus.fingerprint, own=own))
    watched = watched_sentences.read(tmp_path)
    assert watched["sentence"].iloc[-1] == "The wombat sleeped."
    told = history_of(events).replay
    assert told["step"].tolist() == [0, 1]
    assert told.shape[1] == 2 + len(watched) == 2 + watched_sentences.MAX_FROM_CORPUS + 1


def test_a_run_does_not_go_on_with_another_corpus(corpus, tmp_path):
    with pytest.raises(CorpusChanged) as caught:
        list(fine_tune_run(CONFIG, corpus, tmp_path / "my-run", "another fingerprint", resume=True))
    assert caught.value.name == "my-run"


def test_the_loop_and_its_step_fit_on_a_projector():
    shown = [inspect.getsource(function) for function in (loop.training_loop, loop.train_step)]
    assert sum(len(source.splitlines()) for source in shown) <= 40
