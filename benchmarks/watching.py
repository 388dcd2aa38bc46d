"""How much watching slows a training, and whether the server's memory stays flat.

python -m benchmarks.watching            speed alone, with a receiving visitor, with Chromium drawing
python -m benchmarks.watching hour       1,800 ticks at 1,000 and at 100,000 steps

The speed is that of the steps in the run's own metrics; the conditions alternate within one training. A
receiving visitor speaks the browser's protocol and draws nothing; Chromium draws on the same cores.
"""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

import numpy as np

from benchmarks.common import ROUNDS, machine, print_table, scratch_home
from benchmarks.dashboard import AT_REST, start_training, window
from benchmarks.serving import Server, Visitor, chromium, serving
from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, load
from colabert_core.events import Started, Stepped, Validated
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.system.paths import Home

WINDOW = 12.0  # seconds of training per turn


def pace(run: Run, begin: float, end: float) -> float:
    """Sentences per second of the steps between two times, without validations and saving."""
    steps = [event for event in run.events() if isinstance(event, Stepped) and begin <= event.at <= end]
    return sum(event.size for event in steps) / sum(event.seconds for event in steps)


@contextmanager
def nobody(server: Server, run: Run, browser):
    yield lambda seconds: time.sleep(seconds)


@contextmanager
def receiving(server: Server, run: Run, browser):
    visitor = Visitor(server, "training", f"run={run.id}")
    yield visitor.watch
    visitor.close()


@contextmanager
def drawing(server: Server, run: Run, browser):
    page = window(browser)
    page.goto(f"{server.address}/training?run={run.id}")
    page.wait_for_selector(AT_REST)
    yield lambda seconds: time.sleep(seconds)
    page.context.close()


@contextmanager
def drawing_elsewhere(server: Server, run: Run, browser):
    """Chromium on another page of the same server."""
    page = window(browser)
    page.goto(f"{server.address}/scoring")
    page.wait_for_selector(AT_REST)
    yield lambda seconds: time.sleep(seconds)
    page.context.close()


@contextmanager
def busy(server: Server, run: Run, browser):
    """Nobody watches, but another process keeps one core busy."""
    other = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    yield lambda seconds: time.sleep(seconds)
    other.kill()
    other.wait()


KINDS = {
    "nobody": nobody,
    "nobody, beside a busy process": busy,
    "a receiving visitor": receiving,
    "Chromium, another page": drawing_elsewhere,
    "Chromium, the curves": drawing,
}


def costs() -> None:
    with scratch_home() as home, serving(home.root) as server, chromium() as browser:
        page = window(browser)
        start_training(page, server.address)
        page.context.close()
        run = next(run for run in RunStore(home.runs).all() if not run.is_starter)
        time.sleep(10)
        found: dict[str, list[float]] = {name: [] for name in KINDS}
        for _ in range(ROUNDS):
            for name, kind in KINDS.items():
                with kind(server, run, browser) as watch:
                    time.sleep(3)
                    begin = time.time()
                    watch(WINDOW)
                    found[name].append(pace(run, begin, time.time()))
                if run.last_event() is not None and not run.is_held():
                    raise RuntimeError("the training ended before the measurement")
        run.ask_to_stop()
    print(machine())
    alone = found["nobody"]
    print_table(
        [
            {
                "who watches": name,
                "sentences/s (median)": f"{median(speeds):.0f}",
                "lowest to highest": f"{min(speeds):.0f} to {max(speeds):.0f}",
                "of the pace alone": f"{median(a / b for a, b in zip(speeds, alone, strict=True)):.0%}",
            }
            for name, speeds in found.items()
        ]
    )


def hour(ticks: int = 1800) -> None:
    """A live run, watched for an hour's ticks; it grows by ten steps between two of them."""
    rows = []
    for steps in (1_000, 100_000):
        with scratch_home() as home:
            run = made_up(home, load(home), steps)
            with run.held(), serving(home.root) as server:
                rows.append({"steps": f"{steps:,}", **watched(server, run, steps, ticks)})
    print(machine())
    print_table(rows)


def made_up(home: Home, corpus: Corpus, steps: int) -> Run:
    """A run that seems to be training: its events are written here, its lock is held by the caller."""
    run = RunStore(home.runs).create(TrainConfig(), corpus, "watched")
    per_epoch = steps // 4
    facts = {"train_size": per_epoch * 32, "validation_size": 856, "acceptable_share": 0.7, "device": "cpu"}
    run.record(Started(total_steps=2 * steps, steps_per_epoch=per_epoch, **facts))
    with run.metrics_path.open("a", encoding="utf-8") as file:
        for step in range(1, steps + 1):
            file.write(line(step, per_epoch))
    return run


def line(step: int, per_epoch: int) -> str:
    facts = {"at": 0.0, "step": step, "epoch": 1 + step // per_epoch, "loss": 0.6 - 0.1 * np.sin(step / 9)}
    own = {"size": 32, "accuracy": 0.7, "learning_rate": 2e-5, "seconds": 0.2}
    text = json.dumps({"event": Stepped.__name__, **facts, **own}) + "\n"
    if step % (per_epoch // 4) == 0:
        text += json.dumps(
            {"event": Validated.__name__, **facts, "accuracy": 0.7, "mcc": 0.2, "seconds": 2.0}
        )
        text += "\n"
    return text


def watched(server: Server, run: Run, steps: int, ticks: int) -> dict:
    visitor = Visitor(server, "training", f"run={run.id}")
    memory, seconds, received = [], [], visitor.received
    for tick in range(ticks):
        with run.metrics_path.open("a", encoding="utf-8") as file:
            for step in range(steps + 10 * tick + 1, steps + 10 * tick + 11):
                file.write(line(step, steps // 4))
        seconds.append(sum(visitor.run(fragment) for fragment in list(visitor.timers)))
        if tick in (ticks // 10, ticks - 1):
            memory.append(server.memory())
    visitor.close()
    return {
        "ticks": ticks,
        "server memory after a tenth, MB": f"{memory[0] / 1e6:.0f}",
        "at the end, MB": f"{memory[-1] / 1e6:.0f}",
        "ms a tick (median)": f"{1000 * np.median(seconds):.0f}",
        "KB a tick": f"{(visitor.received - received) / ticks / 1000:.0f}",
    }


if __name__ == "__main__":
    hour() if sys.argv[1:] == ["hour"] else costs()
