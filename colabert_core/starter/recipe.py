"""How the starter model is made: `python -m colabert_core make-starter`.

First a warm-up on our own minimal pairs, then CoLA's training sentences (some pairs stay among them, so that
they are not forgotten), from the same warm-up with several seeds. The weights of these trainings are averaged
(a "model soup", Wortsman et al. 2022) and kept as a small delta. The word embeddings stay as they are, so
that the delta needs none.

No dev sentence is ever trained on: those that also stand in CoLA's training file are dropped by their text.
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

SPLIT_SEED = 42  # one validation part for all seeds, so that they can be compared
FRESH_PAIRS = 1_420  # of each kind for testing: 20 per paradigm


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """Everything that a recipe trains and is judged on, each with the columns source, label, sentence."""

    train: pd.DataFrame
    pairs: pd.DataFrame
    judged_on: dict[str, pd.DataFrame]  # validation, the dev sets, and pairs of either kind of templates


def sentences(recipe: Recipe, cola: Corpus) -> Sentences:
    """CoLA without its dev sentences in the training part, and pairs in three distinct lots."""
    taken = set(cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"])
    held_out = write(FRESH_PAIRS, recipe.pairs_seed, held_out=True, taken=taken)
    fresh = write(FRESH_PAIRS, recipe.pairs_seed + 1, taken=taken)
    pairs = write(recipe.pairs, recipe.pairs_seed, taken=taken)
    train, validation = split_rows(without_dev(cola), TrainConfig(seed=SPLIT_SEED))
    judged_on = {
        "validation": validation,
        **{split: cola.split(split) for split in DEV},
        "pairs": fresh,
        "held_out_pairs": held_out,
    }
    return Sentences(train=train, pairs=pairs, judged_on=judged_on)


def without_dev(cola: Corpus) -> Corpus:
    """CoLA without the training sentences that stand in a dev file too, case and spacing aside."""
    in_training, texts = cola.table["split"] == "in_domain_train", cola.table["sentence"].map(folded)
    doubled = in_training & texts.isin(set(texts[~in_training]))
    name, fingerprint = f"{cola.name} without dev sentences", f"{cola.fingerprint}-without-dev"
    return Corpus(id=cola.id, name=name, table=cola.table[~doubled], fingerprint=fingerprint)


def train(recipe: Recipe, lots: Sentences, folder: Path) -> Iterator[Event]:
    """The warm-up into folder/warm, then a training per seed into folder/<seed>."""
    with importing_torch():
        from colabert_core.training.fine_tune import fine_tune

    validation = lots.judged_on["validation"]
    yield from _into(folder / "warm", fine_tune, recipe.warm_up(), lots.pairs, validation, resolve(BUNDLED))
    for seed in recipe.seeds:
        chosen = np.random.default_rng(seed).permutation(recipe.pairs)[: recipe.replayed]
        mixed = pd.concat([lots.train, lots.pairs[lots.pairs["pair"].isin(chosen)]], ignore_index=True)
        yield from _into(
            folder / str(seed), fine_tune, recipe.on_cola(seed), mixed, validation, folder / "warm"
        )


def _into(folder: Path, fine_tune: Callable[..., Any], *given: Any) -> Iterator[Event]:
    folder.mkdir(parents=True)
    with closing(fine_tune(*given, folder)) as events:
        yield from events


def average(folders: list[Path], target: Path) -> None:
    """A folder like the first, with the mean of all weights."""
    shutil.copytree(folders[0], target, ignore=shutil.ignore_patterns(WEIGHTS))
    weights = [load_file(folder / WEIGHTS) for folder in folders]
    mean = {name: _mean([each[name] for each in weights]) for name in weights[0]}
    save_file(mean, target / WEIGHTS, metadata={"format": "pt"})


def _mean(values: list[np.ndarray]) -> np.ndarray:
    """What none of them changed stays as it is, to the last bit: it then takes no room in the delta."""
    if all(np.array_equal(value, values[0]) for value in values[1:]):
        return values[0]
    return np.asarray(np.mean(values, axis=0, dtype=np.float32))


def finish(recipe: Recipe, lots: Sentences, cola: Corpus, folder: Path, target: Path) -> Outcome:
    """Average, take the delta, put it together again as a visitor will, judge that, and write all files."""
    average([folder / str(seed) for seed in recipe.seeds], folder / "average")
    target.mkdir(parents=True, exist_ok=True)
    _write_delta(recipe, folder / "average", target)
    outcome = Outcome(
        recipe=recipe,
        dropped=len(cola.table) - len(without_dev(cola).table),
        starter=judge(_rebuilt(target, folder / "rebuilt"), lots),
        warm_up=judge(folder / "warm", lots),
        average=judge(folder / "average", lots),
        seeds={seed: judge(folder / str(seed), lots) for seed in recipe.seeds},
    )
    _write_run(
        target, recipe.on_cola(recipe.seeds[0]), without_dev(cola), lots, outcome.starter["validation"]
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


def judge(folder: Path, lots: Sentences) -> Results:
    """A result on each lot of sentences that nobody was trained on."""
    with importing_torch():
        from colabert_core.model.classifier import Classifier

    classifier = Classifier(folder, TrainConfig().max_length)
    return {name: _result(classifier, rows) for name, rows in lots.judged_on.items()}


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
    target: Path, config: TrainConfig, corpus: Corpus, lots: Sentences, validation: Result
) -> None:
    """The run's own files, as `runs` reads them, with a short history."""
    info = RunInfo(
        config=config,
        corpus=corpus.name,
        corpus_id=corpus.id,
        corpus_fingerprint=corpus.fingerprint,
        created=time.time(),
        versions=versions(),
        learned=("pairs",),
    )
    Run(target).write(info, "Starter model", _events(config, lots, validation))


def _events(config: TrainConfig, lots: Sentences, found: Result) -> list[Event]:
    """Of an average there is no learning curve: one validation, that of the model as it is."""
    started = Started(
        total_steps=1,
        steps_per_epoch=1,
        train_size=len(lots.train),
        validation_size=found.sentences,
        acceptable_share=float(lots.judged_on["validation"]["label"].mean()),
        device="cpu",
    )
    validated = Validated(
        step=1, epoch=config.epochs, loss=found.loss, accuracy=found.accuracy, mcc=found.mcc, seconds=0.0
    )
    return [started, validated, Saved(step=1, epoch=config.epochs, mcc=found.mcc), Finished(seconds=0.0)]
