"""The starter from its trainings: averaged, calibrated, compressed, judged, and written as a run.

The weights of all seeds are averaged (a "model soup", Wortsman et al. 2022) and their probabilities
calibrated. What distinguishes them from the encoder is stored as a small delta; so is the pretrained judge,
from which anyone's own trainings may start. The word embeddings are not trained, so the deltas contain none.
"""

import hashlib
import json
import shutil
import time
from pathlib import Path

import numpy as np
import pandas as pd
from safetensors.numpy import load_file, save_file

from colabert_core.config import BUNDLED, PRETRAINED, TrainConfig
from colabert_core.corpus import Corpus, catalogue, pairs
from colabert_core.encoders import resolve
from colabert_core.evaluation import pair_accuracy
from colabert_core.evaluation.measures import reliability
from colabert_core.evaluation.metrics import measure
from colabert_core.events import Event, Finished, Saved, Started, Validated
from colabert_core.judging.scoring import THRESHOLD, Judge
from colabert_core.model import deltas
from colabert_core.runs.format import CONFIG, DELTA, WEIGHTS
from colabert_core.runs.run import Run, RunInfo, versions
from colabert_core.starter.calibration import Calibration, build_in, calibrate
from colabert_core.starter.model_card import model_card
from colabert_core.starter.outcome import OUTCOME, Outcome, Recipe, Result, Results
from colabert_core.starter.recipe import taught
from colabert_core.starter.sentences import SPLIT_SEED, Sentences, phenomenon_of, without_dev
from colabert_core.system.staging import write_whole
from colabert_core.system.torch_import import importing_torch


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
    """Make the starter of the trainings in `folder`, judge it as rebuilt from its delta, write all files."""
    for name in ("average", "calibrated", "rebuilt", "rebuilt-pretrained"):
        shutil.rmtree(folder / name, ignore_errors=True)
    average([folder / str(seed) for seed in recipe.seeds], folder / "average")
    calibration = _calibrated(recipe, folder / "average", data, folder / "calibrated")
    _write_delta(recipe, folder / "calibrated", target)
    _write_delta(recipe, folder / PRETRAINED, target / PRETRAINED)
    outcome = _judged(recipe, data, calibration, folder, target)
    validation = outcome.starter["validation"]
    _write_starter(target, recipe, without_dev(cola), _events(recipe.epochs, data, validation))
    events = _events(recipe.pretraining_epochs, data, outcome.pretrained["validation"])
    _write_pretrained(target / PRETRAINED, recipe, data, events)
    write_whole(target / OUTCOME, json.dumps(outcome.to_row(), indent=2) + "\n")
    write_whole(target / "README.md", model_card(outcome))
    return outcome


def _calibrated(recipe: Recipe, model: Path, data: Sentences, target: Path) -> Calibration:
    """A copy of the model whose probabilities are calibrated on the validation part."""
    shutil.copytree(model, target)
    rows = data.test_sets["validation"]
    acceptable = _classifier(model).probabilities(list(rows["sentence"]))
    calibration = calibrate(acceptable, rows["label"].to_numpy(), recipe.calibration_error)
    build_in(calibration, target)
    return calibration


def _judged(recipe: Recipe, data: Sentences, calibration: Calibration, folder: Path, target: Path) -> Outcome:
    """The results of the starter and of the models on the way to it."""
    starter = _rebuilt(target, folder / "rebuilt")
    return Outcome(
        recipe=recipe,
        counts=data.counts,
        temperature=calibration.temperature,
        shift=calibration.shift,
        starter=judge(starter, data),
        pretrained=judge(_rebuilt(target / PRETRAINED, folder / "rebuilt-pretrained"), data),
        teacher=_teacher_results(recipe, data, folder),
        average=judge(folder / "average", data),
        seeds={seed: judge(folder / str(seed), data) for seed in recipe.seeds},
        phenomena=_by_phenomenon(starter, data),
    )


