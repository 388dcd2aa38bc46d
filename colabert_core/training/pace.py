"""How fast a training runs on this computer: estimated, and what fits into a minute.

Steps are timed in `timed_steps`, which loads torch.
"""

import time
from dataclasses import replace

from colabert_core.config import TrainConfig, recommended
from colabert_core.schedule import validations_per_epoch
from colabert_core.system.hardware import best_device
from colabert_core.system.torch_import import importing_torch


def precision_here() -> str:
    """The precision of trainings on this computer: bf16 or fp32."""
    with importing_torch():
        from colabert_core.model.precision import best_precision
    return best_precision(best_device())


def matmul_rate(size: int = 512, repeats: int = 30) -> float:
    """Floating-point operations per second of a square matrix product on the best device.

    The product is taken in the precision of trainings there. The best of `repeats` runs counts, because other
    work on the machine only ever slows one down. Nothing is drawn from torch's random generator, which
    belongs to the trainer.
    """
    with importing_torch():
        import torch

        from colabert_core.model.precision import best_precision

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

    `rate` is that of `matmul_rate`. A step costs about 6 floating-point operations per encoder parameter
    (embeddings excluded) and token (Kaplan et al. 2020, section 2.1). `tokens` is CoLA's mean sentence with
    its padding, and `EFFICIENCY` the share of the product's rate that the loop reached in the same precision.
    """
    return rate * EFFICIENCY[precision] / (6 * parameters * tokens)


# Measured at batch size 16, with a browser drawing on the same cores: benchmarks/RESULTS.md. In bf16 only the
# matrix products are twice as fast.
EFFICIENCY = {"fp32": 0.35, "bf16": 0.23}


def one_minute(
    encoder: str, sentences_per_second: float, train_size: int, validation_size: int
) -> TrainConfig:
    """Settings for a training of about a minute: a few epochs over as many sentences as that allows.

    With so few sentences, epochs teach more than more sentences do, and small batches at a doubled learning
    rate more than large ones (tried on the bundled encoder, see benchmarks/RESULTS.md).
    """
    best = recommended(encoder).config
    # 55 s of steps; loading takes the other 5.
    in_all = sentences_per_second * 55
    for epochs in (3, 2, 1):
        limit = _beside_validations(in_all / epochs, validation_size)
        if limit >= 512:
            break
    if limit >= train_size:
        return best
    return replace(
        best,
        epochs=epochs,
        batch_size=16,
        learning_rate=2 * best.learning_rate,
        # With fewer sentences it learns nothing, however long it trains.
        train_limit=max(320, limit),
    )


def _beside_validations(sentences: float, validation_size: int) -> int:
    """Sentences to train on in the time of `sentences` steps, validations included, at twice the pace."""
    for limit in range(int(sentences) // 16 * 16, 0, -16):
        if limit + validations_per_epoch(limit, validation_size) * validation_size / 2 <= sentences:
            return limit
    return 0
