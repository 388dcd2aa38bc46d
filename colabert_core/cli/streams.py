"""`-` for standard input and output: files of people's pipes, for commands that need a name and an end."""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from colabert_core.tables.text import decoded
from colabert_core.tables.words import ROLE_WORDS, ROLE_WORDS_KOREAN, SENTENCE

STREAM = "-"
_HEAD_BYTES = 1 << 16


@contextmanager
def input_file(name: str, column: str | None = None) -> Iterator[Path]:
    """The file of this name; for `-`, a temporary file with what comes from standard input.

    Its ending says its kind, see `kind_of`; `column` is the heading of the sentences, if it is known.
    """
    if name != STREAM:
        yield Path(name)
        return
    with tempfile.TemporaryDirectory(prefix="colabert-") as folder:
        whole = Path(folder) / "standard input"
        with whole.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        with whole.open("rb") as file:
            kind = kind_of(_whole_lines(file.read(_HEAD_BYTES)), column)
        yield whole.rename(whole.with_name(f"{whole.name}.{kind}"))


def _whole_lines(head: bytes) -> bytes:
    """The first bytes of a file without the beginning of a further line, which may end within a character."""
    is_whole = len(head) < _HEAD_BYTES or b"\0" in head
    return head if is_whole else head[: head.rfind(b"\n") + 1] or head


def kind_of(head: bytes, column: str | None = None) -> str:
    """The kind of a file by its first bytes: xlsx, parquet, jsonl, tsv, csv or txt, a list.

    Without tabs, text is a table only if a cell of its first line is `column` or a usual name for sentences:
    many sentences have commas.
    """
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"PAR1"):
        return "parquet"
    text = decoded("standard input", head).text.lstrip()
    if re.match(r"\{|\[\s*[\[{\]]", text):
        return "jsonl"
    first = text.partition("\n")[0]
    if "\t" in first:
        return "tsv"
    cells = {cell.strip("\"' \r").casefold() for cell in re.split(r"[,;|]", first)}
    names = {*ROLE_WORDS[SENTENCE], *ROLE_WORDS_KOREAN[SENTENCE], (column or "sentence").casefold()}
    return "txt" if cells.isdisjoint(names) else "csv"


@contextmanager
def output_file(name: str, like: Path) -> Iterator[Path]:
    """The file of this name; for `-`, a temporary file that goes to standard output at the end.

    What goes there is of the kind of `like`, or CSV if that is no kind of text.
    """
    if name != STREAM:
        yield Path(name)
        return
    kind = like.suffix if like.suffix in (".tsv", ".jsonl", ".ndjson", ".json") else ".csv"
    with tempfile.TemporaryDirectory(prefix="colabert-") as folder:
        whole = Path(folder) / f"standard output{kind}"
        yield whole
        if whole.is_file():
            with whole.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
