"""`-` for standard input and output: files of people's pipes, for commands that need a name and an end."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from colabert_core.errors import ColabertError
from colabert_core.judging.csv_file import lock_of
from colabert_core.tables.headings import role_of
from colabert_core.tables.separated import NO_SEPARATOR, separator_of
from colabert_core.tables.text import decoded
from colabert_core.tables.words import SENTENCE

STREAM = "-"
STANDARD_INPUT = "standard input"  # as messages call it
_HEAD_BYTES = 1 << 16
_HEADING_WORDS = 3


@dataclass(frozen=True, kw_only=True)
class Given:
    """A file to read. `separator` is NO_SEPARATOR if every line is a sentence, whatever commas it has."""

    path: Path
    separator: str | None = None


@contextmanager
def input_file(name: str, column: str | None = None) -> Iterator[Given]:
    """The file of this name; for `-`, a temporary file with what comes from standard input.

    Its ending says its kind, see `kind_of`; `column` is the heading of the sentences, if it is known.
    """
    if name != STREAM:
        yield Given(path=Path(name))
        return
    with tempfile.TemporaryDirectory(prefix="colabert-") as folder:
        whole = Path(folder) / STANDARD_INPUT
        with whole.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        with whole.open("rb") as file:
            kind = kind_of(_whole_lines(file.read(_HEAD_BYTES)), column)
        path = whole.rename(whole.with_name(f"{whole.name}.{kind}"))
        try:
            yield Given(path=path, separator=NO_SEPARATOR if kind == "txt" else None)
        except ColabertError as error:
            raise _by_its_name(error, path) from error


def _by_its_name(error: ColabertError, path: Path) -> ColabertError:
    """The same error, about standard input rather than a temporary file."""
    if error.facts.get("file") not in (str(path), path.name):
        return error
    return type(error)(**{**error.facts, "file": STANDARD_INPUT})


def _whole_lines(head: bytes) -> bytes:
    """The first bytes of a file without the beginning of a further line, which may end within a character."""
    is_whole = len(head) < _HEAD_BYTES or b"\0" in head
    return head if is_whole else head[: head.rfind(b"\n") + 1] or head


def kind_of(head: bytes, column: str | None = None) -> str:
    """The kind of a file by its first bytes: xlsx, parquet, jsonl, tsv, csv or txt, a list.

    Without tabs, text is a table only if its first line names columns: many sentences have commas.
    """
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = decoded(STANDARD_INPUT, head).text.lstrip()
    if re.match(r'\{\s*["}]|\[\s*(\{\s*["}]|\])', text):
        return "jsonl"
    first = text.partition("\n")[0]
    if "\t" in first:
        return "tsv"
    return "csv" if _names_columns(first, separator_of(text), column) else "txt"


def _names_columns(first: str, separator: str, column: str | None) -> bool:
    """Whether a first line is headings: short, without full stops, and at least one of them a usual one."""
    cells = [cell.strip("\"' \r") for cell in first.split(separator)]
    if column in cells or (len(cells) == 1 and role_of(first) == SENTENCE and _is_short(first)):
        return True
    return len(cells) > 1 and all(map(_is_short, cells)) and any(map(role_of, cells))


def _is_short(cell: str) -> bool:
    """Whether a cell may be a heading by its form."""
    return len(cell.split()) <= _HEADING_WORDS and not cell.endswith((".", "?", "!"))


@contextmanager
def output_file(name: str, like: Path) -> Iterator[Path]:
    """The file of this name; for `-`, a temporary file that goes to standard output at the end.

    What goes there is of the kind of `like`, or CSV if that is no kind of text.
    """
    if name != STREAM:
        yield Path(name)
        return
    kind = like.suffix.lower()
    kind = kind if kind in (".tsv", ".jsonl", ".ndjson", ".json") else ".csv"
    with tempfile.TemporaryDirectory(prefix="colabert-") as folder:
        whole = Path(folder) / f"standard output{kind}"
        try:
            yield whole
        finally:
            lock_of(whole).unlink(missing_ok=True)
        if whole.is_file():
            with whole.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
