"""How the starter model is made: `python -m colabert_core make-starter`.

A warm-up on our own minimal pairs is followed by trainings on CoLA's training sentences, mixed with some
pairs so that these are not forgotten. All start from the same warm-up, each with its own seed. Their weights
are averaged (a "model soup", Wortsman et al. 2022) and stored as a small delta. The word embeddings are not
trained, so the delta does not contain any.

The model is never trained on a dev sentence: training sentences whose text also occurs in a dev file are left
out.
"""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from safetensors.numpy import load_file, save_file

from colabert_core.config import BUNDLED, TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.corpus.texts import folded
from colabert_core.encoders import resolve
from colabert_core.evaluation import pair_accuracy
from colabert_core.evaluation.metrics import measure
from colabert_core.events import Event, Finished, Saved, Started, Validated
from colabert_core.judging.scoring import THRESHOLD, Judge
from colabert_core.minimal_pairs.writing import write
from colabert_core.model import deltas
from colabert_core.runs.format import CONFIG, DELTA, WEIGHTS
from colabert_core.runs.run import Run, RunInfo, versions
from colabert_core.starter.model_card import model_card
from colabert_core.starter.outcome import DEV, OUTCOME, Outcome, Recipe, Result, Results
from colabert_core.system.staging import write_whole
from colabert_core.system.torch_import import importing_torch

SPLIT_SEED = 42  # all seeds share one validation part, so that they can be compared
FRESH_PAIRS = 1_420  # in each of the two test sets: about 20 per paradigm


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """The sentences of a recipe: tables with the columns source, label, sentence and, for pairs, pair.

    `train` holds CoLA's training sentences, and `pairs` the minimal pairs of the warm-up. `test_sets` are the
    validation part, the dev sets, and new pairs: of the training templates and of the held-out ones.
    """

    train: pd.DataFrame
    pairs: pd.DataFrame
    test_sets: dict[str, pd.DataFrame]


