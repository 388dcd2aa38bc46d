"""Uploaded tables, read from their bytes into cells of text with line numbers.

The formats are CSV (commas, semicolons or tabs), TSV, JSON Lines and .xlsx. No file is trusted: bytes are
counted before they are read, formulas are recognised but never computed, and every fault is reported with its
line.
"""

import csv
import io
import json
import lzma
import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any

import pandas as pd

from colabert_core.corpus.guessing import has_headings
from colabert_core.errors import (
    SheetDamaged,
    SheetEmpty,
    SheetKind,
    SheetNotJson,
    SheetNotText,
    SheetQuotes,
    SheetTooBig,
    SheetTooManyRows,
    SheetTooWide,
    SheetUnsafe,
)
from colabert_core.system.archives import TooMuchUnpacked, count_unpacked

KINDS = ("csv", "tsv", "txt", "jsonl", "xlsx")
# The 20 MB of the upload form.
MAX_FILE_BYTES = 20 * 2**20
# Of all files in an .xlsx; 200,000 rows of sentences take about half of it.
MAX_UNPACKED_BYTES = 100_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 100
# The last row that a spreadsheet can have.
_LAST_ROW = 1_048_576
_SEPARATORS = ("\t", ";", ",")
# Occurs in no text, so every line is one cell.
_NO_SEPARATOR = "\x1f"
_ERROR_CELLS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something that people should know.

    `kind` is renamed (`n` headings, to the names in `what`) or formulas (`n`, the first in line `what`).
    """

    kind: str
    n: int
    what: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table of text.

    `cells` has a column per heading; its index is the line of the file (or the row of the spreadsheet) where
    each row begins. `unread` has the rows with more cells than headings: line, reason, text. `headed` says
    whether the first row was read as headings; None if the format itself names the columns.
    """

    file: str
    cells: pd.DataFrame
    unread: pd.DataFrame
    headed: bool | None
    notes: tuple[Note, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings, no two of them equal."""
        return tuple(self.cells.columns)


@dataclass(frozen=True, kw_only=True)
class _Grid:
    """Rows as they are in the file, each with its line; `headings` if the format itself names the columns."""

    rows: list[tuple[int, list[str]]]
    headings: list[str] | None = None
    notes: tuple[Note, ...] = ()


def is_formula(text: str) -> bool:
    """Whether a cell is a formula, or the error value of one that failed."""
    return text.startswith("=") or text in _ERROR_CELLS


def read(file: str, content: bytes, *, table: str | None = None, headed: bool | None = None) -> Sheet:
    """Read an uploaded table. Raises CorpusError.

    `table` is one of `tables_in`, by default the first; `headed` says whether the first row is headings, None
    to guess.
    """
    grid = _grid(file, content, table)
    if not grid.rows:
        raise SheetEmpty(file=file)
    if grid.headings is not None:
        headed = None
    elif headed is None:
        headed = has_headings([cells for _, cells in grid.rows[:200]])
    sheet = _sheet(file, grid, headed)
    if sheet.cells.empty and sheet.unread.empty:
        raise SheetEmpty(file=file)
    return sheet


def tables_in(file: str, content: bytes) -> tuple[str, ...]:
    """The names of a spreadsheet's visible sheets; empty for other files. Raises CorpusError."""
    if _kind(file, content) != "xlsx":
        return ()
    with _workbook(file, content) as book:
        return tuple(_visible(book))


def _grid(file: str, content: bytes, table: str | None) -> _Grid:
    match _kind(file, content):
        case "xlsx":
            return _spreadsheet(file, content, table)
        case "jsonl":
            return _json_lines(file, _text(file, content))
        case kind:
            return _separated(file, _text(file, content), kind)


def _kind(file: str, content: bytes) -> str:
    """One of KINDS, by the file's name; a zip is a spreadsheet whatever its name. Raises CorpusError."""
    if len(content) > MAX_FILE_BYTES:
        raise SheetTooBig(file=file, limit_mb=MAX_FILE_BYTES // 2**20)
    ending = PurePath(file).suffix.lower().removeprefix(".")
    if content.startswith(b"PK\x03\x04"):
        return "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an old .xls file, or one with a password
        raise SheetDamaged(file=file)
    if ending not in KINDS:
        raise SheetKind(file=file, kinds=", ".join(f".{kind}" for kind in KINDS))
    return ending


# --- headings and cells --------------------------------------------------------------------------


def _sheet(file: str, grid: _Grid, headed: bool | None) -> Sheet:
    rows = grid.rows[1:] if headed else grid.rows
    found = _headings(grid.rows[0][1], rows) if headed else grid.headings or [""] * _usual_width(rows)
    names = distinct(found)
    fitting = [(line, _fitted(cells, len(names))) for line, cells in rows]
    cells = _frame(names, [row for row in fitting if len(row[1]) == len(names)])
    unnamed = [name for name, heading in zip(names, found, strict=True) if not heading.strip()]
    cells = cells.drop(columns=[name for name in unnamed if not cells[name].any()])
    return Sheet(
        file=file,
        cells=cells,
        unread=_unread([row for row in fitting if len(row[1]) > len(names)]),
        headed=headed,
        notes=(_renamed(names, found, cells) if headed else ()) + grid.notes,
    )


def _renamed(names: list[str], found: list[str], cells: pd.DataFrame) -> tuple[Note, ...]:
    new = [n for n, old in zip(names, found, strict=True) if n != " ".join(old.split()) and n in cells]
    return (Note(kind="renamed", n=len(new), what=", ".join(new)),) if new else ()


def _usual_width(rows: list[tuple[int, list[str]]]) -> int:
    return Counter(len(cells) for _, cells in rows).most_common(1)[0][0]


def _headings(first: list[str], rows: list[tuple[int, list[str]]]) -> list[str]:
    """The headings in the first row.

    R writes no heading for its row names: then every row has one cell more, and their first cells differ.
    """
    row_names = {cells[0] for _, cells in rows if len(cells) == len(first) + 1}
    return ["", *first] if len(row_names) == len(rows) > 1 else first


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


def _fitted(cells: list[str], width: int) -> list[str]:
    """The cells of a row, filled up to `width`; empty ones beyond it are dropped."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells + [""] * (width - len(cells))


def _frame(names: list[str], rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    index = pd.Index([line for line, _ in rows], name="line", dtype="int64")
    return pd.DataFrame([cells for _, cells in rows], columns=names, index=index, dtype=str)


def _unread(rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    reported = [(line, "cells", " | ".join(cells)) for line, cells in rows]
    return pd.DataFrame(reported, columns=["line", "reason", "text"])


class _RowCollector:
    """Collects rows that hold any text. Raises SheetTooManyRows, SheetTooWide."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: list[tuple[int, list[str]]] = []

    def add(self, line: int, cells: list[str]) -> None:
        """Add the row that begins in `line`, unless it is empty."""
        if not any(cell.strip() for cell in cells):
            return
        if len(self.rows) > MAX_ROWS:  # one more is allowed, as the first row may be headings
            raise SheetTooManyRows(file=self.file, limit=MAX_ROWS)
        if len(cells) > MAX_COLUMNS and any(cells[MAX_COLUMNS:]):
            raise SheetTooWide(file=self.file, found=len(cells), limit=MAX_COLUMNS)
        self.rows.append((line, [_encodable(cell) for cell in cells[:MAX_COLUMNS]]))


def _encodable(text: str) -> str:
    """The text with each unpaired surrogate, which JSON allows but UTF-8 does not, replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


# --- text ----------------------------------------------------------------------------------------

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def _text(file: str, content: bytes) -> str:
    """The content as text: UTF-8, or UTF-16 with a byte order mark. Raises SheetNotText with the line."""
    mark, encoding = next((pair for pair in _BYTE_ORDER_MARKS if content.startswith(pair[0])), (b"", "utf-8"))
    content = content[len(mark) :]
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "ignore")
        raise SheetNotText(file=file, line=_lines_begun(before)) from None
    if "\0" in text:  # UTF-16 without a byte order mark, or not a text
        raise SheetNotText(file=file, line=_lines_begun(text[: text.index("\0")]))
    return text


def _lines_begun(text: str) -> int:
    return 1 + len(re.findall(r"\r\n|\r|\n", text))


# --- CSV and TSV ---------------------------------------------------------------------------------


def _separated(file: str, text: str, kind: str) -> _Grid:
    separator = "\t" if kind == "tsv" else _separator(text)
    if hint := re.match(r'"?sep=(.)"?\r?\n', text):  # Excel's way to name the separator
        separator = hint[1]
    rows = _parsed(file, text, separator)
    return _Grid(rows=rows[1:] if hint else rows)


def _separator(text: str) -> str:
    """The separator that splits the first row and nearly all others, or _NO_SEPARATOR."""
    shares = {separator: _share_split(text, separator) for separator in _SEPARATORS}
    # If shares are equal, the first one counts: it is rarer in sentences.
    best = max(_SEPARATORS, key=lambda separator: shares[separator])
    return best if shares[best] >= 0.8 else _NO_SEPARATOR


def _share_split(text: str, separator: str) -> float:
    """The share of the first rows that a separator splits; of the lines if the quotes do not match."""
    try:
        rows = [row for row in islice(_reader(text, separator, strict=True), 200) if row]
    except csv.Error:
        plain = _reader(text, separator, quoting=csv.QUOTE_NONE)
        rows = [row for row in islice(plain, 200) if row]
    if not rows or len(rows[0]) < 2:
        return 0.0
    return sum(len(row) > 1 for row in rows) / len(rows)


def _reader(text: str, separator: str, **dialect: Any) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, **dialect)


def _parsed(file: str, text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The rows, with quotes as spreadsheets write them. Raises SheetQuotes.

    With tabs or without a separator, quotes may be plain characters, as in CoLA's files. Then strict reading
    fails at some quote, and plain reading gives rows of the same width.
    """
    try:
        return list(_rows(file, text, separator, strict=True))
    except SheetQuotes:
        if separator not in ("\t", _NO_SEPARATOR):
            raise
        rows = list(_rows(file, text, separator, quoting=csv.QUOTE_NONE))
        widths = Counter(len(cells) for _, cells in rows)
        if widths.most_common(1)[0][1] < 0.9 * len(rows):
            raise
        return rows


def _rows(file: str, text: str, separator: str, **dialect: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with its first line. Raises SheetQuotes with the first line of the faulty row."""
    reader = _reader(text, separator, **dialect)
    collected, line = _RowCollector(file), 1
    try:
        for cells in reader:
            collected.add(line, cells)
            line = reader.line_num + 1
    except csv.Error:
        raise SheetQuotes(file=file, line=line) from None
    return iter(collected.rows)


# --- JSON Lines ----------------------------------------------------------------------------------


def _json_lines(file: str, text: str) -> _Grid:
    """One row per object; the columns are all keys, in the order of their first occurrence."""
    collected = _RowCollector(file)
    headings: dict[str, int] = {}
    renamed: set[str] = set()
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if not line.strip():
            continue
        row = _json_object(file, number, line, renamed)
        for key in row:
            headings.setdefault(key, len(headings))
        cells = [""] * len(headings)
        for key, value in row.items():
            cells[headings[key]] = _json_cell(value)
        collected.add(number, cells)
    what = ", ".join(sorted(renamed))
    notes = (Note(kind="renamed", n=len(renamed), what=what),) if renamed else ()
    return _Grid(rows=collected.rows, headings=list(headings), notes=notes)


def _json_object(file: str, number: int, line: str, renamed: set[str]) -> dict[str, Any]:
    """The object in a line. A repeated key is kept under a new name, which is added to `renamed`."""

    def with_distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = distinct(_encodable(key) for key, _ in pairs)
        renamed.update(key for key, (before, _) in zip(keys, pairs, strict=True) if key != before)
        return dict(zip(keys, (value for _, value in pairs), strict=True))

    try:
        row = json.loads(line, object_pairs_hook=with_distinct_keys)
    except json.JSONDecodeError as error:
        raise SheetNotJson(file=file, line=number, reason=f"{error.msg}, column {error.colno}") from None
    except (ValueError, RecursionError) as error:  # a number with thousands of digits; nested too deeply
        raise SheetNotJson(file=file, line=number, reason=type(error).__name__) from None
    if not isinstance(row, dict):
        raise SheetNotJson(file=file, line=number, reason="not an object in braces")
    return row


def _json_cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return _cell(value)


def _cell(value: object) -> str:
    """A value as people type it: 1 and not 1.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


# --- spreadsheets --------------------------------------------------------------------------------

# What openpyxl raises for files that are incomplete, encrypted, packed incorrectly or not workbooks.
_DAMAGED = (
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,  # XML's ParseError
    TypeError,
    ValueError,  # also what defusedxml raises
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def _workbook(file: str, content: bytes) -> Iterator[Any]:
    """An open workbook, read row by row. Raises SheetUnsafe, SheetDamaged."""
    from openpyxl import load_workbook  # slow to import, and only needed here

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, styles and the like, which are not read
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as zipped:
                count_unpacked(zipped, MAX_UNPACKED_BYTES)
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                yield book
            finally:
                book.close()
        except TooMuchUnpacked as error:
            raise SheetUnsafe(file=file, limit_mb=error.limit_mb) from None
        except _DAMAGED as error:
            raise SheetDamaged(file=file) from error


def _visible(book: Any) -> list[str]:
    shown = [table.title for table in book.worksheets if table.sheet_state == "visible"]
    return shown or [table.title for table in book.worksheets]


def _spreadsheet(file: str, content: bytes, table: str | None) -> _Grid:
    with _workbook(file, content) as book:
        names = _visible(book)
        wanted = table if table in names else names[0]
        sheet = book[wanted]
        sheet.reset_dimensions()  # the size stated in a workbook may be wrong
        return _cells_of(file, sheet)


def _cells_of(file: str, table: Any) -> _Grid:
    from openpyxl.utils.escape import unescape

    collected, formulas = _RowCollector(file), []
    for line, row in enumerate(table.iter_rows(max_row=_LAST_ROW), start=1):
        formulas += [line for cell in row if cell.data_type == "f"]
        collected.add(line, _fitted([unescape(_spreadsheet_cell(cell)) for cell in row], 0))
    notes = (Note(kind="formulas", n=len(formulas), what=str(formulas[0])),) if formulas else ()
    # The widest row sets the width, so no row of a spreadsheet has more cells than headings.
    width = max((len(cells) for _, cells in collected.rows), default=0)
    return _Grid(rows=[(line, _fitted(cells, width)) for line, cells in collected.rows], notes=notes)


def _spreadsheet_cell(cell: Any) -> str:
    if cell.data_type == "f":  # an array formula is an object with a text
        return str(getattr(cell.value, "text", cell.value) or "=")
    return _cell(cell.value)
