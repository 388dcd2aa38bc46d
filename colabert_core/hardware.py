"""What this machine offers for training. Torch is loaded only inside the functions that ask it."""

import gc
import os
import platform
import shutil
import sys
import threading
import time
from contextlib import suppress
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
    first = "torch" not in sys.modules
    import torch

    if first:
        spare_the_collector()
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


def best_precision(device: str) -> str:
    """How matrices are multiplied fastest without harm: in bf16 where the processor has it, else in fp32.

    bf16 keeps fp32's range, so a training needs no scaling of its loss (Kalamkar et al. 2019,
    arXiv:1905.12322). `device` is cuda, mps or cpu.
    """
    import torch

    if device == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp32"
    able = torch.cpu.get_capabilities() if device == "cpu" else {}
    return "bf16" if able.get("avx512_bf16") or able.get("amx_bf16") else "fp32"


def release_memory() -> None:
    """Give a GPU's memory back once nothing refers to it any more. Does nothing where torch never came in."""
    gc.collect()
    if (torch := sys.modules.get("torch")) and torch.cuda.is_available():
        torch.cuda.empty_cache()


def spare_the_collector() -> None:
    """Leave everything that is in memory now out of every later search for garbage.

    To be called once large libraries are imported. Streamlit searches all objects after every run of a page,
    and those of torch and transformers alone take a tenth of a second each time.
    """
    gc.collect()
    gc.freeze()


def matmul_rate(size: int = 512, repeats: int = 30) -> float:
    """Floating-point operations per second of a square matrix product on the best device.

    In the precision that trainings take there, and the best of `repeats` runs: other work on the machine only
    ever slows one down. Nothing is drawn from torch's random generator, which belongs to the trainer.
    """
    import torch

    device = best_device()
    dtype = torch.bfloat16 if best_precision(device) == "bf16" else torch.float32
    matrix = torch.ones(size, size, device=device, dtype=dtype)
    best = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        torch.mm(matrix, matrix)[0, 0].item()  # .item() waits for the device
        best = min(best, time.perf_counter() - began)
    return 2 * size**3 / best


def training_speed(rate: float, parameters: int, tokens: float = 13.0, precision: str = "fp32") -> float:
    """Sentences per second to expect of a training: an estimate, for the time a lesson will take.

    A step costs about 6 floating-point operations per encoder parameter (embeddings excluded) and
    token (Kaplan et al. 2020, section 2.1). `tokens` is CoLA's mean sentence with its padding, and
    `EFFICIENCY` the share of the product's rate, both in the same precision, that the loop reached.
    """
    return rate * EFFICIENCY[precision] / (6 * parameters * tokens)


# At batch size 16, with a browser drawing on the same cores: benchmarks/RESULTS.md. In bf16 only
# the products are twice as fast.
EFFICIENCY = {"fp32": 0.35, "bf16": 0.23}


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