def _teacher_results(recipe: Recipe, data: Sentences, folder: Path) -> Results:
    """The results of the teachers together on each test set."""
    acceptable = taught(recipe, data, folder)[len(data.train) + len(data.altered) :]
    ends = np.cumsum([len(rows) for rows in data.test_sets.values()])
    parts = np.split(acceptable, ends[:-1])
    return {
        name: _result(rows, part) for (name, rows), part in zip(data.test_sets.items(), parts, strict=True)
    }


def _by_phenomenon(folder: Path, data: Sentences) -> Results:
    """The results of a model on pairs of held-out templates, by phenomenon."""
    rows = pd.concat(
        [data.test_sets["held_out_pairs"], data.test_sets["held_out_learner_pairs"]],
        keys=[0, 1], names=["part"],
    ).reset_index("part")  # fmt: skip
    rows["pair"] = rows["pair"] * 2 + rows["part"]
    rows["acceptable"] = _classifier(folder).probabilities(list(rows["sentence"]))
    return {
        str(name): _result(group, group["acceptable"].to_numpy())
        for name, group in rows.groupby(rows["source"].map(phenomenon_of()))
    }


def _write_delta(recipe: Recipe, model: Path, target: Path) -> None:
    """The difference between a model and the bundled encoder, as a file in `target`."""
    target.mkdir(parents=True, exist_ok=True)
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
    classifier = _classifier(folder)
    return {
        name: _result(rows, classifier.probabilities(list(rows["sentence"])))
        for name, rows in data.test_sets.items()
    }


def _classifier(folder: Path) -> Judge:
    with importing_torch():
        from colabert_core.model.classifier import Classifier

    return Classifier(folder, TrainConfig().max_length)


def _result(rows: pd.DataFrame, acceptable: np.ndarray) -> Result:
    """The result of probabilities <float>[n] on rows with a label, perhaps in pairs."""
    label, verdict = rows["label"].to_numpy(), np.asarray(acceptable >= THRESHOLD, dtype=int)
    metrics, judged = measure(label, verdict), rows.assign(acceptable=acceptable)
    right = np.where(label == 1, acceptable, 1 - acceptable)
    return Result(
        sentences=metrics.size,
        acceptable_share=float(label.mean()),
        accuracy=metrics.accuracy,
        mcc=metrics.mcc,
        f1=metrics.f1,
        loss=float(-np.log(np.maximum(right, 1e-9)).mean()),
        accepted=float(verdict[label == 1].mean()),
        found=float(1 - verdict[label == 0].mean()),
        calibration=reliability(judged).error,
        pairs=pair_accuracy(judged),
    )


def _write_starter(target: Path, recipe: Recipe, corpus: Corpus, events: list[Event]) -> None:
    """Write the files that make the folder a run."""
    info = RunInfo(
        config=recipe.on_cola(recipe.seeds[0]),
        corpus=corpus.name,
        corpus_id=corpus.id,
        corpus_fingerprint=corpus.fingerprint,
        created=time.time(),
        versions=versions(),
        learned=("pairs",),
    )
    Run(target).write(info, "Starter model", events)


def _write_pretrained(target: Path, recipe: Recipe, data: Sentences, events: list[Event]) -> None:
    """The same for the pretrained judge. Its teachers knew CoLA, but for the validation part."""
    made = "\n".join([*data.pairs["sentence"], *data.altered["sentence"]])
    info = RunInfo(
        config=recipe.pretraining(),
        corpus="Minimal pairs and altered sentences",
        corpus_id=pairs.ID,
        corpus_fingerprint=hashlib.sha256(made.encode()).hexdigest(),
        created=time.time(),
        versions=versions(),
        learned=(f"{catalogue.COLA}/{SPLIT_SEED}",),
    )
    Run(target).write(info, "Pretrained judge", events)


def _events(epochs: int, data: Sentences, result: Result) -> list[Event]:
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
        step=1, epoch=epochs, loss=result.loss, accuracy=result.accuracy, mcc=result.mcc, seconds=0.0
    )
    return [started, validated, Saved(step=1, epoch=epochs, mcc=result.mcc), Finished(seconds=0.0)]
