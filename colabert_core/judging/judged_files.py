"""A CSV file of any size, judged piece by piece: memory stays flat, and what is done is kept.

Beside the target grow `<target>.unfinished` and `<target>.progress`. Who asks again for the same file by the
same judge goes on behind the last whole piece; anything else begins anew.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from colabert_core.errors import FileUnreadable, FileUnwritable, MissingColumn, reason_of
from colabert_core.judging.scoring import Judge, ReportingJudge, judge_table
from colabert_core.system.paths import file_hash
from colabert_core.system.safe_csv import guarded
from colabert_core.system.staging import write_whole

ADDED = ("acceptable", "label")  # columns
MOST_KEPT = 40  # judged tables of a server's visitors
PIECE = 4096  # rows judged and written at a time: enough to sort by length, little to lose
SMALL_PIECE = 512  # of a visitor's table, which is small itself
_LINE_END = "\r\n"  # with it a carriage return in a cell is quoted, see `export`


@dataclass(frozen=True, kw_only=True)
class FileProgress:
    """`rows` judged so far of `total`, those of earlier tries among them."""

    rows: int
    total: int
    seconds_left: float | None = None

    @property
    def share(self) -> float:
        return self.rows / self.total if self.total else 1.0


ProgressListener = Callable[[FileProgress], None]


@dataclass(frozen=True, kw_only=True)
class _Done:
    """What stands in the progress file: which work it is, and how far it is."""

    work: str
    rows: int
    total: int
    bytes: int  # of the unfinished file that belong to these rows


def judge_file(
    judge: Judge,
    source: Path,
    target: Path,
    judge_id: str,
    column: str = "sentence",
    for_spreadsheets: bool = False,
    on_progress: ProgressListener = lambda progress: None,
    piece: int | None = None,
) -> int:
    """Write the file with the columns acceptable (0 to 1) and label added; returns its number of rows.

    Both stay empty where the sentence is. `judge_id` tells this judge's verdicts from any other's.
    `for_spreadsheets` guards cells that a spreadsheet would run as formulas. `piece`: rows at a time, PIECE
    where it is None. The whole file is read once before anything is judged. Raises FileUnreadable,
    MissingColumn, FileUnwritable; what was judged until then is kept.
    """
    piece = piece or PIECE
    total = sum(
        len(table) for table in _pieces(source, column, 0, PIECE)
    )  # a fault in the last row is told now
    work = f"{file_hash_of(source)} {judge_id} {column} {for_spreadsheets} {piece}"
    unfinished, progress = _beside(target, "unfinished"), _beside(target, "progress")
    with _writing(target), _alone(target):
        done = _known(work, total, unfinished, progress)
        clock = _Clock(done.rows, total, on_progress)
        for table in _pieces(source, column, done.rows, piece):
            judged = judge_table(ReportingJudge(judge, clock.behind(done.rows)), table, column)
            size = _append(unfinished, judged, done.bytes, for_spreadsheets)
            done = _Done(work=work, rows=done.rows + len(table), total=total, bytes=size)
            write_whole(progress, json.dumps(asdict(done)))
            clock.tell(done.rows)
        os.replace(unfinished, target)
        progress.unlink()
    return done.rows


def judge_cells(
    judge: Judge,
    cells: pd.DataFrame,
    column: str,
    folder: Path,
    judge_id: str,
    on_progress: ProgressListener = lambda progress: None,
) -> Path:
    """Judge a table of text in a place of its own below `folder`; returns a CSV file safe for spreadsheets.

    The same table by the same judge is judged once; of an interrupted one the rest. Columns that are already
    called like ours keep their content under another name.
    """
    names = {name: f"{name} (before)" for name in ADDED}
    column = names.get(column, column)
    text = cells.rename(columns=names).to_csv(index=False, lineterminator=_LINE_END)
    key = hashlib.sha256("\x1f".join([text, column, judge_id]).encode()).hexdigest()[:24]
    place = folder / key
    source, target = place / "sentences.csv", place / "judged.csv"
    with _writing(target):
        place.mkdir(parents=True, exist_ok=True)
        with _turn(place, lambda: on_progress(_progress_of(target, len(cells)))):
            os.utime(place)  # asked for just now
            if not target.exists():
                write_whole(source, text)
                judge_file(judge, source, target, judge_id, column, True, on_progress, SMALL_PIECE)
        _keep_newest(folder)
    return target


@contextmanager
def _turn(place: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Be the only one at work in a place: a class may bring the same file in the same moment."""
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


def _progress_of(target: Path, total: int) -> FileProgress:
    """How far somebody else is with a table."""
    try:
        done = _Done(**json.loads(_beside(target, "progress").read_text(encoding="utf-8")))
        return FileProgress(rows=done.rows, total=done.total)
    except (OSError, ValueError, TypeError):
        return FileProgress(rows=0, total=total)


