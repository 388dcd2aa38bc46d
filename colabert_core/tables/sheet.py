"""What a file becomes when it is read: cells of text under headings, with line numbers and notes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from colabert_core.errors import SheetTooManyRows, SheetTooWide
from colabert_core.tables.words import OTHER, ROLE_WORDS, number_of

# The 20 MB of the upload form.
MAX_FILE_BYTES = 20 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 100
CELLS, LINES = "cells", "lines"
_ERROR_CELLS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


_NOTES = {
    "renamed": "missing or repeated headings were renamed: {what}",
    "formulas": "{n} formulas are not calculated, the first in row {what}",
    "merged": "the value of merged cells counts for every row that they cover ({what})",
    "nul": "{n} NUL characters were removed, the first in line {what}",
    "encoding": "not Unicode; the encoding was guessed to be {what} (--encoding changes it)",
    "long_cells": "{n} cells have several lines, in lines {what} (--quotes lines reads each line as a row)",
    "swallowed": "quotation marks join lines {what}; every line is read as a row (--quotes cells joins them)",
    "open_quote": "the quotation mark in line {what} does not close; every line is read as a row",
    "table": "the first of {n} tables is read, of {what} (--table chooses one)",
    "sections": "headings between the rows are read as labels: {what}",
}


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something about a file that people should know: `n` of something, and `what` about it.

    renamed      n headings had to be made different, to the names in `what`
    formulas     n formulas, the first in line `what`
    merged       n cells got the value of the merged cell that they are part of; `what` has the ranges
    nul          n NUL characters were removed, the first in line `what`
    encoding     the text is not UTF-8; `what` is the encoding that was guessed
    long_cells   n cells hold line breaks, in the lines `what`
    swallowed    n cells seem to hold whole rows; each line is read as a row; `what` has the lines
    open_quote   n quotation marks open a cell without closing it; each line is read as a row
    table        the first of n tables is read; `what` has the names of all
    sections     n headings between the rows, listed in `what`, are read as labels
    """

    kind: str
    n: int
    what: str

    @property
    def says(self) -> str:
        """The note in English, for the command line."""
        return _NOTES[self.kind].format(n=self.n, what=self.what)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a file is to be read; None leaves a choice to the reader.

    `table` is a name from `tables_in`; `headed` says whether the first row is headings; `encoding` is one of
    `text.ENCODINGS`; `quotes` is CELLS if a quotation mark may open a cell of several lines, LINES if every
    line is a row; `separator` is what divides the cells of a text.
    """

    table: str | None = None
    headed: bool | None = None
    encoding: str | None = None
    quotes: str | None = None
    separator: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table of text.

    `cells` has a column per heading; its index is the line of the file (or the row of the spreadsheet) where
    each row begins. `unread` has the rows with more cells than headings: line, reason, text. `headed` says
    whether the first row was read as headings; None if the format itself names the columns. `encoding` is
    that of a text file, None for other files; `sample` has its first lines with letters beyond ASCII.
    `quotes` is how quotation marks were read, None where both readings give the same rows.
    """

    file: str
    cells: pd.DataFrame
    unread: pd.DataFrame
    headed: bool | None
    notes: tuple[Note, ...]
    encoding: str | None = None
    sample: tuple[str, ...] = ()
    quotes: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, no two of them equal."""
        return tuple(self.cells.columns)

    def note(self, kind: str) -> Note | None:
        """The note of a kind; None if there is none."""
        return next((note for note in self.notes if note.kind == kind), None)


Row = tuple[int, list[str]]  # the line where it begins, its cells


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Rows as they are in the file; `headings` if the format itself names the columns."""

    rows: list[Row]
    headings: list[str] | None = None
    notes: tuple[Note, ...] = ()
    encoding: str | None = None
    sample: tuple[str, ...] = ()
    quotes: str | None = None


def is_formula(text: str) -> bool:
    """Whether a cell is a formula, or the error value of one that failed."""
    return text.startswith("=") or text in _ERROR_CELLS


