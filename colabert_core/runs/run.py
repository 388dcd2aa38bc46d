"""A run, a folder that holds everything known about it, and `RunInfo`, which is what run.json holds.

`format` lists the folder's files. There is no status file: the state follows from the last event and from
the run's lock, which is held by the process that trains the run or waits to train it. The lock is released
when that process ends. It is kept outside the folder, in `.locks`, so that Windows can move the folder
while the lock is held.
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
from typing import Any

from filelock import FileLock, Timeout

from colabert_core.config import PRETRAINED, TrainConfig
from colabert_core.corpus.catalogue import COLA
from colabert_core.corpus.pairs import ID as PAIRS
from colabert_core.corpus.scripts import scripts_of
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

STARTER = "starter"  # the id of the run included with ColaBERT, see `starter.install`
MAX_NAME_CHARACTERS = 60
_MAX_LINE_BYTES = 16_384  # longer than the line of any event


class State(StrEnum):
    """The state of a run; INTERRUPTED means that its process ended before its training did.

    ELSEWHERE means that it was not trained with ColaBERT: nothing is known of its training.
    """

    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    ELSEWHERE = "elsewhere"

    @property
    def is_live(self) -> bool:
        """Whether a process trains the run or waits to train it."""
        return self in (State.QUEUED, State.RUNNING)


_STATE_OF = {Queued: State.QUEUED, Finished: State.FINISHED, Stopped: State.STOPPED, Failed: State.FAILED}
# Two threads that test a run's lock at the same moment would each take the other for its holder.
_probing = Lock()

# In `RunInfo.learned`: the model came from elsewhere, and may have learned from anything.
UNKNOWN = "elsewhere"


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Where a finished classifier came from.

    `source` is the name of its folder or file, or its name on the hub; `sha256` identifies its files.
    `labels` are its own names for its two labels; `elsewhere.acceptable_of` tells the one that means
    acceptable.
    """

    source: str
    sha256: str
    labels: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class RunInfo:
    """The contents of run.json.

    `corpus` is the name of the corpus as people see it, `corpus_id` its id in the catalogue, and
    `corpus_fingerprint` its SHA-256. `created` is in seconds since 1970. `learned` holds the ids of the
    corpora that the model had learned from before, if the training continued from another run; `cola/42`
    means all but the validation part that seed 42 chooses, and UNKNOWN that it may be any. `watched` holds
    the sentences that a visitor added to the replay, as typed. `scripts` are those of the sentences that the
    model has learned from, as in `corpus.scripts`; None if a run of an older version did not store them.
    `elsewhere` is None if the run was trained with ColaBERT; otherwise the corpus is empty, and `config` says
    nothing but the model's name (encoder) and its max_length.
    """

    config: TrainConfig
    corpus: str
    corpus_fingerprint: str
    created: float
    versions: dict[str, str]
    corpus_id: str = "cola"  # version 0.1 did not store it
    learned: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    scripts: tuple[str, ...] | None = None
    elsewhere: Elsewhere | None = None

    @property
    def validation_is_new(self) -> bool:
        """Whether the model cannot have seen its validation sentences before this training."""
        if UNKNOWN in self.learned:
            return False
        parts = (entry.partition("/") for entry in self.learned)
        return all(id != self.corpus_id or seed == str(self.config.seed) for id, _, seed in parts)

    @property
    def learned_corpora(self) -> set[str]:
        """The ids of the corpora that the model had learned from before, wholly or in part."""
        return {entry.partition("/")[0] for entry in self.learned}


