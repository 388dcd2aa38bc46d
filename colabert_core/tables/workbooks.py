"""Spreadsheets, .xlsx and .ods: cells as people see them, with the value of a merged cell in all of its rows.

Formulas are recognised but never computed.
"""

import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

from colabert_core.errors import SheetDamaged, SheetUnsafe
from colabert_core.system.archives import TooMuchUnpacked, count_unpacked
from colabert_core.tables.sheet import MAX_COLUMNS, Grid, Note, Row, RowCollector, cell_of, fitted

# Of all files in a spreadsheet; 200,000 rows of sentences take about half of it.
MAX_UNPACKED_BYTES = 100_000_000
# The last row that a spreadsheet can have.
LAST_ROW = 1_048_576
# What openpyxl and the XML parser raise for files that are incomplete, encrypted, packed incorrectly or not
# workbooks.
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
_MERGED_SHOWN = 10


def is_ods(content: bytes) -> bool:
    """Whether a zip is a spreadsheet of LibreOffice: its first member says so."""
    return b"opendocument.spreadsheet" in content[:200]


def tables_of(file: str, content: bytes) -> tuple[str, ...]:
    """The names of the visible sheets. Raises SheetDamaged, SheetUnsafe."""
    if is_ods(content):
        with _ods(file, content) as tables:
            return tuple(name for name, _ in tables)
    with _workbook(file, content) as book:
        return tuple(_visible(book))


def workbook_grid(file: str, content: bytes, table: str | None) -> Grid:
    """The rows of a sheet, by default the first visible one. Raises SheetDamaged, SheetUnsafe."""
    if is_ods(content):
        with _ods(file, content) as tables:
            return _ods_grid(file, dict(tables).get(table or "", tables[0][1]))
    with _workbook(file, content) as book:
        names = _visible(book)
        sheet = book[table if table in names else names[0]]
        sheet.reset_dimensions()  # the size stated in a workbook may be wrong
        return _xlsx_grid(file, sheet, _merged_in(content, sheet))