def _keep_newest(folder: Path) -> None:
    """Forget the judged tables that nobody has asked for since so many others; none that is being judged."""
    for old in sorted(folder.iterdir(), key=_asked_for, reverse=True)[MOST_KEPT:]:
        with suppress(Timeout), FileLock(old / "lock", timeout=0):
            shutil.rmtree(old, ignore_errors=True)


def _asked_for(place: Path) -> float:
    """When, in seconds since 1970; 0 where it is gone already."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def rows_kept(target: Path) -> int:
    """How many judged rows an interrupted work has left beside its target."""
    try:
        return json.loads(_beside(target, "progress").read_text(encoding="utf-8"))["rows"]
    except (OSError, ValueError, KeyError):
        return 0


def columns_of(source: Path) -> list[str]:
    """The names in a CSV file's first line. Raises FileUnreadable."""
    with _reading(source):
        return list(map(str, pd.read_csv(source, nrows=0, encoding="utf-8-sig").columns))


def check(source: Path, column: str = "sentence") -> None:
    """What can be said before a model is loaded. Raises FileUnreadable, or MissingColumn."""
    with _reading(source):
        _check(pd.read_csv(source, nrows=1, dtype=str, encoding="utf-8-sig"), source, column)


def file_hash_of(source: Path) -> str:
    """Raises FileUnreadable."""
    with _reading(source):
        return file_hash(source)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")


def _known(work: str, total: int, unfinished: Path, progress: Path) -> _Done:
    """Where the same work was interrupted, else its beginning."""
    try:
        done = _Done(**json.loads(progress.read_text(encoding="utf-8")))
        if done.work == work and unfinished.stat().st_size >= done.bytes:
            return done
    except (OSError, ValueError, TypeError):
        pass
    progress.unlink(missing_ok=True)  # first: it must never speak of other work's rows
    unfinished.write_bytes(b"")
    return _Done(work=work, rows=0, total=total, bytes=0)


def _pieces(source: Path, column: str, skip: int, size: int) -> Iterator[pd.DataFrame]:
    """Tables of at most `size` rows behind the first `skip`, which are so many of them.

    A file with a first line alone is one empty table.
    """
    with _reading(source):
        reader = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8-sig", chunksize=size)
        rows = 0
        with reader:
            for number, table in enumerate(reader):
                _check(table, source, column)
                if rows >= skip and (len(table) or number == 0):
                    yield table
                rows += len(table)


def _check(table: pd.DataFrame, source: Path, column: str) -> None:
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes the surplus cells for row names
        raise FileUnreadable(file=str(source), reason="its rows have more cells than its first line")
    if column not in table.columns:
        found = ", ".join(map(str, table.columns))
        raise MissingColumn(file=str(source), column=column, found=found)


def _append(unfinished: Path, judged: pd.DataFrame, known: int, for_spreadsheets: bool) -> int:
    """Put the rows behind the known bytes and all of them on disk; returns the new size in bytes."""
    text = (guarded(judged) if for_spreadsheets else judged).to_csv(
        index=False, header=known == 0, lineterminator=_LINE_END
    )
    mark = "\ufeff" if for_spreadsheets and known == 0 else ""
    with unfinished.open("r+b") as file:
        file.truncate(known)
        file.seek(known)
        file.write((mark + text).encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


@contextmanager
def _reading(source: Path) -> Iterator[None]:
    try:
        yield
    except (FileUnreadable, MissingColumn, FileUnwritable):
        raise
    except (OSError, ValueError, UnicodeError, pd.errors.ParserError) as error:
        raise FileUnreadable(file=str(source), reason=reason_of(error)) from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Refuse where another process writes to the same target. The lock lies apart: its file stays."""
    key = hashlib.sha256(str(target.resolve()).encode()).hexdigest()[:24]
    try:
        with FileLock(Path(tempfile.gettempdir()) / f"colabert-{key}.lock", timeout=0):
            yield
    except Timeout:
        raise FileUnwritable(file=str(target), reason="it is being written by another process") from None


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileUnwritable(file=str(target), reason=error.strerror or str(error)) from error


class _Clock:
    """Tells the rows that are done and the seconds that are left."""

    def __init__(self, rows: int, total: int, on_progress: ProgressListener):
        self._first, self._total, self._on_progress = rows, total, on_progress
        self._began = time.perf_counter()

    def behind(self, rows: int) -> Callable[[int], None]:
        """What is told while a piece behind so many rows is judged."""
        return lambda done: self.tell(rows + done)

    def tell(self, rows: int) -> None:
        here = rows - self._first
        spent = time.perf_counter() - self._began
        left = spent * (self._total - rows) / here if here else None
        self._on_progress(FileProgress(rows=rows, total=self._total, seconds_left=left))
