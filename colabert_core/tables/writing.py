"""Tables in the kinds of files that people's programs open, chosen by the ending of the file's name.

Rows come piece by piece, so a table of any size needs constant memory. Cells stay text, except in the columns
that are said to hold numbers.
"""

import csv
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from colabert_core.errors import FileUnwritable
from colabert_core.system.safe_csv import LINE_END
from colabert_core.tables.reading import KINDS

# Kinds whose rows can be added to a file, and kinds that are written when all rows are there.
TEXT, WHOLE = ("csv", "tsv"), ("xlsx", "jsonl", "ndjson", "json", "parquet")
WRITTEN = (*TEXT, *WHOLE)
_UNWRITTEN = {*KINDS, "xls", "doc", "docx", "pdf"} - {*WRITTEN, "txt"}
_MAX_EXCEL_ROWS, _MAX_EXCEL_COLUMNS, _MAX_EXCEL_CELL = 1_048_576, 16_384, 32_767
_ADDED = 3  # columns
# Neither a row of a TSV file nor a cell of Excel can hold these.
_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")
# Excel reads "_x0041_" as a character's code; so its underscore is written as a code.
_LIKE_A_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def kind_to_write(path: Path) -> str:
    """One of WRITTEN, by the ending of a name; a list (.txt) is TSV, and any other ending is CSV.

    Raises FileUnwritable for kinds that people know but that are not written.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending in _UNWRITTEN:
        kinds = ", ".join(f".{kind}" for kind in WRITTEN)
        raise FileUnwritable(file=str(path), reason=f"the kinds that can be written are {kinds}")
    return "tsv" if ending == "txt" else ending if ending in WRITTEN else "csv"


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How rows are written as text: the separator, and whether cells may be quoted.

    Every line of a TSV file is a row, so line breaks and tabs in its cells become spaces.
    """

    separator: str = ","
    quotes: bool = True

    def text(self, table: pd.DataFrame, heading: bool) -> str:
        """The rows as text, after the heading if it is wanted."""
        if self.quotes:
            return str(table.to_csv(sep=self.separator, index=False, header=heading, lineterminator=LINE_END))
        lines = [_line(table.columns)] if heading else []
        return "".join([*lines, *(_line(row) for row in table.itertuples(index=False, name=None))])


def style_for(kind: str, separator: str | None = None, quotes: bool = True) -> TextStyle:
    """The style of a kind of text; CSV keeps the `separator` of the file that was read.

    With tabs, it also keeps whether the cells of that file were in `quotes`.
    """
    if kind == "tsv":
        return TextStyle(separator="\t", quotes=False)
    return TextStyle(separator=separator or ",", quotes=quotes or separator != "\t")


def _line(cells: Iterable[object]) -> str:
    return "\t".join("" if cell != cell else _BREAKS.sub(" ", str(cell)) for cell in cells) + "\n"


def check_size(target: Path, kind: str, rows: int, table: pd.DataFrame) -> None:
    """Check a piece of a table of text that ends with the row `rows`, before it is judged.

    Raises FileUnwritable if a file of this kind cannot hold it.
    """
    if kind != "xlsx":
        return
    widest = max((len(_as_in_excel(cell)) for cell in table.to_numpy().ravel()), default=0)
    for found, limit, what in (
        (rows + 1, _MAX_EXCEL_ROWS, "rows"),
        (len(table.columns) + _ADDED, _MAX_EXCEL_COLUMNS, "columns"),
        (widest, _MAX_EXCEL_CELL, "characters in a cell"),
    ):
        if found > limit:
            raise FileUnwritable(file=str(target), reason=f"Excel takes up to {limit:,} {what}")


def convert(source: Path, target: Path, kind: str, numbers: Collection[str]) -> None:
    """Write the rows of a CSV file of ours as another kind of WHOLE. Raises OSError."""
    match kind:
        case "xlsx":
            _write_workbook(source, target, numbers)
        case "parquet":
            _write_parquet(source, target, numbers)
        case "json":
            _write_json(source, target, numbers)
        case _:
            _write_lines(source, target, numbers)


def _records(source: Path, numbers: Collection[str]) -> Iterator[dict[str, str | float | None]]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: _number(cell) if name in numbers else cell for name, cell in row.items()}


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _write_lines(source: Path, target: Path, numbers: Collection[str]) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in _records(source, numbers))


def _write_json(source: Path, target: Path, numbers: Collection[str]) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as file:
        begin = "[\n"
        for record in _records(source, numbers):
            file.write(begin + json.dumps(record, ensure_ascii=False))
            begin = ",\n"
        file.write("\n]\n" if begin == ",\n" else "[]\n")


def _write_parquet(source: Path, target: Path, numbers: Collection[str]) -> None:
    import pyarrow  # slow to import, and only needed here
    from pyarrow import parquet

    headings = next(_rows(source))
    kinds = [(name, pyarrow.float64() if name in numbers else pyarrow.string()) for name in headings]
    schema = pyarrow.schema(kinds)
    pieces = pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8-sig", chunksize=65_536)
    with parquet.ParquetWriter(target, schema) as writer, pieces:
        for piece in pieces:
            for name in set(numbers) & set(headings):
                piece[name] = pd.to_numeric(piece[name])
            writer.write_table(pyarrow.Table.from_pandas(piece, schema, preserve_index=False))


def _write_workbook(source: Path, target: Path, numbers: Collection[str]) -> None:
    from openpyxl import Workbook  # slow to import, and only needed here

    book = Workbook(write_only=True)
    sheet = book.create_sheet("judged")
    rows = _rows(source)
    headings = next(rows)
    sheet.append([_text_cell(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append(
            [
                _number(text) if name in numbers else _text_cell(sheet, text)
                for name, text in zip(headings, row, strict=True)
            ]
        )
    book.save(target)


def write_sheets(sheets: Iterable[tuple[str, pd.DataFrame]], target: Path) -> None:
    """Write tables as one workbook, a sheet each, under the names given; the headings stay in view.

    Raises FileUnwritable if Excel cannot hold a table, and OSError.
    """
    from openpyxl import Workbook

    sheets = list(sheets)
    if any(len(table) >= _MAX_EXCEL_ROWS for _, table in sheets):
        raise FileUnwritable(file=str(target), reason=f"Excel takes up to {_MAX_EXCEL_ROWS:,} rows")
    book = Workbook(write_only=True)
    for name, table in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append([_text_cell(sheet, str(heading)) for heading in table])
        for row in table.itertuples(index=False, name=None):
            sheet.append([_cell(sheet, value) for value in row])
    book.save(target)


def _cell(sheet: Any, value: Any) -> object:
    """A number as a number, and anything else as text; a missing value is an empty cell."""
    if isinstance(value, str):
        return _text_cell(sheet, value[:_MAX_EXCEL_CELL])
    if value is None or value != value:
        return None
    return value.item() if isinstance(value, np.generic) else value


def _rows(source: Path) -> Iterator[list[str]]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def _text_cell(sheet: Any, text: str) -> object:
    """A cell that is never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, _as_in_excel(text))
    cell.data_type = "s"
    return cell


def _as_in_excel(text: str) -> str:
    return _LIKE_A_CODE.sub("_x005F_", _CONTROLS.sub("", text))