def sheet_of(file: str, grid: Grid, headed: bool | None) -> Sheet:
    """The rows under their headings; the first row holds them if `headed`."""
    rows = grid.rows[1:] if headed else grid.rows
    found = headings_of(grid.rows[0][1], rows) if headed else grid.headings or [""] * _usual_width(rows)
    names = distinct(found)
    fit = [(line, fitted(cells, len(names))) for line, cells in rows]
    cells = _frame(names, [row for row in fit if len(row[1]) == len(names)])
    unnamed = [name for name, heading in zip(names, found, strict=True) if not heading.strip()]
    cells = cells.drop(columns=[name for name in unnamed if not cells[name].any()])
    return Sheet(
        file=file,
        cells=cells,
        unread=_unread([row for row in fit if len(row[1]) > len(names)]),
        headed=headed,
        notes=(_renamed(names, found, cells) if headed else ()) + grid.notes,
        encoding=grid.encoding,
        sample=grid.sample,
        quotes=grid.quotes,
    )


def _renamed(names: list[str], found: list[str], cells: pd.DataFrame) -> tuple[Note, ...]:
    new = [n for n, old in zip(names, found, strict=True) if n != " ".join(old.split()) and n in cells]
    return (Note(kind="renamed", n=len(new), what=", ".join(new)),) if new else ()


def _usual_width(rows: list[Row]) -> int:
    return Counter(len(cells) for _, cells in rows).most_common(1)[0][0]


def headings_of(first: list[str], rows: list[Row]) -> list[str]:
    """The headings in the first row.

    R writes no heading for its row names: then every row has one cell more, and their first cells differ.
    So they do if every sentence has a comma; but then the numbers are those of the first heading.
    """
    row_names = {cells[0] for _, cells in rows if len(cells) == len(first) + 1}
    if len(row_names) != len(rows) or len(rows) < 2:
        return first
    are_ids = all(number_of(cells[0]) is not None and number_of(cells[1]) is None for _, cells in rows)
    return first if are_ids and first[0].strip().casefold() in ROLE_WORDS[OTHER] else ["", *first]


def distinct(headings: Iterable[str]) -> list[str]:
    """The headings made different from each other: "label (2)", or the column's letter if it is empty."""
    taken: set[str] = set()
    found = []
    for at, heading in enumerate(headings):
        name = plain = " ".join(heading.split()) or _letter(at)
        number = 2
        while name in taken:
            name, number = f"{plain} ({number})", number + 1
        taken.add(name)
        found.append(name)
    return found


def _letter(at: int) -> str:
    """A, B, ... Z, AA, AB ..., the names that spreadsheets give to columns."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def fitted(cells: list[str], width: int) -> list[str]:
    """The cells of a row, filled up to `width`; empty ones beyond it are dropped."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells + [""] * (width - len(cells))


def _frame(names: list[str], rows: list[Row]) -> pd.DataFrame:
    index = pd.Index([line for line, _ in rows], name="line", dtype="int64")
    return pd.DataFrame([cells for _, cells in rows], columns=names, index=index, dtype=str)


def _unread(rows: list[Row]) -> pd.DataFrame:
    reported = [(line, "cells", " | ".join(cells)) for line, cells in rows]
    return pd.DataFrame(reported, columns=["line", "reason", "text"])


class RowCollector:
    """Collects rows that hold any text. Raises SheetTooManyRows, SheetTooWide."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[Row] = []

    def add(self, line: int, cells: list[str]) -> None:
        """Add the row that begins in `line`, unless it is empty."""
        if not any(cell.strip() for cell in cells):
            return
        if len(self.rows) > MAX_ROWS:  # one more is allowed, as the first row may be headings
            raise SheetTooManyRows(file=self.file, limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise SheetTooWide(file=self.file, found=len(cells), limit=MAX_COLUMNS)
        self.rows.append((line, [encodable(cell) for cell in cells[:MAX_COLUMNS]]))


def encodable(text: str) -> str:
    """The text with each unpaired surrogate, which JSON allows but UTF-8 does not, replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def cell_of(value: object) -> str:
    """A value as people type it: 1 and not 1.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def line_numbers(lines: Iterable[tuple[int, int]], most: int = 20) -> str:
    """Ranges of lines as people write them: "3–5, 9"."""
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in lines]
    return ", ".join(shown[:most]) + (" …" if len(shown) > most else "")
