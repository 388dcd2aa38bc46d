"""Files of any size, judged piece by piece: memory use is constant, and finished pieces are kept.

`<target>.unfinished` (text like the target; CSV if that is no text) and `<target>.progress` are written next
to the target. If the same judge judges the same file again, it continues after the last complete piece;
otherwise it starts again.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from colabert_core.errors import (
    ColabertError,
    FileUnreadable,
    FileUnwritable,
    MissingColumn,
    reason_of,
    reason_of_system,
)
from colabert_core.judging.scoring import (
    CANNOT_JUDGE,
    PROBABILITY,
    VERDICT,
    Judge,
    ReportingJudge,
    judge_table,
)
from colabert_core.system.paths import file_hash
from colabert_core.system.safe_csv import guarded
from colabert_core.system.staging import replaced_file, write_whole
from colabert_core.tables.columns import guess_columns
from colabert_core.tables.reading import AS_GUESSED
from colabert_core.tables.sheet import LINES, Note, Reading
from colabert_core.tables.streaming import RowsOfFile, open_rows
from colabert_core.tables.writing import TEXT, TextStyle, check_size, convert, kind_to_write, style_for

PIECE_ROWS = 4096  # judged and written at a time: enough to batch by length, and little is lost


@dataclass(frozen=True, kw_only=True)
class FileProgress:
    """`rows` of `total` are judged so far, including those of an interrupted call.

    `seconds_left` is the expected time to the end; None while it is unknown.
    """

    rows: int
    total: int
    seconds_left: float | None = None

    @property
    def share(self) -> float:
        """The share of judged rows, 0 to 1."""
        return self.rows / self.total if self.total else 1.0


@dataclass(frozen=True, kw_only=True)
class JudgedFile:
    """How many rows a judged file has, and how many of their sentences cannot be judged."""

    rows: int
    cannot_judge: int


OnProgress = Callable[[FileProgress], None]


@dataclass(frozen=True, kw_only=True)
class _Checkpoint:
    """The contents of the progress file.

    `work` identifies the file, the judge and the options. The first `rows` of `total` rows are judged and
    take up `bytes` of the unfinished file; `cannot_judge` of them could not be judged.
    """

    work: str
    rows: int
    total: int
    bytes: int
    cannot_judge: int = 0


def judge_file(
    judge: Judge,
    source: Path,
    target: Path,
    judge_id: str,
    column: str = "sentence",
    for_spreadsheets: bool = False,
    on_progress: OnProgress = lambda progress: None,
    piece_rows: int | None = None,
    reading: Reading = AS_GUESSED,
    scripts: Collection[str] = (),
) -> JudgedFile:
    """Write the file with JUDGED_COLUMNS added, see `scoring.judge_table`, in the kind that `target` names.

    CSV keeps the separator of the source.

    `judge_id` distinguishes this judge's verdicts from those of others. `for_spreadsheets` protects cells
    that a spreadsheet would run as formulas. `piece_rows` rows are judged at a time, by default PIECE_ROWS.
    `reading` says how the file is to be read, and `scripts` are those that the model has learned.
    Raises FileUnreadable, MissingColumn or FileUnwritable; rows already judged are kept.
    """
    piece_rows = piece_rows or PIECE_ROWS
    # Reads the whole file, so that a fault in its last row is found before anything is judged.
    unfinished, kind = _beside(target, "unfinished"), kind_to_write(target)
    total = 0
    for table in _pieces(source, column, 0, PIECE_ROWS, reading):
        total += len(table)
        check_size(target, kind, total, table)
    work = f"{_hash_of(source)} {judge_id} {column} {for_spreadsheets} {piece_rows} {reading}"
    work += f" {sorted(scripts)} {CANNOT_JUDGE}"
    style = _style(kind, source, reading)
    with writing(target), _exclusive(target):
        kept = _resumable(work, target) or _start_again(work, total, target)
        clock = _Clock(kept.rows, total, on_progress)
        for table in _pieces(source, column, kept.rows, piece_rows, reading):
            judged = judge_table(ReportingJudge(judge, clock.after(kept.rows)), table, column, scripts)
            size = _append(unfinished, judged, kept.bytes, style, for_spreadsheets)
            kept = _Checkpoint(
                work=work,
                rows=kept.rows + len(table),
                total=total,
                bytes=size,
                cannot_judge=kept.cannot_judge + int((judged[VERDICT] == CANNOT_JUDGE).sum()),
            )
            write_whole(_beside(target, "progress"), json.dumps(asdict(kept)))
            clock.report(kept.rows)
        _finish(unfinished, target, kind)
        _beside(target, "progress").unlink()
    return JudgedFile(rows=kept.rows, cannot_judge=kept.cannot_judge)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The column of sentences of a file, and what people should know about the file."""

    column: str
    notes: tuple[Note, ...]


def check(source: Path, column: str | None = None, reading: Reading = AS_GUESSED) -> Checked:
    """Check a file's columns and first rows, before a model is loaded.

    Without a `column`, it is the one called "sentence"; if there is none, it is guessed, as on the page.
    Raises FileUnreadable, MissingColumn, or another ColabertError.
    """
    with _reading(source):
        found = open_rows(source, reading)
        usual = "sentence" if "sentence" in found.columns else None
        first = found.beginning(source.name)
        column = column or usual or guess_columns(first).columns.sentence
        _check_columns(found, source, column)
        return Checked(column=column, notes=found.notes)


