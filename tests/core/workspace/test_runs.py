"""Runs: the best judge, the run that is shown, and sharing."""

import io
from dataclasses import replace

import pytest

from colabert_core.config import TrainConfig
from colabert_core.errors import NotShared
from colabert_core.events import Finished, Queued, Validated
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore

from ..helpers import a_corpus, new_run, stepped


def a_judge(home, mcc: float, corpus_id: str = "cola", encoder: str = "bundled") -> Run:
    """A finished run with a model's files, whose contents are not real."""
    corpus = replace(a_corpus(), id=corpus_id)
    run = RunStore(home.runs).create(TrainConfig(encoder=encoder), corpus)
    run.record(stepped(1))
    run.record(Validated(step=1, epoch=1, loss=0.5, accuracy=0.7, mcc=mcc, seconds=0.1))
    run.record(Finished(seconds=1.0))
    (run.folder / "config.json").write_text("{}")
    (run.folder / "model.safetensors").write_bytes(b"")
    return run


def test_the_starter_judges_where_nothing_better_is_here(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    assert runs.default_run().is_starter
    a_judge(empty_home, mcc=-0.5)
    assert runs.default_run().is_starter


def test_the_highest_validation_mcc_on_cola_judges(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    best = a_judge(empty_home, mcc=0.97)
    a_judge(empty_home, mcc=0.95)
    a_judge(empty_home, mcc=0.99, corpus_id="pairs")
    assert runs.default_run() == best


def test_what_had_met_its_validation_sentences_does_not_compete(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    first = a_judge(empty_home, mcc=0.9)
    again = a_judge(empty_home, mcc=0.99, encoder=str(first.folder))
    assert not again.info.validation_is_new
    assert runs.default_run() == first


def test_of_equals_the_newest_judges(workspace_of, empty_home):
    older, newer = (a_judge(empty_home, mcc=0.9) for _ in range(2))
    assert older.id < newer.id
    assert workspace_of(empty_home).runs.default_run() == newer


def test_a_history_grows_with_its_run(workspace_of, home):
    runs, run = workspace_of(home).runs, new_run(home)
    assert runs.history(run).step == 0
    run.record(stepped(1))
    assert runs.history(run).step == 1
    assert runs.history(run) is runs.history(run)


def test_the_run_that_is_shown(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    assert runs.to_show(None) is None
    older, newer = new_run(empty_home), new_run(empty_home)
    assert runs.to_show(None) == newer
    assert runs.to_show("nobody's") == newer
    assert runs.to_show(older.id) == older
    assert runs.to_show("starter").is_starter
    with older.held():
        older.record(stepped(1))
        assert runs.to_show(None) == older


def test_a_waiting_run_is_shown_before_newer_ones(workspace_of, empty_home):
    waiting, newer = new_run(empty_home), new_run(empty_home)
    with waiting.held():
        waiting.record(Queued())
        assert waiting.is_live()
        assert workspace_of(empty_home).runs.to_show(None) == waiting
    assert not newer.is_live()


@pytest.mark.parametrize("state", State)
def test_a_run_is_live_while_it_trains_or_waits(state):
    assert state.is_live == (state in ("running", "queued"))


def test_a_shared_run_comes_back_as_another_one(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    starter = runs.default_run()
    opened = runs.open_file(io.BytesIO(runs.shared(starter)), "mine.colabert.zip")
    assert opened.has_model
    assert opened.id != starter.id
    assert {run.id for run in runs.store.all()} == {starter.id, opened.id}


def test_an_upload_that_is_no_shared_run_leaves_nothing_behind(workspace_of, empty_home):
    runs = workspace_of(empty_home).runs
    before = runs.store.all()
    with pytest.raises(NotShared):
        runs.open_file(io.BytesIO(b"no zip"), "mine.zip")
    assert runs.store.all() == before
    assert not [path for path in empty_home.runs.iterdir() if path.name.startswith(".incoming")]
