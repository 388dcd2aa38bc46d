"""Tables as CSV that is safe to open in a spreadsheet."""

import pandas as pd

# As in RFC 4180. With it, a carriage return in a cell is quoted, so it does not start a new row.
LINE_END = "\r\n"
# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(table: pd.DataFrame) -> bytes:
    """The table as CSV, guarded, in UTF-8 with the byte order mark that spreadsheets need to read Korean."""
    text: str = guarded(table).to_csv(index=False, lineterminator=LINE_END)
    return text.encode("utf-8-sig")


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """A copy of the table with an apostrophe before each cell and heading that would run as a formula."""
    table = table.rename(columns=_guard)
    for position, kind in enumerate(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            # The stubs of pandas know single values only.
            table.isetitem(position, table.iloc[:, position].map(_guard))  # type: ignore[arg-type]
    return table


def _guard(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
