"""The labels of an uploaded table: what is guessed of them, and what only people can decide."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice

from colabert_core.corpus.own_rows import Row, rows_of, unusable
from colabert_core.errors import NoLabels, TooManyLabels
from colabert_core.tables.columns import MAX_LABELS, Columns, meaning_of
from colabert_core.tables.headings import UNACCEPTABLE, polarity
from colabert_core.tables.labels import HIDDEN, is_rating, rating_of
from colabert_core.tables.sheet import Sheet
from colabert_core.tables.words import own_meaning

# Linguists star a third of their examples; a few stars among thousands of lines are something else.
_MIN_MARKED_SHARE = 0.05
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
class Cutoffs:
    """Which ratings count as acceptable: those from `high` up; those down to `low` are unacceptable.

    What is in between is left out; with one cut-off for both, nothing is. `is_reversed` says that low ratings
    are the acceptable ones. Below `lowest` there are no ratings, only the -1 that stands for a hidden one.
    """

    low: float
    high: float
    is_reversed: bool = False
    lowest: float = -math.inf

    def label_of(self, rating: float | None) -> int | None:
        """1 acceptable, 0 unacceptable, None left out."""
        if rating is None or rating < self.lowest:
            return None
        is_high, is_low = rating >= self.high, rating <= self.low
        if self.is_reversed:
            return 1 if is_low else 0 if is_high else None
        return 1 if is_high else 0 if is_low else None


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The labels of a table, the most frequent first, and what only people can decide about them.

    `question` is None, or one of
        reading    the heading does not say what 1 means, or the marks contradict it; `values` have a guess
        rating     the labels are ratings, and people say from which one on a sentence is acceptable
        marks      only a few of the sentences have a mark, too few for the others to count as acceptable
    `marked` is the number of sentences with a mark in front, of `rows`. `ratings` are all ratings, the lowest
    first, and `cutoffs` is a guess: the middle of their scale. There are no `values` if there are more than
    MAX_LABELS different ratings.
    """

    values: tuple[LabelValue, ...]
    question: str | None
    marked: int
    rows: int
    ratings: tuple[float, ...] = ()
    cutoffs: Cutoffs | None = None

    @property
    def is_one_sided(self) -> bool:
        """Whether labels of unknown meaning are left, and one of the two meanings has no label."""
        unknown = [value for value in self.values if value.label is None and value.value]
        return bool(unknown) and not {0, 1} <= {value.label for value in self.values}

    def turned(self) -> tuple[LabelValue, ...]:
        """The values with acceptable and unacceptable exchanged."""
        return tuple(
            replace(value, label=None if value.label is None else 1 - value.label) for value in self.values
        )


def labels_in(sheet: Sheet, columns: Columns) -> Labels:
    """The labels of all rows that have a sentence, each with a guess at its meaning.

    Raises NoLabels, TooManyLabels.
    """
    rows = [row for row in rows_of(sheet, columns) if unusable(row) is None]
    frequent = Counter(row.label for row in rows).most_common()
    if not any(value for value, _ in frequent) or {value for value, _ in frequent} <= {"", "-1"}:
        raise NoLabels(file=sheet.file)
    marked = sum(bool(row.mark) for row in rows)
    if ratings := _ratings(sheet, columns, rows):
        few = len(frequent) <= MAX_LABELS
        values = tuple(LabelValue(value=value, rows=n, label=None) for value, n in frequent if few)
        guess = _middle(ratings, is_reversed=polarity(columns.label or "") == UNACCEPTABLE)
        return Labels(
            values=values, question="rating", marked=marked, rows=len(rows), ratings=ratings, cutoffs=guess
        )
    if len(frequent) > MAX_LABELS:
        column = columns.label or columns.sentence
        raise TooManyLabels(file=sheet.file, column=column, found=len(frequent), limit=MAX_LABELS)
    guesses, question = _guessed(sheet, columns, rows, [value for value, _ in frequent])
    values = tuple(
        LabelValue(value=value, rows=n, label=label)
        for (value, n), label in zip(frequent, guesses, strict=True)
    )
    return Labels(values=values, question=question, marked=marked, rows=len(rows))


def _ratings(sheet: Sheet, columns: Columns, rows: list[Row]) -> tuple[float, ...]:
    """All ratings in ascending order; none if the labels are something else."""
    if columns.label is None or columns.bad:
        return ()
    labels = [row.label for row in rows]
    if not is_rating(labels) or any(
        label is not None for label in meaning_of(sheet, columns.label, sorted(set(labels))).labels
    ):
        return ()
    ratings = sorted(rating for label in labels if (rating := rating_of(label)) is not None)
    shown = [rating for rating in ratings if rating != HIDDEN]
    return tuple(shown if min(shown) >= 0 else ratings)


def _middle(ratings: tuple[float, ...], is_reversed: bool) -> Cutoffs:
    """One cut-off: 0 for z-scores, otherwise the middle between the lowest and the highest rating."""
    middle = 0.0 if ratings[0] < 0 < ratings[-1] else float(f"{(ratings[0] + ratings[-1]) / 2:.4g}")
    return Cutoffs(low=middle, high=middle, is_reversed=is_reversed, lowest=ratings[0])


def _guessed(
    sheet: Sheet, columns: Columns, rows: list[Row], values: list[str]
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
    labels = list(found.labels)
    told = _told_by_marks(rows, dict(zip(values, labels, strict=True)))
    if found.is_open and told is not None:
        return [label if told or label is None else 1 - label for label in labels], None
    is_doubtful = found.is_open or (told is False and not found.is_plain)
    return labels, "reading" if is_doubtful else None


def _told_by_marks(rows: list[Row], meaning: dict[str, int | None]) -> bool | None:
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
    found = (row.sentence for row in rows_of(sheet, columns) if row.label == value and row.sentence)
    return list(islice(found, _SHOWN_PER_SIDE))
