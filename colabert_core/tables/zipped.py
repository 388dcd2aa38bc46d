"""GLUE's CoLA.zip: train.tsv and dev.tsv are a corpus with a split column, test.tsv is a file to judge."""

import io
import zipfile
from pathlib import PurePosixPath

from colabert_core.errors import SheetDamaged, SheetUnsafe
from colabert_core.system.archives import ZIP_FAULTS
from colabert_core.tables.separated import cells_of
from colabert_core.tables.sheet import Grid, Row, RowCollector
from colabert_core.tables.text import decoded

MAX_UNPACKED_BYTES = 100_000_000
CORPUS, TEST = "train.tsv + dev.tsv", "test.tsv"
_PARTS = ("train", "dev")
# GLUE's files have no headings: these are CoLA's columns, and the part that a row is from.
_HEADINGS = ["split", "source", "label", "mark", "sentence"]


def glue_members(content: bytes) -> dict[str, str]:
    """The files train, dev and test of GLUE's CoLA in a zip, by these names; empty if it is another zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            names = [name for name in zipped.namelist() if not name.startswith("__MACOSX")]
    except ZIP_FAULTS:
        return {}
    # The copies in CoLA/original/ have the same names.
    shallow = sorted(names, key=lambda name: -name.count("/"))
    members = {PurePosixPath(name).name: name for name in shallow}
    found = {part: members[f"{part}.tsv"] for part in (*_PARTS, "test") if f"{part}.tsv" in members}
    return found if set(_PARTS) <= set(found) else {}


def glue_tables(content: bytes) -> tuple[str, ...]:
    """The tables that can be read from the zip."""
    return (CORPUS, TEST) if "test" in glue_members(content) else (CORPUS,)


def glue_grid(file: str, content: bytes, table: str | None) -> Grid:
    """The corpus, or the test sentences if `table` is TEST. Raises SheetDamaged, SheetUnsafe."""
    members = glue_members(content)
    collected = RowCollector(file)
    if table == TEST and "test" in members:
        (_, headings), *rows = _rows(file, content, members["test"])
        for line, cells in rows:
            collected.add(line, cells)
        return Grid(rows=collected.rows, headings=headings)
    line = 0
    for part in _PARTS:
        for _, cells in _rows(file, content, members[part]):
            line += 1
            collected.add(line, [part, *cells])
    return Grid(rows=collected.rows, headings=list(_HEADINGS))


def _rows(file: str, content: bytes, member: str) -> list[Row]:
    """The rows of a member; a row per line, as quotation marks are part of the sentences."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped, zipped.open(member) as unpacked:
            found = unpacked.read(MAX_UNPACKED_BYTES + 1)
    except ZIP_FAULTS as error:
        raise SheetDamaged(file=file) from error
    if len(found) > MAX_UNPACKED_BYTES:
        raise SheetUnsafe(file=file, limit_mb=MAX_UNPACKED_BYTES // 1_000_000)
    lines = decoded(member, found).text.splitlines()
    return [(number, cells_of(line, "\t")) for number, line in enumerate(lines, start=1) if line.strip()]
