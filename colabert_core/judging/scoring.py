"""Judging sentences and tables: verdicts with their probabilities and the tokens that were read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from colabert_core.model.tokenization import WordPiece

THRESHOLD = 0.5  # the lowest probability judged acceptable
# The columns added to a judged table: the probability and the verdict.
ACCEPTABLE, LABEL = JUDGED_COLUMNS = ("acceptable", "label")


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
    """

    sentence: str
    acceptable: float
    tokens: tuple[str, ...]
    kinds: tuple[str, ...]
    cut: int

    @property
    def label(self) -> str:
        """acceptable or unacceptable."""
        return label_of(self.acceptable)


def label_of(acceptable: float) -> str:
    """The verdict for a probability: acceptable or unacceptable."""
    return "acceptable" if acceptable >= THRESHOLD else "unacceptable"


def score(judge: Judge, sentences: list[str]) -> list[Score]:
    """A Score for each sentence, in the same order. No sentence may be empty."""
    probabilities = judge.probabilities(sentences)
    return [_score(judge, *pair) for pair in zip(sentences, probabilities, strict=True)]


def _score(judge: Judge, sentence: str, acceptable: float) -> Score:
    read = judge.word_piece.tokenize(sentence, judge.max_length)
    real = len(read.tokens) - read.padding
    return Score(
        sentence=sentence,
        acceptable=float(acceptable),
        tokens=read.tokens[:real],
        kinds=read.kinds[:real],
        cut=len(read.cut),
    )


def sentences_in(text: str) -> list[str]:
    """The sentences of a text with one per line; empty lines are skipped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def judge_table(judge: Judge, table: pd.DataFrame, column: str = "sentence") -> pd.DataFrame:
    """A copy of the table with JUDGED_COLUMNS added; rows with an empty sentence have neither.

    acceptable: the probability, 0 to 1; label: acceptable or unacceptable.
    """
    table = table.copy()
    filled = table[column].str.strip() != ""
    answers = judge.probabilities(list(table.loc[filled, column])) if filled.any() else np.zeros(0)
    table[ACCEPTABLE] = pd.Series(answers.astype(float), index=table.index[filled], dtype=float)
    table[LABEL] = pd.Series([label_of(p) for p in answers], index=table.index[filled], dtype=object)
    return table
