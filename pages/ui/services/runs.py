"""Runs: their histories, and the files in which they are handed on."""

from colabert_core.runs import History, Run, RunStore
from pages.ui.services.workspaces import workspace


def store() -> RunStore:
    """The runs of this home, the starter among them."""
    return workspace().runs.store


def history(run: Run) -> History:
    return workspace().runs.history(run)


def best_judge() -> Run:
    return workspace().runs.best_judge()


def run_to_show(wanted: str | None) -> Run | None:
    return workspace().runs.to_show(wanted)


def shared(run: Run) -> bytes:
    return workspace().runs.shared(run)


def open_shared(name: str, content: bytes) -> Run:
    return workspace().runs.open_upload(name, content)
