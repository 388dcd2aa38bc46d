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
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import NamedTuple

import pandas as pd
from filelock import FileLock

from colabert_core.corpus.reading import COLUMNS, Corpus, read_folder
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
from colabert_core.tables.columns import MAX_LABELS, Columns, meaning_of
from colabert_core.tables.labels import is_rating
from colabert_core.tables.notation import bare, is_mark
from colabert_core.tables.sheet import Sheet, is_formula
from colabert_core.tables.words import own_meaning

MAX_SENTENCE_CHARACTERS = 2_000
MIN_ROWS = 20
_MAX_NAME_CHARACTERS = 60
_SPLIT = "in_domain_train"
_ID = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")
# Linguists star a third of their examples; a few stars among thousands of lines are something else.
_MIN_MARKED_SHARE = 0.05
# Of the labels of a row with both sides of a minimal pair.
_GOOD, _BAD = "acceptable", "unacceptable"
_SHOWN_PER_SIDE = 3


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
    cells (more of them than headings), formula, empty_sentence, too_long, no_label, left_out. `taken_off`
    has line, taken, sentence: the numbers and marks that stood in front of sentences.
    """

    file: str
    table: pd.DataFrame
    dropped: pd.DataFrame
    taken_off: pd.DataFrame

    @property
    def contradicting(self) -> int:
        """The number of sentences labelled acceptable despite a mark such as *; the label counts."""
        marks = self.table.loc[self.table["label"] == 1, "mark"]
        return sum(own_meaning(mark) == 0 for mark in marks if mark)


@dataclass(frozen=True, kw_only=True)
class About:
    """The contents of corpus.json. `rows` and `dropped` are numbers; `created` is in seconds since 1970."""

    name: str
    file: str
    rows: int
    dropped: int
    created: float


# --- labels --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The labels of a table, the most frequent first, and what only people can decide about them.

    `question` is None, or one of
        reading    the heading does not say what 1 means, or the marks contradict it; `values` have a guess
        rating     the labels are ratings, and people say from which one on a sentence is acceptable
        marks      only a few of the sentences have a mark, too few for the others to count as acceptable
    `marked` is the number of sentences with a mark in front, of `rows`.
    """

    values: tuple[LabelValue, ...]
    question: str | None
    marked: int
    rows: int

    def turned(self) -> tuple[LabelValue, ...]:
        """The values with acceptable and unacceptable exchanged."""
        return tuple(
            replace(value, label=None if value.label is None else 1 - value.label) for value in self.values
        )


def labels_in(sheet: Sheet, columns: Columns) -> Labels:
    """The labels of all rows that have a sentence, each with a guess at its meaning.

    Raises NoLabels, TooManyLabels.
    """
    rows = [row for row in _rows(sheet, columns) if _unusable(row) is None]
    frequent = Counter(row.label for row in rows).most_common()
    if not any(value for value, _ in frequent) or {value for value, _ in frequent} <= {"", "-1"}:
        raise NoLabels(file=sheet.file)
    if len(frequent) > MAX_LABELS:
        column = columns.label or columns.sentence
        raise TooManyLabels(file=sheet.file, column=column, found=len(frequent), limit=MAX_LABELS)
    guesses, question = _guessed(sheet, columns, rows, [value for value, _ in frequent])
    values = tuple(
        LabelValue(value=value, rows=n, label=label)
        for (value, n), label in zip(frequent, guesses, strict=True)
    )
    marked = sum(bool(row.mark) for row in rows)
    return Labels(values=values, question=question, marked=marked, rows=len(rows))


