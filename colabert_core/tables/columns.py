"""Guesses at which column of a table holds what, from the headings and from what the columns hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from colabert_core.tables import words
from colabert_core.tables.headings import ACCEPTABLE, UNACCEPTABLE, polarity, role_of, words_in
from colabert_core.tables.labels import Meanings, is_rating, meanings
from colabert_core.tables.notation import bare, is_mark
from colabert_core.tables.sheet import Sheet, is_formula

# The columns are guessed from the first rows.
_GUESSED_FROM_ROWS = 2_000
# Different values of a label column.
MAX_LABELS = 20
_SPLITS = {
    "in_domain_train": "in_domain_train",  # the three as they are called in what the dashboard exports
    "in_domain_dev": "test",
    "out_of_domain_dev": "test",
    "train": "in_domain_train",
    "training": "in_domain_train",
    "학습": "in_domain_train",
    "훈련": "in_domain_train",
    "dev": "validation",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "development": "validation",
    "검증": "validation",
    "test": "test",
    "eval": "test",
    "evaluation": "test",
    "held-out": "test",
    "평가": "test",
    "시험": "test",
    "테스트": "test",
}
_CORRECTED = frozenset(
    (
        "corrected",
        "correction",
        "corrections",
        "revised",
        "fixed",
        "edited",
        "교정",
        "교정문",
        "수정",
        "수정문",
    )
)
_ORIGINAL = frozenset(
    ("original", "source", "learner", "student", "raw", "error", "sentence", "text", "원문", "원본", "문장")
)


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which column holds what. Without a label column, the marks in front of sentences are the labels.

    `bad` is the column of unacceptable sentences where a row has both sides of a minimal pair; then
    `sentence` is that of the acceptable ones, and there are no labels.
    """

    sentence: str
    label: str | None = None
    mark: str | None = None
    source: str | None = None
    bad: str | None = None
    split: str | None = None
    phenomenon: str | None = None


@dataclass(frozen=True, kw_only=True)
class Guess:
    """Guessed columns. `rivals` are the label columns among which people must choose, if they disagree."""

    columns: Columns
    rivals: tuple[str, ...] = ()


def split_of(value: str) -> str | None:
    """The part of a corpus that a value names: in_domain_train, validation or test; None if it is unknown."""
    return _SPLITS.get(value.strip().casefold())


def guess_columns(sheet: Sheet) -> Guess:
    """A guess at the columns of a table."""
    return _Guesser(sheet).guess()


def meaning_of(sheet: Sheet, column: str, values: Sequence[str]) -> Meanings:
    """What the distinct values of a label column mean; without a heading, only CoLA's own format is known."""
    usual = "convention" if is_colas_format(sheet, column) else "unknown"
    return meanings(values, column if sheet.headed is not False else None, usual)


def is_colas_format(sheet: Sheet, label: str) -> bool:
    """Whether a table is in the format of CoLA's files: source, label, mark, sentence, and no headings."""
    if sheet.headed is not False or len(sheet.columns) not in (3, 4) or sheet.columns[1] != label:
        return False
    return set(sheet.cells[label]) <= {"0", "1"} and sheet.columns[-1] == "D"


