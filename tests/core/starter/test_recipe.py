"""How the starter is made, on a small scale: tiny teachers and a tiny student, few pairs, a small corpus."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from colabert_core.corpus import load
from colabert_core.events import Started
from colabert_core.minimal_pairs.paradigms import PARADIGMS
from colabert_core.model import deltas
from colabert_core.runs.run import Run
from colabert_core.starter import finishing, recipe, sentences
from colabert_core.starter.outcome import Recipe
from colabert_core.starter.recipe import PRETRAINED, Progress

SMALL = Recipe(
    teacher_seeds=(5, 6), teacher_pairs=10, teacher_epochs=1, pairs=len(PARADIGMS), altered_cola=60,
    altered_pairs=40, pretraining_epochs=1, pretraining_batch=16, replayed=20, epochs=1, seeds=(3, 4), rank=8,
    rate=1e-3, pretraining_rate=1e-3,
)  # fmt: skip


@pytest.fixture
def small(monkeypatch, tiny_encoder, tmp_path):
    """A recipe whose teacher and student are tiny, with test sets small enough for a test."""
    from dataclasses import replace

    for module in (recipe, finishing):
        monkeypatch.setattr(module, "resolve", lambda name: tiny_encoder)
    monkeypatch.setattr(deltas, "at_hand", lambda name: tiny_encoder)
    monkeypatch.setattr(sentences, "FRESH_EACH", 1)
    monkeypatch.setattr(recipe, "_HELD_BACK", 20)
    return replace(SMALL, teacher=str(tiny_encoder))


@pytest.fixture
def data(small, home):
    return sentences.sentences(small, load(home))


@pytest.fixture
def made(small, data, tmp_path):
    """The work folder and the news of a recipe that ran to its end."""
    folder = tmp_path / "work"
    return folder, list(recipe.make(small, data, folder))


def test_each_stage_learns_from_what_it_should(small, data, made):
    _, news = made
    sizes = [event.train_size for event in news if isinstance(event, Started)]
    assert sizes[0] == len(data.altered) - 20 + len(data.pairs)  # before CoLA: none of CoLA's own sentences
    assert sizes[1:] == [len(data.train) + 2 * small.replayed] * 2
    stages = [item.stage for item in news if isinstance(item, Progress)]
    assert list(dict.fromkeys(stages)) == [
        "teacher 5", "labels of teacher 5", "teacher 6", "labels of teacher 6"
    ]  # fmt: skip
    assert all(item.done <= item.total for item in news if isinstance(item, Progress))


def test_labels_are_those_of_the_teachers_in_the_order_of_the_sentences(small, data, made):
    from colabert_core.starter.teacher import Teacher, label

    some = recipe.to_label(data)[:40]
    logits = np.zeros((2, len(some), 2), dtype=np.float32)
    for number, seed in enumerate(small.teacher_seeds):
        for rows, values in label(Teacher(made[0] / f"teacher-{seed}"), some):
            logits[number, rows] = values
    mean = logits.mean(axis=0)
    expected = 1 / (1 + np.exp(mean[:, 0] - mean[:, 1]))
    assert recipe.taught(small, data, made[0])[:40] == pytest.approx(expected, abs=0.02)


def test_what_is_finished_is_not_made_again(small, data, made):
    folder, _ = made
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert list(recipe.make(small, data, folder)) == []
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before


def test_a_stopped_recipe_goes_on_to_the_same_weights(small, data, made, tmp_path):
    """Stopped in every stage, in the middle of it."""
    stopped = tmp_path / "stopped"
    for stop_after in (2, 9, 25, 60, 70):
        news = recipe.make(small, data, stopped)
        for _ in range(stop_after):
            next(news, None)
        news.close()
    list(recipe.make(small, data, stopped))
    for name in (PRETRAINED, "3", "4"):
        one, other = (load_file(folder / name / deltas.WEIGHTS) for folder in (made[0], stopped))
        assert all(np.array_equal(one[key], other[key]) for key in one)


def test_from_the_trainings_to_the_files_of_the_starter(small, data, made, home, tmp_path, tiny_encoder):
    target = tmp_path / "starter"
    outcome = finishing.finish(small, data, load(home), made[0], target)
    run = Run(target)
    assert (run.state(), run.has_model, run.name) == ("finished", True, "Starter model")
    assert json.loads((target / "metrics.json").read_text())["starter"]["validation"]["sentences"] == 24
    card = (target / "README.md").read_text(encoding="utf-8")
    assert f"{outcome.starter['in_domain_dev'].mcc:.3f}" in card
    assert "with the seeds 3, 4" in card
    for folder in (target, target / PRETRAINED):
        assert deltas.origin_of(folder / deltas.FILE).sha256 == deltas.weights_hash(tiny_encoder)
        assert not [name for name in load_file(folder / deltas.FILE) if "word_embeddings" in name]


def test_the_starter_is_calibrated(small, data, made, home, tmp_path):
    outcome = finishing.finish(small, data, load(home), made[0], tmp_path / "starter")
    before, after = outcome.average["validation"], outcome.starter["validation"]
    assert after.loss <= before.loss + 0.01  # the delta loses a little
    assert outcome.temperature > 0


def test_the_average_is_the_mean_of_all_weights(trained_run, tmp_path):
    run, other = trained_run[1], tmp_path / "other"
    shutil.copytree(run.folder, other)
    weights = load_file(run.folder / deltas.WEIGHTS)
    save_file({name: value + 2 for name, value in weights.items()}, other / deltas.WEIGHTS)
    finishing.average([run.folder, other], tmp_path / "mean")
    mean = load_file(tmp_path / "mean" / deltas.WEIGHTS)
    assert all(np.allclose(mean[name], weights[name] + 1, atol=1e-5) for name in weights)
