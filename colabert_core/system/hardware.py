"""What this machine offers for training. Torch is loaded only inside the functions that ask it."""

import gc
import os
import platform
import shutil
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass

from colabert_core.system.torch_import import importing_torch


@dataclass(frozen=True, kw_only=True)
class Device:
    """`kind` as torch names it: cpu, cuda or mps. `memory` in bytes; None where it is not known."""

    kind: str
    name: str
    memory: int | None = None


def cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def devices() -> list[Device]:
    """Graphics processors that torch can use, best first; empty where there are none."""
    with importing_torch():
        import torch
    if torch.cuda.is_available():
        properties = [torch.cuda.get_device_properties(i) for i in range(torch.cuda.device_count())]
        return [Device(kind="cuda", name=p.name, memory=p.total_memory) for p in properties]
    if torch.backends.mps.is_available():
        return [Device(kind="mps", name="Apple GPU")]
    return []


def may_have_gpu() -> bool:
    """Whether anything speaks of a GPU that torch could use, without torch: "no" is certain, "yes" is not.

    Apple's own processors have one; elsewhere a driver for computing has left its command or its files.
    """
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    return shutil.which("nvidia-smi") is not None or any(os.path.exists(path) for path in _DRIVERS)


# NVIDIA's driver on Linux; any driver's way into Windows' subsystem for Linux; AMD's driver.
_DRIVERS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")


def best_device() -> str:
    """What `auto` means here: cuda, mps or cpu."""
    found = devices()
    return found[0].kind if found else "cpu"


def release_memory() -> None:
    """Give a GPU's memory back once nothing refers to it any more. Does nothing where torch never came in."""
    gc.collect()
    if (torch := sys.modules.get("torch")) and torch.cuda.is_available():
        torch.cuda.empty_cache()


def let_others_first() -> None:
    """Lower the calling thread's priority, and that of the threads it starts: pages answer at once.

    On Linux alone, where each thread has a niceness of its own; elsewhere, and where it is not allowed,
    nothing happens.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, max(LATER, os.getpriority(os.PRIO_PROCESS, thread)))


LATER = 10  # niceness, of 19; alone on the machine it costs nothing
