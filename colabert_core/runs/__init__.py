"""A training's folder, its history, and how a trained model is shared."""

from colabert_core.runs.history import History, epoch_table, overfitting_epoch, running_mean
from colabert_core.runs.naming import file_name
from colabert_core.runs.run import UNKNOWN, Run, State, run_at
from colabert_core.runs.sharing import ENDING as SHARED_ENDING
from colabert_core.runs.store import RunStore

__all__ = [
    "SHARED_ENDING",
    "UNKNOWN",
    "History",
    "Run",
    "RunStore",
    "State",
    "epoch_table",
    "file_name",
    "overfitting_epoch",
    "run_at",
    "running_mean",
]
