"""Uploaded corpora: a table's columns and labels turned into CoLA's format, and stored in the home.

Each is a folder `<home>/corpus/own/<id>`:

    in_domain_train.tsv    source, label, mark, sentence, in the format of CoLA's files
    corpus.json            its name, the file it came from, how many rows were kept and dropped, and when
"""

import json
import re
import shutil
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

import pandas as pd
from filelock import FileLock

from colabert_core.corpus import guessing
from colabert_core.corpus.guessing import guess_labels, is_mark, split_mark
from colabert_core.corpus.reading import COLUMNS, Corpus, read_folder
from colabert_core.corpus.sheets import Sheet, is_formula
from colabert_core.errors import (
    CorpusDamaged,
    CorpusError,
    CorpusNotStored,
    CorpusUnknown,
    NoLabels,
    OnlyAcceptable,
    OnlyUnacceptable,
    TooFewRows,
    TooManyLabels,
    reason_of,
    reason_of_system,
)
from colabert_core.system.paths import Home
from colabert_core.system.staging import replace_folder, scratch_folder

# Different values of a label column.
MAX_LABELS = 20
MAX_SENTENCE_CHARACTERS = 2_000
MIN_ROWS = 20
_MAX_NAME_CHARACTERS = 60
_SPLIT = "in_domain_train"
_ID = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")
# The columns are guessed from the first rows.
_GUESSED_FROM_ROWS = 2_000


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds what. Without a label column, the marks in front of sentences are the labels."""

    sentence: str
    label: str | None = None
    mark: str | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class LabelValue:
    """A label as it is in the file ("" if missing), the number of its rows, and what it means.

    `label`: 1 acceptable, 0 unacceptable, None left out.
    """

    value: str
    rows: int
    label: int | None


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A corpus to be stored, and the rows that are not part of it.

    `table` has the columns source, label, mark, sentence; `dropped` has line, reason, text. The reasons:
    cells (more of them than headings), formula, empty_sentence, too_long, no_label, left_out.
    """

    file: str
    table: pd.DataFrame
    dropped: pd.DataFrame

    @property
    def contradicting(self) -> int:
        """The number of sentences labelled acceptable despite a mark such as *; the label counts."""
        marks = self.table.loc[self.table["label"] == 1, "mark"]
        return sum(guess_labels([mark]) == [0] for mark in marks if mark)


@dataclass(frozen=True, kw_only=True)
class About:
    """The contents of corpus.json. `rows` and `dropped` are numbers; `created` is in seconds since 1970."""

    name: str
    file: str
    rows: int
    dropped: int
    created: float


# --- columns and labels --------------------------------------------------------------------------


def guess_columns(sheet: Sheet) -> Columns:
    """A guess at the columns, from the words of the headings and from what the columns hold."""
    names = sheet.columns
    head = sheet.cells.head(_GUESSED_FROM_ROWS)
    cells = [["" if is_formula(cell) else _one_line(cell) for cell in head[name]] for name in names]
    sentence = guessing.guess_sentence(names, cells)
    label = guessing.guess_label(names, cells, {sentence}, MAX_LABELS)
    taken = {sentence} if label is None else {sentence, label}
    mark = guessing.guess_mark(names, cells, taken)
    source = guessing.guess_source(names, taken if mark is None else {*taken, mark})
    if sheet.headed is False and (len(names), label, sentence) == (4, 1, 3):  # CoLA's files
        source, mark = 0, 2
    label_name, mark_name, source_name = (None if at is None else names[at] for at in (label, mark, source))
    return Columns(sentence=names[sentence], label=label_name, mark=mark_name, source=source_name)


