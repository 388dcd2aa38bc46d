"""Runs: their histories, and the files for sharing them."""

from colabert_core.runs import History, Run, RunStore
from pages.ui.services.workspaces import workspace


def store() -> RunStore:
    """The runs of this home, the starter among them."""
    return workspace().runs.store


def history(run: Run) -> History:
    """A run's history as it is now."""
    return workspace().runs.history(run)


def default_run() -> Run:
    """The run whose model judges best; the starter if there is no better one."""
    return workspace().runs.default_run()


def run_to_show(wanted: str | None) -> Run | None:
    """The wanted run, otherwise the one in training, queued next or newest; None if there is none."""
    return workspace().runs.to_show(wanted)


def shared(run: Run) -> bytes:
    """A run as a file for sharing. Raises RunWithoutModel or an EncoderError."""
    return workspace().runs.shared(run)


def open_shared(name: str, content: bytes) -> Run:
    """Add a run from an uploaded file. Raises NotShared, a RunError or an EncoderError."""
    return workspace().runs.open_upload(name, content)
