"""How the starter model is made: `python -m colabert_core make-starter`.

Teachers, larger models than the starter, learn CoLA and some of our minimal pairs. They label altered
sentences by the hundred thousand. The student, our small encoder, learns from these and from the pairs
("knowledge distillation", Hinton, Vinyals and Dean 2015; Jiao et al. 2020, TinyBERT); this is the pretrained
judge. Trainings on CoLA follow, each with its own seed. `finishing` makes the starter of them.

Every stage leaves its result in the work folder, and what is there is not made again: a stopped recipe goes
on in the middle of a student's training, or after the last finished stage.

No model is trained on a dev sentence, nor on anything made by us within one word of one.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from colabert_core.config import BUNDLED, PRETRAINED, TrainConfig
from colabert_core.encoders import resolve
from colabert_core.events import Event
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.starter.outcome import Recipe
from colabert_core.starter.pool import joined
from colabert_core.starter.sentences import Sentences
from colabert_core.starter.teacher_download import teacher_folder
from colabert_core.system.staging import replaced_file, staged_folder
from colabert_core.system.torch_import import importing_torch

_HELD_BACK = 3_000  # altered sentences that validate the pre-training
_DONE = "done"  # an empty file in the folder of a finished training


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How much of a stage is done; `stage` is a few words in English."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A student's training begins; its events follow."""

    stage: str


News = Event | Progress | Begun


def make(recipe: Recipe, data: Sentences, folder: Path) -> Iterator[News]:
    """All trainings of a recipe, inside `folder`; yields their progress."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in recipe.teacher_seeds:
        yield from _teach(recipe, data, seed, folder)
        yield from _label(data, seed, folder)
    yield from _pretrain(recipe, data, folder)
    for seed in recipe.seeds:
        yield from _train_on_cola(recipe, data, seed, folder)


# --- teachers ----------------------------------------------------------------------------------------


def _teach(recipe: Recipe, data: Sentences, seed: int, folder: Path) -> Iterator[News]:
    """Fine-tune a teacher on CoLA and some pairs, into folder/teacher-<seed>."""
    target = folder / f"teacher-{seed}"
    if target.is_dir():
        return
    with importing_torch():
        from colabert_core.starter.teacher import Teacher, teach

    teacher = Teacher(teacher_folder(recipe.teacher, folder), seed)
    rows = pd.concat([data.train, _some_pairs(data.pairs, recipe.teacher_pairs, seed)], ignore_index=True)
    for step, steps in teach(teacher, rows, recipe.for_teacher(seed)):
        yield Progress(stage=f"teacher {seed}", done=step, total=steps)
    with staged_folder(folder / ".unfinished-teacher") as unfinished:
        teacher.save(unfinished)
        unfinished.rename(target)


def _some_pairs(pairs: pd.DataFrame, wanted: int, seed: int) -> pd.DataFrame:
    """So many of the pairs, both sides of each."""
    numbers = np.random.default_rng(seed).permutation(pairs["pair"].unique())[:wanted]
    return pairs[pairs["pair"].isin(numbers)]


def _label(data: Sentences, seed: int, folder: Path) -> Iterator[News]:
    """A teacher's logits for everything in `to_label`, into folder/labels-<seed>.npy."""
    target = folder / f"labels-{seed}.npy"
    if target.is_file():
        return
    with importing_torch():
        from colabert_core.starter.teacher import Teacher, label

    sentences, done = to_label(data), 0
    logits = np.empty((len(sentences), 2), dtype=np.float32)
    for rows, values in label(Teacher(folder / f"teacher-{seed}"), sentences):
        logits[rows] = values
        done += len(rows)
        yield Progress(stage=f"labels of teacher {seed}", done=done, total=len(sentences))
    with replaced_file(target) as unfinished, unfinished.open("wb") as file:
        np.save(file, logits)


def to_label(data: Sentences) -> list[str]:
    """The sentences that teachers judge: CoLA's training sentences, the altered ones, and the test sets."""
    return [*data.train["sentence"], *data.altered["sentence"], *_tested(data)]


def _tested(data: Sentences) -> Iterator[str]:
    for rows in data.test_sets.values():
        yield from rows["sentence"]


def taught(recipe: Recipe, data: Sentences, folder: Path) -> np.ndarray:
    """The probability of "acceptable" <float>[n] of the teachers together, for everything in `to_label`."""
    with importing_torch():
        from colabert_core.starter.teacher import probabilities

    return probabilities(np.stack([np.load(folder / f"labels-{seed}.npy") for seed in recipe.teacher_seeds]))


# --- the student ---------------------------------------------------------------------------------------


def _pretrain(recipe: Recipe, data: Sentences, folder: Path) -> Iterator[News]:
    """Train the student on pairs and altered sentences, into folder/pretrained: not on CoLA's own."""
    rows = data.altered.assign(
        acceptable=taught(recipe, data, folder)[len(data.train) :][: len(data.altered)]
    )
    rows["label"] = (rows["acceptable"] >= THRESHOLD).astype("int8")
    rows = rows.sample(frac=1, random_state=recipe.pairs_seed)
    validation, train = rows[:_HELD_BACK], rows[_HELD_BACK:]
    pairs = data.pairs.assign(acceptable=data.pairs["label"].astype(float))
    yield from _fine_tune(
        recipe.pretraining(), joined([train, pairs]), validation, resolve(BUNDLED), folder / PRETRAINED
    )


def _train_on_cola(recipe: Recipe, data: Sentences, seed: int, folder: Path) -> Iterator[News]:
    """Train the pretrained student on CoLA and some pairs, into folder/<seed>."""
    gold, soft = data.train["label"], taught(recipe, data, folder)[: len(data.train)]
    cola = data.train.assign(acceptable=recipe.gold_share * gold + (1 - recipe.gold_share) * soft)
    pairs = _some_pairs(data.pairs, recipe.replayed, seed)
    rows = joined([cola, pairs.assign(acceptable=pairs["label"].astype(float))])
    yield from _fine_tune(
        recipe.on_cola(seed), rows, data.test_sets["validation"], folder / PRETRAINED, folder / str(seed)
    )


def _fine_tune(
    config: TrainConfig, train: pd.DataFrame, validation: pd.DataFrame, start: Path, target: Path
) -> Iterator[News]:
    """A training into `target`, resumed if it was stopped there, and left alone if it is finished."""
    if (target / _DONE).is_file():
        return
    with importing_torch():
        from colabert_core.training.checkpoints import latest_checkpoint
        from colabert_core.training.fine_tune import fine_tune

    yield Begun(
        stage=f"student, {'before CoLA' if target.name == PRETRAINED else f'CoLA, seed {target.name}'}"
    )
    resume = latest_checkpoint(target) is not None
    if not resume:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
    with closing(fine_tune(config, train, validation, start, target, resume=resume)) as events:
        yield from events
    (target / _DONE).touch()
