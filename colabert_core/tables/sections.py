"""Lists under headings such as "Ungrammatical:", whose sentences get the heading as their label."""

import re
from collections.abc import Iterable
from dataclasses import replace

from colabert_core.tables.headings import ACCEPTABLE, UNACCEPTABLE, polarity
from colabert_core.tables.sheet import Grid, Note, Row, distinct, fitted
from colabert_core.tables.words import own_meaning

HEADINGS = ("sentence", "label", "error code")
_MOST_WORDS = 5
_RULED = re.compile(r"^[#=\-\[*\s]*(?P<name>[^\W\d_][^:：.!?]*?)\s*[:：\]=\-#*]*\s*$")


def with_sections(grid: Grid) -> Grid:
    """The grid with a column of labels if headings divide its rows into sections; otherwise the grid itself.

    The columns are then sentence, label, and error code, for the codes after a tab.
    """
    # In a list, a tab divides a sentence from its code.
    split = [(line, cells[0].split("\t") if len(cells) == 1 else cells) for line, cells in grid.rows]
    found = [_section(cells) for _, cells in split]
    names = [name for name in found if name]
    if not found or not found[0] or len(set(map(_way, names))) < 2 or len(names) > len(found) / 3:
        return grid
    rows: list[Row] = []
    label = ""
    for (line, cells), name in zip(split, found, strict=True):
        label = _label(name) if name else label
        rows += [] if name else [(line, [cells[0], label, *cells[1:]])]
    note = Note(kind="sections", n=len(names), what=", ".join(dict.fromkeys(names)))
    width = max(len(cells) for _, cells in rows)
    headings = [*HEADINGS, *[""] * width][:width]
    rows = [(line, fitted(cells, width)) for line, cells in rows]
    return replace(grid, rows=rows, headings=distinct(headings), notes=(*grid.notes, note))


def has_sections(rows: Iterable[list[str]]) -> bool:
    """Whether rows begin with the heading of a section, and one of the other kind follows."""
    names = (_section(cells[0].split("\t") if len(cells) == 1 else cells) for cells in rows)
    first = next(names, None)
    return first is not None and any(name and _way(name) != _way(first) for name in names)


def _section(cells: list[str]) -> str | None:
    """The heading in a row that holds nothing else: "Grammatical:", "== Bad ==", 비문; None if it is none."""
    text = cells[0].strip() if cells and not any(cell.strip() for cell in cells[1:]) else ""
    found = _RULED.match(text)
    if not found or len(text.split()) > _MOST_WORDS or _way(name := found["name"].strip()) is None:
        return None
    if text.startswith("*") and not text.endswith((":", "：")):  # the star of a sentence
        return None
    return name if text != name or own_meaning(_plain(name)) is not None else None


def _plain(name: str) -> str:
    return re.sub(r"\b(?:sentences|examples|items)\b|문장|예문", "", name, flags=re.IGNORECASE).strip()


def _way(name: str) -> int | None:
    """1 for a heading of acceptable sentences, 0 for one of unacceptable ones, None for neither."""
    plain = _plain(name)
    if not plain or (known := own_meaning(plain)) is not None:
        return known if plain else None
    return {ACCEPTABLE: 1, UNACCEPTABLE: 0}.get(polarity(plain))


def _label(name: str) -> str:
    plain = _plain(name)
    if own_meaning(plain) is not None:
        return plain
    return "acceptable" if _way(name) else "unacceptable"
