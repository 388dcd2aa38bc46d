"""Judging sentences and tables: verdicts with their probabilities and the tokens that were read."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from colabert_core.judging.readable import Unreadable, unreadable
from colabert_core.model.tokenization import WordPiece
from colabert_core.tables.notation import Bare, bare

THRESHOLD = 0.5  # the lowest probability judged acceptable
# The verdict on a sentence that the model cannot read, see `readable`.
CANNOT_JUDGE = "cannot judge"
# The columns added to a judged table: the probability, the verdict, and what stood before the sentence.
PROBABILITY, VERDICT, TAKEN_OFF = JUDGED_COLUMNS = ("probability", "verdict", "taken_off")


class Judge(Protocol):
    """Anything that judges sentences: `model.classifier.Classifier`, a wrapper, or a simpler judge in a test.

    `max_length` is the number of tokens that it reads, including special tokens.
    """

    max_length: int
    word_piece: WordPiece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """The probability of "acceptable" for each sentence <float>[len(sentences)], 0 to 1.

        No sentence may be empty; the list may. Concurrent calls should go through a `SharedJudge`.
        """
        ...


class ReportingJudge:
    """A judge that reports how many sentences it has judged.

    It judges in short requests, the longest sentences first: sentences of similar length share a batch, the
    estimated time left falls rather than rises, and other visitors' requests can be judged in between.
    """

    _REQUEST_SENTENCES = 128

    def __init__(self, judge: Judge, on_progress: Callable[[int], None]):
        self._judge, self._on_progress = judge, on_progress
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """As `Judge.probabilities`."""
        answers = np.zeros(len(sentences), dtype=np.float32)
        order = np.argsort([-len(sentence) for sentence in sentences], kind="stable")
        for start in range(0, len(order), self._REQUEST_SENTENCES):
            rows = order[start : start + self._REQUEST_SENTENCES]
            answers[rows] = self._judge.probabilities([sentences[row] for row in rows])
            self._on_progress(start + len(rows))
        return answers


@dataclass(frozen=True, kw_only=True)
class Score:
    """The verdict on a sentence.

    `acceptable` is the probability of "acceptable", 0 to 1. `tokens` are those that the model read, including
    special tokens, with their `kinds` as in `Tokenized`; `cut` is the number of tokens that did not fit.
    `taken_off` is the number or mark that stood before the sentence, such as "(22) *"; no model reads it,
    because it may give the answer away. `unreadable` says why there is no verdict; then the probability means
    nothing.
    """

    sentence: str
    acceptable: float
    tokens: tuple[str, ...]
    kinds: tuple[str, ...]
    cut: int
    taken_off: str = ""
    unreadable: Unreadable | None = None

    @property
    def label(self) -> str:
        """acceptable, unacceptable or CANNOT_JUDGE."""
        return CANNOT_JUDGE if self.unreadable else label_of(self.acceptable)


def label_of(acceptable: float) -> str:
    """The verdict for a probability: acceptable or unacceptable."""
    return "acceptable" if acceptable >= THRESHOLD else "unacceptable"


def score(judge: Judge, sentences: list[str], scripts: Collection[str] = ()) -> list[Score]:
    """A Score for each sentence, in the same order, without numbers and marks. None may be empty.

    `scripts` are those that the model has learned, see `Run.scripts`; none if that is unknown.
    """
    read = [_read(sentence) for sentence in sentences]
    probabilities = judge.probabilities([text.sentence for text in read])
    return [_score(judge, *pair, scripts) for pair in zip(read, probabilities, strict=True)]


def _read(text: str) -> Bare:
    """What a model reads of a text; all of it, if it is nothing but numbers and marks."""
    found = bare(text)
    return found if found.sentence else Bare(taken="", mark="", sentence=text)


def _score(judge: Judge, text: Bare, acceptable: float, scripts: Collection[str]) -> Score:
    read = judge.word_piece.tokenize(text.sentence, judge.max_length)
    real = len(read.tokens) - read.padding
    return Score(
        sentence=text.sentence,
        acceptable=float(acceptable),
        tokens=read.tokens[:real],
        kinds=read.kinds[:real],
        cut=len(read.cut),
        taken_off=text.taken,
        unreadable=unreadable(read, scripts),
    )


def sentences_in(text: str) -> list[str]:
    """The sentences of a text with one per line; empty lines are skipped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def judge_table(
    judge: Judge, table: pd.DataFrame, column: str = "sentence", scripts: Collection[str] = ()
) -> pd.DataFrame:
    """A copy of the table with JUDGED_COLUMNS added; rows with an empty sentence have none of them.

    probability: of "acceptable", 0 to 1, none if the sentence cannot be judged; verdict: acceptable,
    unacceptable or CANNOT_JUDGE; taken_off: the number or mark before the sentence, which was not judged.
    `kept_apart` renames the table's own columns of these names. `scripts` as in `score`.
    """
    names = kept_apart(list(table.columns))
    table, column = table.rename(columns=names), names.get(column, column)
    filled = table[column].str.strip() != ""
    index = table.index[filled]
    read = [_read(text) for text in table.loc[filled, column]]
    answers = _answers(judge, [text.sentence for text in read], scripts)
    table[PROBABILITY] = pd.Series(answers, index=index, dtype=float)
    verdicts = [CANNOT_JUDGE if np.isnan(p) else label_of(p) for p in answers]
    table[VERDICT] = pd.Series(verdicts, index=index, dtype=object)
    table[TAKEN_OFF] = pd.Series([text.taken for text in read], index=index, dtype=object)
    return table


def _answers(judge: Judge, sentences: list[str], scripts: Collection[str]) -> np.ndarray:
    """The probability of each sentence <float>[n], NaN for those that the model cannot read."""
    answers = np.full(len(sentences), np.nan)
    read = (judge.word_piece.tokenize(sentence, judge.max_length) for sentence in sentences)
    able = np.asarray([unreadable(tokens, scripts) is None for tokens in read], dtype=bool)
    if able.any():
        answers[able] = judge.probabilities([sentences[row] for row in np.flatnonzero(able)])
    return answers


def kept_apart(columns: list[str]) -> dict[str, str]:
    """New names for those of a table's columns that are called like JUDGED_COLUMNS: "verdict (before)"."""
    names: dict[str, str] = {}
    for name in set(columns) & set(JUDGED_COLUMNS):
        names[name] = f"{name} (before)"
        while names[name] in columns:
            names[name] += " (before)"
    return names
