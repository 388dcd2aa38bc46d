"""The model included with ColaBERT: how it is made, and how it is added to the runs."""

from colabert_core.starter.install import Quality, starter_quality
from colabert_core.starter.strengths import Strengths, strengths_of_starter

__all__ = [
    "Quality",
    "Strengths",
    "starter_quality",
    "strengths_of_starter",
]
