"""The lock under which torch and transformers are first imported."""

import gc
import sys

import pytest

from colabert_core.system.torch_import import importing_torch, skip_in_garbage_collection

from ..helpers import finish, python

_TWO_AT_ONCE = """
import sys, threading, time
from colabert_core.system.torch_import import importing_torch

def train():
    with importing_torch():
        from colabert_core.training.fine_tune_run import fine_tune_run
    done.append("train")

def judge():
    with importing_torch():
        from colabert_core.model.classifier import Classifier
    done.append("judge")

def look():
    from colabert_core.system.hardware import devices
    devices()
    done.append("look")

done = []
threads = [threading.Thread(target=globals()[name]) for name in sys.argv[2:]]
for thread in threads:
    thread.start()
    time.sleep(float(sys.argv[1]))
for thread in threads:
    thread.join()
print(sorted(done))
"""


_WAITING = """
import os
from colabert_core.system.torch_import import importing_torch
with importing_torch():
    pass
print(os.environ.get("GOMP_SPINCOUNT"))
"""


@pytest.mark.parametrize(
    ("set_by_user", "spins"),
    [({}, "1000"), ({"GOMP_SPINCOUNT": "7"}, "7"), ({"OMP_WAIT_POLICY": "active"}, "None")],
)
def test_waiting_threads_sleep_soon_unless_the_user_says_otherwise(monkeypatch, set_by_user, spins):
    for name in ("GOMP_SPINCOUNT", "OMP_WAIT_POLICY"):
        monkeypatch.delenv(name, raising=False)
    assert finish(python("-c", _WAITING, **set_by_user)) == (0, f"{spins}\n", "")


@pytest.mark.parametrize(
    ("pause", "order"),
    [
        ("0", ("judge", "train", "look")),
        ("0.5", ("train", "judge", "look")),
        ("1.5", ("judge", "train", "look")),
    ],
)
def test_threads_that_import_at_the_same_time_all_get_what_they_want(pause, order):
    code, out, err = finish(python("-c", _TWO_AT_ONCE, pause, *order))
    assert (code, out.strip(), err) == (0, "['judge', 'look', 'train']", "")


def test_the_door_may_be_passed_again_inside():
    with importing_torch(), importing_torch():
        import torch
    assert "torch" in sys.modules and torch


def test_a_failed_import_leaves_the_door_open():
    with pytest.raises(ModuleNotFoundError), importing_torch():
        import no_such_library  # noqa: F401
    with importing_torch():
        pass


def test_what_is_imported_is_left_out_of_the_search_for_garbage():
    before = gc.get_freeze_count()
    kept = [[] for _ in range(1000)]
    skip_in_garbage_collection()
    try:
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()
