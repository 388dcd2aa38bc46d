"""The runs of a home: their histories, the default one, and sharing."""

from dataclasses import dataclass, field
from pathlib import Path

from colabert_core.corpus.catalogue import COLA
from colabert_core.runs import sharing
from colabert_core.runs.history import History, HistoryReader
from colabert_core.runs.run import Run, RunInfo
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.system.paths import Home
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace.kept import Kept


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

        None if the starter is the only run.
        """
        store = self.store
        runs = {run.id: run for run in store.all()}
        if wanted in runs:
            return runs[wanted]
        trained = [run for run in runs.values() if not run.is_starter]
        return store.training() or next(iter([*store.queue(), *trained]), None)

    # --- sharing -------------------------------------------------------------------------------

    def share(self, run: Run, target: Path) -> None:
        """Write a run as one small file. Raises RunWithoutModel, or an EncoderError."""
        sharing.share(run, target)

    def shared(self, run: Run) -> bytes:
        """The bytes of a run's small file, for a download. Raises what `share` raises."""
        with scratch_folder(self.home.runs) as folder:
            target = folder / "shared.zip"
            self.share(run, target)
            return target.read_bytes()

    def open_shared(self, archive: Path, name: str) -> Run:
        """Add a shared model to the runs. Raises NotShared, a RunError or an EncoderError."""
        return sharing.open_shared(self.home, archive, name)

    def open_upload(self, name: str, content: bytes) -> Run:
        """Add an uploaded shared model to the runs. Raises what `open_shared` raises."""
        with scratch_folder(self.home.runs) as folder:
            archive = folder / "upload.zip"
            archive.write_bytes(content)
            return self.open_shared(archive, name)


def _competes(info: RunInfo) -> bool:
    """Whether a run's validation MCC can be compared with that of others."""
    return info.corpus_id == COLA and info.validation_is_new
