"""Slices of judged sentences: by length, by mark, by cell of the confusion matrix, and wrong verdicts."""

import pandas as pd

from colabert_core.corpus.browsing import words_per_sentence
from colabert_core.evaluation.report import figures_by, verdicts_of
from colabert_core.judging.scoring import THRESHOLD

LENGTHS = ((1, 4), (5, 7), (8, 10), (11, 15), (16, None))  # words, both ends included
NO_MARK = ""


def by_length(judged: pd.DataFrame) -> pd.DataFrame:
    """The figures by number of words, the shortest first: the columns of `figures_by`, with length.

    `length` is one of LENGTHS.
    """
    table = figures_by(judged, lengths_of(judged), "length")
    return table.sort_values("length", ignore_index=True, key=lambda ranges: ranges.map(lambda r: r[0]))


def lengths_of(judged: pd.DataFrame) -> pd.Series:
    """The one of LENGTHS to which each sentence belongs."""
    return words_per_sentence(judged).map(_range_of)


def _range_of(words: int) -> tuple[int, int | None]:
    return next((low, high) for low, high in LENGTHS if high is None or words <= high)


def by_mark(judged: pd.DataFrame) -> pd.DataFrame:
    """The figures by the author's mark (* ?* ?? ...), the most frequent first; NO_MARK for none.

    Marked sentences are unacceptable, so their accuracy is the share that the model recognized.
    """
    table = figures_by(judged, judged["mark"], "mark")
    return table.sort_values("sentences", ascending=False, kind="stable", ignore_index=True)


def cell_of(judged: pd.DataFrame, label: int, verdict: int, threshold: float = THRESHOLD) -> pd.DataFrame:
    """The sentences in one cell of the confusion matrix, the most confident verdicts first."""
    chosen: pd.DataFrame = judged[(judged["label"] == label) & (verdicts_of(judged, threshold) == verdict)]
    return chosen.sort_values("acceptable", ascending=verdict == 0, kind="stable")


def wrong_verdicts(judged: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """The wrongly judged sentences with the column `confidence`, the most confident ones first.

    Confidence is the probability of the verdict given, 0.5 to 1 at the usual threshold.
    """
    verdicts = verdicts_of(judged, threshold)
    confidence = judged["acceptable"].where(verdicts == 1, 1 - judged["acceptable"])
    wrong: pd.DataFrame = judged.assign(confidence=confidence)[verdicts != judged["label"]]
    return wrong.sort_values("confidence", ascending=False, kind="stable")
