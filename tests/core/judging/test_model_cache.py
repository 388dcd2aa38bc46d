"""Models in memory: loaded once, shared by all threads."""

import os
import shutil
import threading
import time

import pytest

from colabert_core.judging import model_cache
from colabert_core.judging.model_cache import ModelCache
from colabert_core.runs.run import Run

from ..helpers import wait_until


@pytest.fixture(autouse=True)
def nothing_is_painted(monkeypatch):
    monkeypatch.setattr(model_cache, "_FIRST_PAGE_SECONDS", 0.05)


@pytest.fixture
def loads(monkeypatch):
    """Counts the loads; each takes a moment."""
    counted = []

    def load(run: Run):
        time.sleep(0.1)
        counted.append(run.id)
        return object()

    monkeypatch.setattr(model_cache, "_load", load)
    return counted


@pytest.fixture
def runs(tmp_path):
    found = []
    for name in "abcd":
        folder = tmp_path / name
        folder.mkdir()
        (folder / "model.safetensors").write_bytes(b"x")
        found.append(Run(folder))
    return found


def test_thirty_who_ask_at_once_get_one_and_the_same(loads, runs):
    models, found = ModelCache(), []
    threads = [threading.Thread(target=lambda: found.append(models.get(runs[0]))) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(set(map(id, found))), loads) == (1, ["a"])


def test_a_model_in_memory_is_handed_out_while_another_is_being_loaded(monkeypatch, runs):
    models, began, slow = ModelCache(), threading.Event(), threading.Event()

    def load(run: Run) -> str:
        if run.id == "b":
            began.set()
            slow.wait(30)
        return run.id

    monkeypatch.setattr(model_cache, "_load", load)
    models.get(runs[0])
    models.warm(runs[1])
    assert began.wait(30)
    assert models.get(runs[0]) == "a"  # does not wait for the other model
    slow.set()
    assert models.get(runs[1]) == "b"  # and no thread outlives the test


def test_new_weights_are_loaded_anew(loads, runs):
    models, weights = ModelCache(), runs[0].folder / "model.safetensors"
    models.get(runs[0])
    weights.write_bytes(b"y")
    os.utime(
        weights, ns=(0, weights.stat().st_mtime_ns + 10**9)
    )  # some file systems store whole seconds only
    models.get(runs[0])
    assert loads == ["a", "a"]


def test_the_one_not_used_for_longest_goes_first(loads, runs):
    models = ModelCache()
    for i in (0, 1, 2, 0, 3, 0, 1):
        models.get(runs[i])
    assert loads == ["a", "b", "c", "d", "b"]


def test_warming_loads_in_the_background_once(loads, runs):
    models = ModelCache()
    began = time.monotonic()
    for _ in range(5):
        models.warm(runs[0])
    assert time.monotonic() - began < 0.1
    wait_until(lambda: loads == ["a"])
    models.warm(runs[0])
    models.get(runs[0])
    assert loads == ["a"]


def test_who_asks_before_the_page_is_painted_does_not_wait_for_it(loads, runs, monkeypatch):
    monkeypatch.setattr(model_cache, "_FIRST_PAGE_SECONDS", 0.5)
    models = ModelCache()
    models.warm(runs[0])
    began = time.monotonic()
    models.get(runs[0])
    assert time.monotonic() - began < 0.4
    wait_until(lambda: not models._warming)
    assert loads == ["a"]


def test_what_cannot_be_warmed_is_told_to_who_asks(trained_run, tmp_path):
    folder = tmp_path / "broken"
    shutil.copytree(trained_run[1].folder, folder)
    (folder / "model.safetensors").write_bytes(b"broken")
    models = ModelCache()
    models.warm(Run(folder))
    with pytest.raises(Exception, match="damaged"):
        models.get(Run(folder))
