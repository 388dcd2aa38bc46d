"""What a training reports while it goes on: one small record per event.

The loop yields them, the thread and the command line write them to the run's metrics.jsonl, and
every page reads them from there. Times are seconds; losses are mean cross-entropies in nats.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from colabert_core import errors
from colabert_core.errors import ColabertError


@dataclass(frozen=True, kw_only=True)
class Event:
    """The base of all events. `at` is the wall-clock time of writing (seconds since 1970)."""

    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Queued(Event):
    """The run waits for the trainer's lock."""


@dataclass(frozen=True, kw_only=True)
class Preparing(Event):
    """`what`: start, corpus, encoder or model."""

    what: str


@dataclass(frozen=True, kw_only=True)
class Fetching(Event):
    """The encoder is being downloaded: bytes that have come, and in all (0 until the hub has answered)."""

    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Resumed(Event):
    """Training goes on after `step`; earlier events of later steps no longer count."""

    step: int


@dataclass(frozen=True, kw_only=True)
class Started(Event):
    """`acceptable_share`: share of acceptable validation sentences, the baseline's accuracy."""

    total_steps: int
    steps_per_epoch: int
    train_size: int
    validation_size: int
    acceptable_share: float
    device: str
    precision: str = "fp32"  # of the matrix products: fp32 or bf16


@dataclass(frozen=True, kw_only=True)
class Stepped(Event):
    """One optimizer step over `size` sentences. `accuracy`: share of this batch it got right."""

    step: int
    epoch: int
    size: int
    loss: float
    accuracy: float
    learning_rate: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Validating(Event):
    step: int


@dataclass(frozen=True, kw_only=True)
class Validated(Event):
    step: int
    epoch: int
    loss: float
    accuracy: float
    mcc: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Replayed(Event):
    """The model's answers on the replay's sentences: probabilities of acceptable, to 4 digits, in the
    order of replay.json. At step 0 (epoch 0) it has learned nothing yet.
    """

    step: int
    epoch: int
    acceptable: list[float]


@dataclass(frozen=True, kw_only=True)
class Saving(Event):
    step: int


@dataclass(frozen=True, kw_only=True)
class Saved(Event):
    """The model in the run's folder is now the one of this step (the best validation MCC so far)."""

    step: int
    epoch: int
    mcc: float | None


@dataclass(frozen=True, kw_only=True)
class Finished(Event):
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Stopped(Event):
    """Stopped on request; a checkpoint to resume from was kept if training had begun."""


@dataclass(frozen=True, kw_only=True)
class Failed(Event):
    """`error` is the class name of a `colabert_core.errors` failure, `facts` its facts."""

    error: str
    facts: dict[str, Any]


def error_of(failed: Failed) -> ColabertError:
    """The failure that the event recorded.

    A plain ColabertError where this version does not know the kind, or its facts are others.
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
    """The event as a JSON-ready dict, its class name under `event`."""
    return {"event": type(event).__name__, **asdict(event)}


def from_row(row: Mapping[str, Any]) -> Event | None:
    """The event of such a dict, or None for a kind this version does not know."""
    kind = _BY_NAME.get(str(row.get("event")))
    if kind is None:
        return None
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in row.items() if name in known})


def events_in(lines: bytes) -> Iterator[Event]:
    """The events of JSON lines; a line that is unfinished, or begins in its middle, is passed over."""
    for line in lines.split(b"\n"):
        try:
            event = from_row(json.loads(line))
        except (ValueError, TypeError, AttributeError):
            continue
        if event is not None:
            yield event