class _Guesser:
    """The columns' cells, on one line each, and those that are still free."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        head = sheet.cells.head(_GUESSED_FROM_ROWS)
        self.cells = {name: [_cell(cell) for cell in head[name]] for name in sheet.columns}
        self.free = list(sheet.columns)

    def guess(self) -> Guess:
        if pair := self._pair():
            good, bad = self._take(pair[0]), self._take(pair[1])
            return Guess(columns=self._others(good, label=None, mark=None, bad=bad))
        sentence = self._take(self._sentence())
        label, rivals = self._label()
        self._take(label)
        mark = self._take(self._first(self._is_mark_column))
        return Guess(columns=self._others(sentence, label=label, mark=mark, bad=None), rivals=rivals)

    def _others(self, sentence: str, label: str | None, mark: str | None, bad: str | None) -> Columns:
        split = self._take(self._first(self._is_split_column))
        source = self._take(self._first(lambda name: self._role(name) == words.SOURCE))
        if label and source is None and is_colas_format(self.sheet, label):
            source = self._take(self.sheet.columns[0])
        phenomenon = self._take(self._first(self._is_phenomenon_column))
        return Columns(
            sentence=sentence,
            label=label,
            mark=mark,
            source=source,
            bad=bad,
            split=split,
            phenomenon=phenomenon,
        )

    def _take(self, name: str | None) -> Any:
        if name is not None:
            self.free.remove(name)
        return name

    def _first(self, fits: Callable[[str], bool]) -> str | None:
        return next(filter(fits, self.free), None)

    def _role(self, name: str) -> str | None:
        return role_of(name) if self.sheet.headed is not False else None

    def _filled(self, name: str) -> list[str]:
        return [cell for cell in self.cells[name] if cell]

    # --- sentences -------------------------------------------------------------------------------

    def _sentence(self) -> str:
        """The column with the most letters, among those headed as sentences or else those that hold texts."""
        named = [name for name in self.free if self._role(name) == words.SENTENCE]
        texts = [name for name in self.free if self._holds_texts(name) and not self._is_beside(name)]
        return max(named or texts or self.free, key=self._letters)

    def _is_beside(self, name: str) -> bool:
        """Whether a heading names texts that are no sentences to judge: a source, a comment, a context."""
        known = self._role(name) in (words.SOURCE, words.PHENOMENON)
        return known or any(word in words.BESIDE for word in words_in(name)) or name in words.BESIDE_KOREAN

    def _letters(self, name: str) -> int:
        return sum(sum(map(str.isalpha, cell)) for cell in self.cells[name])

    def _pair(self) -> tuple[str, str] | None:
        """The columns of acceptable and of unacceptable sentences, if each row has both."""
        texts = [name for name in self.free if self._holds_texts(name)]
        if len(texts) < 2:
            return None
        for fits in (self._is_pair_by_words, self._is_pair_by_correction, self._is_pair_by_stars):
            for good, bad in permutations(texts, 2):
                if fits(good, bad):
                    return good, bad
        return None

    def _holds_texts(self, name: str) -> bool:
        filled = self._filled(name)
        long = sum(" " in cell for cell in filled)
        return len(filled) > 0.5 * len(self.cells[name]) and long > 0.7 * len(filled) > 0.3 * len(set(filled))

    def _is_pair_by_words(self, good: str, bad: str) -> bool:
        if self.sheet.headed is False:
            return False
        return polarity(good) == ACCEPTABLE and polarity(bad) == UNACCEPTABLE

    def _is_pair_by_correction(self, good: str, bad: str) -> bool:
        is_corrected = bool(_CORRECTED & set(words_in(good)))
        return is_corrected and bool(_ORIGINAL & set(words_in(bad))) and not _CORRECTED & set(words_in(bad))

    def _is_pair_by_stars(self, good: str, bad: str) -> bool:
        return self._starred(bad) >= 0.9 and self._starred(good) == 0

    def _starred(self, name: str) -> float:
        filled = self._filled(name)
        return sum("*" in bare(cell).mark for cell in filled) / max(len(filled), 1)

    # --- labels ----------------------------------------------------------------------------------

    def _label(self) -> tuple[str | None, tuple[str, ...]]:
        """The label column; and all columns that could as well be it, if they disagree."""
        scores = {name: self._label_score(name) for name in self.free}
        best = max(self.free, key=lambda name: scores[name], default=None)
        if best is None or not any(scores[best]):
            return None, ()
        rivals = [name for name in self.free if scores[name][:2] == scores[best][:2]]
        read = [self._read(name) for name in rivals]
        disagree = any(
            a != b for one in read for a, b in zip(read[0], one, strict=True) if None not in (a, b)
        )
        return best, tuple(rivals) if disagree else ()

    def _label_score(self, name: str) -> tuple[bool, bool, float]:
        """How likely a column is to hold the labels: named so, both classes known, share of known rows."""
        filled = self._filled(name)
        role = self._role(name)
        named = role == words.LABEL
        if not filled or role in (words.OTHER, words.SPLIT, words.PHENOMENON):
            return (False, False, 0.0)
        if is_rating(filled):
            return (named or role == words.RATING, False, 0.5)
        if len(set(filled)) > MAX_LABELS:
            return (False, False, 0.0)
        read = self._read(name)
        both = {0, 1} <= set(read)
        if not (named or both):
            return (False, False, 0.0)
        return (named, both, sum(label is not None for label in read) / len(read))

    def _read(self, name: str) -> list[int | None]:
        counts = Counter(self.cells[name])
        found = meaning_of(self.sheet, name, list(counts))
        known = dict(zip(counts, found.labels, strict=True))
        return [known[cell] for cell in self.cells[name]]

    # --- others ----------------------------------------------------------------------------------

    def _is_mark_column(self, name: str) -> bool:
        filled = self._filled(name)
        if not filled:
            return False
        return all(map(is_mark, filled)) or (self._role(name) == words.MARK and any(map(is_mark, filled)))

    def _is_split_column(self, name: str) -> bool:
        values = set(self._filled(name))
        parts = {split_of(value) for value in values}
        return None not in parts and "in_domain_train" in parts and len(parts) > 1

    def _is_phenomenon_column(self, name: str) -> bool:
        filled = self._filled(name)
        is_divided = 1 < len(set(filled)) <= max(2, len(filled) / 2)
        return self._role(name) == words.PHENOMENON and is_divided


def _cell(text: str) -> str:
    return "" if is_formula(text) else " ".join(text.split())
