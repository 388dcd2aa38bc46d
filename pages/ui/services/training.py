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
    """The GPUs of this computer."""
    return workspace().training.devices()


def may_have_gpu() -> bool:
    """Whether there may be a GPU, found without loading torch."""
    return workspace().training.may_have_gpu()


def faults(wanted: Mapping[str, object]) -> list[Fault]:
    """All faults of settings, before a start."""
    return workspace().training.faults(wanted)


def sentences_per_second(encoder: str) -> float:
    """How fast an encoder trains here, measured if necessary."""
    return workspace().training.sentences_per_second(encoder)


def pace(encoder: str) -> Pace | None:
    """How fast an encoder trains here, measured or estimated; None if unknown."""
    return workspace().training.pace(encoder)


def measure_paces(names: list[str]) -> None:
    """Measure how fast encoders train here."""
    workspace().training.measure_paces(names)


def start_training(config: TrainConfig, corpus: Corpus, name: str, watched: tuple[str, ...] = ()) -> Run:
    """Start a training, or queue it; returns its run."""
    return workspace().training.start(config, corpus, name, watched)


def resume_training(run: Run) -> None:
    """Resume a stopped or interrupted run."""
    workspace().training.resume(run)


def replay_sentences(run: Run) -> pd.DataFrame | None:
    """The sentences of a run's replay; None if its corpus is not here."""
    return workspace().training.replay_sentences(run)
