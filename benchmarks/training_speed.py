"""How fast our loop trains, compared with its alternatives and with the limit of the machine.

python -m benchmarks.training_speed [bundled | base]

All take turns with the same sentences of the real CoLA, a sample over all lengths. (a), (b) and (c): see
`baselines`. The limit ("floor") is 6 x encoder parameters x tokens without padding (Kaplan et al. 2020,
arXiv:2001.08361, section 2.1), divided by the rate of a 1024 x 1024 x 1024 fp32 matrix product, which is
measured between the turns.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import torch
from transformers import BertForSequenceClassification

from benchmarks.baselines import trainer_loop, tutorial_loop
from benchmarks.common import (
    MODELS,
    cola,
    encoder_parameters,
    in_turns,
    like_the_whole,
    machine,
    print_table,
    ratio,
    tokenized,
)
from colabert_core.config import TrainConfig
from colabert_core.corpus.splitting import split_rows
from colabert_core.encoders import bundled_vocabulary
from colabert_core.events import Stepped
from colabert_core.model.batching import epoch_batches
from colabert_core.training.fine_tune import fine_tune

SIZES = {"bundled": 1600, "base": 192}  # sentences: a pool of buckets, and what bert-base trains in minutes


def sample(size: int) -> tuple[pd.DataFrame, list[np.ndarray]]:
    """Rows and their ids; a small sample is made of whole batches of a real epoch, every n-th by length."""
    train, _ = split_rows(cola(), TrainConfig())
    ids = tokenized(list(train["sentence"]))
    lengths = np.asarray([len(row) for row in ids])
    if size >= SIZES["bundled"]:
        rows = like_the_whole(lengths, size)
    else:
        batches = [batch for batch in epoch_batches(lengths, 32, 42, 0) if len(batch) == 32]
        batches.sort(key=lambda batch: lengths[batch].mean())
        number = size // 32
        centres = ((np.arange(number) + 0.5) * len(batches) / number).astype(int)
        rows = np.random.default_rng(0).permutation(np.concatenate([batches[i] for i in centres]))
    return train.iloc[rows], [ids[row] for row in rows]


def encoder_folder(model: BertForSequenceClassification, folder: Path) -> Path:
    """The model as an encoder that `fine_tune` opens."""
    model.save_pretrained(folder)
    for file in ("tokenizer.json", "vocab.txt", "tokenizer_config.json"):
        shutil.copyfile(bundled_vocabulary() / file, folder / file)
    return folder


def ours(encoder: Path, rows: pd.DataFrame, precision: str) -> float:
    """Seconds of all steps of `fine_tune` over the rows; almost no time passes between them."""
    with tempfile.TemporaryDirectory() as folder:
        config = TrainConfig(epochs=1, precision=precision, device="cpu")
        few = rows.head(8)  # validation is not timed, as in the other loops
        events = fine_tune(config, rows, few, encoder, Path(folder))
        return sum(event.seconds for event in events if isinstance(event, Stepped))


def matmul_rate() -> float:
    """fp32 operations per second of a 1024 x 1024 x 1024 matrix product, the median of ten."""
    matrix, found = torch.randn(1024, 1024), []
    for _ in range(12):
        began = time.perf_counter()
        torch.mm(matrix, matrix)
        found.append(time.perf_counter() - began)
    return 2 * 1024**3 / median(found[2:])


def main(size: str) -> None:
    make, (rows, ids) = MODELS[size], sample(SIZES[size])
    labels, tokens = rows["label"].to_numpy(dtype=np.int64), sum(map(len, ids))
    rates = []

    def timed(loop):
        def run() -> float:
            rates.append(matmul_rate())
            return len(ids) / loop()

        return run

    with tempfile.TemporaryDirectory() as folder:
        encoder = encoder_folder(make(), Path(folder))
        contestants = {
            "ours (bf16)": timed(lambda: ours(encoder, rows, "bf16")),
            "ours (fp32)": timed(lambda: ours(encoder, rows, "fp32")),
            "(a) tutorial": timed(lambda: tutorial_loop(make(), ids, labels)),
            "(b) Trainer": timed(lambda: trainer_loop(make(), ids, labels, grouped=False)),
            "(c) Trainer, grouped": timed(lambda: trainer_loop(make(), ids, labels, grouped=True)),
        }
        if size == "base":  # Trainer would take half an hour
            contestants = {name: run for name, run in contestants.items() if "Trainer" not in name}
        found = in_turns(contestants)
    rate, mean = median(rates), tokens / len(ids)
    floor = rate / (6 * encoder_parameters(make()) * mean)
    print(f"{machine()}; {len(ids)} sentences of {mean:.1f} tokens; {rate / 1e9:.0f} GFLOP/s in fp32")
    print_table([_row(name, speeds, found, floor) for name, speeds in found.items()])


def _row(name: str, speeds: list[float], found: dict[str, list[float]], floor: float) -> dict:
    others = [other for other in found if other.startswith("(")]
    return {
        "loop": name,
        "sentences/s (median)": f"{median(speeds):.1f}",
        "lowest to highest": f"{min(speeds):.1f} to {max(speeds):.1f}",
        **{f"x {other}": f"{ratio(speeds, found[other]):.2f}" for other in others},
        "of the floor": f"{median(speeds) / floor:.0%}",
    }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "bundled")
