"""Fine-tuning BERT: the loop, told as it goes.

`fine_tune` is a generator. It yields an event for every happening, and whoever consumes them (the
server's thread, the command line, a test) decides what becomes of them. Closing the generator stops the
training in good order.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_
from transformers import BertForSequenceClassification

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.encoders import resolving
from colabert_core.errors import CorpusChanged, LengthTooLong, LossNotANumber, OutOfMemory
from colabert_core.evaluation.metrics import measure
from colabert_core.events import (
    Event,
    Finished,
    Preparing,
    Replayed,
    Resumed,
    Saved,
    Saving,
    Started,
    Stepped,
    Validated,
    Validating,
)
from colabert_core.model.batching import epoch_batches, pad
from colabert_core.model.classifier import (
    acceptable_probability,
    load_model,
    pick_device,
    predict,
    save_model,
    to_device,
)
from colabert_core.model.deltas import complete
from colabert_core.model.precision import autocast_to, best_precision
from colabert_core.model.tokenization import WordPiece, save_tokenizer
from colabert_core.model.trimmed_embeddings import keep_pieces_in_use
from colabert_core.runs.run import run_at
from colabert_core.schedule import validation_steps, validations_per_epoch
from colabert_core.training.checkpoints import (
    Position,
    latest_checkpoint,
    load_checkpoint,
    remove_checkpoints,
    save_checkpoint,
)
from colabert_core.training.watched_sentences import prepare

CHECKPOINT_EVERY = 60.0  # seconds of training at least between two checkpoints


@dataclass(frozen=True)
class Examples:
    """Sentences as the model reads them: `ids` a list of <int>[length], `labels` <int>[n]."""

    ids: list[np.ndarray]
    labels: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        return np.asarray([len(row) for row in self.ids])


def fine_tune_run(
    config: TrainConfig,
    corpus: Corpus,
    folder: Path,
    fingerprint: str,
    resume: bool = False,
    own: tuple[str, ...] = (),
) -> Iterator[Event]:
    """A whole training into a run's folder: find the encoder, prepare the sentences, fine-tune.

    `fingerprint` is that of the corpus at the run's beginning, `own` are sentences that somebody adds to the
    replay. Raises what the parts raise.
    """
    if corpus.fingerprint != fingerprint:
        raise CorpusChanged(name=folder.name)
    yield Preparing(what="encoder")
    if before := run_at(config.encoder):
        complete(before.folder)  # goes on from a run that came small
    encoder = yield from resolving(config.encoder)
    yield Preparing(what="corpus")
    train, validation = split_rows(corpus, config)
    watched = prepare(folder, corpus, config, own)
    try:
        yield from fine_tune(config, train, validation, encoder, folder, resume, list(watched["sentence"]))
    except (MemoryError, RuntimeError) as error:  # while loading as well as in a step
        if is_out_of_memory(error):
            device = pick_device(config.device).type
            raise OutOfMemory(
                device=device, batch_size=config.batch_size, max_length=config.max_length
            ) from error
        raise


def fine_tune(
    config: TrainConfig,
    train: pd.DataFrame,
    validation: pd.DataFrame,
    encoder: Path,
    save_to: Path,
    resume: bool = False,
    watched: Sequence[str] = (),
) -> Iterator[Event]:
    """Train on rows with the columns sentence and label; keep the best model in `save_to`.

    Best is the highest validation MCC. `watched` are sentences of which every `Replayed` tells what the model
    says by then; with or without them, the training is the same bit for bit. When the generator is closed
    early, a checkpoint is kept, and the current weights if nothing was validated before.
    Raises DiskFull, LossNotANumber, DeviceMissing, an EncoderError or, where memory ends, what torch raises.
    """
    yield Preparing(what="model")
    device = pick_device(config.device)
    model = begin_model(config, encoder).to(device)
    save_tokenizer(encoder, save_to, config.max_length)
    word_piece = WordPiece(save_to)
    train_set = tokenize(train, word_piece, config.max_length)
    validation_set = tokenize(validation, word_piece, config.max_length)
    watched_ids = word_piece.ids(list(watched), config.max_length)
    if config.train_embeddings and config.weight_decay == 0:
        keep_pieces_in_use(model, [*train_set.ids, *validation_set.ids])
    precision = best_precision(device.type) if config.precision == "auto" else config.precision
    optimizer = make_optimizer(model, config)

    per_epoch = math.ceil(len(train_set.ids) / config.batch_size)
    total = min(per_epoch * config.epochs, config.max_steps or math.inf)
    times = validations_per_epoch(len(train_set.ids), len(validation_set.ids))
    to_validate = set(validation_steps(per_epoch, total, times))
    at = Position(precision=precision)
    if resume:
        if checkpoint := latest_checkpoint(save_to):
            at = load_checkpoint(checkpoint, model, optimizer)
            precision = at.precision
        yield Resumed(step=at.step)
    yield started(train_set, validation_set, per_epoch, total, device, precision)
    if at.step == 0:
        yield from replay(model, watched_ids, at)

    try:
        if at.validated < at.step and at.step in to_validate:
            yield from replay(model, watched_ids, at)
            yield from validate_and_keep(model, optimizer, validation_set, at, total, save_to)
        while at.step < total:
            batches = epoch_batches(train_set.lengths, config.batch_size, config.seed, at.epoch)
            for rows in batches[at.batch : at.batch + total - at.step]:
                began = time.perf_counter()
                model.train()
                ids, mask = pad([train_set.ids[row] for row in rows])
                labels = torch.from_numpy(train_set.labels[rows]).to(device)

                with autocast_to(precision, device):
                    logits = model(
                        **to_device(ids, mask, device)
                    ).logits.float()  # forward: what does it say?
                loss = cross_entropy(logits, labels)  # how wrong is that?
                if not math.isfinite(loss.item()):
                    raise LossNotANumber(step=at.step + 1, learning_rate=config.learning_rate)
                loss.backward()  # which weight is to blame, and how much?
                clip_grad_norm_(model.parameters(), config.clip)  # no step too wild
                rate = learning_rate_at(at.step, total, config)
                for group in optimizer.param_groups:
                    group["lr"] = rate
                optimizer.step()  # move every weight a little
                optimizer.zero_grad()  # and forget the blame

                right = (logits.argmax(dim=1) == labels).float().mean().item()
                seconds = time.perf_counter() - began
                at.step, at.batch, at.seconds = at.step + 1, at.batch + 1, at.seconds + seconds
                yield Stepped(
                    step=at.step,
                    epoch=at.epoch + 1,
                    size=len(rows),
                    loss=loss.item(),
                    accuracy=right,
                    learning_rate=rate,
                    seconds=seconds,
                )
                if at.step in to_validate:
                    yield from replay(model, watched_ids, at)
                    yield from validate_and_keep(model, optimizer, validation_set, at, total, save_to)
            at.epoch, at.batch = at.epoch + 1, 0
    except GeneratorExit:  # asked to stop: keep what there is
        save_checkpoint(save_to, model, optimizer, at)
        if at.best_mcc is None:
            save_model(model, save_to)
        raise
    remove_checkpoints(save_to)  # nothing is left to go on with
    yield Finished(seconds=at.seconds)


def begin_model(config: TrainConfig, encoder: Path) -> BertForSequenceClassification:
    """The encoder with a fresh head. Seeds torch: for the head, then for dropout. Raises LengthTooLong."""
    torch.manual_seed(config.seed)
    model = load_model(encoder, config.encoder)
    model.bert.embeddings.word_embeddings.requires_grad_(config.train_embeddings)
    positions = model.config.max_position_embeddings
    if config.max_length > positions:
        raise LengthTooLong(max_length=config.max_length, positions=positions)
    return model


def started(
    train: Examples, validation: Examples, per_epoch: int, total: int, device: torch.device, precision: str
) -> Started:
    """What is known before the first step."""
    return Started(
        total_steps=total,
        steps_per_epoch=per_epoch,
        train_size=len(train.ids),
        validation_size=len(validation.ids),
        acceptable_share=float(np.mean(validation.labels)),
        device=device.type,
        precision=precision,
    )


def tokenize(rows: pd.DataFrame, word_piece: WordPiece, max_length: int) -> Examples:
    """Rows with the columns sentence and label as examples."""
    ids = word_piece.ids(list(rows["sentence"]), max_length)
    return Examples(ids, rows["label"].to_numpy(dtype=np.int64))


def make_optimizer(model, config: TrainConfig) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter 2019). Biases and layer norms are never decayed, as in BERT itself."""
    named = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    exempt = [p for name, p in named if name.endswith("bias") or "LayerNorm" in name]
    decayed = [p for name, p in named if not (name.endswith("bias") or "LayerNorm" in name)]
    groups = [
        {"params": decayed, "weight_decay": config.weight_decay},
        {"params": exempt, "weight_decay": 0.0},
    ]
    fused = model.device.type in ("cpu", "cuda")
    return torch.optim.AdamW(groups, lr=config.learning_rate, eps=config.adam_epsilon, fused=fused)


