"""How fast sentences are judged compared with Hugging Face's pipeline, and what bf16 costs in accuracy.

python -m benchmarks.scoring_speed [sentences, default all 8,551 of the training file]

The starter model judges. At the end, single sentences: ours with its tokenizer against the bare forward pass.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import torch
from transformers import PreTrainedTokenizerFast, pipeline

from benchmarks.common import in_turns, machine, print_table, ratio, scratch_home
from colabert_core.corpus import load
from colabert_core.evaluation.metrics import measure
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.model.classifier import Classifier
from colabert_core.starter.install import install_starter

EVERY = 4  # judging one by one is slow, so only every fourth sentence is judged in this way
SINGLE_SENTENCES = 600  # each judged both ways in turn


def many(sentences: list[str], judges: dict[str, Callable[[list[str]], object]]) -> None:
    """Print the sentences per second of each judge."""

    def timed(name, judge):
        def run() -> float:
            began = time.perf_counter()
            judge(sentences)
            number = len(sentences[::EVERY]) if name == "pipeline(...)" else len(sentences)
            return number / (time.perf_counter() - began)

        return run

    for judge in judges.values():
        judge(sentences[:64])
    found = in_turns({name: timed(name, judge) for name, judge in judges.items()})
    others = [name for name in found if name.startswith("pipeline")]
    print_table(
        [
            {
                "judge": name,
                "sentences/s (median)": f"{np.median(speeds):.0f}",
                "lowest to highest": f"{min(speeds):.0f} to {max(speeds):.0f}",
                **{f"x {other}": f"{ratio(speeds, found[other]):.2f}" for other in others},
            }
            for name, speeds in found.items()
        ]
    )


def one(sentences: list[str], exact: Classifier) -> None:
    """Print how long single sentences take, with and without what surrounds the forward pass."""
    ids = exact.word_piece.ids(sentences, exact.max_length)

    def bare(number: int) -> None:
        with torch.inference_mode():
            row = torch.from_numpy(ids[number])[None]
            exact.model(input_ids=row, attention_mask=torch.ones_like(row))

    waits = {"ours": [], "bare": []}
    for number in range(min(SINGLE_SENTENCES, len(sentences))):
        for name, judge in (("bare", bare), ("ours", lambda n: exact.probabilities([sentences[n]]))):
            began = time.perf_counter()
            judge(number)
            waits[name].append(time.perf_counter() - began)
    ours_ms, bare_ms = (1000 * np.median(waits[name][20:]) for name in ("ours", "bare"))
    print(f"one sentence: {ours_ms:.2f} ms, bare forward pass {bare_ms:.2f} ms: {ours_ms / bare_ms:.3f} x")


def agreement(dev, exact: Classifier, fast: Classifier) -> None:
    """Print how far fp32 and bf16 agree on the dev sentences."""
    for split, rows in [*dev.groupby("split"), ("both dev files", dev)]:
        sentences, labels = list(rows["sentence"]), rows["label"].to_numpy()
        one, two = exact.probabilities(sentences), fast.probabilities(sentences)
        same = np.mean((one >= THRESHOLD) == (two >= THRESHOLD))
        mcc = [measure(labels, (found >= THRESHOLD).astype(int)).mcc for found in (one, two)]
        largest = np.abs(one - two).max()
        print(f"{split}: same verdict {same:.2%}, MCC {mcc[0]:.4f} and {mcc[1]:.4f}")
        print(f"{split}: largest difference of two probabilities {largest:.3f}")


def main(limit: int | None) -> None:
    with scratch_home() as home:
        table, run = load(home).table, install_starter(home)
        exact = Classifier(run.folder, 64)
        fast = Classifier(run.folder, 64, fast=True)
        sentences = list(table.loc[table["split"] == "in_domain_train", "sentence"])[:limit]
        tokenizer = PreTrainedTokenizerFast(
            tokenizer_file=str(run.folder / "tokenizer.json"), pad_token="[PAD]"
        )
        theirs = pipeline("text-classification", model=exact.model, tokenizer=tokenizer)
        print(machine(), f"{len(sentences)} sentences")
        many(
            sentences,
            {
                "ours": exact.probabilities,
                "ours, --fast (bf16)": fast.probabilities,
                "pipeline(..., batch_size=32)": lambda given: theirs(given, batch_size=32),
                "pipeline(...)": lambda given: theirs(given[::EVERY]),
            },
        )
        agreement(table[table["split"] != "in_domain_train"], exact, fast)
        one(sentences, exact)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)