def labels_in(sheet: Sheet, columns: Columns) -> tuple[LabelValue, ...]:
    """The labels of all rows that have a sentence, the most frequent first, each with a guess at its meaning.

    Raises NoLabels, TooManyLabels.
    """
    counts = Counter(row.label for row in _rows(sheet, columns) if _unusable(row) is None)
    if not any(counts):
        raise NoLabels(file=sheet.file)
    if len(counts) > MAX_LABELS:
        column = columns.label or columns.sentence
        raise TooManyLabels(file=sheet.file, column=column, found=len(counts), limit=MAX_LABELS)
    frequent = counts.most_common()
    guesses = guess_labels([value for value, _ in frequent])
    return tuple(
        LabelValue(value=value, rows=rows, label=label)
        for (value, rows), label in zip(frequent, guesses, strict=True)
    )


# --- CoLA's columns ------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A row of a sheet in CoLA's columns. `text` is the unchanged cell of the sentence."""

    line: int
    source: str
    label: str
    mark: str
    sentence: str
    text: str


def prepare(sheet: Sheet, columns: Columns, labels: tuple[LabelValue, ...]) -> Prepared:
    """Every row of the sheet, either kept or dropped with a reason. `check` shows whether enough is kept."""
    meaning = {value.value: value.label for value in labels}
    kept, dropped = [], list(sheet.unread.itertuples(index=False, name=None))
    for row in _rows(sheet, columns):
        if reason := _unusable(row) or _unlabelled(row, meaning):
            dropped.append((row.line, reason, row.text))
        else:
            kept.append((row.source, meaning[row.label], row.mark, row.sentence))
    return Prepared(
        file=sheet.file,
        table=pd.DataFrame(kept, columns=list(COLUMNS)),
        dropped=pd.DataFrame(sorted(dropped), columns=["line", "reason", "text"]),
    )


def check(prepared: Prepared) -> None:
    """Raises TooFewRows, OnlyAcceptable or OnlyUnacceptable if this cannot become a corpus."""
    rows, classes = len(prepared.table), set(prepared.table["label"])
    if rows < MIN_ROWS:
        raise TooFewRows(file=prepared.file, found=rows, needed=MIN_ROWS)
    if classes == {1}:
        raise OnlyAcceptable(file=prepared.file, found=rows)
    if classes == {0}:
        raise OnlyUnacceptable(file=prepared.file, found=rows)


def _rows(sheet: Sheet, columns: Columns) -> Iterator[_Row]:
    empty = [""] * len(sheet.cells)
    texts, labels, marks, sources = (
        empty if name is None else sheet.cells[name].tolist()
        for name in (columns.sentence, columns.label, columns.mark, columns.source)
    )
    for line, text, label, mark, source in zip(
        sheet.cells.index.tolist(), texts, labels, marks, sources, strict=True
    ):
        # A mark left in the sentence would give the answer away.
        in_front, sentence = split_mark(_one_line(text))
        label = in_front if columns.label is None else _one_line(label)
        mark = _one_line(mark) or (label if is_mark(label) else in_front)
        source = _one_line(source) or _stem(sheet.file)
        yield _Row(line=line, source=source, label=label, mark=mark, sentence=sentence, text=text)


def _one_line(text: str) -> str:
    """Tabs, line breaks and runs of spaces become one space."""
    return " ".join(text.split())


def _stem(file: str) -> str:
    return _one_line(PurePath(file).stem) or "own"


def _unusable(row: _Row) -> str | None:
    """Why a row is dropped whatever its label means; None if it is not."""
    if is_formula(_one_line(row.text)) or is_formula(row.label):
        return "formula"
    if not row.sentence:
        return "empty_sentence"
    return "too_long" if len(row.sentence) > MAX_SENTENCE_CHARACTERS else None


def _unlabelled(row: _Row, meaning: dict[str, int | None]) -> str | None:
    """Why a row is dropped because of its label; None if it is not."""
    if meaning.get(row.label) is not None:
        return None
    return "left_out" if row.label else "no_label"


# --- stored in the home --------------------------------------------------------------------------


def suggested_name(file: str) -> str:
    """The file's name without its extension."""
    return _stem(file)[:_MAX_NAME_CHARACTERS]


