"""What this computer offers for training. Torch is imported only in the functions that need it."""

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
    """`kind` as torch names it: cpu, cuda or mps. `memory` in bytes, None if it is not known."""

    kind: str
    name: str
    memory: int | None = None


def cores() -> int:
    """The number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def devices() -> list[Device]:
    """The GPUs that torch can use, best first; empty if there are none."""
    with importing_torch():
        import torch
    if torch.cuda.is_available():
        properties = [torch.cuda.get_device_properties(i) for i in range(torch.cuda.device_count())]
        return [Device(kind="cuda", name=p.name, memory=p.total_memory) for p in properties]
    if torch.backends.mps.is_available():
        return [Device(kind="mps", name="Apple GPU")]
    return []


def may_have_gpu() -> bool:
    """Whether this computer may have a GPU that torch could use; False is certain, True is not.

    Found without torch: Apple's own processors have a GPU; elsewhere a driver leaves a command or files.
    """
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    return shutil.which("nvidia-smi") is not None or any(os.path.exists(path) for path in _DRIVERS)


# NVIDIA's driver on Linux; any driver in the Windows Subsystem for Linux; AMD's driver.
_DRIVERS = ("/dev/nvidiactl", "/dev/dxg", "/dev/kfd")


def best_device() -> str:
    """The device that `auto` means here: cuda, mps or cpu."""
    gpus = devices()
    return gpus[0].kind if gpus else "cpu"


def release_memory() -> None:
    """Free the GPU memory that nothing refers to any more. Never loads torch."""
    gc.collect()
    if (torch := sys.modules.get("torch")) and torch.cuda.is_available():
        torch.cuda.empty_cache()


def lower_thread_priority() -> None:
    """Lower the priority of the calling thread and of the threads it starts, so that pages answer at once.

    Only on Linux, where each thread has its own niceness. Elsewhere, or if it is not allowed, this does
    nothing.
    """
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            niceness = max(LOW_PRIORITY, os.getpriority(os.PRIO_PROCESS, thread))
            os.setpriority(os.PRIO_PROCESS, thread, niceness)


# The niceness, of at most 19. It costs nothing while no other thread needs the processor.
LOW_PRIORITY = 10
