"""A file's bytes as a table: the kind of file is found, its text decoded, its rows and headings read.

No file is trusted: bytes are counted before they are read, and every fault is reported with its line.
"""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from colabert_core.errors import SheetDamaged, SheetEmpty, SheetKind, SheetMissing, SheetTooBig
from colabert_core.tables.headings import has_headings
from colabert_core.tables.json_rows import json_grid
from colabert_core.tables.parquet import parquet_grid
from colabert_core.tables.sections import with_sections
from colabert_core.tables.separated import layout_of, rows
from colabert_core.tables.sheet import MAX_FILE_BYTES, Grid, Note, Reading, RowCollector, Sheet, sheet_of
from colabert_core.tables.text import Text, decoded, sample_of
from colabert_core.tables.workbooks import tables_of, workbook_grid
from colabert_core.tables.zipped import glue_grid, glue_members, glue_tables

TEXT_KINDS = ("csv", "tsv", "txt", "jsonl", "ndjson", "json")
KINDS = (*TEXT_KINDS, "xlsx", "ods", "parquet", "zip")
AS_GUESSED = Reading()


def read(file: str, content: bytes, reading: Reading = AS_GUESSED) -> Sheet:
    """Read a table from a file's bytes. Raises CorpusError."""
    grid = _grid(file, content, reading)
    if grid.headings is None:
        grid = with_sections(grid)
    if not grid.rows:
        raise SheetEmpty(file=file)
    headed = None if grid.headings is not None else reading.headed
    if grid.headings is None and headed is None:
        headed = has_headings([cells for _, cells in grid.rows[:200]])
    sheet = sheet_of(file, grid, headed)
    if sheet.cells.empty and sheet.unread.empty:
        raise SheetEmpty(file=file)
    return sheet


def tables_in(file: str, content: bytes) -> tuple[str, ...]:
    """The names of a spreadsheet's visible sheets; empty for other files. Raises CorpusError."""
    match _kind(file, content):
        case "zip":
            return glue_tables(content)
        case "xlsx":
            return tables_of(file, content)
    return ()


def _kind(file: str, content: bytes) -> str:
    """One of KINDS, by its first bytes, then by its name. Raises SheetTooBig, SheetDamaged, SheetKind."""
    if len(content) > MAX_FILE_BYTES:
        raise SheetTooBig(file=file, limit_mb=MAX_FILE_BYTES // 2**20)
    ending = PurePath(file).suffix.lower().removeprefix(".")
    if content.startswith(b"PK\x03\x04"):
        return "zip" if glue_members(content) else "xlsx"
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # an old .xls file, or one with a password
        raise SheetDamaged(file=file)
    if content.startswith(b"PAR1"):
        return "parquet"
    if ending not in KINDS:
        raise SheetKind(file=file, kinds=", ".join(f".{kind}" for kind in KINDS))
    if ending not in TEXT_KINDS:
        raise SheetDamaged(file=file)
    return ending


def _grid(file: str, content: bytes, reading: Reading) -> Grid:
    match _kind(file, content):
        case "zip":
            return _one_of_several(file, content, reading.table, glue_grid)
        case "xlsx":
            return _one_of_several(file, content, reading.table, workbook_grid)
        case "parquet":
            return parquet_grid(file, content)
        case kind:
            return _text_grid(file, decoded(file, content, reading.encoding), kind, reading)


def _one_of_several(
    file: str, content: bytes, table: str | None, grid_of: Callable[[str, bytes, str | None], Grid]
) -> Grid:
    """The rows of the chosen table, or of the first, with a note if there are others. Raises SheetMissing."""
    names = tables_in(file, content)
    if table is not None and table not in names:
        raise SheetMissing(file=file, table=table, tables=", ".join(names))
    grid = grid_of(file, content, table)
    if table is not None or len(names) < 2:
        return grid
    return replace(grid, notes=(Note(kind="table", n=len(names), what=", ".join(names)), *grid.notes))


def _text_grid(file: str, text: Text, kind: str, reading: Reading) -> Grid:
    if kind in ("jsonl", "ndjson", "json"):
        grid = json_grid(file, text.text)
    else:
        grid = _separated(file, lambda: io.StringIO(text.text, newline=""), kind, reading)
    return Grid(
        rows=grid.rows,
        headings=grid.headings,
        notes=(*_text_notes(text), *grid.notes),
        encoding=text.encoding,
        sample=sample_of(text.text),
        quotes=grid.quotes,
    )


def _text_notes(text: Text) -> tuple[Note, ...]:
    nul = (Note(kind="nul", n=text.nuls, what=str(text.nul_line)),) if text.nuls else ()
    return (Note(kind="encoding", n=1, what=text.encoding), *nul) if text.guessed else nul


def separator_for(kind: str, reading: Reading) -> str | None:
    """What divides the cells in a kind of text; None if it is to be guessed."""
    return reading.separator or ("\t" if kind == "tsv" else None)


def _separated(file: str, open_text: Callable[[], io.StringIO], kind: str, reading: Reading) -> Grid:
    found = layout_of(open_text, kind == "csv", reading.quotes, separator_for(kind, reading))
    collected = RowCollector(file)
    for line, cells in rows(file, open_text, found.layout):
        collected.add(line, cells)
    quotes = found.layout.quotes if found.is_ambiguous or reading.quotes else None
    return Grid(rows=collected.rows, notes=found.notes, quotes=quotes)
