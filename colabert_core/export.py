"""Tables that leave the house as CSV, safe to open in a spreadsheet."""

import pandas as pd

# A cell that begins so is run as a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_csv(table: pd.DataFrame) -> bytes:
    """UTF-8 CSV with a byte order mark (spreadsheets then read Korean rightly).

    Text cells and headers that a spreadsheet would run as a formula get an apostrophe in front.
    """
    guarded = table.rename(columns=_guard)
    for position, kind in enumerate(guarded.dtypes):
        if not pd.api.types.is_numeric_dtype(kind):
            guarded.isetitem(position, guarded.iloc[:, position].map(_guard))
    # RFC 4180's line end; with it a carriage return in a cell is quoted and begins no row of its own.
    return guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _guard(cell):
    return "'" + cell if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell
