"""Visitors' tables with their verdicts, kept in one folder for the next visitor who brings the same one.

<folder>/<key>/sentences.csv    the table as it was brought
<folder>/<key>/judged.csv       with its verdicts, safe to open in a spreadsheet
<folder>/<key>/lock             held while it is judged
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from colabert_core.judging.csv_file import FileProgress, OnProgress, judge_file, progress_of, writing
from colabert_core.judging.scoring import JUDGED_COLUMNS, LABEL, Judge, label_of
from colabert_core.system.safe_csv import LINE_END
from colabert_core.system.staging import write_whole

MAX_KEPT_TABLES = 40
PIECE_ROWS = 512  # judged and written at a time: such a table is small itself


def judge_cells(
    judge: Judge,
    cells: pd.DataFrame,
    column: str,
    folder: Path,
    judge_id: str,
    on_progress: OnProgress = lambda progress: None,
) -> Path:
    """Judge a table of text and keep it below `folder`; returns a CSV file that is safe for spreadsheets.

    The same table is judged once by each judge; an interrupted one goes on. Columns of the table that are
    called like JUDGED_COLUMNS keep their content under another name. Raises FileUnwritable.
    """
    names = {name: f"{name} (before)" for name in JUDGED_COLUMNS}
    column = names.get(column, column)
    text = cells.rename(columns=names).to_csv(index=False, lineterminator=LINE_END)
    key = hashlib.sha256("\x1f".join([text, column, judge_id]).encode()).hexdigest()[:24]
    place = folder / key
    source, target = place / "sentences.csv", place / "judged.csv"

    def report_the_others_progress() -> None:
        on_progress(progress_of(target) or FileProgress(rows=0, total=len(cells)))

    with writing(target):
        place.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(place, report_the_others_progress):
            os.utime(place)  # asked for just now
            if not target.exists():
                write_whole(source, text)
                judge_file(judge, source, target, judge_id, column, True, on_progress, PIECE_ROWS)
        _keep_newest(folder)
    return target


@dataclass(frozen=True, kw_only=True)
class JudgedTable:
    """A judged table in numbers, and its first rows as text. `sentences` are the rows that have one."""

    rows: int
    sentences: int
    acceptable: int
    first: pd.DataFrame


def read_judged(path: Path, first: int = 20) -> JudgedTable:
    """Read the file that `judge_cells` returned, `first` of its rows to be shown. Raises OSError."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return JudgedTable(
        rows=len(table),
        sentences=int((table[LABEL] != "").sum()),
        acceptable=int((table[LABEL] == label_of(1.0)).sum()),
        first=table.head(first),
    )


@contextmanager
def _one_at_a_time(place: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Wait until nobody works in a place: a class may bring the same file in the same moment.

    `on_wait` is called twice a second meanwhile.
    """
    lock = FileLock(place / "lock", thread_local=False)
    while True:
        try:
            lock.acquire(timeout=0.5)
            break
        except Timeout:
            on_wait()
    try:
        yield
    finally:
        lock.release()


def _keep_newest(folder: Path) -> None:
    """Delete the tables beyond MAX_KEPT_TABLES that were asked for longest ago; none that is being judged."""
    for old in sorted(folder.iterdir(), key=_asked_for, reverse=True)[MAX_KEPT_TABLES:]:
        with suppress(Timeout), FileLock(old / "lock", timeout=0):
            shutil.rmtree(old, ignore_errors=True)


def _asked_for(place: Path) -> float:
    """When it was last asked for, in seconds since 1970; 0 where it is gone already."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0.0
