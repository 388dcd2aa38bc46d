"""A run is a folder, and the folder is the whole truth about it.

    run.json         written once: settings, corpus, versions
    name.txt         what people call it
    metrics.jsonl    the events, one per line, only ever appended to
    replay.json      the sentences that the events of the replay tell of: see `replay`
    stop             there while somebody has asked it to stop
    config.json, model.safetensors, tokenizer files    the best model, as Hugging Face lays it out
    delta.safetensors    in its place in a run that came small: see `deltas`
    checkpoint-N/    what is needed to go on

There is no status file: the state is the last event, and whether the run's lock is held: by the process
that trains it or waits to, and gone with that process. The lock stands beside the folder, in `.locks`, so
that Windows can move the folder meanwhile.
"""

import json
import os
import platform
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from filelock import FileLock, Timeout

from colabert_core.config import TrainConfig
from colabert_core.errors import RunBusy, RunUnknown
from colabert_core.events import FINAL, Event, Failed, Finished, Queued, Stopped, events_in, to_row
from colabert_core.system.paths import folder_named, size_on_disk
from colabert_core.system.staging import write_whole

STARTER = "starter"  # the id of the run that comes along, see `starter`
_LONGEST_NAME = 60  # characters
_TAIL = 16_384  # bytes: more than any event's line


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"

    @property
    def is_live(self) -> bool:
        """Whether a process trains the run or waits to."""
        return self in (State.QUEUED, State.RUNNING)


_STATE_OF = {Queued: State.QUEUED, Finished: State.FINISHED, Stopped: State.STOPPED, Failed: State.FAILED}
_probing = Lock()  # two viewers who try a lock at the same moment would each take the other for its holder


@dataclass(frozen=True, kw_only=True)
class RunInfo:
    """run.json. `created` is wall-clock seconds since 1970; `corpus` the name of the corpus that people read,
    `corpus_id` the shelf's, `corpus_fingerprint` its SHA-256; `learned` the ids of corpora that the model had
    learned from before, where it went on from another one; `watched` the sentences, as typed, that somebody
    added to its replay.
    """

    config: TrainConfig
    corpus: str
    corpus_fingerprint: str
    created: float
    versions: dict[str, str]
    corpus_id: str = "cola"  # runs of version 0.1 do not say
    learned: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()

    @property
    def validation_is_new(self) -> bool:
        """Whether the model cannot have met its validation sentences before this training."""
        return self.corpus_id not in self.learned


class Run:
    """One run's folder. Holds nothing in memory: every look reads the disk."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __eq__(self, other) -> bool:
        return isinstance(other, Run) and other.folder == self.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def name(self) -> str:
        path = self.folder / "name.txt"
        return (
            path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
        ) or self.id

    def rename(self, name: str) -> None:
        write_whole(self.folder / "name.txt", " ".join(name.split())[:_LONGEST_NAME])

    @property
    def info(self) -> RunInfo:
        try:
            row = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunUnknown(name=self.id) from None  # deleted meanwhile
        lists = {name: tuple(row.get(name, ())) for name in ("learned", "watched")}
        return RunInfo(**{**row, "config": TrainConfig.from_row(row["config"]), **lists})

    @property
    def has_model(self) -> bool:
        weights = ("model.safetensors", "delta.safetensors")
        return (self.folder / "config.json").is_file() and any((self.folder / w).is_file() for w in weights)

    @property
    def weights(self) -> int:
        """When the model's weights were written (nanoseconds): a training that goes on replaces them. 0 where
        there is only their delta.
        """
        path = self.folder / "model.safetensors"
        return path.stat().st_mtime_ns if path.is_file() else 0

    @property
    def is_starter(self) -> bool:
        """Whether this is the model that comes with ColaBERT."""
        return self.id == STARTER

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return size_on_disk(self.folder)

    # --- what happened -------------------------------------------------------------------------

    @property
    def metrics_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    def events(self) -> list[Event]:
        """All events in the order written; a last line cut off by a crash is passed over."""
        if not self.metrics_path.is_file():
            return []
        return list(events_in(self.metrics_path.read_bytes()))

    def last_event(self) -> Event | None:
        """The last event, read from the file's end alone."""
        if not self.metrics_path.is_file():
            return None
        with self.metrics_path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            newest = deque(events_in(file.read()), maxlen=1)
        return newest[0] if newest else None

    def record(self, event: Event) -> Event:
        """Append one event as a whole line, stamped with the time; returns it so stamped."""
        event = replace(event, at=time.time())
        line = json.dumps(to_row(event)) + "\n"
        with self.metrics_path.open("ab") as file:
            if file.tell() and not _ends_line(self.metrics_path):
                line = "\n" + line  # a crash cut the line before
            file.write(line.encode("utf-8"))
        return event

    def state(self) -> State:
        last = self.last_event()
        if isinstance(last, FINAL):
            return _STATE_OF[type(last)]
        if not self.is_held():
            return State.INTERRUPTED
        return _STATE_OF.get(type(last), State.RUNNING)

    def is_live(self) -> bool:
        """Whether the run is training or waiting to, in whatever process."""
        return self.state().is_live

    # --- who is at work ------------------------------------------------------------------------

    @contextmanager
    def held(self) -> Iterator[None]:
        """Be the one process that works on this run. Raises RunBusy where another does."""
        try:
            with _probing:
                lock = self._lock()
                lock.acquire(timeout=0.5)
        except Timeout:
            raise RunBusy(name=self.name) from None
        try:
            yield
        finally:
            lock.release()

    @property
    def lock_path(self) -> Path:
        return self.folder.parent / ".locks" / f"{self.id}.lock"

    def _lock(self) -> FileLock:
        self.lock_path.parent.mkdir(exist_ok=True)
        return FileLock(self.lock_path, thread_local=False)

    def is_held(self) -> bool:
        """Whether a living process works on this run or waits to."""
        if not self.folder.is_dir():
            return False  # deleted; a lock would make the folder anew
        with _probing:
            lock = self._lock()
            try:
                lock.acquire(timeout=0)
            except Timeout:
                return True
            except OSError:
                return False  # the folder went meanwhile
            lock.release()
            return False

    def ask_to_stop(self) -> None:
        """From any process: whoever works on the run reads this between two events."""
        (self.folder / "stop").touch()

    def is_asked_to_stop(self) -> bool:
        return (self.folder / "stop").exists()

    def withdraw_stop(self) -> None:
        (self.folder / "stop").unlink(missing_ok=True)

    def can_resume(self) -> bool:
        """Whether it ended before its end: it goes on from its checkpoint, or from step 0 without one."""
        return self.state() in (State.STOPPED, State.INTERRUPTED, State.FAILED)


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def run_at(encoder: str) -> Run | None:
    """The run that an encoder's name means, where a training goes on from one."""
    folder = folder_named(encoder)
    return Run(folder) if folder and (folder / "run.json").is_file() else None


def learned_by(encoder: str) -> tuple[str, ...]:
    """The ids of the corpora that an encoder has learned from here; none where it is no run."""
    before = run_at(encoder)
    return () if before is None else (*before.info.learned, before.info.corpus_id)


def versions() -> dict[str, str]:
    """The versions of what a training depends on."""
    packages = ("torch", "transformers", "tokenizers", "numpy")
    return {"python": platform.python_version(), **{package: version(package) for package in packages}}
