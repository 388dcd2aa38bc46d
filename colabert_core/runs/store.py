"""All runs of a home."""

import secrets
import shutil
import time
from pathlib import Path

from colabert_core.config import PRETRAINED, TrainConfig
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import RunBuiltIn, RunBusy, RunNotResumable, RunUnknown, RunWithoutModel
from colabert_core.events import Queued
from colabert_core.runs.format import INFO
from colabert_core.runs.naming import unused
from colabert_core.runs.run import Run, RunInfo, State, learned_by, scripts_learned_by, versions
from colabert_core.system.paths import folder_named


class RunStore:
    """All runs of a home."""

    def __init__(self, folder: Path):
        self.folder = folder

    def create(
        self, config: TrainConfig, corpus: Corpus, name: str = "", watched: tuple[str, ...] = ()
    ) -> Run:
        """Create a run's folder with run.json and its name, which is the current time if `name` is empty.

        A name that another run has gets a number, see `naming.unused`.
        """
        now = time.time()
        run = Run(self.folder / self.new_id(now))
        run.folder.mkdir(parents=True)
        info = RunInfo(
            config=config,
            corpus=corpus.name,
            corpus_id=corpus.id,
            corpus_fingerprint=corpus.fingerprint,
            created=now,
            versions=versions(),
            learned=learned_by(config.encoder),
            watched=watched,
            scripts=scripts_learned_by(config.encoder, corpus.split("in_domain_train")["sentence"]),
        )
        name = name if name.strip() else time.strftime("%Y-%m-%d %H:%M", time.localtime(now))
        run.write(info, unused(name, self.names()))
        return run

    def names(self) -> set[str]:
        """The names of all runs."""
        return {run.name for run in self.all()}

    def rename(self, run: Run, name: str) -> None:
        """Give a run a name; one that another run has gets a number, see `naming.unused`."""
        run.rename(unused(name, {other.name for other in self.all() if other != run}))

    @staticmethod
    def new_id(now: float) -> str:
        """A unique id; ids sort by time."""
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now))
        return f"{stamp}-{int(now % 1 * 1000):03}{secrets.token_hex(2)}"

    def all(self) -> list[Run]:
        """All runs, newest first, then the starter. The pretrained judge is an encoder rather than a run."""
        if not self.folder.is_dir():
            return []
        folders = (path for path in self.folder.iterdir() if path.name != PRETRAINED)
        runs = [Run(path) for path in folders if (path / INFO).is_file()]
        return sorted(runs, key=lambda run: (not run.is_starter, run.id), reverse=True)

    def with_model(self) -> list[Run]:
        """The runs that can judge, newest first, without those still in training."""
        return [run for run in self.all() if run.has_model and not run.is_live()]

    def find(self, name: str) -> Run:
        """A run by its id or folder, or by `latest`, the newest that was trained. Raises RunUnknown."""
        if name == "latest":
            for run in self.with_model():
                if not run.is_from_elsewhere:
                    return run
            raise RunUnknown(name=name)
        for folder in (folder_named(str(self.folder / name)), folder_named(name)):
            if name and folder and (folder / INFO).is_file():
                return Run(folder.resolve())
        raise RunUnknown(name=name)

    def judge(self, name: str) -> Run:
        """Like `find`, for a run that must have a model. Raises RunUnknown or RunWithoutModel."""
        run = self.find(name)
        if not run.has_model:
            raise RunWithoutModel(name=run.name)
        return run

    def resumable(self, name: str) -> Run:
        """Like `find`, for a run to be resumed. Raises RunUnknown, RunBusy or RunNotResumable."""
        run = self.find(name)
        if run.is_held():
            raise RunBusy(name=run.name)
        if not run.can_resume():
            raise RunNotResumable(name=run.name)
        return run

    def delete(self, run: Run) -> None:
        """Delete a run permanently. Raises RunBusy while it is in training, RunBuiltIn if it came with us."""
        if run.is_built_in:
            raise RunBuiltIn(name=run.name)
        if not run.folder.is_dir():
            return  # already deleted
        with run.held():
            doomed = run.folder.with_name(f".deleted-{run.id}")
            run.folder.rename(doomed)  # disappears from every list at once, however long the removal takes
        shutil.rmtree(doomed, ignore_errors=True)
        run.lock_path.unlink(missing_ok=True)

    def training(self) -> Run | None:
        """The run being trained now, by this process or another; None if there is none."""
        return next((run for run in self.all() if run.state() == State.RUNNING), None)

    def queue(self) -> list[Run]:
        """The runs that wait to be trained, the next one first."""
        waiting = [
            (event.at, run.id, run)
            for run in self.all()
            if isinstance(event := run.last_event(), Queued) and run.state() == State.QUEUED
        ]
        return [run for _, _, run in sorted(waiting, key=lambda place: place[:2])]