def store(home: Home, name: str, prepared: Prepared) -> str:
    """Store a corpus under a name, with a number added if the name is taken; returns its id.

    Raises what `check` raises, or CorpusNotStored; then nothing has changed.
    """
    check(prepared)
    name = _one_line(name)[:_MAX_NAME_CHARACTERS].strip() or suggested_name(prepared.file)
    try:
        with scratch_folder(_parent(home)) as scratch, FileLock(home.corpus / "own.lock"):
            id = _free(f"own-{_slug(name)}", set(ids(home)), "{}-{}")
            name = _free(name, {name_of(home, other) for other in ids(home)}, "{} ({})")
            _write(scratch / id, name, prepared)
            replace_folder(scratch / id, _folder(home, id))
    except OSError as error:
        raise CorpusNotStored(name=name, reason=reason_of_system(error)) from error
    return id


def ids(home: Home) -> list[str]:
    """The ids of all uploaded corpora, in alphabetical order."""
    if not _parent(home).is_dir():
        return []
    return sorted(path.name for path in _parent(home).iterdir() if _ID.fullmatch(path.name) and path.is_dir())


def folder_of(home: Home, id: str) -> Path:
    """The folder of a corpus. Raises CorpusUnknown.

    An id may come from a typed address, so only ids made by `store` are accepted.
    """
    if not _ID.fullmatch(id) or not _folder(home, id).is_dir():
        raise CorpusUnknown(name=id)
    return _folder(home, id)


def about(home: Home, id: str) -> About | None:
    """The contents of corpus.json; None if it cannot be read."""
    kinds = {"name": str, "file": str, "rows": int, "dropped": int, "created": float}
    try:
        found = json.loads((folder_of(home, id) / "corpus.json").read_text(encoding="utf-8"))
        return About(**{field: kind(found[field]) for field, kind in kinds.items()})
    except (CorpusUnknown, OSError, ValueError, TypeError, LookupError):
        return None


def name_of(home: Home, id: str) -> str:
    """The name that people gave it, or its id; no error, so that a damaged corpus does not hide others."""
    found = about(home, id)
    return (found and found.name) or id


def load(home: Home, id: str) -> Corpus:
    """A corpus by its id. Raises CorpusUnknown, CorpusDamaged."""
    folder = folder_of(home, id)
    name = name_of(home, id)
    try:
        return read_folder(folder, name=name, id=id, splits=(_SPLIT,))
    except (CorpusError, OSError) as error:
        raise CorpusDamaged(name=name, reason=reason_of(error)) from error


def delete(home: Home, id: str) -> None:
    """Remove a corpus for good. Models trained on it stay. Raises CorpusUnknown, CorpusNotStored."""
    folder = folder_of(home, id)
    retired = folder.with_name(f".deleted-{id}-{time.time_ns()}")
    try:
        # It disappears from every list at once, however long the deletion takes.
        folder.rename(retired)
    except OSError as error:
        raise CorpusNotStored(name=name_of(home, id), reason=reason_of_system(error)) from error
    shutil.rmtree(retired, ignore_errors=True)


def _parent(home: Home) -> Path:
    return home.corpus / "own"


def _folder(home: Home, id: str) -> Path:
    return _parent(home) / id


def _slug(name: str) -> str:
    """The name in lower-case ASCII, for a folder; "corpus" if it has no such letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:40].strip("-") or "corpus"


def _free(wanted: str, taken: set[str], pattern: str) -> str:
    """The wanted name if it is not taken, otherwise with the first free number in `pattern`."""
    name, number = wanted, 2
    while name in taken:
        name, number = pattern.format(wanted, number), number + 1
    return name


def _write(folder: Path, name: str, prepared: Prepared) -> None:
    folder.mkdir()
    rows = ("\t".join(map(str, row)) for row in prepared.table.itertuples(index=False, name=None))
    (folder / f"{_SPLIT}.tsv").write_bytes("".join(f"{row}\n" for row in rows).encode("utf-8"))
    kept, dropped = len(prepared.table), len(prepared.dropped)
    card = About(name=name, file=prepared.file, rows=kept, dropped=dropped, created=time.time())
    (folder / "corpus.json").write_text(json.dumps(asdict(card), indent=2), encoding="utf-8")