# --- interrupted work --------------------------------------------------------------------------


def progress_of(target: Path) -> FileProgress | None:
    """The progress of unfinished work on a target, by this process or another; None if there is none."""
    kept = _read_checkpoint(target)
    return None if kept is None else FileProgress(rows=kept.rows, total=kept.total)


def rows_kept(target: Path) -> int:
    """The number of rows that interrupted work has judged and kept."""
    kept = _read_checkpoint(target)
    return 0 if kept is None else kept.rows


def _read_checkpoint(target: Path) -> _Checkpoint | None:
    """The progress file of a target; None if it is missing or damaged."""
    try:
        return _Checkpoint(**json.loads(_beside(target, "progress").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _resumable(work: str, target: Path) -> _Checkpoint | None:
    """The point at which the same work was interrupted, if all its rows are still there."""
    kept, unfinished = _read_checkpoint(target), _beside(target, "unfinished")
    if kept is None or kept.work != work or not unfinished.is_file():
        return None
    return kept if unfinished.stat().st_size >= kept.bytes else None


def _start_again(work: str, total: int, target: Path) -> _Checkpoint:
    # The progress file is removed first: it must never describe the rows of other work.
    _beside(target, "progress").unlink(missing_ok=True)
    _beside(target, "unfinished").write_bytes(b"")
    return _Checkpoint(work=work, rows=0, total=total, bytes=0)


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")


# --- reading and writing -----------------------------------------------------------------------


def _hash_of(source: Path) -> str:
    with _reading(source):
        return file_hash(source)


def _pieces(source: Path, column: str, skip: int, size: int, reading: Reading) -> Iterator[pd.DataFrame]:
    """Tables of at most `size` rows, after the first `skip` rows, which are complete pieces.

    A file that has only a heading yields one empty table.
    """
    with _reading(source):
        found = open_rows(source, reading)
        _check_columns(found, source, column)
        rows = (cells for _, cells in islice(found.rows(), skip, None))
        piece = list(islice(rows, size))
        while piece or not skip:
            yield pd.DataFrame(piece, columns=list(found.columns), dtype=str)
            skip += len(piece) or 1
            piece = list(islice(rows, size))


def _check_columns(found: RowsOfFile, source: Path, column: str) -> None:
    if column not in found.columns:
        raise MissingColumn(file=str(source), column=column, found=", ".join(found.columns))


def _style(kind: str, source: Path, reading: Reading) -> TextStyle:
    """How the unfinished file is written: CSV like the source, TSV, or plain CSV for the other kinds."""
    if kind != "csv":
        return style_for(kind)
    with _reading(source):
        found = open_rows(source, reading)
    return style_for(kind, found.separator, found.quotes != LINES)


def _finish(unfinished: Path, target: Path, kind: str) -> None:
    """Turn the unfinished file into the target, at once."""
    if kind in TEXT:
        os.replace(unfinished, target)
        return
    with replaced_file(target) as converted:
        convert(unfinished, converted, kind, numbers=(PROBABILITY,))
    unfinished.unlink()


def _append(
    unfinished: Path, judged: pd.DataFrame, known: int, style: TextStyle, for_spreadsheets: bool
) -> int:
    """Write the rows after the known bytes and flush them to disk; returns the new size in bytes."""
    text = style.text(guarded(judged) if for_spreadsheets else judged, heading=known == 0)
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
    except ColabertError:
        raise
    except OSError as error:
        raise FileUnreadable(file=str(source), reason=reason_of_system(error)) from error
    except ValueError as error:  # undecodable bytes and pandas' ParserError among them
        raise FileUnreadable(file=str(source), reason=reason_of(error)) from error


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Raise FileUnwritable for any OSError."""
    try:
        yield
    except OSError as error:
        raise FileUnwritable(file=str(target), reason=reason_of_system(error)) from error


def lock_of(target: Path) -> Path:
    """The lock of a target. It is kept elsewhere, because it is not removed after a file is judged."""
    key = hashlib.sha256(str(target.resolve()).encode()).hexdigest()[:24]
    return Path(tempfile.gettempdir()) / f"colabert-{key}.lock"


@contextmanager
def _exclusive(target: Path) -> Iterator[None]:
    """Raise FileUnwritable if another process writes to the same target."""
    try:
        with FileLock(lock_of(target), timeout=0):
            yield
    except Timeout:
        raise FileUnwritable(file=str(target), reason="it is being written by another process") from None


class _Clock:
    """Reports the judged rows and the expected seconds left."""

    def __init__(self, rows: int, total: int, on_progress: OnProgress):
        self._first, self._total, self._on_progress = rows, total, on_progress
        self._began = time.perf_counter()

    def after(self, rows: int) -> Callable[[int], None]:
        """A callback for the piece that follows the first `rows` rows; it takes that piece's judged rows."""
        return lambda done: self.report(rows + done)

    def report(self, rows: int) -> None:
        here = rows - self._first
        spent = time.perf_counter() - self._began
        left = spent * (self._total - rows) / here if here else None
        self._on_progress(FileProgress(rows=rows, total=self._total, seconds_left=left))
