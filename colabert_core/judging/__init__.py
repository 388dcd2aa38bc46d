"""Verdicts on sentences, on many at once, and on whole files."""

from colabert_core.judging.judged_files import FileProgress
from colabert_core.judging.scoring import (
    THRESHOLD,
    Judge,
    ReportingJudge,
    Score,
    label_of,
    score,
    sentences_in,
)
from colabert_core.judging.shared_judge import Gathered

__all__ = [
    "THRESHOLD",
    "FileProgress",
    "Gathered",
    "Judge",
    "ReportingJudge",
    "Score",
    "label_of",
    "score",
    "sentences_in",
]
