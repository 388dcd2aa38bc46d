"""A run's events as tables and totals, for the pages, the reports and the command line."""

import threading
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from colabert_core.events import (
    Event,
    Failed,
    Fetching,
    Preparing,
    Queued,
    Replayed,
    Resumed,
    Saving,
    Started,
    Stepped,
    Validated,
    Validating,
    events_in,
)
from colabert_core.schedule import validation_steps, validations_per_epoch

_PACE_STEPS = 100  # latest steps used to estimate the time left
_SLOW_STEPS = 15  # steps in a window whose pace is compared with that of other windows
_WARM_UP_STEPS = 5  # first steps of a training, which are slower than the others
_STEP_COLUMNS = ["step", "epoch", "size", "loss", "accuracy", "learning_rate", "seconds"]
_VALIDATION_COLUMNS = ["step", "epoch", "loss", "accuracy", "mcc", "seconds"]
EPOCH_COLUMNS = [
    "epoch",
    "training_loss",
    "validation_loss",
    "accuracy",
    "mcc",
    "training_seconds",
    "validation_seconds",
]


@dataclass(frozen=True, kw_only=True)
class History:
    """What a training has reported so far.

    `steps` and `validations` have a row per Stepped and Validated event, with the events' fields as columns.
    If a step was repeated after an interruption, only its last row is kept. `replay` has a row per Replayed
    event: step, epoch, and a column for each sentence, numbered from 0, with its probability of
    "acceptable". `phase` is queued, preparing, fetching, training, validating or saving. `began` is the
    wall-clock time of the latest start (seconds since 1970), and `fetching` the latest progress of the
    encoder's download.
    """

    started: Started | None
    failed: Failed | None
    steps: pd.DataFrame
    validations: pd.DataFrame
    replay: pd.DataFrame
    phase: str
    began: float | None
    fetching: Fetching | None = None

    @property
    def step(self) -> int:
        """The latest step; 0 before the first."""
        return int(self.steps["step"].iloc[-1]) if len(self.steps) else 0

    @property
    def share_done(self) -> float:
        """The share of the steps that are done, 0 to 1."""
        return min(1.0, self.step / self.started.total_steps) if self.started else 0.0

    @property
    def samples_per_second(self) -> float:
        """Sentences per second in training steps, without validations; 0 before the first step."""
        seconds = self.steps["seconds"].sum()
        return float(self.steps["size"].sum() / seconds) if seconds else 0.0

    @property
    def best(self) -> pd.Series | None:
        """The validation of the kept model: the highest MCC and, on a tie, the lowest loss."""
        if self.validations.empty:
            return None
        ordered = self.validations.sort_values(["mcc", "loss"], ascending=[False, True], kind="stable")
        return ordered.iloc[0]

    def seconds_left(self) -> float | None:
        """The expected seconds to the end: remaining steps at the current pace, and remaining validations."""
        if self.started is None or self.steps.empty:
            return None
        latest = self.steps["seconds"].iloc[min(_WARM_UP_STEPS, len(self.steps) // 2) :].tail(_PACE_STEPS)
        steps = (self.started.total_steps - self.step) * latest.mean()
        validations = self._validations_left(self.started) * self._seconds_of_a_validation(self.started)
        return float(steps + validations)

    def slowdown(self) -> float:
        """How many times as long a sentence takes now as when this training was fastest; at least 1.

        Both are means over windows of steps: long sentences in one batch do not make a computer busy.
        """
        steps = self.steps.iloc[_WARM_UP_STEPS:]
        if len(steps) < 2 * _SLOW_STEPS:
            return 1.0
        rolling = steps[["seconds", "size"]].rolling(_SLOW_STEPS).sum().dropna()
        each = rolling["seconds"] / rolling["size"]
        return float(each.iloc[-1] / each.min())

    def _validations_left(self, started: Started) -> int:
        done = int(self.validations["step"].max()) if len(self.validations) else 0
        return sum(step > done for step in _planned_validations(started))

    def _seconds_of_a_validation(self, started: Started) -> float:
        """The mean so far; before the first validation, judging is taken to be twice as fast as training."""
        if len(self.validations):
            return float(self.validations["seconds"].mean())
        pace = self.samples_per_second
        return started.validation_size / (2 * pace) if pace else 0.0


def _planned_validations(started: Started) -> list[int]:
    times = validations_per_epoch(started.train_size, started.validation_size)
    return validation_steps(started.steps_per_epoch, started.total_steps, times)


class HistoryReader:
    """Reads a run's metrics.jsonl as it grows: only new lines are read. Threads may share one."""

    def __init__(self, path: Path):
        self._path, self._lock = path, threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._read = 0  # bytes
        self._growing = _GrowingHistory()
        self._history: History | None = None

    def history(self) -> History:
        """The current history; the same object if nothing was added."""
        with self._lock:
            size = self._path.stat().st_size if self._path.is_file() else 0
            if size < self._read:  # another file than before
                self._forget()
            if size > self._read or self._history is None:
                self._read_new_lines()
                self._history = self._growing.history()
            return self._history

    def _read_new_lines(self) -> None:
        if not self._path.is_file():
            return
        with self._path.open("rb") as file:
            file.seek(self._read)
            # The last line may still be being written: without its newline it is read next time.
            lines, newline, _ = file.read().rpartition(b"\n")
        for event in events_in(lines):
            self._growing.add(event)
        self._read += len(lines) + len(newline)


def history_of(events: list[Event]) -> History:
    """The history of a run from its events, first to last."""
    growing = _GrowingHistory()
    for event in events:
        growing.add(event)
    return growing.history()


class _StepTable:
    """A growing table of numbers, stored by column; its steps increase from row to row."""

    def __init__(self, columns: list[str]):
        self._columns = {name: array("d") for name in columns}

    def add(self, event: Stepped | Validated) -> None:
        """Append a row; rows of the same or later steps, from before an interruption, are dropped."""
        try:
            row = [float(getattr(event, name)) for name in self._columns]
        except (TypeError, ValueError):
            return  # a line edited by hand
        steps = self._columns["step"]
        if steps and event.step <= steps[-1]:
            self.cut(event.step - 1)
        for values, value in zip(self._columns.values(), row, strict=True):
            values.append(value)

    def cut(self, step: int) -> None:
        """Drop the rows after a step."""
        rows = bisect_right(self._columns["step"], step)
        for values in self._columns.values():
            del values[rows:]

    def frame(self) -> pd.DataFrame:
        integers = ("step", "epoch", "size")
        return pd.DataFrame(
            {
                name: np.array(values, dtype=np.int64 if name in integers else np.float64)
                for name, values in self._columns.items()
            }
        )


class _ReplayTable:
    """A growing table of the replay: few rows, with one probability per sentence."""

    def __init__(self) -> None:
        self._rows: list[list[float]] = []

    def add(self, event: Replayed) -> None:
        """Append a row as `_StepTable.add` does, unless the event is damaged."""
        try:
            row = [int(event.step), int(event.epoch), *map(float, event.acceptable)]
        except (TypeError, ValueError):
            return
        if not np.isfinite(row).all() or (self._rows and len(row) != len(self._rows[0])):
            return
        self.cut(event.step - 1)
        self._rows.append(row)

    def cut(self, step: int) -> None:
        self._rows = [row for row in self._rows if row[0] <= step]

    def frame(self) -> pd.DataFrame:
        sentences = max((len(row) for row in self._rows), default=2) - 2
        return pd.DataFrame(self._rows, columns=["step", "epoch", *range(sentences)])


class _GrowingHistory:
    """A history to which events are added one by one."""

    def __init__(self) -> None:
        self.steps, self.validations = _StepTable(_STEP_COLUMNS), _StepTable(_VALIDATION_COLUMNS)
        self.replay = _ReplayTable()
        self.started: Started | None = None
        self.failed: Failed | None = None
        self.fetching: Fetching | None = None
        self.began: float | None = None
        self.phase = "preparing"

    def add(self, event: Event) -> None:
        match event:
            case Resumed(step=step):
                self.steps.cut(step)
                self.validations.cut(step)
                self.replay.cut(step)
            case Started():
                self.started = event
            case Stepped():
                self.steps.add(event)
            case Validated():
                self.validations.add(event)
            case Replayed():
                self.replay.add(event)
            case Failed():
                self.failed = event
            case Fetching():
                self.fetching = event
            case Preparing(what="start"):
                self.began, self.failed = event.at, None
        self.phase = _PHASES.get(type(event), "training")

    def history(self) -> History:
        return History(
            started=self.started,
            failed=self.failed,
            steps=self.steps.frame(),
            validations=self.validations.frame(),
            replay=self.replay.frame(),
            phase=self.phase,
            began=self.began,
            fetching=self.fetching,
        )


_PHASES = {
    Queued: "queued",
    Preparing: "preparing",
    Fetching: "fetching",
    Resumed: "preparing",
    Validating: "validating",
    Saving: "saving",
}


def epoch_table(history: History) -> pd.DataFrame:
    """One row per validated epoch, with the results of its last validation, as in the tutorial.

    The columns are EPOCH_COLUMNS. Losses are in nats; the training loss is the mean over the epoch's steps.
    """
    if history.validations.empty:
        return pd.DataFrame(columns=EPOCH_COLUMNS)
    steps = history.steps.groupby("epoch").agg(
        training_loss=("loss", "mean"), training_seconds=("seconds", "sum")
    )
    checks = history.validations.groupby("epoch").agg(
        validation_loss=("loss", "last"),
        accuracy=("accuracy", "last"),
        mcc=("mcc", "last"),
        validation_seconds=("seconds", "sum"),
    )
    return steps.join(checks, how="inner").reset_index()[EPOCH_COLUMNS]


def overfitting_epoch(epochs: pd.DataFrame) -> int | None:
    """The epoch from which validation loss only rises while training loss falls; None if there is none.

    `epochs` is an `epoch_table`.
    """
    if len(epochs) < 2:
        return None
    losses = epochs["validation_loss"].to_numpy()
    lowest = int(losses.argmin())
    rising = lowest + 1 < len(epochs) and bool(np.all(np.diff(losses[lowest:]) > 0))
    falling = epochs["training_loss"].is_monotonic_decreasing
    return int(epochs["epoch"].iloc[lowest + 1]) if rising and falling else None


def running_mean(values: pd.Series, window: int = 40) -> np.ndarray:
    """The mean of the last `window` values <float>[n]; at the beginning, the mean of all values so far."""
    means: np.ndarray = values.rolling(window, min_periods=1).mean().to_numpy()
    return means
