"""The model included with ColaBERT: how it is made, and how it is added to the runs."""

from colabert_core.starter.install import Quality, starter_quality

__all__ = [
    "Quality",
    "starter_quality",
]
