"""What a training reports while it runs: one small record per event.

The loop yields them, the server's thread and the command line write them to the run's metrics.jsonl, and
every page reads them from there. Times are in seconds; losses are mean cross-entropies in nats.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from colabert_core import errors
from colabert_core.errors import ColabertError, Fact


@dataclass(frozen=True, kw_only=True)
class Event:
    """The base of all events. `at` is the time of writing (seconds since 1970)."""

    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Queued(Event):
    """The run waits until it may train: one run trains at a time."""


@dataclass(frozen=True, kw_only=True)
class Preparing(Event):
    """A stage before the first step. `what`: start, corpus, encoder or model."""

    what: str


@dataclass(frozen=True, kw_only=True)
class Fetching(Event):
    """The encoder is being downloaded: `done` of `total` bytes (0 until the hub has answered)."""

    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """Training continues after `step`; earlier events of later steps no longer count."""

    step: int


@dataclass(frozen=True, kw_only=True)
class Started(Event):
    """The first step follows.

    `acceptable_share`: share of acceptable validation sentences, 0 to 1, the accuracy of the majority
    baseline. `precision` of the matrix products: fp32 or bf16. Sizes are sentences.
    """

    total_steps: int
    steps_per_epoch: int
    train_size: int
    validation_size: int
    acceptable_share: float
    device: str
    precision: str = "fp32"


@dataclass(frozen=True, kw_only=True)
class Stepped(Event):
    """One optimizer step over `size` sentences. `accuracy`: share of the batch judged correctly, 0 to 1."""

    step: int
    epoch: int
    size: int
    loss: float
    accuracy: float
    learning_rate: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Validating(Event):
    """A validation begins."""

    step: int


@dataclass(frozen=True, kw_only=True)
class Validated(Event):
    """A validation has ended: figures on the whole validation part."""

    step: int
    epoch: int
    loss: float
    accuracy: float
    mcc: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Replayed(Event):
    """The model's verdicts on the sentences of replay.json, in their order.

    `acceptable`: probabilities of acceptable, rounded to 4 digits. At step 0 (epoch 0), nothing has been
    learned yet.
    """

    step: int
    epoch: int
    acceptable: list[float]


@dataclass(frozen=True, kw_only=True)
class Saving(Event):
    """The model is being written to the run's folder."""

    step: int


@dataclass(frozen=True, kw_only=True)
class Saved(Event):
    """The run's folder now holds the model of this step, the best so far by its validation MCC."""

    step: int
    epoch: int
    mcc: float | None


@dataclass(frozen=True, kw_only=True)
class Finished(Event):
    """The training has ended. `seconds`: how long it ran."""

    seconds: float


@dataclass(frozen=True, kw_only=True)
class Stopped(Event):
    """Stopped on request. A checkpoint to resume from was kept if training had begun."""


@dataclass(frozen=True, kw_only=True)
class Failed(Event):
    """The training failed. `error` is the name of a class in `colabert_core.errors`, `facts` its facts."""

    error: str
    facts: dict[str, Fact]


def error_of(failed: Failed) -> ColabertError:
    """The failure that the event recorded.

    A plain ColabertError if this version does not know the kind, or the kind has other facts.
    """
    kind = getattr(errors, failed.error, None)
    if not (isinstance(kind, type) and issubclass(kind, ColabertError)):
        return ColabertError()
    try:
        return kind(**failed.facts)
    except (TypeError, LookupError):
        return ColabertError()


FINAL = (Finished, Stopped, Failed)
_BY_NAME = {kind.__name__: kind for kind in Event.__subclasses__()}


def to_row(event: Event) -> dict[str, Any]:
    """The event as a JSON-ready dict, with its class name under `event`."""
    return {"event": type(event).__name__, **asdict(event)}


def from_row(row: Mapping[str, Any]) -> Event | None:
    """The event that `to_row` made into a dict; None for a kind that this version does not know."""
    kind = _BY_NAME.get(str(row.get("event")))
    if kind is None:
        return None
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in row.items() if name in known})


def events_in(lines: bytes) -> Iterator[Event]:
    """The events in JSON lines. Incomplete lines, at the start or the end, are skipped."""
    for line in lines.split(b"\n"):
        try:
            event = from_row(json.loads(line))
        except (ValueError, TypeError, AttributeError):
            continue
        if event is not None:
            yield event