@contextmanager
def _checked(file: str, content: bytes) -> Iterator[None]:
    """Raise SheetUnsafe for a zip that unpacks to too much, SheetDamaged for what cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            count_unpacked(zipped, MAX_UNPACKED_BYTES)
        yield
    except TooMuchUnpacked as error:
        raise SheetUnsafe(file=file, limit_mb=error.limit_mb) from None
    except _DAMAGED as error:
        raise SheetDamaged(file=file) from error


def _grid(collected: RowCollector, formulas: list[int], spans: "list[Span]") -> Grid:
    rows, note = filled_down(collected.rows, spans)
    notes = (Note(kind="formulas", n=len(formulas), what=str(formulas[0])),) if formulas else ()
    # The widest row sets the width, so no row of a spreadsheet has more cells than headings.
    width = max((len(cells) for _, cells in rows), default=0)
    return Grid(rows=[(line, fitted(cells, width)) for line, cells in rows], notes=notes + note)


# --- merged cells --------------------------------------------------------------------------------

Span = tuple[int, int, int]  # of a merged cell: its first row, its last row, its first column, all from 1


def filled_down(rows: list[Row], spans: list[Span]) -> tuple[list[Row], tuple[Note, ...]]:
    """The rows with the value of each merged cell in all of its rows, as people see them, and a note."""
    place = {line: at for at, (line, _) in enumerate(rows)}
    filled = 0
    shown: list[str] = []
    for first, last, column in sorted(spans):
        if first not in place or len(rows[place[first]][1]) < column:
            continue
        value = rows[place[first]][1][column - 1]
        below = [rows[place[line]][1] for line in range(first + 1, last + 1) if line in place]
        for cells in below:
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = value
        if value and below:
            filled, shown = filled + len(below), [*shown, f"{_letter(column)}{first}–{_letter(column)}{last}"]
    what = ", ".join(shown[:_MERGED_SHOWN]) + (" …" if len(shown) > _MERGED_SHOWN else "")
    return rows, (Note(kind="merged", n=filled, what=what),) if filled else ()


def _letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# --- .xlsx ---------------------------------------------------------------------------------------


@contextmanager
def _workbook(file: str, content: bytes) -> Iterator[Any]:
    """An open workbook, read row by row."""
    from openpyxl import load_workbook  # slow to import, and only needed here

    with _checked(file, content), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about charts, styles and the like, which are not read
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _visible(book: Any) -> list[str]:
    shown = [table.title for table in book.worksheets if table.sheet_state == "visible"]
    return shown or [table.title for table in book.worksheets]


def _xlsx_grid(file: str, table: Any, spans: list[Span]) -> Grid:
    from openpyxl.utils.escape import unescape

    collected, formulas = RowCollector(file), []
    for line, row in enumerate(table.iter_rows(max_row=LAST_ROW), start=1):
        formulas += [line for cell in row if cell.data_type == "f"]
        collected.add(line, fitted([unescape(_xlsx_cell(cell)) for cell in row], 0))
    return _grid(collected, formulas, spans)


def _xlsx_cell(cell: Any) -> str:
    if cell.data_type == "f":  # an array formula is an object with a text
        return str(getattr(cell.value, "text", cell.value) or "=")
    return cell_of(cell.value)


def _merged_in(content: bytes, table: Any) -> list[Span]:
    """The merged cells of a sheet over several rows; openpyxl does not read them row by row."""
    from openpyxl.utils.cell import range_boundaries

    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        xml = zipped.read(table._worksheet_path)
    spans = []
    for reference in re.findall(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z0-9:]{2,40})"', xml):
        left, top, _, bottom = range_boundaries(reference.decode())
        if left and top and bottom and bottom > top and left <= MAX_COLUMNS:
            spans.append((top, bottom, left))
    return spans


# --- .ods ----------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


@contextmanager
def _ods(file: str, content: bytes) -> Iterator[list[tuple[str, Element]]]:
    """The names and elements of the tables."""
    from defusedxml.ElementTree import fromstring

    with _checked(file, content), zipfile.ZipFile(io.BytesIO(content)) as zipped:
        root = fromstring(zipped.read("content.xml"))
        tables = [(table.get(f"{_TABLE}name", ""), table) for table in root.iter(f"{_TABLE}table")]
        if not tables:
            raise SheetDamaged(file=file)
        yield tables


def _ods_grid(file: str, table: Element) -> Grid:
    collected, formulas, spans = RowCollector(file), [], []
    line = 0
    for row in table.iter(f"{_TABLE}table-row"):
        cells, found, has_formula = _ods_row(row)
        for _ in range(_repeated(row, "rows") if any(cells) else 0):
            line += 1
            collected.add(line, list(cells))
            formulas += [line] * has_formula
            spans += [(line, line + rows - 1, column) for column, rows in found]
        line += 0 if any(cells) else _repeated(row, "rows")
    return _grid(collected, formulas, spans)


def _ods_row(row: Element) -> tuple[list[str], list[tuple[int, int]], int]:
    """The cells of a row, the columns and heights of those merged over several rows, and its formulas."""
    cells: list[str] = []
    merged, formulas = [], 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        if (height := int(cell.get(f"{_TABLE}number-rows-spanned", "1"))) > 1:
            merged.append((len(cells) + 1, min(height, LAST_ROW)))
        formulas += f"{_TABLE}formula" in cell.attrib
        # Empty cells up to the last column are one element; one column too many is enough to be reported.
        cells += [_ods_cell(cell)] * min(_repeated(cell, "columns"), MAX_COLUMNS + 1)
    return fitted(cells, 0), merged, formulas


def _repeated(element: Element, of: str) -> int:
    return min(max(int(element.get(f"{_TABLE}number-{of}-repeated", "1")), 1), LAST_ROW)


def _ods_cell(cell: Element) -> str:
    if f"{_TABLE}formula" in cell.attrib:
        return "=" + cell.get(f"{_TABLE}formula", "").rpartition(":=")[2]
    match cell.get(f"{_OFFICE}value-type"):
        case "boolean":
            return cell.get(f"{_OFFICE}boolean-value", "").upper()
        case "float" | "percentage" | "currency":
            return cell_of(float(cell.get(f"{_OFFICE}value", "nan")))
    return "\n".join(_ods_text(paragraph) for paragraph in cell.findall(f"{_TEXT}p"))


def _ods_text(element: Element) -> str:
    """The text of a paragraph; runs of spaces and tabs are elements."""
    spaces = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
    parts = [element.text or ""]
    for child in element:
        parts.append(spaces.get(child.tag) or _ods_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