def learning_rate_at(step: int, total: int, config: TrainConfig) -> float:
    """The rate of the step after `step` done ones: up from 0 during the warm-up, then straight down to 0."""
    warmup = int(config.warmup * total)
    if step < warmup:
        return config.learning_rate * step / warmup
    return config.learning_rate * (total - step) / max(1, total - warmup)


def replay(model, watched: list[np.ndarray], at: Position) -> Iterator[Event]:
    """What the model says now of the sentences that are watched; saying it changes nothing."""
    if watched:
        found = acceptable_probability(predict(model, watched, batch_size=64))
        rounded = [round(float(probability), 4) for probability in found]
        yield Replayed(step=at.step, epoch=at.epoch + (at.step > 0), acceptable=rounded)


def validate_and_keep(
    model, optimizer, examples: Examples, at: Position, total: int, save_to: Path
) -> Iterator[Event]:
    """Validate; keep the model if it is the best so far, and a checkpoint from time to time."""
    yield Validating(step=at.step)
    result = validate(model, examples, at)
    at.validated = at.step
    better = at.is_better(result.mcc, result.loss)
    try:
        yield result
        if better:
            yield Saving(step=at.step)
    finally:  # a training that is stopped just here keeps its best model all the same
        if better:
            save_model(model, save_to)
            at.best_mcc, at.best_loss = result.mcc, result.loss
    if better:
        yield Saved(step=at.step, epoch=at.epoch + 1, mcc=result.mcc)
    first = at.saved_at == 0
    if (first or at.seconds - at.saved_at > CHECKPOINT_EVERY) and at.step < total:
        yield Saving(step=at.step)
        at.saved_at = at.seconds
        save_checkpoint(save_to, model, optimizer, at)


def validate(model, examples: Examples, at: Position) -> Validated:
    """Judge the validation sentences; the loss is their mean cross-entropy."""
    began = time.perf_counter()
    logits = predict(model, examples.ids, batch_size=64)
    loss = cross_entropy(torch.from_numpy(logits), torch.from_numpy(examples.labels)).item()
    metrics = measure(examples.labels, logits.argmax(axis=1))
    return Validated(
        step=at.step,
        epoch=at.epoch + 1,
        loss=loss,
        accuracy=metrics.accuracy,
        mcc=metrics.mcc,
        seconds=time.perf_counter() - began,
    )


def is_out_of_memory(error: Exception) -> bool:
    """Whether torch's error means that; on the CPU it is a RuntimeError told apart by its text only."""
    words = ("out of memory", "can't allocate memory", "not enough memory")
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return known or any(word in str(error) for word in words)
