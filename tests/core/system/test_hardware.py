import os
import sys
import threading
from types import SimpleNamespace

import pytest
import torch

from colabert_core.system import hardware
from colabert_core.system.hardware import (
    Device,
    best_device,
    cores,
    devices,
    may_have_gpu,
    release_memory,
)


@pytest.fixture
def no_graphics_processor(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


def test_only_the_cores_that_this_process_may_use_are_counted(monkeypatch):
    monkeypatch.setattr(hardware.os, "sched_getaffinity", lambda process: {0, 3, 5}, raising=False)
    assert cores() == 3


def test_the_number_of_cores_is_known_where_there_is_no_affinity(monkeypatch):
    monkeypatch.delattr(hardware.os, "sched_getaffinity", raising=False)
    assert cores() == os.cpu_count()


def test_without_a_graphics_processor_the_cpu_trains(no_graphics_processor):
    assert devices() == []
    assert best_device() == "cpu"


def test_every_graphics_processor_is_listed_with_name_and_memory(monkeypatch):
    cards = [
        SimpleNamespace(name="Card A", total_memory=24 * 2**30),
        SimpleNamespace(name="Card B", total_memory=8 * 2**30),
    ]
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda number: cards[number])
    assert devices() == [
        Device(kind="cuda", name="Card A", memory=24 * 2**30),
        Device(kind="cuda", name="Card B", memory=8 * 2**30),
    ]
    assert best_device() == "cuda"


def test_an_apple_processor_is_found(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert [device.kind for device in devices()] == ["mps"]


@pytest.mark.parametrize(
    ("platform", "machine", "command", "file", "hint"),
    [
        ("darwin", "arm64", None, None, True),
        ("darwin", "x86_64", None, None, False),
        ("linux", "x86_64", None, None, False),
        ("linux", "aarch64", None, None, False),
        ("linux", "x86_64", "/usr/bin/nvidia-smi", None, True),
        ("linux", "x86_64", None, "/dev/nvidiactl", True),
        ("linux", "x86_64", None, "/dev/kfd", True),
        ("win32", "AMD64", "nvidia-smi.EXE", None, True),
        ("win32", "AMD64", None, None, False),
    ],
)
def test_a_hint_of_a_graphics_processor_is_found_without_torch(
    monkeypatch, platform, machine, command, file, hint
):
    monkeypatch.delitem(sys.modules, "torch")
    monkeypatch.setattr(hardware.sys, "platform", platform)
    monkeypatch.setattr(hardware.platform, "machine", lambda: machine)
    monkeypatch.setattr(hardware.shutil, "which", lambda name: command if name == "nvidia-smi" else None)
    monkeypatch.setattr(hardware.os.path, "exists", lambda path: path == file)
    assert may_have_gpu() is hint
    assert "torch" not in sys.modules


def test_a_graphics_processors_memory_is_given_back(monkeypatch):
    calls = []
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: calls.append("emptied"))
    release_memory()
    assert calls == ["emptied"]


def test_giving_memory_back_does_not_load_torch(monkeypatch):
    monkeypatch.delitem(sys.modules, "torch")
    release_memory()
    assert "torch" not in sys.modules


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux alone")
def test_a_thread_that_lets_others_first_hands_its_priority_on_to_its_own_threads():
    found = {}

    def niceness(name):
        found[name] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    def trainer():
        hardware.lower_thread_priority()
        niceness("trainer")
        helper = threading.Thread(target=niceness, args=("helper",))
        helper.start()
        helper.join()

    thread = threading.Thread(target=trainer)
    thread.start()
    thread.join()
    niceness("this one")
    assert found["trainer"] == found["helper"] == hardware.LOW_PRIORITY
    assert found["this one"] < hardware.LOW_PRIORITY


def test_where_priorities_may_not_be_lowered_work_goes_on(monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(hardware.os, "setpriority", refuse, raising=False)
    hardware.lower_thread_priority()


def test_elsewhere_priorities_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(hardware.sys, "platform", "win32")
    monkeypatch.setattr(hardware.os, "setpriority", None, raising=False)
    hardware.lower_thread_priority()
