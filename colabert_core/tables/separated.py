"""CSV, TSV and lists: rows of cells between separators, read line by line in constant memory.

In CSV, a quotation mark opens a cell that may hold separators and line breaks. In TSV and lists every line is
a row, as in CoLA's files, where quotation marks are part of the sentence. Where the two readings of a file
differ, one is chosen, the lines are reported, and people can choose the other.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TextIO

from colabert_core.errors import SheetQuotes
from colabert_core.tables.sheet import CELLS, LINES, Note, Row, line_numbers

SEPARATORS = ("\t", ";", ",", "|")
# Occurs in no text, so every line is one cell.
NO_SEPARATOR = "\x1f"
# The separator and the width are found in the first rows.
_FIRST_ROWS = 200
# Of a cell in a file of one column.
_MOST_LINES = 3
# The csv module refuses longer cells by itself; a whole file may be one cell.
csv.field_size_limit(2**31 - 1)

Opener = Callable[[], TextIO]  # opens the text from its beginning, with its line ends as they are


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a text is divided into cells. `quotes` is CELLS or LINES.

    `skipped` is the number of first lines that are no rows: Excel's "sep=;".
    """

    separator: str
    quotes: str
    skipped: int = 0


@dataclass(frozen=True, kw_only=True)
class Found:
    """A layout, what people should know of it, and whether another reading of quotes gives other rows."""

    layout: Layout
    notes: tuple[Note, ...] = ()
    is_ambiguous: bool = False


def layout_of(open_text: Opener, is_csv: bool, quotes: str | None = None, given: str | None = None) -> Found:
    """Find the layout of a text; `quotes` and `given`, the separator, are guessed if they are None.

    Reads the whole text, because a quotation mark in the last row counts too.
    """
    first = _first_lines(open_text)
    hint = re.match(r'"?sep=(.)"?\r?\n', first)
    separator = hint[1] if hint and not given else given or separator_of(first)
    layout = Layout(separator=separator, quotes=CELLS, skipped=int(bool(hint)))
    usual = CELLS if is_csv and separator != "\t" else LINES
    quoting = _Quoting(open_text, layout)
    chosen = quotes or quoting.choice(usual)
    notes = quoting.notes(chosen)
    return Found(layout=replace(layout, quotes=chosen), notes=notes, is_ambiguous=quoting.is_ambiguous)


def rows(file: str, open_text: Opener, layout: Layout) -> Iterator[Row]:
    """Each row with the line where it begins. Raises SheetQuotes with the first line of a faulty row."""
    if layout.quotes == LINES:
        return _line_rows(open_text, layout)
    return _cell_rows(file, open_text, layout)


# --- separators ----------------------------------------------------------------------------------


def _first_lines(open_text: Opener) -> str:
    with open_text() as text:
        return "".join(islice(_lines(text), 10 * _FIRST_ROWS))


