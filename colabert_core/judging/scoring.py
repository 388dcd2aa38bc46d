"""Judging sentences: a verdict with its probability and the tokens it was read from.

Torch comes in only with the classifier that is handed over; this module needs none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from colabert_core.model.tokenization import WordPiece

THRESHOLD = 0.5  # acceptable from here on
ACCEPTABLE, LABEL = JUDGED_COLUMNS = ("acceptable", "label")  # of a judged table: probability and verdict


class Judge(Protocol):
    """What judges sentences: `model.classifier.Classifier`, or less than BERT in a test.

    `max_length` is the number of tokens that it reads, [CLS] and [SEP] among them.
    """

    max_length: int
    word_piece: WordPiece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """The probability of "acceptable" <float>[len(sentences)], 0 to 1, in the order of the sentences.

        No sentence is empty; without any, the answer is empty. Threads may ask only a `SharedJudge` at once.
        """
        ...


class ReportingJudge:
    """A judge that reports how many sentences it has judged.

    It asks in short requests, the longest sentences first: those of like length share a batch, what is left
    goes quicker than expected rather than slower, and other visitors come in between.
    """

    _AT_ONCE = 128  # sentences

    def __init__(self, judge: Judge, on_progress: Callable[[int], None]):
        self._judge, self._on_progress = judge, on_progress
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        found = np.zeros(len(sentences), dtype=np.float32)
        order = np.argsort([-len(sentence) for sentence in sentences], kind="stable")
        for start in range(0, len(order), self._AT_ONCE):
            rows = order[start : start + self._AT_ONCE]
            found[rows] = self._judge.probabilities([sentences[row] for row in rows])
            self._on_progress(start + len(rows))
        return found


@dataclass(frozen=True, kw_only=True)
class Score:
    """`acceptable` is a probability, 0 to 1. `tokens` are those read, `cut` the number of those not read."""

    sentence: str
    acceptable: float
    tokens: tuple[str, ...]
    cut: int

    @property
    def label(self) -> str:
        return label_of(self.acceptable)


def label_of(acceptable: float) -> str:
    """acceptable or unacceptable."""
    return "acceptable" if acceptable >= THRESHOLD else "unacceptable"


def score(judge: Judge, sentences: list[str]) -> list[Score]:
    """One Score per sentence, in the order given. Empty sentences are the caller's to keep away."""
    probabilities = judge.probabilities(sentences)
    return [_score(judge, *pair) for pair in zip(sentences, probabilities, strict=True)]


def _score(judge: Judge, sentence: str, acceptable: float) -> Score:
    pieces = judge.word_piece.pieces(sentence)
    kept = judge.max_length - 2  # [CLS] and [SEP] always stay
    return Score(
        sentence=sentence,
        acceptable=float(acceptable),
        tokens=("[CLS]", *pieces[:kept], "[SEP]"),
        cut=max(0, len(pieces) - kept),
    )


def sentences_in(text: str) -> list[str]:
    """The sentences of a text typed one per line; empty lines are passed over."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def judge_table(judge: Judge, table: pd.DataFrame, column: str = "sentence") -> pd.DataFrame:
    """The table with JUDGED_COLUMNS added; both stay empty where the sentence is.

    acceptable: the probability, 0 to 1; label: acceptable or unacceptable.
    """
    table = table.copy()
    filled = table[column].str.strip() != ""
    found = judge.probabilities(list(table.loc[filled, column])) if filled.any() else np.zeros(0)
    table[ACCEPTABLE] = pd.Series(found.astype(float), index=table.index[filled], dtype=float)
    table[LABEL] = pd.Series([label_of(p) for p in found], index=table.index[filled], dtype=object)
    return table
