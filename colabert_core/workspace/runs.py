"""The runs of a home: their histories, the default one, those from elsewhere, and sharing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from colabert_core.corpus.catalogue import COLA
from colabert_core.encoders import resolve
from colabert_core.errors import ClassifierNotFound, EncoderNotFound, RunFromHere, RunUnknown
from colabert_core.events import Fetching
from colabert_core.runs import elsewhere, sharing
from colabert_core.runs.history import History, HistoryReader
from colabert_core.runs.run import Run, RunInfo
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.system.paths import Home, folder_named
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace.kept import Kept

Report = Callable[[Fetching], None]


def _unreported(event: Fetching) -> None:
    """For a download whose progress is not shown."""


@dataclass(frozen=True, kw_only=True)
class Runs:
    """Events already read are kept in memory: of a growing file, only the new lines are read."""

    home: Home
    _readers: Kept[HistoryReader] = field(
        default_factory=lambda: Kept(1000), init=False, repr=False, compare=False
    )

    @property
    def store(self) -> RunStore:
        """The runs of this home, including the starter."""
        install_starter(self.home)
        return RunStore(self.home.runs)

    def history(self, run: Run) -> History:
        """A run's current history."""
        return self._readers.get(run.metrics_path, lambda: HistoryReader(run.metrics_path)).history()

    def default_run(self) -> Run:
        """The run to judge with when none was chosen.

        It has the highest validation MCC on CoLA; on a tie, it is the newest. MCCs on other corpora cannot be
        compared with it, and those of runs that may have learned from their validation sentences before are
        too high, so neither kind of run is considered.
        """
        return max((run for run in self.store.with_model() if _competes(run.info)), key=self._best_mcc)

    def _best_mcc(self, run: Run) -> float:
        best = self.history(run).best
        return -1.0 if best is None else float(best["mcc"])

    def to_show(self, wanted: str | None) -> Run | None:
        """The run with the id `wanted`; otherwise the running one, the next in the queue, or the newest.

        None if nothing was trained here.
        """
        store = self.store
        runs = {run.id: run for run in store.all()}
        if wanted in runs:
            return runs[wanted]
        trained = [run for run in runs.values() if not (run.is_starter or run.is_from_elsewhere)]
        return store.training() or next(iter([*store.queue(), *trained]), None)

    # --- classifiers from elsewhere ------------------------------------------------------------

    def judge(self, name: str, acceptable: str | None = None, report: Report = _unreported) -> Run:
        """A run that can judge, by its name; or a finished classifier by its folder or its name on the hub.

        A classifier is added to the runs, if it is not there yet. `acceptable` is its label that means
        acceptable. Raises RunUnknown, RunWithoutModel, RunFromHere, and what `open_named` raises.
        """
        try:
            run = self.store.judge(name)
        except RunUnknown:
            if not folder_named(name) and "/" not in name:
                raise
            return self.open_named(name, acceptable, report)
        if acceptable is None:
            return run
        if not run.is_from_elsewhere:
            raise RunFromHere(name=run.name)
        return elsewhere.relabel(self.home, run, acceptable)

    def open_named(self, name: str, acceptable: str | None = None, report: Report = _unreported) -> Run:
        """Add a finished classifier by its folder or its name on the hub.

        `report` gets the progress of a download. Raises ClassifierNotFound, and what `resolve` and
        `elsewhere.add` raise.
        """
        try:
            folder = resolve(name, report)
        except EncoderNotFound:
            raise ClassifierNotFound(name=name) from None
        local = folder_named(name)
        return elsewhere.add(self.home, folder, local.resolve().name if local else name, acceptable)

    def open_file(self, archive: Path | BinaryIO, name: str, acceptable: str | None = None) -> Run:
        """Add the model in a zip file: a finished classifier, or a shared run.

        Raises what `elsewhere.add_zip` and `open_shared` raise.
        """
        if elsewhere.is_whole_model(archive):
            return elsewhere.add_zip(self.home, archive, name, acceptable)
        return self.open_shared(archive, name)

    def relabel(self, run: Run, acceptable: str) -> None:
        """Correct which label of a classifier from elsewhere means acceptable.

        Raises what `elsewhere.relabel` raises.
        """
        elsewhere.relabel(self.home, run, acceptable)

    def acceptable_of(self, run: Run) -> str:
        """The label of a classifier from elsewhere that means acceptable."""
        return elsewhere.acceptable_of(run)

    # --- sharing -------------------------------------------------------------------------------

    def share(self, run: Run, target: Path) -> None:
        """Write a run as one small file. Raises RunWithoutModel, RunFromElsewhere or an EncoderError."""
        sharing.share(run, target)

    def shared(self, run: Run) -> bytes:
        """The bytes of a run's small file, for a download. Raises what `share` raises."""
        with scratch_folder(self.home.runs) as folder:
            target = folder / "shared.zip"
            self.share(run, target)
            return target.read_bytes()

    def open_shared(self, archive: Path | BinaryIO, name: str) -> Run:
        """Add a shared model to the runs. Raises NotShared, a RunError or an EncoderError."""
        return sharing.open_shared(self.home, archive, name)


def _competes(info: RunInfo) -> bool:
    """Whether a run's validation MCC can be compared with that of others."""
    return info.corpus_id == COLA and info.validation_is_new
