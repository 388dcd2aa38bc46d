"""Whether our loop learns as the tutorial's does: validation MCC over five seeds, same settings.

python -m benchmarks.same_learning            both loops, then the comparison
python -m benchmarks.same_learning tutorial   one loop only (tutorial or ours)

A seed determines the split, the head, the order and dropout. Both loops validate at the same steps, in fp32.
"""

import math
import sys
import tempfile
from pathlib import Path
from statistics import mean, stdev

import numpy as np
import torch

from benchmarks.baselines import tutorial_loop
from benchmarks.common import cola, machine, print_table
from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.encoders import bundled_vocabulary
from colabert_core.evaluation.metrics import measure
from colabert_core.events import Validated
from colabert_core.model.classifier import load_model, predict
from colabert_core.model.tokenization import WordPiece
from colabert_core.training.fine_tune import fine_tune
from colabert_core.training.session import tokenize

SEEDS = (1, 2, 3, 4, 5)
SETTINGS = {"batch_size": 16, "epochs": 3, "learning_rate": 1e-4, "warmup": 0.1, "train_limit": 2400}


def tutorial(corpus: Corpus, config: TrainConfig) -> list[float]:
    """MCC of every validation of loop (a)."""
    train, validation = split_rows(corpus, config)
    word_piece = WordPiece(bundled_vocabulary())
    train_set = tokenize(train, word_piece, config.max_length)
    validation_set = tokenize(validation, word_piece, config.max_length)
    per_epoch = math.ceil(len(train_set.ids) / config.batch_size)
    points = {math.ceil(per_epoch * k / 4) for k in range(1, 5)}
    found = []

    def validate(step: int) -> None:
        if (step - 1) % per_epoch + 1 in points:
            logits = predict(model, validation_set.ids, batch_size=64)
            found.append(measure(validation_set.labels, logits.argmax(axis=1)).mcc)

    torch.manual_seed(config.seed)
    model = load_model(bundled_vocabulary())
    tutorial_loop(
        model,
        train_set.ids,
        train_set.labels,
        batch_size=config.batch_size,
        epochs=config.epochs,
        learning_rate=config.learning_rate,
        warmup=config.warmup,
        on_step=validate,
    )
    return found


def ours(corpus: Corpus, config: TrainConfig) -> list[float]:
    """MCC of every validation of our loop."""
    with tempfile.TemporaryDirectory() as folder:
        events = fine_tune(config, *split_rows(corpus, config), bundled_vocabulary(), Path(folder))
        return [event.mcc for event in events if isinstance(event, Validated)]


LOOPS = {"tutorial": tutorial, "ours": ours}


def main(names: list[str]) -> None:
    corpus, ends, bests = cola(), {}, {}
    print(machine(), SETTINGS)
    for name in names:
        found = [LOOPS[name](corpus, TrainConfig(seed=seed, **SETTINGS)) for seed in SEEDS]
        print(name, [np.round(row, 3).tolist() for row in found], flush=True)
        ends[name], bests[name] = [row[-1] for row in found], [max(row) for row in found]
    print_table([row for name in names for row in _rows(name, ends[name], bests[name])])
    if len(names) > 1:
        first, *others = names
        for other in others:
            error = math.sqrt((stdev(ends[first]) ** 2 + stdev(ends[other]) ** 2) / len(SEEDS))
            gap = mean(ends[other]) - mean(ends[first])
            print(f"{other} - {first}: {gap:+.3f}, standard error {error:.3f}")


def _rows(name: str, ends: list[float], bests: list[float]) -> list[dict]:
    scores = {"at the end": ends, "best of the run": bests}
    return [
        {
            "loop": name,
            "validation MCC": when,
            **{f"seed {seed}": f"{value:.3f}" for seed, value in zip(SEEDS, values, strict=True)},
            "mean ± sd": f"{mean(values):.3f} ± {stdev(values):.3f}",
        }
        for when, values in scores.items()
    ]


if __name__ == "__main__":
    main(sys.argv[1:] or list(LOOPS))