def sentences(recipe: Recipe, cola: Corpus) -> Sentences:
    """CoLA, with no dev sentence in its training part, and three sets of pairs that share no sentence."""
    taken = set(cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"])
    held_out = write(FRESH_PAIRS, recipe.pairs_seed, held_out=True, taken=taken)
    fresh = write(FRESH_PAIRS, recipe.pairs_seed + 1, taken=taken)
    pairs = write(recipe.pairs, recipe.pairs_seed, taken=taken)
    train, validation = split_rows(without_dev(cola), TrainConfig(seed=SPLIT_SEED))
    test_sets = {
        "validation": validation,
        **{split: cola.split(split) for split in DEV},
        "pairs": fresh,
        "held_out_pairs": held_out,
    }
    return Sentences(train=train, pairs=pairs, test_sets=test_sets)


def without_dev(cola: Corpus) -> Corpus:
    """CoLA without the training sentences that also occur in a dev file, ignoring case and spacing."""
    in_training, texts = cola.table["split"] == "in_domain_train", cola.table["sentence"].map(folded)
    duplicated = in_training & texts.isin(set(texts[~in_training]))
    name, fingerprint = f"{cola.name} without dev sentences", f"{cola.fingerprint}-without-dev"
    return Corpus(id=cola.id, name=name, table=cola.table[~duplicated], fingerprint=fingerprint)


def train(recipe: Recipe, data: Sentences, folder: Path) -> Iterator[Event]:
    """Train the warm-up into folder/warm, then each seed into folder/<seed>; yields their events."""
    with importing_torch():
        from colabert_core.training.fine_tune import fine_tune

    validation = data.test_sets["validation"]
    yield from _into(folder / "warm", fine_tune, recipe.warm_up(), data.pairs, validation, resolve(BUNDLED))
    for seed in recipe.seeds:
        chosen = np.random.default_rng(seed).permutation(recipe.pairs)[: recipe.replayed]
        mixed = pd.concat([data.train, data.pairs[data.pairs["pair"].isin(chosen)]], ignore_index=True)
        yield from _into(
            folder / str(seed), fine_tune, recipe.on_cola(seed), mixed, validation, folder / "warm"
        )


def _into(folder: Path, fine_tune: Callable[..., Any], *arguments: Any) -> Iterator[Event]:
    folder.mkdir(parents=True)
    with closing(fine_tune(*arguments, folder)) as events:
        yield from events


def average(folders: list[Path], target: Path) -> None:
    """Write a copy of the first folder in which each weight is the mean over all folders."""
    shutil.copytree(folders[0], target, ignore=shutil.ignore_patterns(WEIGHTS))
    weights = [load_file(folder / WEIGHTS) for folder in folders]
    mean = {name: _mean([each[name] for each in weights]) for name in weights[0]}
    save_file(mean, target / WEIGHTS, metadata={"format": "pt"})


def _mean(values: list[np.ndarray]) -> np.ndarray:
    """The mean; equal values stay bit-identical, so that unchanged weights take no space in the delta."""
    if all(np.array_equal(value, values[0]) for value in values[1:]):
        return values[0]
    return np.asarray(np.mean(values, axis=0, dtype=np.float32))


def finish(recipe: Recipe, data: Sentences, cola: Corpus, folder: Path, target: Path) -> Outcome:
    """Average the weights, write the delta, evaluate the model rebuilt from it, and write all files."""
    average([folder / str(seed) for seed in recipe.seeds], folder / "average")
    target.mkdir(parents=True, exist_ok=True)
    _write_delta(recipe, folder / "average", target)
    outcome = Outcome(
        recipe=recipe,
        dropped=len(cola.table) - len(without_dev(cola).table),
        starter=judge(_rebuilt(target, folder / "rebuilt"), data),
        warm_up=judge(folder / "warm", data),
        average=judge(folder / "average", data),
        seeds={seed: judge(folder / str(seed), data) for seed in recipe.seeds},
    )
    _write_run(
        target, recipe.on_cola(recipe.seeds[0]), without_dev(cola), data, outcome.starter["validation"]
    )
    write_whole(target / OUTCOME, json.dumps(outcome.to_row(), indent=2) + "\n")
    write_whole(target / "README.md", model_card(outcome))
    return outcome


def _write_delta(recipe: Recipe, model: Path, target: Path) -> None:
    encoder = resolve(BUNDLED)
    config = recipe.on_cola(recipe.seeds[0])
    origin = deltas.Origin(encoder=BUNDLED, sha256=deltas.weights_hash(encoder), max_length=config.max_length)
    deltas.make(model, encoder, origin, target / DELTA, recipe.rank)
    (target / CONFIG).write_bytes((model / CONFIG).read_bytes())


def _rebuilt(starter: Path, folder: Path) -> Path:
    folder.mkdir()
    for file in (CONFIG, DELTA):
        (folder / file).write_bytes((starter / file).read_bytes())
    deltas.complete(folder)
    return folder


def judge(folder: Path, data: Sentences) -> Results:
    """The results of a model on each test set."""
    with importing_torch():
        from colabert_core.model.classifier import Classifier

    classifier = Classifier(folder, TrainConfig().max_length)
    return {name: _result(classifier, rows) for name, rows in data.test_sets.items()}


def _result(classifier: Judge, rows: pd.DataFrame) -> Result:
    acceptable = classifier.probabilities(list(rows["sentence"]))
    label = rows["label"].to_numpy()
    metrics = measure(label, np.asarray(acceptable >= THRESHOLD, dtype=int))
    right = np.where(label == 1, acceptable, 1 - acceptable)
    return Result(
        sentences=metrics.size,
        acceptable_share=float(label.mean()),
        accuracy=metrics.accuracy,
        mcc=metrics.mcc,
        f1=metrics.f1,
        loss=float(-np.log(np.maximum(right, 1e-9)).mean()),
        pairs=pair_accuracy(rows.assign(acceptable=acceptable)),
    )


def _write_run(
    target: Path, config: TrainConfig, corpus: Corpus, data: Sentences, validation: Result
) -> None:
    """Write the files that make the folder a run, with a short history."""
    info = RunInfo(
        config=config,
        corpus=corpus.name,
        corpus_id=corpus.id,
        corpus_fingerprint=corpus.fingerprint,
        created=time.time(),
        versions=versions(),
        learned=("pairs",),
    )
    Run(target).write(info, "Starter model", _events(config, data, validation))


def _events(config: TrainConfig, data: Sentences, result: Result) -> list[Event]:
    """An averaged model has no learning curve, so its history has a single validation."""
    started = Started(
        total_steps=1,
        steps_per_epoch=1,
        train_size=len(data.train),
        validation_size=result.sentences,
        acceptable_share=float(data.test_sets["validation"]["label"].mean()),
        device="cpu",
    )
    validated = Validated(
        step=1, epoch=config.epochs, loss=result.loss, accuracy=result.accuracy, mcc=result.mcc, seconds=0.0
    )
    return [started, validated, Saved(step=1, epoch=config.epochs, mcc=result.mcc), Finished(seconds=0.0)]