class Run:
    """One run's folder. Nothing is kept in memory: every property reads the disk."""

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
        """The run's name; its id if it has none."""
        path = self.folder / NAME
        name = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
        return name or self.id

    def rename(self, name: str) -> None:
        """Give the run a name; spaces are collapsed, and it is cut after MAX_NAME_CHARACTERS."""
        write_whole(self.folder / NAME, " ".join(name.split())[:MAX_NAME_CHARACTERS])

    def write(self, info: RunInfo, name: str, events: Iterable[Event] = ()) -> None:
        """Write run.json, name.txt and, if there are events, metrics.jsonl into the folder, which must exist.

        The events keep their times; `record` is for events that happen now.
        """
        write_whole(self.folder / INFO, info_text(asdict(info)))
        self.rename(name)
        if lines := "".join(map(event_line, events)):
            write_whole(self.metrics_path, lines)

    @property
    def info(self) -> RunInfo:
        """The contents of run.json. Raises RunUnknown if the run was deleted."""
        try:
            row = json.loads((self.folder / INFO).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise RunUnknown(name=self.id) from None
        lists = {name: tuple(row.get(name, ())) for name in ("learned", "watched")}
        lists |= {"scripts": tuple(row["scripts"])} if row.get("scripts") is not None else {}
        config, elsewhere = TrainConfig.from_row(row["config"]), _elsewhere(row.get("elsewhere"))
        return RunInfo(**{**row, "config": config, "elsewhere": elsewhere, **lists})

    @property
    def has_model(self) -> bool:
        """Whether it can judge: whether its folder holds full weights or a delta."""
        weights = (self.folder / WEIGHTS, self.folder / DELTA)
        return (self.folder / CONFIG).is_file() and any(path.is_file() for path in weights)

    @property
    def weights(self) -> int:
        """When the weights were written (nanoseconds), which identifies them; 0 if there is only a delta."""
        path = self.folder / WEIGHTS
        return path.stat().st_mtime_ns if path.is_file() else 0

    @property
    def is_starter(self) -> bool:
        """Whether this is the model included with ColaBERT."""
        return self.id == STARTER

    @property
    def is_built_in(self) -> bool:
        """Whether this model came with ColaBERT."""
        return self.id in (STARTER, PRETRAINED)

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts that the model has learned to judge; none if that is not known."""
        info = self.info
        if info.scripts is None:  # an older version stored this run, or it came with ColaBERT
            return ("LATIN",) if {info.corpus_id, *info.learned_corpora} <= {COLA, PAIRS} else ()
        return info.scripts

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether this is a finished classifier that was not trained with ColaBERT."""
        if self.metrics_path.is_file() or not (self.folder / INFO).is_file():
            return False
        return self.info.elsewhere is not None

    @property
    def size(self) -> int:
        """The size on disk, in bytes."""
        return size_on_disk(self.folder)

    # --- events --------------------------------------------------------------------------------

    @property
    def metrics_path(self) -> Path:
        return self.folder / METRICS

    def events(self) -> list[Event]:
        """All events in the order written; a line cut off by a crash is skipped."""
        if not self.metrics_path.is_file():
            return []
        return list(events_in(self.metrics_path.read_bytes()))

    def last_event(self) -> Event | None:
        """The last event; only the end of the file is read."""
        if not self.metrics_path.is_file():
            return None
        with self.metrics_path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _MAX_LINE_BYTES))
            newest = deque(events_in(file.read()), maxlen=1)
        return newest[0] if newest else None

    def record(self, event: Event) -> Event:
        """Append an event with the current time; returns it with that time."""
        event = replace(event, at=time.time())
        line = event_line(event)
        with self.metrics_path.open("ab") as file:
            if file.tell() and not _ends_line(self.metrics_path):
                line = "\n" + line  # a crash cut off the previous line
            file.write(line.encode("utf-8"))
        return event

    def state(self) -> State:
        """The state, from the last event; unless that is final, also from whether a process holds the run."""
        last = self.last_event()
        if isinstance(last, FINAL):
            return _STATE_OF[type(last)]
        if last is None and self.is_from_elsewhere:
            return State.ELSEWHERE
        if not self.is_held():
            return State.INTERRUPTED
        return _STATE_OF.get(type(last), State.RUNNING)

    def is_live(self) -> bool:
        """Whether any process trains the run or waits to train it."""
        return self.state().is_live

    # --- locking and stopping ------------------------------------------------------------------

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the run's lock. Raises RunBusy if another process holds it."""
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
        """The run's lock file, outside its folder."""
        return self.folder.parent / ".locks" / f"{self.id}.lock"

    def _lock(self) -> FileLock:
        self.lock_path.parent.mkdir(exist_ok=True)
        return FileLock(self.lock_path, thread_local=False)

    def is_held(self) -> bool:
        """Whether a running process holds the run's lock."""
        if not self.folder.is_dir():
            return False  # deleted; testing the lock would create its folder again
        with _probing:
            lock = self._lock()
            try:
                lock.acquire(timeout=0)
            except Timeout:
                return True
            except OSError:
                return False  # the folder was deleted in the meantime
            lock.release()
            return False

    def ask_to_stop(self) -> None:
        """Ask the process that trains the run to stop; it checks after every event."""
        (self.folder / STOP).touch()

    def is_asked_to_stop(self) -> bool:
        """Whether the process that trains the run was asked to stop."""
        return (self.folder / STOP).exists()

    def withdraw_stop(self) -> None:
        """Take back the request to stop."""
        (self.folder / STOP).unlink(missing_ok=True)

    def can_resume(self) -> bool:
        """Whether it ended early. It then resumes from its checkpoint, or from step 0 if it has none."""
        return self.state() in (State.STOPPED, State.INTERRUPTED, State.FAILED)


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _elsewhere(row: dict[str, Any] | None) -> Elsewhere | None:
    return None if row is None else Elsewhere(**{**row, "labels": tuple(row["labels"])})


def run_at(encoder: str) -> Run | None:
    """The run that an encoder's name refers to; None if it refers to no run."""
    folder = folder_named(encoder)
    return Run(folder) if folder and (folder / INFO).is_file() else None


def learned_by(encoder: str) -> tuple[str, ...]:
    """The ids of the corpora that an encoder was fine-tuned on, as far as it was a run here.

    UNKNOWN for a classifier from elsewhere.
    """
    run = run_at(encoder)
    if run is None:
        return ()
    return (UNKNOWN,) if run.is_from_elsewhere else (*run.info.learned, run.info.corpus_id)


def scripts_learned_by(encoder: str, sentences: Iterable[str]) -> tuple[str, ...]:
    """The scripts that a model has learned after it was trained on sentences; none if that is not known.

    An encoder that was fine-tuned here brings those that it learned before.
    """
    found, run = scripts_of(sentences), run_at(encoder)
    if run is None:
        return found
    return tuple(dict.fromkeys([*run.scripts, *found])) if run.scripts else ()


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that a training depends on."""
    packages = ("torch", "transformers", "tokenizers", "numpy")
    return {"python": platform.python_version(), **{package: version(package) for package in packages}}
