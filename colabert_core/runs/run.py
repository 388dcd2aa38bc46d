"""A run is a folder, and the folder is the whole truth about it. `format` lists its files.

There is no status file: the state is the last event, and whether the run's lock is held by the process that
trains it or waits to. The lock ends with that process. It stands beside the folder, in `.locks`, so that
Windows can move the folder meanwhile.
"""

import json
import os
import platform
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from filelock import FileLock, Timeout

from colabert_core.config import TrainConfig
from colabert_core.errors import RunBusy, RunUnknown
from colabert_core.events import FINAL, Event, Failed, Finished, Queued, Stopped, events_in
from colabert_core.runs.format import (
    CONFIG,
    DELTA,
    INFO,
    METRICS,
    NAME,
    STOP,
    WEIGHTS,
    event_line,
    info_text,
)
from colabert_core.system.paths import folder_named, size_on_disk
from colabert_core.system.staging import write_whole

STARTER = "starter"  # the id of the run that comes with ColaBERT, see `starter.install`
MAX_NAME_CHARACTERS = 60
_MAX_LINE_BYTES = 16_384  # more than any event's line has


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
    `corpus_id` the catalogue's, `corpus_fingerprint` its SHA-256; `learned` the ids of corpora that the model
    had learned from before, where it went on from another one; `watched` the sentences, as typed, that
    somebody added to its replay.
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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Run) and other.folder == self.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def name(self) -> str:
        path = self.folder / NAME
        name = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
        return name or self.id

    def rename(self, name: str) -> None:
        """Call it by the first MAX_NAME_CHARACTERS of a name, its spaces made single."""
        write_whole(self.folder / NAME, " ".join(name.split())[:MAX_NAME_CHARACTERS])

    def write(self, info: RunInfo, name: str, events: Iterable[Event] = ()) -> None:
        """Write run.json, name.txt and, if there are events, metrics.jsonl into the folder, which must exist.

        The events keep the times that they have; `record` is for those that happen now.
        """
        write_whole(self.folder / INFO, info_text(asdict(info)))
        self.rename(name)
        if lines := "".join(map(event_line, events)):
            write_whole(self.metrics_path, lines)

    @property
    def info(self) -> RunInfo:
        try:
            row = json.loads((self.folder / INFO).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunUnknown(name=self.id) from None  # deleted meanwhile
        lists = {name: tuple(row.get(name, ())) for name in ("learned", "watched")}
        return RunInfo(**{**row, "config": TrainConfig.from_row(row["config"]), **lists})

    @property
    def has_model(self) -> bool:
        """Whether it can judge, with whole weights or with their delta."""
        weights = (self.folder / WEIGHTS, self.folder / DELTA)
        return (self.folder / CONFIG).is_file() and any(path.is_file() for path in weights)

    @property
    def weights(self) -> int:
        """When the model's weights were written (nanoseconds): a training that goes on replaces them. 0 where
        there is only their delta.
        """
        path = self.folder / WEIGHTS
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
        return self.folder / METRICS

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
            file.seek(max(0, file.seek(0, os.SEEK_END) - _MAX_LINE_BYTES))
            newest = deque(events_in(file.read()), maxlen=1)
        return newest[0] if newest else None

    def record(self, event: Event) -> Event:
        """Append one event as a whole line, stamped with the time; returns it so stamped."""
        event = replace(event, at=time.time())
        line = event_line(event)
        with self.metrics_path.open("ab") as file:
            if file.tell() and not _ends_line(self.metrics_path):
                line = "\n" + line  # a crash cut the line before
            file.write(line.encode("utf-8"))
        return event

    def state(self) -> State:
        """From the last event; where that is no end, from whether anybody holds the run."""
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
        """From any process: the one that works on the run looks for this between two events."""
        (self.folder / STOP).touch()

    def is_asked_to_stop(self) -> bool:
        return (self.folder / STOP).exists()

    def withdraw_stop(self) -> None:
        (self.folder / STOP).unlink(missing_ok=True)

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
    return Run(folder) if folder and (folder / INFO).is_file() else None


def learned_by(encoder: str) -> tuple[str, ...]:
    """The ids of the corpora that an encoder has learned from here; none where it is no run."""
    before = run_at(encoder)
    return () if before is None else (*before.info.learned, before.info.corpus_id)


def versions() -> dict[str, str]:
    """The versions of what a training depends on."""
    packages = ("torch", "transformers", "tokenizers", "numpy")
    return {"python": platform.python_version(), **{package: version(package) for package in packages}}
