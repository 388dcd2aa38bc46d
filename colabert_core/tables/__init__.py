"""Other people's files as tables of text, and what their columns and labels mean.

`reading` turns the bytes of a file into a `sheet.Sheet`; `columns` and `labels` guess what is in it.
Whatever is guessed, people see it and can correct it.
"""

from colabert_core.tables.columns import Columns, Guess, guess_columns
from colabert_core.tables.reading import KINDS, read, tables_in
from colabert_core.tables.sheet import CELLS, LINES, MAX_FILE_BYTES, MAX_ROWS, Note, Reading, Sheet
from colabert_core.tables.text import ENCODINGS

__all__ = [
    "CELLS",
    "ENCODINGS",
    "KINDS",
    "LINES",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "Columns",
    "Guess",
    "Note",
    "Reading",
    "Sheet",
    "guess_columns",
    "read",
    "tables_in",
]
