"""Runs: their histories, and the files for sharing them."""

from collections.abc import Callable

from streamlit.runtime.uploaded_file_manager import UploadedFile

from colabert_core.events import Fetching
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


def run_named(id: str | None) -> Run | None:
    """A run by its id; None if there is none, for example since it was deleted."""
    return next((run for run in store().all() if run.id == id), None)


def shared(run: Run) -> bytes:
    """A run as a file for sharing. Raises RunWithoutModel or an EncoderError."""
    return workspace().runs.shared(run)


def exported(run: Run, kind: str) -> bytes:
    """Everything of a run as a "zip" or "xlsx". Raises what `Exporting.export` raises."""
    return workspace().exporting.exported(run, kind)


def open_file(upload: UploadedFile, acceptable: str | None = None) -> Run:
    """Add a shared run or a finished classifier from an uploaded zip. Raises what `Runs.open_file` raises."""
    return workspace().runs.open_file(upload, upload.name, acceptable)


def open_named(name: str, acceptable: str | None, report: Callable[[Fetching], None]) -> Run:
    """Add a finished classifier by its folder or hub name. Raises what `Runs.open_named` raises."""
    return workspace().runs.open_named(name, acceptable, report)


def acceptable_of(run: Run) -> str:
    """The label of a classifier from elsewhere that means acceptable."""
    return workspace().runs.acceptable_of(run)


def relabel(run: Run, acceptable: str) -> None:
    """Correct which label of a classifier from elsewhere means acceptable."""
    workspace().runs.relabel(run, acceptable)
