"""The tutorial's whole training on a GPU: bert-base's size, 7,695 sentences, 4 epochs, batch 32.

python -m benchmarks.gpu

First our loop (bf16, fused AdamW, buckets by length) with its validations, then an epoch of Trainer in bf16
for comparison. Random weights suffice to measure speed. Without an NVIDIA card, nothing is measured.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from benchmarks.baselines import trainer_loop
from benchmarks.common import base_model, cola, encoder_parameters, print_table, tokenized
from benchmarks.training_speed import encoder_folder
from colabert_core.config import TrainConfig
from colabert_core.corpus.splitting import split_rows
from colabert_core.events import Stepped, Validated
from colabert_core.model.precision import best_precision
from colabert_core.training.fine_tune import fine_tune

EPOCHS = 4


def ours(rows, validation, encoder: Path) -> dict:
    """Seconds of the training and its parts; the first step is apart, since it compiles and allocates."""
    with tempfile.TemporaryDirectory() as folder:
        config = TrainConfig(epochs=EPOCHS, device="cuda")
        began = time.perf_counter()
        events = list(fine_tune(config, rows, validation, encoder, Path(folder)))
        whole = time.perf_counter() - began
    steps = [event for event in events if isinstance(event, Stepped)]
    return {
        "whole job, s": whole,
        "steps, s": sum(step.seconds for step in steps[1:]),
        "first step, s": steps[0].seconds,
        "validations, s": sum(event.seconds for event in events if isinstance(event, Validated)),
    }


def matmul_rate(size: int = 8192) -> float:
    """bf16 operations per second in a large matrix product: the limit of the card."""
    matrix = torch.ones(size, size, device="cuda", dtype=torch.bfloat16)
    torch.mm(matrix, matrix)
    torch.cuda.synchronize()
    began = time.perf_counter()
    for _ in range(10):
        torch.mm(matrix, matrix)
    torch.cuda.synchronize()
    return 10 * 2 * size**3 / (time.perf_counter() - began)


def main() -> None:
    if not torch.cuda.is_available():
        print("No NVIDIA card that torch can use: nothing was measured.")
        return
    print(torch.cuda.get_device_name(), f"torch {torch.__version__}, {best_precision('cuda')}")
    rows, validation = split_rows(cola(), TrainConfig())
    ids, labels = tokenized(list(rows["sentence"])), rows["label"].to_numpy(dtype=np.int64)
    with tempfile.TemporaryDirectory() as folder:
        encoder = encoder_folder(base_model(), Path(folder))
        found = ours(rows, validation, encoder)
    try:
        found["Trainer with bf16, s"] = EPOCHS * trainer_loop(base_model(), ids, labels, False, bf16=True)
    except ImportError as error:
        print(f"Trainer could not be run: {error}")
    print_table([{name: f"{value:.2f}" for name, value in found.items()}])
    operations = 6 * encoder_parameters(base_model()) * sum(map(len, ids)) * EPOCHS
    print(f"share of the card's limit in the steps: {operations / matmul_rate() / found['steps, s']:.1%}")


if __name__ == "__main__":
    main()
