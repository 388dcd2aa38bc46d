"""Small things that several tests of the core need."""

import csv
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.annotations import FEATURES, FILES, LEVELS
from colabert_core.encoders import bundled_vocabulary
from colabert_core.evaluation import Report, report_on
from colabert_core.events import Event, Finished, Started, Stepped
from colabert_core.judging.scoring import Judge
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.system.paths import Home

REPOSITORY = Path(__file__).resolve().parents[2]


def wait_until(condition, seconds: float = 30.0) -> None:
    """Generous on purpose: the machine may be busy with other things."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"still waiting after {seconds:.0f} s"
        time.sleep(0.02)


def files_below(folder: Path) -> set[str]:
    """Every file below a folder, as paths relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def a_corpus(name: str = "our corpus", fingerprint: str = "0" * 64, **columns) -> Corpus:
    """A corpus without sentences, or with the columns given."""
    return Corpus(
        id="cola",
        name=name,
        table=pd.DataFrame(columns or {"split": [], "sentence": []}),
        fingerprint=fingerprint,
    )


def new_run(home: Home, name: str = "", **settings) -> Run:
    """A run's folder as it is before anything happened."""
    return RunStore(home.runs).create(TrainConfig(**settings), a_corpus(), name)


def stepped(step: int, **fields) -> Stepped:
    given = {"epoch": 1, "size": 32, "loss": 0.5, "accuracy": 0.75, "learning_rate": 1e-5, "seconds": 0.5}
    return Stepped(step=step, **{**given, **fields})


def started(total_steps: int = 10, **fields) -> Started:
    given = {"steps_per_epoch": 5, "train_size": 160, "validation_size": 16, "acceptable_share": 0.7}
    return Started(total_steps=total_steps, **{**given, **fields}, device="cpu")


def short_work():
    """A training in the eyes of `jobs`: a generator of events, over at once."""
    yield started(2)
    yield stepped(1)
    yield stepped(2)
    yield Finished(seconds=1.0)


def names(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def python(*arguments: str, **environment: str) -> subprocess.Popen:
    """A Python process of its own in the repository; what it prints is read through its pipes."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_hear_ctrl_c if os.name == "posix" else None,
    )


def _hear_ctrl_c() -> None:
    """Whoever started the tests in the background may have had Ctrl-C ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def finish(process: subprocess.Popen, seconds: float = 120.0) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a process, once it has ended."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return process.returncode, out, err


class LengthJudge:
    """Less than BERT: the more words, the more acceptable. Remembers what it was asked."""

    def __init__(self, max_length: int = 16):
        self.max_length = max_length
        self.word_piece = WordPiece(bundled_vocabulary())
        self.asked = []

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        self.asked.append(list(sentences))
        return np.asarray([min(1.0, len(sentence.split()) / 10) for sentence in sentences], dtype=np.float32)


class Tired(LengthJudge):
    """Gives up after so many requests."""

    def __init__(self, requests: int):
        super().__init__()
        self.left = requests

    def probabilities(self, sentences):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return super().probabilities(sentences)


def report_of(judge: Judge, rows: pd.DataFrame) -> Report:
    """The report on rows (source, sentence, label and perhaps pair) after a judge has judged them."""
    return report_on(rows.assign(acceptable=judge.probabilities(list(rows["sentence"]))))


def rows_of(path: Path) -> list[dict]:
    """The rows of a CSV file, by column."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# --- annotated sentences of our own ----------------------------------------------------------------

ANNOTATED = 100  # rows: the first 60 in-domain, the others not


def annotated_rows() -> pd.DataFrame:
    """A hundred sentences as CoLA would have them, a third unacceptable: source, label, mark, sentence."""
    rows = [
        ("ks08" if n < 60 else "swb04", int(n % 3 > 0), "" if n % 3 else "*", f"The {n}th lamp was mended.")
        for n in range(ANNOTATED)
    ]
    return pd.DataFrame(rows, columns=["source", "label", "mark", "sentence"])


def shows(feature: str, number: int, label: int) -> bool:
    """Which features our sentences show: all are simple, the bad ones violations, the rest by number."""
    if feature in ("simple", "violation", "semantic_violation"):
        return feature == "simple" or label == 0
    return number % (2 + len(feature) % 7) == 0


def annotation_lines(level: str, rows: pd.DataFrame) -> list[list[str]]:
    """The cells of one of the two files, headings first, spelt as in the published ones."""
    features = FEATURES[level]
    headings = [feature.heading.replace("Sem Violation", "Sem  Violation") for feature in features]
    lines = [["Source", "Domain", "Acceptability", "Sentence", *headings]]
    for n, row in enumerate(rows.itertuples()):
        flags = [str(int(shows(feature.id, n, row.label))) for feature in features]
        lines.append([row.source, "In" if n < 60 else "Out", str(row.label), row.sentence, *flags])
    return lines


def annotation_zip(path: Path, rows: pd.DataFrame | None = None, **content: bytes) -> Path:
    """A zip of the published layout; `major` or `minor` put other content in place of a file."""
    rows = annotated_rows() if rows is None else rows
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for level in LEVELS:
            text = "".join("\t".join(cells) + "\n" for cells in annotation_lines(level, rows))
            zipped.writestr(FILES[level], content.get(level, text.encode()))
            zipped.writestr(f"__MACOSX/._{FILES[level]}", b"\x00\x05\x16\x07 no table")
    return path


class HatingJudge(LengthJudge):
    """A planted rule: a sentence is unacceptable (0.1) exactly where one word stands in it, else 0.9."""

    def __init__(self, hated: str, max_length: int = 64):
        super().__init__(max_length)
        self.hated = hated

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        self.asked.append(list(sentences))
        words = [re.findall(r"\w+", sentence.lower()) for sentence in sentences]
        return np.asarray([0.1 if self.hated in found else 0.9 for found in words], dtype=np.float32)
