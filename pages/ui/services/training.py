"""Trainings: what stands against one, how fast it goes, and how it is begun and gone on with."""

from collections.abc import Mapping

import pandas as pd

from colabert_core.config import Fault, TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.runs import Run
from colabert_core.system import Device
from colabert_core.workspace import Pace
from pages.ui.services.workspaces import workspace


def devices() -> list[Device]:
    return workspace().training.devices()


def may_have_gpu() -> bool:
    return workspace().training.may_have_gpu()


def faults(wanted: Mapping[str, object]) -> list[Fault]:
    return workspace().training.faults(wanted)


def sentences_per_second(encoder: str) -> float:
    return workspace().training.sentences_per_second(encoder)


def pace(encoder: str) -> Pace | None:
    return workspace().training.pace(encoder)


def measure_paces(names: list[str]) -> None:
    workspace().training.measure_paces(names)


def start_training(config: TrainConfig, corpus: Corpus, name: str, watched: tuple[str, ...] = ()) -> Run:
    return workspace().training.start(config, corpus, name, watched)


def resume_training(run: Run) -> None:
    workspace().training.resume(run)


def replay_sentences(run: Run) -> pd.DataFrame | None:
    return workspace().training.replay_sentences(run)
