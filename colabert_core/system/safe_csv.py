"""Tables as CSV that is safe to open in a spreadsheet."""

import pandas as pd

# RFC 4180's. With it a carriage return in a cell is quoted and begins no row of its own.
LINE_END = "\r\n"
# A cell that begins with one of these is run as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(table: pd.DataFrame) -> bytes:
    """UTF-8 CSV with a byte order mark (spreadsheets then read Korean rightly), its cells guarded."""
    text: str = guarded(table).to_csv(index=False, lineterminator=LINE_END)
    return text.encode("utf-8-sig")


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """Text cells and headers that a spreadsheet would run as a formula, with an apostrophe in front."""
    table = table.rename(columns=_guard)
    for position, kind in enumerate(table.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            table.isetitem(position, table.iloc[:, position].map(_guard))
    return table


def _guard(cell: object) -> object:
    return "'" + cell if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
