"""Trainings: faults in their settings, their speed, starting and resuming them."""

from collections.abc import Mapping

import pandas as pd

from colabert_core.config import Fault, TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.runs import Run
from colabert_core.system import Device
from colabert_core.workspace import Pace
from pages.ui.services.workspaces import workspace


def devices() -> list[Device]:
    """The GPUs that torch can use. Loads torch."""
    return workspace().training.devices()


def may_have_gpu() -> bool:
    """Whether there may be a GPU, without loading torch: False is certain, True is not."""
    return workspace().training.may_have_gpu()


def faults(wanted: Mapping[str, object]) -> list[Fault]:
    """All faults of settings: in themselves, and on this computer."""
    return workspace().training.faults(wanted)


def preset(name: str, encoder: str, corpus: Corpus) -> TrainConfig:
    """The settings of one of PRESETS; "minute" measures this computer the first time."""
    return workspace().preset(name, encoder, corpus)


def pace(encoder: str) -> Pace | None:
    """What `measure_paces` found for an encoder; None before that."""
    return workspace().training.pace(encoder)


def known_pace(encoder: str) -> Pace | None:
    """The pace of an encoder's latest runs, or what `measure_paces` found; None if nothing is known."""
    return workspace().training.known_pace(encoder)


def measure_paces(names: list[str]) -> None:
    """Measure how fast encoders train here."""
    workspace().training.measure_paces(names)


def start_training(config: TrainConfig, corpus: Corpus, name: str, watched: tuple[str, ...] = ()) -> Run:
    """Start a training, or queue it; returns its run."""
    return workspace().training.start(config, corpus, name, watched)


def resume_training(run: Run) -> None:
    """Resume a run. Raises RunBusy, RunNotResumable or CorpusError."""
    workspace().training.resume(run)


def trains_here() -> bool:
    """Whether this server trains a run, or has one in the queue."""
    return workspace().training.trains_here()


def stop_trainings(seconds: float) -> list[Run]:
    """Stop the training of this server; returns the runs that have not ended within `seconds`."""
    return workspace().training.stop_here(seconds)


def replay_sentences(run: Run) -> pd.DataFrame | None:
    """The sentences of a run's replay; None if they are not known."""
    return workspace().training.replay_sentences(run)
