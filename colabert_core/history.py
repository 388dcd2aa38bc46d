"""A run's events as tables and sums, for pages, reports and the command line."""

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from colabert_core.events import (
    Event,
    Failed,
    Fetching,
    Preparing,
    Queued,
    Resumed,
    Saving,
    Started,
    Stepped,
    Validated,
    Validating,
)

_LATEST = 100  # steps from which the pace is told
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
    """What a training has told so far.

    `steps` and `validations` have a row per Stepped and Validated event, with the events' fields as
    columns; of a step that was done again after an interruption, the last row counts.
    """

    started: Started | None
    failed: Failed | None
    steps: pd.DataFrame
    validations: pd.DataFrame
    phase: str  # queued | preparing | fetching | training | validating | saving
    began: float | None  # wall clock of the first event since the last start or resume
    fetching: Fetching | None = None  # the latest word on the encoder's download

    @property
    def step(self) -> int:
        return int(self.steps["step"].iloc[-1]) if len(self.steps) else 0

    @property
    def samples_per_second(self) -> float:
        """Sentences per second of the training steps alone; 0 before the first."""
        seconds = self.steps["seconds"].sum()
        return float(self.steps["size"].sum() / seconds) if seconds else 0.0

    @property
    def best(self) -> pd.Series | None:
        """The validation of the model that was kept: the highest MCC, of equal ones the lowest loss."""
        if self.validations.empty:
            return None
        ordered = self.validations.sort_values(["mcc", "loss"], ascending=[False, True], kind="stable")
        return ordered.iloc[0]

    def seconds_left(self) -> float | None:
        """Expected seconds to the end: the steps to come at the latest pace, and validations as before."""
        if self.started is None or self.steps.empty:
            return None
        a_step = self.steps["seconds"].tail(_LATEST).mean() + self.validations["seconds"].sum() / self.step
        return float((self.started.total_steps - self.step) * a_step)


def history_of(events: list[Event]) -> History:
    """Read a run's events from first to last."""
    steps: dict[int, Stepped] = {}
    validations: dict[int, Validated] = {}
    started = failed = began = fetching = None
    phase = "preparing"
    for event in events:
        match event:
            case Resumed(step=step):
                steps = {number: row for number, row in steps.items() if number <= step}
                validations = {number: row for number, row in validations.items() if number <= step}
            case Started():
                started = event
            case Stepped(step=step):
                steps[step] = event
            case Validated(step=step):
                validations[step] = event
            case Failed():
                failed = event
            case Fetching():
                fetching = event
            case Preparing(what="start"):
                began, failed = event.at, None
        phase = _PHASES.get(type(event), "training")
    return History(
        started=started,
        failed=failed,
        steps=_frame(steps, _STEP_COLUMNS),
        validations=_frame(validations, _VALIDATION_COLUMNS),
        phase=phase,
        began=began,
        fetching=fetching,
    )


_PHASES = {
    Queued: "queued",
    Preparing: "preparing",
    Fetching: "fetching",
    Resumed: "preparing",
    Validating: "validating",
    Saving: "saving",
}


def _frame(rows: dict, columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame([asdict(row) for row in rows.values()], columns=columns)


def epoch_table(history: History) -> pd.DataFrame:
    """One row per epoch that was validated, told by its last validation, as the tutorial prints it.

    Columns: EPOCH_COLUMNS. Losses in nats; training loss is the mean over the epoch's steps.
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
    """The epoch from which validation loss only rises while training loss falls; None where it does not."""
    if len(epochs) < 2:
        return None
    losses = epochs["validation_loss"].to_numpy()
    lowest = int(losses.argmin())
    rising = lowest + 1 < len(epochs) and bool(np.all(np.diff(losses[lowest:]) > 0))
    falling = epochs["training_loss"].is_monotonic_decreasing
    return int(epochs["epoch"].iloc[lowest + 1]) if rising and falling else None


def running_mean(values: pd.Series, window: int = 40) -> np.ndarray:
    """The mean of the last `window` values (of those there are, at the beginning) <float>[n]."""
    return values.rolling(window, min_periods=1).mean().to_numpy()
