"""Visitors' tables with their verdicts, kept for anyone who uploads the same table.

<folder>/<key>/sentences.csv    the uploaded table
<folder>/<key>/judged.csv       the table with its verdicts, safe to open in a spreadsheet
<folder>/<key>/lock             held while the table is judged
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from colabert_core.judging.csv_file import FileProgress, OnProgress, judge_file, progress_of, writing
from colabert_core.judging.scoring import (
    CANNOT_JUDGE,
    JUDGED_COLUMNS,
    VERDICT,
    Judge,
    kept_apart,
    label_of,
)
from colabert_core.system.safe_csv import LINE_END
from colabert_core.system.staging import write_whole
from colabert_core.tables.streaming import PLAIN_CSV

MAX_KEPT_TABLES = 40
PIECE_ROWS = 512  # judged and written at a time; these tables are small


def judge_cells(
    judge: Judge,
    cells: pd.DataFrame,
    column: str,
    folder: Path,
    judge_id: str,
    on_progress: OnProgress = lambda progress: None,
    scripts: Collection[str] = (),
) -> Path:
    """Judge a table of text and keep it in `folder`; returns a CSV file that is safe for spreadsheets.

    The same table is judged only once by each judge; an interrupted call is continued. Columns called
    like those that are added are renamed by `kept_apart`. `scripts` are those that the model has learned.
    Raises FileUnwritable.
    """
    names = kept_apart(list(cells.columns))
    column = names.get(column, column)
    text = cells.rename(columns=names).to_csv(index=False, lineterminator=LINE_END)
    # Tables judged by a version that added other columns or verdicts are judged anew.
    work = "\x1f".join([text, column, judge_id, *JUDGED_COLUMNS, CANNOT_JUDGE, *sorted(scripts)])
    key = hashlib.sha256(work.encode()).hexdigest()[:24]
    place = folder / key
    source, target = place / "sentences.csv", place / "judged.csv"

    def report_progress_of_other() -> None:
        on_progress(progress_of(target) or FileProgress(rows=0, total=len(cells)))

    with writing(target):
        place.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(place, report_progress_of_other):
            now = time.time_ns()  # finer than the clock of some file systems
            os.utime(place, ns=(now, now))  # marks it as used now
            if not target.exists():
                write_whole(source, text)
                judge_file(
                    judge,
                    source,
                    target,
                    judge_id,
                    column,
                    for_spreadsheets=True,
                    on_progress=on_progress,
                    piece_rows=PIECE_ROWS,
                    reading=PLAIN_CSV,
                    scripts=scripts,
                )
        _keep_newest(folder)
    return target


@dataclass(frozen=True, kw_only=True)
class JudgedTable:
    """The numbers of a judged table, and its first rows as text.

    `sentences` counts the rows with a verdict, `acceptable` those judged acceptable, and `cannot_judge` those
    whose sentence cannot be judged.
    """

    rows: int
    sentences: int
    acceptable: int
    cannot_judge: int
    first: pd.DataFrame


def read_judged(path: Path, first: int = 20) -> JudgedTable:
    """Read a file that `judge_cells` returned, with its `first` rows to be shown. Raises OSError."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return JudgedTable(
        rows=len(table),
        sentences=int((~table[VERDICT].isin(("", CANNOT_JUDGE))).sum()),
        acceptable=int((table[VERDICT] == label_of(1.0)).sum()),
        cannot_judge=int((table[VERDICT] == CANNOT_JUDGE).sum()),
        first=table.head(first),
    )


@contextmanager
def _one_at_a_time(place: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Wait until no other thread or process judges the table; a class may upload the same file at once.

    While waiting, `on_wait` is called twice a second.
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
    """Keep the MAX_KEPT_TABLES most recently used tables; delete the others unless they are being judged."""
    for old in sorted(folder.iterdir(), key=_last_use, reverse=True)[MAX_KEPT_TABLES:]:
        with suppress(Timeout), FileLock(old / "lock", timeout=0):
            shutil.rmtree(old, ignore_errors=True)


def _last_use(place: Path) -> float:
    """When a table was last used, in seconds since 1970; 0 if it was deleted."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0.0