def _lines(text: TextIO) -> Iterable[str]:
    """The lines with their ends, which may be those of Windows, Unix or an old Mac."""
    pending = ""
    while block := text.read(1 << 16):
        found = re.split(r"(?<=\n)|(?<=\r)(?!\n)", pending + block)
        pending = found.pop()
        # A block may end between \r and \n.
        if not pending and found and found[-1].endswith("\r"):
            pending = found.pop()
        yield from (line for line in found if line)
    if pending:
        yield from (line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", pending) if line)


def separator_of(text: str) -> str:
    """The separator that splits the first row and nearly all others, or NO_SEPARATOR."""
    shares = {separator: _share_split(text, separator) for separator in SEPARATORS}
    # If shares are equal, the first one counts: it is rarer in sentences.
    best = max(SEPARATORS, key=lambda separator: shares[separator])
    return best if shares[best] >= 0.8 else NO_SEPARATOR


def _share_split(text: str, separator: str) -> float:
    """The share of the first rows that a separator splits; of the lines if the quotes do not match."""
    try:
        found = [row for row in islice(_reader(io.StringIO(text, newline=""), separator), _FIRST_ROWS) if row]
    except csv.Error:
        lines = (cells_of(line, separator) for line in _lines(io.StringIO(text, newline="")))
        found = [row for row in islice(lines, _FIRST_ROWS) if any(row)]
    if not found or len(found[0]) < 2:
        return 0.0
    return sum(len(row) > 1 for row in found) / len(found)


def _reader(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)


# --- rows ----------------------------------------------------------------------------------------


def _cell_rows(file: str, open_text: Opener, layout: Layout) -> Iterator[Row]:
    with open_text() as text:
        lines = _RowLines(_lines(text), layout.skipped)
        try:
            for cells in _reader(lines, layout.separator):
                yield lines.first, cells
                lines.row = []
        except csv.Error:
            raise SheetQuotes(file=file, line=lines.first) from None


class _RowLines:
    """Lines that remember those of the current row, in `row`, until it is emptied."""

    def __init__(self, lines: Iterable[str], skipped: int) -> None:
        self._lines = islice(lines, skipped, None)
        self.read = skipped
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.read += 1
            self.row.append(line)
            yield line

    @property
    def first(self) -> int:
        """The number of the line where the current row begins."""
        return self.read - len(self.row) + 1


def _line_rows(open_text: Opener, layout: Layout) -> Iterator[Row]:
    with open_text() as text:
        for number, line in enumerate(_lines(text), start=1):
            if number > layout.skipped:
                yield number, cells_of(line, layout.separator)


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a line; quotation marks that do not close are plain characters."""
    line = line.rstrip("\r\n")
    try:
        found = list(_reader([line], separator))
    except csv.Error:
        return [cell.lstrip(" ") for cell in line.split(separator)]
    return found[0] if found else []


# --- quotation marks -----------------------------------------------------------------------------


class _Quoting:
    """What the two readings of quotation marks make of a text."""

    def __init__(self, open_text: Opener, layout: Layout) -> None:
        self.open_line: int | None = None
        self.long: list[tuple[int, int]] = []  # rows of several lines: the first and the last
        self.like_rows = 0  # of these, those whose lines look like rows
        self._read(open_text, layout)

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.long)

    def _read(self, open_text: Opener, layout: Layout) -> None:
        shape = _Shape(open_text, layout)
        with open_text() as text:
            lines = _RowLines(_lines(text), layout.skipped)
            try:
                for _ in _reader(lines, layout.separator):
                    if len(lines.row) > 1:
                        self._add(lines, shape)
                    lines.row = []
            except csv.Error:
                self.open_line = lines.first

    def _add(self, lines: _RowLines, shape: "_Shape") -> None:
        self.long.append((lines.first, lines.read))
        if shape.width > 1:
            self.like_rows += all(shape.fits(line) for line in lines.row if line.strip())
        else:  # every line could be a row, but a sentence has few lines
            self.like_rows += len(lines.row) > _MOST_LINES

    def choice(self, usual: str) -> str:
        """How the quotation marks are read if nobody says."""
        if self.open_line is not None or self.like_rows > len(self.long) / 2:
            return LINES
        return usual

    def notes(self, chosen: str) -> tuple[Note, ...]:
        """What people should know about the reading that was chosen."""
        found = []
        if chosen == LINES and self.open_line is not None:
            found.append(Note(kind="open_quote", n=1, what=str(self.open_line)))
        if self.long:
            kind = "long_cells" if chosen == CELLS else "swallowed"
            found.append(Note(kind=kind, n=len(self.long), what=line_numbers(self.long)))
        return tuple(found)


class _Shape:
    """What a row of a text looks like: how many cells it has, and which are numbers or single words."""

    def __init__(self, open_text: Opener, layout: Layout) -> None:
        self._separator = layout.separator
        with open_text() as text:
            lines = islice(_lines(text), layout.skipped, layout.skipped + _FIRST_ROWS)
            rows = [cells for line in lines if any(cells := cells_of(line, layout.separator))]
        widths = Counter(map(len, rows))
        self.width = widths.most_common(1)[0][0] if widths else 1
        whole = [cells for cells in rows if len(cells) == self.width]
        below = whole[1:] if len(whole) > 2 else whole  # without the headings
        self._kinds = [_usual_kind(column) for column in zip(*below, strict=True)]

    def fits(self, line: str) -> bool:
        """Whether a line looks like a row of its own."""
        cells = cells_of(line, self._separator)
        if len(cells) < self.width:
            return False
        kinds = zip(map(_kind, cells), self._kinds, strict=False)
        return all(usual in ("", _TEXT, kind) for kind, usual in kinds)


_NUMBER, _WORD, _TEXT = "number", "word", "text"


def _kind(cell: str) -> str:
    """Number, word or text; "" for an empty cell."""
    cell = cell.strip()
    if not cell:
        return ""
    if re.fullmatch(r"[+-]?[\d.]+", cell):
        return _NUMBER
    return _WORD if re.fullmatch(r"[\w*?#%-]+", cell) else _TEXT


def _usual_kind(column: Sequence[str]) -> str:
    """The commonest kind of a column's cells; "" if half of them or more are empty."""
    return Counter(map(_kind, column)).most_common(1)[0][0]
