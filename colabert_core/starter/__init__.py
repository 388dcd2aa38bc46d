"""The model that comes with ColaBERT: how it is made and put among the runs."""

from colabert_core.starter.install import Quality, starter_quality

__all__ = [
    "Quality",
    "starter_quality",
]
