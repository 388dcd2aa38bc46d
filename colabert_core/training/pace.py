"""The estimated speed of trainings on this computer, and settings for a training of about a minute.

`timed_steps` measures the speed instead, and loads torch.
"""

import time
from dataclasses import replace

from colabert_core.config import TrainConfig, recommended
from colabert_core.schedule import validations_per_epoch
from colabert_core.system.hardware import best_device
from colabert_core.system.torch_import import importing_torch


def precision_here() -> str:
    """The precision in which this computer trains by default: bf16 or fp32."""
    with importing_torch():
        from colabert_core.model.precision import best_precision
    return best_precision(best_device())


def matmul_rate(size: int = 512, repeats: int = 30) -> float:
    """Floating-point operations per second in a product of two `size` x `size` matrices on the best device.

    It is computed in the precision of trainings on that device. The fastest of `repeats` products counts,
    because other work can only slow one down. No random numbers are drawn: torch's generator belongs to the
    trainer.
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
    """The estimated sentences per second of a training, for planning a lesson.

    `rate` comes from `matmul_rate`. A step takes about 6 floating-point operations per token and encoder
    parameter, embeddings excluded (Kaplan et al. 2020, section 2.1). `tokens` is the mean length of CoLA's
    sentences including padding, and EFFICIENCY the share of `rate` that the loop reached in this precision.
    """
    return rate * EFFICIENCY[precision] / (6 * parameters * tokens)


# Measured at batch size 16, with a browser running on the same cores: benchmarks/RESULTS.md. In bf16 only the
# matrix products are twice as fast.
EFFICIENCY = {"fp32": 0.35, "bf16": 0.23}


def one_minute(
    encoder: str, sentences_per_second: float, train_size: int, validation_size: int
) -> TrainConfig:
    """Settings for a training of about a minute: a few epochs on as many sentences as time allows.

    For such short trainings, more epochs help more than more sentences, and small batches with a doubled
    learning rate help more than large ones (measured with the bundled encoder, see benchmarks/RESULTS.md).
    """
    best = recommended(encoder).config
    # 55 s of steps; loading takes the other 5.
    capacity = sentences_per_second * 55
    for epochs in (3, 2, 1):
        limit = _beside_validations(capacity / epochs, validation_size)
        if limit >= 512:
            break
    if limit >= train_size:
        return best
    return replace(
        best,
        epochs=epochs,
        batch_size=16,
        learning_rate=2 * best.learning_rate,
        # With fewer sentences the model learns nothing, however long it trains.
        train_limit=max(320, limit),
    )


def _beside_validations(sentences: float, validation_size: int) -> int:
    """How many sentences to train on so that training and validation take as long as `sentences` in training.

    Validation is taken to be twice as fast as training.
    """
    for limit in range(int(sentences) // 16 * 16, 0, -16):
        if limit + validations_per_epoch(limit, validation_size) * validation_size / 2 <= sentences:
            return limit
    return 0
