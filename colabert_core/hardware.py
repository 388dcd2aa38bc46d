"""What this machine offers for training. Torch is loaded only by `devices` and `matmul_rate`."""

import gc
import os
import platform
import shutil
import sys
import time
from dataclasses import dataclass


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


def matmul_rate(size: int = 512, repeats: int = 30) -> float:
    """Floating-point operations per second of a square fp32 matrix product on the best device.

    The best of `repeats` runs: other work on the machine only ever slows one down. Nothing is drawn
    from torch's random generator, which belongs to the trainer.
    """
    import torch

    device = best_device()
    matrix = torch.ones(size, size, device=device)
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        torch.mm(matrix, matrix)[0, 0].item()  # .item() waits for the device
        best = min(best, time.perf_counter() - began)
    return 2 * size**3 / best


def training_speed(rate: float, parameters: int, tokens: float = 13.0) -> float:
    """Sentences per second to expect of a training: an estimate, for the time a lesson will take.

    A step costs about 6 floating-point operations per encoder parameter (embeddings excluded) and
    token (Kaplan et al. 2020, section 2.1). `tokens` is CoLA's mean sentence with its padding, and
    `EFFICIENCY` the share of the matrix product's rate that the loop was measured to reach.
    """
    return rate * EFFICIENCY / (6 * parameters * tokens)


EFFICIENCY = 0.35  # at batch size 16, with a browser drawing on the same cores: benchmarks/RESULTS.md
