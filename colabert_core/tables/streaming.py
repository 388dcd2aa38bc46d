"""Files of any size, row by row, by the rules of `reading`: text in constant memory, other kinds whole."""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

import pandas as pd

from colabert_core.errors import FileUnreadable
from colabert_core.tables.headings import has_headings
from colabert_core.tables.reading import KINDS, read, separator_for
from colabert_core.tables.sections import has_sections
from colabert_core.tables.separated import NO_SEPARATOR, layout_of, rows
from colabert_core.tables.sheet import CELLS, Note, Reading, Row, Sheet, distinct, fitted, headings_of
from colabert_core.tables.text import guess_encoding, utf_16_order

_FIRST_ROWS = 200
_BLOCK = 1 << 20
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1e]")
_SEPARATED = ("csv", "tsv", "txt")
# As our own files are written: nothing is left to guess.
PLAIN_CSV = Reading(headed=True, encoding="utf-8-sig", quotes=CELLS, separator=",")


@dataclass(frozen=True, kw_only=True)
class RowsOfFile:
    """The headings of a file, what people should know about it, and its rows, read anew by each `rows()`.

    `headed` says whether the first row was read as headings; None if the format itself names the columns.
    `separator` is what divides the cells of a CSV file, and `quotes` is CELLS or LINES, as in `Reading`; None
    for other kinds.
    """

    columns: tuple[str, ...]
    notes: tuple[Note, ...]
    rows: Callable[[], Iterator[Row]]
    headed: bool | None = None
    separator: str | None = None
    quotes: str | None = None

    def beginning(self, file: str) -> Sheet:
        """The first rows, from which columns are guessed."""
        cells = [cells for _, cells in islice(self.rows(), _FIRST_ROWS)]
        table = pd.DataFrame(cells, columns=list(self.columns), dtype=str)
        return Sheet(file=file, cells=table, unread=pd.DataFrame(), headed=self.headed, notes=())


def open_rows(path: Path, reading: Reading) -> RowsOfFile:
    """Open a file by its kind; an unknown ending is CSV. Raises CorpusError, FileUnreadable, OSError."""
    kind = path.suffix.lower().removeprefix(".")
    if kind in KINDS and kind not in _SEPARATED:
        return _whole(path, reading)
    return _streamed(path, kind, reading)


def _whole(path: Path, reading: Reading) -> RowsOfFile:
    sheet = read(path.name, path.read_bytes(), reading)
    if len(sheet.unread):
        raise _too_many(path, int(sheet.unread["line"].iloc[0]))
    found = list(zip(sheet.cells.index.tolist(), sheet.cells.to_numpy().tolist(), strict=True))
    return RowsOfFile(columns=sheet.columns, notes=sheet.notes, rows=lambda: iter(found), headed=sheet.headed)


def _streamed(path: Path, kind: str, reading: Reading) -> RowsOfFile:
    encoding, note = _encoding_of(path, reading.encoding)

    def open_text() -> TextIO:
        return _WithoutNuls(path.open("rb"), encoding=encoding, newline="")

    is_csv = kind not in ("tsv", "txt")
    found = layout_of(open_text, is_csv, reading.quotes, separator_for(kind, reading))

    def all_rows() -> Iterator[Row]:
        return (row for row in rows(path.name, open_text, found.layout) if row[1])

    first = list(islice(all_rows(), _FIRST_ROWS))
    if not first:
        raise FileUnreadable(file=str(path), reason="it has no rows")
    if reading.headed is None and kind in KINDS and has_sections(cells for _, cells in all_rows()):
        return _whole(path, reading)
    is_headed = has_headings([cells for _, cells in first]) if reading.headed is None else reading.headed
    width = max(len(cells) for _, cells in first)
    names = distinct(headings_of(first[0][1], first[1:]) if is_headed else [""] * width)
    return RowsOfFile(
        columns=tuple(names),
        notes=(*note, *found.notes),
        rows=lambda: _fitted(path, islice(all_rows(), int(is_headed), None), len(names)),
        headed=is_headed,
        separator=found.layout.separator if is_csv and found.layout.separator != NO_SEPARATOR else None,
        quotes=found.layout.quotes,
    )


def _fitted(path: Path, found: Iterator[Row], width: int) -> Iterator[Row]:
    for line, cells in found:
        whole = fitted(cells, width)
        if len(whole) > width:
            raise _too_many(path, line)
        yield line, whole


def _too_many(path: Path, line: int) -> FileUnreadable:
    reason = f"line {line} has more cells than headings: text with commas needs quotation marks around it"
    return FileUnreadable(file=str(path), reason=reason)


class _WithoutNuls(io.TextIOWrapper):
    """Text without the NUL characters that damaged cells leave."""

    def read(self, size: int | None = -1, /) -> str:
        """As `TextIOWrapper.read`; empty only at the end."""
        while text := super().read(size):
            if kept := text.replace("\0", ""):
                return kept
        return ""


def _encoding_of(path: Path, chosen: str | None) -> tuple[str, tuple[Note, ...]]:
    """The encoding of a text, and a note if it was guessed."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ()
    if chosen or (chosen := utf_16_order(head[: len(head) & ~1])):
        return chosen, ()
    if len(_CONTROLS.findall(head)) > 0.01 * len(head):
        raise FileUnreadable(file=str(path), reason="it is not text")
    if _is_utf_8(path):
        return "utf-8-sig", ()
    guess = guess_encoding(path.read_bytes()) or "utf-8"
    return guess, (Note(kind="encoding", n=1, what=guess),)


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
