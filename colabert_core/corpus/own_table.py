"""An uploaded table turned into a corpus: which rows are kept, what they mean, and in which part they are."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from colabert_core.corpus.own_labels import Cutoffs, LabelValue
from colabert_core.corpus.own_parts import TRAIN, drawn_parts, named_parts
from colabert_core.corpus.own_rows import Row, rows_of, unusable
from colabert_core.corpus.reading import COLUMNS, file_column
from colabert_core.corpus.splitting import MIN_SENTENCES
from colabert_core.errors import OnlyAcceptable, OnlyUnacceptable, TooFewRows, TrainingPartUnusable
from colabert_core.tables.columns import Columns
from colabert_core.tables.labels import HIDDEN, is_rating, rating_of
from colabert_core.tables.sheet import Sheet
from colabert_core.tables.words import number_of, own_meaning

MIN_ROWS = 20


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A corpus to be stored, and the rows that are not part of it.

    `table` has the columns source, label, mark, sentence, part (one of `own_parts.PARTS`), and, if there are
    any, pair, phenomenon, rating and the file's further columns (see `reading.Corpus`). `dropped` has line,
    reason, text. The reasons: cells (more of them than headings), formula, empty_sentence, too_long,
    no_label, left_out, no_part. `taken_off` has line, taken, sentence: the numbers and marks that stood in
    front of sentences. `split` is the column of the file that names the parts; None if they were drawn.
    """

    file: str
    table: pd.DataFrame
    dropped: pd.DataFrame
    taken_off: pd.DataFrame
    split: str | None = None

    @property
    def contradicting(self) -> int:
        """The number of sentences labelled acceptable despite a mark such as *; the label counts."""
        marks = self.table.loc[self.table["label"] == 1, "mark"]
        return sum(own_meaning(mark) == 0 for mark in marks if mark)

    @property
    def one_sided(self) -> dict[str, int]:
        """The parts with sentences of one label only, and that label: MCC is always 0 there."""
        labels = self.table.groupby("part", sort=False)["label"].agg(["min", "max"])
        same = labels[labels["min"] == labels["max"]]["min"]
        if len(same) == len(labels):  # nothing to compare: the corpus itself has one label
            return {}
        return {str(part): int(label) for part, label in same.items()}

    @property
    def sizes(self) -> dict[str, int]:
        """The number of sentences in each part that has any."""
        return {str(part): int(n) for part, n in self.table["part"].value_counts(sort=False).items()}


def prepare(sheet: Sheet, columns: Columns, labels: tuple[LabelValue, ...] | Cutoffs) -> Prepared:
    """Every row of the sheet, either kept or dropped with a reason. `check` shows whether enough is kept."""
    label_of = _reader(labels)
    kept: list[tuple[Row, int]] = []
    dropped = list(sheet.unread.itertuples(index=False, name=None))
    for row in rows_of(sheet, columns):
        label = label_of(row.label)
        reason = unusable(row) or _unlabelled(row, label) or ("no_part" if row.part is None else None)
        if reason or label is None:
            dropped.append((row.line, reason, row.text))
        else:
            kept.append((row, label))
    taken = [(row.line, row.taken, row.sentence) for row, _ in kept if row.taken]
    return Prepared(
        file=sheet.file,
        table=_table(sheet, columns, kept),
        dropped=pd.DataFrame(sorted(dropped), columns=["line", "reason", "text"]),
        taken_off=pd.DataFrame(taken, columns=["line", "taken", "sentence"]),
        split=columns.split,
    )


def _reader(labels: tuple[LabelValue, ...] | Cutoffs) -> Callable[[str], int | None]:
    """What a label in the file means: 1, 0 or None."""
    if isinstance(labels, Cutoffs):
        return lambda value: labels.label_of(rating_of(value))
    return {value.value: value.label for value in labels}.get


def _unlabelled(row: Row, label: int | None) -> str | None:
    """Why a row is dropped because of its label; None if it is not."""
    if label is not None:
        return None
    return "left_out" if row.label and number_of(row.label) != HIDDEN else "no_label"


def _table(sheet: Sheet, columns: Columns, kept: list[tuple[Row, int]]) -> pd.DataFrame:
    rows = [(row.source, label, row.mark, row.sentence) for row, label in kept]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    if columns.bad:
        table["pair"] = [row.at for row, _ in kept]
    if columns.phenomenon:
        table["phenomenon"] = [row.phenomenon for row, _ in kept]
    if columns.label and is_rating(sheet.cells[columns.label]):
        table["rating"] = [rating_of(row.label) for row, _ in kept]
    parts = named_parts([row.part or "" for row, _ in kept]) if columns.split else drawn_parts(table)
    table.insert(len(COLUMNS), "part", parts)
    at = [row.at for row, _ in kept]
    more = {file_column(name): sheet.cells[name].iloc[at].to_numpy() for name in _further(sheet, columns)}
    return table.assign(**more)


def _further(sheet: Sheet, columns: Columns) -> list[str]:
    """The columns of the file that nothing reads."""
    return [name for name in sheet.columns if name not in vars(columns).values()]


def check(prepared: Prepared) -> None:
    """Raises TooFewRows, OnlyAcceptable, OnlyUnacceptable or TrainingPartUnusable if this is no corpus."""
    rows, classes = len(prepared.table), set(prepared.table["label"])
    if rows < MIN_ROWS:
        raise TooFewRows(file=prepared.file, found=rows, needed=MIN_ROWS)
    if classes == {1}:
        raise OnlyAcceptable(file=prepared.file, found=rows)
    if classes == {0}:
        raise OnlyUnacceptable(file=prepared.file, found=rows)
    train = prepared.table[prepared.table["part"] == TRAIN]
    if prepared.split and (len(train) < MIN_SENTENCES or train["label"].nunique() < 2):
        found, needed = len(train), MIN_SENTENCES
        raise TrainingPartUnusable(file=prepared.file, column=prepared.split, found=found, needed=needed)
