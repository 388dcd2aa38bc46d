"""Verdicts on sentences, for many visitors at once, and on whole files."""

from colabert_core.judging.csv_file import FileProgress
from colabert_core.judging.judged_files import JudgedTable, read_judged
from colabert_core.judging.readable import Unknown, unknown_in
from colabert_core.judging.scoring import (
    CANNOT_JUDGE,
    PROBABILITY,
    THRESHOLD,
    Judge,
    ReportingJudge,
    Score,
    label_of,
    score,
    sentences_in,
)
from colabert_core.judging.shared_judge import SharedJudge

__all__ = [
    "CANNOT_JUDGE",
    "PROBABILITY",
    "THRESHOLD",
    "FileProgress",
    "Judge",
    "JudgedTable",
    "ReportingJudge",
    "Score",
    "SharedJudge",
    "Unknown",
    "label_of",
    "read_judged",
    "score",
    "sentences_in",
    "unknown_in",
]