def _guessed(
    sheet: Sheet, columns: Columns, rows: "list[_Row]", values: list[str]
) -> tuple[list[int | None], str | None]:
    """What the values mean, and the question that is left."""
    if columns.bad:
        return [own_meaning(value) for value in values], None
    if columns.label is None:
        marked = sum(bool(row.label) for row in rows)
        if marked < _MIN_MARKED_SHARE * len(rows):
            return [None] * len(values), "marks"
        return [own_meaning(value) if value else 1 for value in values], None
    found = meaning_of(sheet, columns.label, values)
    if all(label is None for label in found.labels) and is_rating(values):
        return list(found.labels), "rating"
    labels = list(found.labels)
    told = _told_by_marks(rows, dict(zip(values, labels, strict=True)))
    if found.is_open and told is not None:
        return [label if told or label is None else 1 - label for label in labels], None
    is_doubtful = found.is_open or (told is False and not found.is_plain)
    return labels, "reading" if is_doubtful else None


def _told_by_marks(rows: "list[_Row]", meaning: dict[str, int | None]) -> bool | None:
    """Whether the stars in front of sentences agree with a reading of the labels; None if unclear."""
    starred = [meaning[row.label] for row in rows if row.label and "*" in row.mark and row.mark != row.label]
    others = [meaning[row.label] for row in rows if row.label and not row.mark]
    if len(starred) < max(3, _MIN_MARKED_SHARE * len(rows)) or not others:
        return None
    bad, good = starred.count(0) / len(starred), others.count(1) / len(others)
    if bad >= 0.8 and good >= 0.6:
        return True
    return False if bad <= 0.2 and good <= 0.4 else None


def examples_of(sheet: Sheet, columns: Columns, value: str) -> list[str]:
    """The first sentences with a label, by which people see what it means."""
    found = (row.sentence for row in _rows(sheet, columns) if row.label == value and row.sentence)
    return list(islice(found, _SHOWN_PER_SIDE))


# --- CoLA's columns ------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A row of a sheet in CoLA's columns.

    `text` is the unchanged cell of the sentence, and `taken` the number and mark taken off its front.
    """

    line: int
    source: str
    label: str
    mark: str
    sentence: str
    text: str
    taken: str


def prepare(sheet: Sheet, columns: Columns, labels: tuple[LabelValue, ...]) -> Prepared:
    """Every row of the sheet, either kept or dropped with a reason. `check` shows whether enough is kept."""
    meaning = {value.value: value.label for value in labels}
    kept, taken, dropped = [], [], list(sheet.unread.itertuples(index=False, name=None))
    for row in _rows(sheet, columns):
        if reason := _unusable(row) or _unlabelled(row, meaning):
            dropped.append((row.line, reason, row.text))
        else:
            kept.append((row.source, meaning[row.label], row.mark, row.sentence))
            taken += [(row.line, row.taken, row.sentence)] if row.taken else []
    return Prepared(
        file=sheet.file,
        table=pd.DataFrame(kept, columns=list(COLUMNS)),
        dropped=pd.DataFrame(sorted(dropped), columns=["line", "reason", "text"]),
        taken_off=pd.DataFrame(taken, columns=["line", "taken", "sentence"]),
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
    names = (columns.sentence, columns.bad, columns.label, columns.mark, columns.source)
    cells = [[""] * len(sheet.cells) if name is None else sheet.cells[name].tolist() for name in names]
    for line, *row in zip(sheet.cells.index.tolist(), *cells, strict=True):
        text, bad, label, mark, source = row
        source = _one_line(source) or _stem(sheet.file)
        if columns.bad is None:
            own_label = None if columns.label is None else _one_line(label)
            yield _row(line, source, own_label, mark, text)
        else:
            yield _row(line, source, _GOOD, "", text)
            yield _row(line, source, _BAD, "", bad)


def _row(line: int, source: str, label: str | None, mark: str, text: str) -> _Row:
    """A row without what stood before the sentence; a number or mark there would give the answer away."""
    found = bare(_one_line(text))
    label = found.mark if label is None else label
    mark = _one_line(mark) if is_mark(_one_line(mark)) else ""
    mark = mark or (label if is_mark(label) else found.mark)
    return _Row(
        line=line,
        source=source,
        label=label,
        mark=mark,
        sentence=found.sentence,
        text=text,
        taken=found.taken,
    )


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
    return "left_out" if row.label and row.label != "-1" else "no_label"


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
