"""The rows of an uploaded table in CoLA's columns; a row may have both sides of a minimal pair."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from colabert_core.tables.columns import Columns, split_of
from colabert_core.tables.notation import bare, is_mark
from colabert_core.tables.sheet import Sheet, is_formula

MAX_SENTENCE_CHARACTERS = 2_000
# Of the labels of a row with both sides of a minimal pair.
_GOOD, _BAD = "acceptable", "unacceptable"


class Row(NamedTuple):
    """A row in CoLA's columns.

    `at` and `line` say where it is, in the sheet and in the file; `text` is the unchanged cell of the
    sentence, and `taken` the number and mark taken off its front. `part` is what the file says of it, see
    `columns.split_of`: "" if the file has no such column, None if it says something unknown.
    """

    at: int
    line: int
    source: str
    label: str
    mark: str
    sentence: str
    text: str
    taken: str
    part: str | None
    phenomenon: str


def rows_of(sheet: Sheet, columns: Columns) -> Iterator[Row]:
    """All rows; both sides of a pair follow one another, the acceptable one first."""
    main = (columns.sentence, columns.bad, columns.label, columns.mark, columns.source)
    names = (*main, columns.split, columns.phenomenon)
    cells = [[""] * len(sheet.cells) if name is None else sheet.cells[name].tolist() for name in names]
    for at, (line, *row) in enumerate(zip(sheet.cells.index.tolist(), *cells, strict=True)):
        text, bad, label, mark, source, part, phenomenon = row
        source = one_line(source) or stem(sheet.file)
        more = (split_of(part) if columns.split else "", one_line(phenomenon))
        if columns.bad is None:
            own_label = None if columns.label is None else one_line(label)
            yield _row(at, line, source, own_label, mark, text, more)
        else:
            yield _row(at, line, source, _GOOD, "", text, more)
            yield _row(at, line, source, _BAD, "", bad, more)


def _row(
    at: int, line: int, source: str, label: str | None, mark: str, text: str, more: tuple[str | None, str]
) -> Row:
    """A row without what stood before the sentence; a number or mark there would give the answer away."""
    found = bare(one_line(text))
    label = found.mark if label is None else label
    mark = one_line(mark) if is_mark(one_line(mark)) else ""
    mark = mark or (label if is_mark(label) else found.mark)
    return Row(
        at=at,
        line=line,
        source=source,
        label=label,
        mark=mark,
        sentence=found.sentence,
        text=text,
        taken=found.taken,
        part=more[0],
        phenomenon=more[1],
    )


def one_line(text: str) -> str:
    """Tabs, line breaks and runs of spaces become one space."""
    return " ".join(text.split())


def stem(file: str) -> str:
    """A file's name without its extension."""
    return one_line(PurePath(file).stem) or "own"


def unusable(row: Row) -> str | None:
    """Why a row is dropped whatever its label means; None if it is not."""
    if is_formula(one_line(row.text)) or is_formula(row.label):
        return "formula"
    if not row.sentence:
        return "empty_sentence"
    return "too_long" if len(row.sentence) > MAX_SENTENCE_CHARACTERS else None
