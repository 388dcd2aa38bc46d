"""A file of a million sentences: whether memory is flat, time linear, and interruption harmless.

python -m benchmarks.big_file [rows, default 1000000]

CoLA's training sentences, repeated, are judged by the starter with `--fast` (a twentieth of the rows) and, to
separate file handling from the model's own time, by a judge that answers at once (all rows). Each runs in its
own process; the peak is measured by the operating system. For the interruption, the process is killed.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from benchmarks.common import machine, print_table, scratch_home
from colabert_core.corpus import load
from colabert_core.judging.csv_file import judge_file, rows_kept
from colabert_core.model.tokenization import WordPiece
from colabert_core.starter.install import install_starter


class Instant:
    """A judge that answers at once, by the length of the sentence."""

    def __init__(self, folder: Path):
        self.max_length, self.word_piece = 64, WordPiece(folder)

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        return np.asarray([len(sentence) % 100 / 100 for sentence in sentences], dtype=np.float32)


def work(kind: str, run: str, source: str, target: str) -> None:
    """Judge a file in this process; prints rows, seconds and the peak memory in MB (Linux)."""
    import resource

    if kind == "instant":
        judge = Instant(Path(run))
    else:
        from colabert_core.model.classifier import Classifier

        judge = Classifier(Path(run), 64, fast=True)
    began = time.perf_counter()
    rows = judge_file(judge, Path(source), Path(target), kind)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak_mb": peak}))


def start(*arguments) -> subprocess.Popen:
    command = [sys.executable, "-m", "benchmarks.big_file", "work", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def measure(*arguments) -> dict:
    """Start a process, wait for its end and return what it printed."""
    out, _ = start(*arguments).communicate()
    return json.loads(out.splitlines()[-1])


def write(path: Path, sentences: list[str], rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "sentence"])
        writer.writerows(enumerate(islice(cycle(sentences), rows)))


def main(rows: int) -> None:
    print(machine())
    with scratch_home() as home, tempfile.TemporaryDirectory() as folder:
        run = install_starter(home).folder
        table, place = load(home).table, Path(folder)
        sentences = list(table.loc[table["split"] == "in_domain_train", "sentence"])
        small, middle, large = place / "small.csv", place / "middle.csv", place / "large.csv"
        write(small, sentences, 10_000)
        write(middle, sentences, rows // 20)
        write(large, sentences, rows)
        # Completes the starter model, which takes memory only once.
        measure("model", run, small, place / "out.csv")
        table_rows = []
        for kind, source in (("instant", small), ("instant", large), ("model", small), ("model", middle)):
            found = measure(kind, run, source, place / "out.csv")
            table_rows.append({"judge": kind, **{key: f"{value:,.1f}" for key, value in found.items()}})
            table_rows[-1]["ms a row"] = f"{1000 * found['seconds'] / found['rows']:.3f}"
        print_table(table_rows)
        interrupted(run, large, place)


def interrupted(run: Path, source: Path, place: Path) -> None:
    """Kill the process after a third, start it again, and compare with an uninterrupted file."""
    whole, target = place / "whole.csv", place / "killed.csv"
    measure("instant", run, source, whole)
    process, third = start("instant", run, source, target), sum(1 for _ in source.open("rb")) / 3
    while rows_kept(target) < third:
        if process.poll() is not None:
            raise RuntimeError("the process ended before it could be killed")
        time.sleep(0.05)
    process.kill()
    process.communicate()
    kept = rows_kept(target)
    rest = measure("instant", run, source, target)
    same = whole.read_bytes() == target.read_bytes()
    print(f"killed at {kept:,} rows, the rest took {rest['seconds']:.1f} s, the files are the same: {same}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
