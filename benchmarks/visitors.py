"""Thirty visitors compared with one: how long each waits for the verdict on a sentence.

python -m benchmarks.visitors

Each submits sentences of the real CoLA with random pauses, as people type; at the end, all thirty submit at
the same moment. "One by one" is the same judge without batching: a lock and a queue.
"""

import random
import threading
import time

import numpy as np

from benchmarks.common import in_turns, machine, print_table, scratch_home
from colabert_core.corpus import load
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.model.classifier import Classifier
from colabert_core.starter.install import install_starter

VISITORS, SECONDS = 30, 12.0
MEAN_PAUSE = 4.0  # seconds between two sentences of a visitor


class OneByOne:
    """A judge that answers one call after the other."""

    def __init__(self, judge):
        self._judge, self._lock = judge, threading.Lock()

    def probabilities(self, sentences):
        with self._lock:
            return self._judge.probabilities(sentences)


def typing(judge, sentences: list[str], visitors: int) -> np.ndarray:
    """Seconds <float>[n] that every answer took while visitors type at their own pace."""
    waits: list[float] = []
    end = time.perf_counter() + SECONDS

    def visit(seed: int) -> None:
        draw = random.Random(seed)
        while True:
            time.sleep(draw.expovariate(1 / MEAN_PAUSE))
            if time.perf_counter() > end:
                return
            began = time.perf_counter()
            judge.probabilities([draw.choice(sentences)])
            waits.append(time.perf_counter() - began)

    _together([lambda seed=seed: visit(seed) for seed in range(visitors)])
    return np.asarray(waits)


def same_moment(judge, sentences: list[str]) -> np.ndarray:
    """Seconds <float>[n] that every answer took when all submit at once, ten times over."""
    waits: list[float] = []
    for turn in range(10):
        barrier = threading.Barrier(VISITORS)

        def visit(number: int, turn: int = turn, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            began = time.perf_counter()
            judge.probabilities([sentences[turn * VISITORS + number]])
            waits.append(time.perf_counter() - began)

        _together([lambda number=number: visit(number) for number in range(VISITORS)])
    return np.asarray(waits)


def alone(judge, sentences: list[str]) -> np.ndarray:
    """Seconds <float>[n] that every answer took for a single visitor."""
    waits = []
    for sentence in sentences[:300]:
        began = time.perf_counter()
        judge.probabilities([sentence])
        waits.append(time.perf_counter() - began)
    return np.asarray(waits)


def _together(visits: list) -> None:
    threads = [threading.Thread(target=visit) for visit in visits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    with scratch_home() as home:
        table, run = load(home).table, install_starter(home)
        sentences = list(table.loc[table["split"] == "in_domain_train", "sentence"])
        judge = Classifier(run.folder, 64)
        judge.probabilities(sentences[:64])
        gathered, queue = SharedJudge(judge), OneByOne(judge)
        p50, p95 = (lambda waits: float(np.median(waits))), (lambda waits: float(np.quantile(waits, 0.95)))
        found = in_turns(
            {
                "one visitor, median": lambda: p50(alone(gathered, sentences)),
                "one visitor, p95": lambda: p95(alone(gathered, sentences)),
                "30 typing, gathered, p95": lambda: p95(typing(gathered, sentences, VISITORS)),
                "30 typing, one by one, p95": lambda: p95(typing(queue, sentences, VISITORS)),
                "30 in one moment, gathered, p95": lambda: p95(same_moment(gathered, sentences)),
                "30 in one moment, one by one, p95": lambda: p95(same_moment(queue, sentences)),
            }
        )
    one = np.median(found["one visitor, median"])
    print(machine())
    print_table(
        [
            {
                "who asks": name,
                "ms (median of 5)": f"{1000 * np.median(waits):.1f}",
                "lowest to highest": f"{1000 * min(waits):.1f} to {1000 * max(waits):.1f}",
                "x one visitor's median": f"{np.median(waits) / one:.1f}",
            }
            for name, waits in found.items()
        ]
    )


if __name__ == "__main__":
    main()
