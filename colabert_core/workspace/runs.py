"""The runs of a home: what happened in them, which one judges best, and how they are handed on."""

from dataclasses import dataclass, field
from pathlib import Path

from colabert_core.corpus.catalogue import COLA
from colabert_core.runs import sharing
from colabert_core.runs.history import Chronicle, History
from colabert_core.runs.run import Run, RunInfo
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.system.paths import Home
from colabert_core.system.staging import scratch_folder
from colabert_core.workspace.kept import Kept


@dataclass(frozen=True, kw_only=True)
class Runs:
    """What was read of a run's events is kept in memory: only what was added since is read."""

    home: Home
    _read: Kept[Chronicle] = field(default_factory=lambda: Kept(1000), init=False, repr=False, compare=False)

    @property
    def store(self) -> RunStore:
        """The runs of this home, the starter among them."""
        install_starter(self.home)
        return RunStore(self.home.runs)

    def history(self, run: Run) -> History:
        """A run's history as it is now."""
        return self._read.get(run.metrics_path, lambda: Chronicle(run.metrics_path)).history()

    def best_judge(self) -> Run:
        """The run to judge with where nobody chose one.

        It has the highest validation MCC on CoLA; of equals the newest wins. MCCs on other corpora are easier
        or harder won, and those of runs that had met their validation sentences before flatter: neither
        competes.
        """
        return max((run for run in self.store.with_model() if _competes(run.info)), key=self._best_mcc)

    def _best_mcc(self, run: Run) -> float:
        best = self.history(run).best
        return -1.0 if best is None else float(best["mcc"])

    def to_show(self, wanted: str | None) -> Run | None:
        """The run with the id `wanted`; without one, the run at work, the next in the queue, or the newest.

        None where there is none but the starter.
        """
        store = self.store
        runs = {run.id: run for run in store.all()}
        if wanted in runs:
            return runs[wanted]
        trained = [run for run in runs.values() if not run.is_starter]
        return store.training() or next(iter([*store.queue(), *trained]), None)

    # --- handing on ----------------------------------------------------------------------------

    def share(self, run: Run, target: Path) -> None:
        """Write a run as one small file. Raises RunWithoutModel or an EncoderError."""
        sharing.share(run, target)

    def shared(self, run: Run) -> bytes:
        """A run as one small file, for a download. Raises as `share` does."""
        with scratch_folder(self.home.runs) as folder:
            target = folder / "shared.zip"
            self.share(run, target)
            return target.read_bytes()

    def open_shared(self, archive: Path, name: str) -> Run:
        """Put a shared model among the runs. Raises NotShared, a RunError or an EncoderError."""
        return sharing.open_shared(self.home, archive, name)

    def open_upload(self, name: str, content: bytes) -> Run:
        """Put an uploaded shared model among the runs. Raises as `open_shared` does."""
        with scratch_folder(self.home.runs) as folder:
            archive = folder / "upload.zip"
            archive.write_bytes(content)
            return self.open_shared(archive, name)


def _competes(info: RunInfo) -> bool:
    return info.corpus_id == COLA and info.validation_is_new
