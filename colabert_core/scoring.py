"""Judging sentences: a verdict with its probability and the tokens it was read from.

Torch comes in only with the classifier that is handed over; this module needs none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd

from colabert_core.errors import FileUnreadable, MissingColumn, reason_of
from colabert_core.tokenization import WordPiece

THRESHOLD = 0.5  # acceptable from here on


class Judge(Protocol):
    """What `classifier.Classifier` offers; a test may hand over less than BERT."""

    max_length: int
    word_piece: WordPiece

    def probabilities(self, sentences: list[str]) -> np.ndarray: ...


class Watched:
    """A judge that tells how many sentences it has judged."""

    _AT_ONCE = 512  # sentences; enough that sorting them by length pays

    def __init__(self, judge: Judge, on_progress: Callable[[int], None]):
        self._judge, self._on_progress = judge, on_progress
        self.max_length, self.word_piece = judge.max_length, judge.word_piece

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        parts = [np.zeros(0, dtype=np.float32)]
        for start in range(0, len(sentences), self._AT_ONCE):
            parts.append(self._judge.probabilities(sentences[start : start + self._AT_ONCE]))
            self._on_progress(min(start + self._AT_ONCE, len(sentences)))
        return np.concatenate(parts)


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


def read_sentences(path: str) -> pd.DataFrame:
    """A CSV file as text, every column kept. Raises FileUnreadable, or MissingColumn without `sentence`."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError, UnicodeError, pd.errors.ParserError) as error:
        raise FileUnreadable(file=path, reason=reason_of(error)) from error
    if not isinstance(table.index, pd.RangeIndex):  # pandas takes the surplus cells for row names
        raise FileUnreadable(file=path, reason="its rows have more cells than its first line")
    if "sentence" not in table.columns:
        raise MissingColumn(file=path, column="sentence", found=", ".join(map(str, table.columns)))
    return table


def judge_table(judge: Judge, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns acceptable and label added; both stay empty where the sentence is."""
    table = table.copy()
    filled = table["sentence"].str.strip() != ""
    scores = score(judge, list(table.loc[filled, "sentence"]))
    table["acceptable"] = pd.Series([s.acceptable for s in scores], index=table.index[filled], dtype=float)
    table["label"] = pd.Series([s.label for s in scores], index=table.index[filled], dtype=object)
    return table
