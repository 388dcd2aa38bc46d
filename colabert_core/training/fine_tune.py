"""Fine-tuning BERT: the loop, reporting as it goes. Loads torch.

`fine_tune` is a generator. It yields an event for everything that happens, and whoever consumes the events
(the server's thread, the command line, a test) decides what becomes of them. Closing the generator stops the
training in good order.
"""

import math
import time
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_

from colabert_core.config import TrainConfig
from colabert_core.errors import LossNotANumber
from colabert_core.evaluation.metrics import measure
from colabert_core.events import (
    Event,
    Finished,
    Preparing,
    Replayed,
    Resumed,
    Saved,
    Saving,
    Stepped,
    Validated,
    Validating,
)
from colabert_core.model.classifier import acceptable_probability, predict, save_model
from colabert_core.model.precision import autocast_to
from colabert_core.training.checkpoints import remove_checkpoints, save_checkpoint
from colabert_core.training.session import Session, begin_session

# Seconds of training between two checkpoints, at least.
CHECKPOINT_EVERY = 60.0
# Sentences that are validated at once.
VALIDATION_BATCH = 64


def fine_tune(
    config: TrainConfig,
    train: pd.DataFrame,
    validation: pd.DataFrame,
    encoder: Path,
    save_to: Path,
    resume: bool = False,
    watched: Sequence[str] = (),
) -> Generator[Event, None, None]:
    """Train on rows with the columns sentence and label; keep the best model in `save_to`.

    The best model has the highest validation MCC. Every `Replayed` reports what the model says about the
    `watched` sentences at that step; with or without them, the training is the same bit for bit. When the
    generator is closed early, a checkpoint is kept, and the current weights if nothing was validated before.
    Raises DiskFull, LossNotANumber, DeviceMissing, an EncoderError and, when memory runs out, what torch
    raises.
    """
    yield Preparing(what="model")
    session = begin_session(config, train, validation, encoder, save_to, watched)
    if resume:
        session.resume()
        yield Resumed(step=session.position.step)
    yield session.started()
    if session.position.step == 0:
        yield from judge_watched(session)
    try:
        yield from training_loop(session)
    except GeneratorExit:
        keep_unfinished(session)
        raise
    remove_checkpoints(save_to)
    yield Finished(seconds=session.position.seconds)


def training_loop(session: Session) -> Iterator[Event]:
    """Epoch after epoch, batch after batch."""
    at = session.position
    if at.step in session.validated_at and at.validated < at.step:  # it was stopped just before this
        yield from validation_step(session)
    while at.step < session.total_steps:
        for batch in session.batches():
            yield train_step(session, batch)
            if at.step in session.validated_at:
                yield from validation_step(session)
        at.epoch, at.batch = at.epoch + 1, 0


def train_step(session: Session, batch: np.ndarray) -> Stepped:
    """One optimizer step on the sentences with these row numbers <int>[batch_size]."""
    began = time.perf_counter()
    model, optimizer, config = session.model, session.optimizer, session.config
    model.train()
    inputs, labels = session.read(batch)
    with autocast_to(session.position.precision, session.device):
        logits = model(**inputs).logits.float()  # forward: what does the model say?
    loss = cross_entropy(logits, labels)  # how wrong is that?
    if not math.isfinite(loss.item()):
        raise LossNotANumber(step=session.position.step + 1, learning_rate=config.learning_rate)
    loss.backward()  # how much did each weight contribute?
    clip_grad_norm_(model.parameters(), config.clip)  # no step may be too large
    rate = set_learning_rate(session)
    optimizer.step()  # move every weight a little
    optimizer.zero_grad()  # and start afresh
    accuracy = (logits.argmax(dim=1) == labels).float().mean().item()
    return stepped(session, len(batch), loss.item(), accuracy, rate, time.perf_counter() - began)


def set_learning_rate(session: Session) -> float:
    """Give the optimizer the rate of the coming step; returns it."""
    rate = learning_rate_at(session.position.step, session.total_steps, session.config)
    for group in session.optimizer.param_groups:
        group["lr"] = rate
    return rate


def learning_rate_at(step: int, total: int, config: TrainConfig) -> float:
    """The rate after `step` finished steps: up from 0 during the warm-up, then straight down to 0."""
    warmup = int(config.warmup * total)
    if step < warmup:
        return config.learning_rate * step / warmup
    return config.learning_rate * (total - step) / max(1, total - warmup)


def stepped(
    session: Session, size: int, loss: float, accuracy: float, rate: float, seconds: float
) -> Stepped:
    """Move the position on by one step, and report it."""
    at = session.position
    at.step, at.batch, at.seconds = at.step + 1, at.batch + 1, at.seconds + seconds
    return Stepped(
        step=at.step,
        epoch=at.epoch + 1,
        size=size,
        loss=loss,
        accuracy=accuracy,
        learning_rate=rate,
        seconds=seconds,
    )


def validation_step(session: Session) -> Iterator[Event]:
    """Judge the watched and the validation sentences; keep the model if it is the best so far."""
    yield from judge_watched(session)
    at = session.position
    yield Validating(step=at.step)
    result = validate(session)
    at.validated = at.step
    better = at.is_better(result.mcc, result.loss)
    try:
        yield result
        if better:
            yield Saving(step=at.step)
    finally:  # a training that is stopped just here keeps its best model all the same
        if better:
            save_model(session.model, session.save_to)
            at.best_mcc, at.best_loss = result.mcc, result.loss
    if better:
        yield Saved(step=at.step, epoch=at.epoch + 1, mcc=result.mcc)
    yield from checkpoint_if_due(session)


def validate(session: Session) -> Validated:
    """Judge the validation sentences; the loss is their mean cross-entropy in nats."""
    began = time.perf_counter()
    examples, at = session.validation, session.position
    logits = predict(session.model, examples.ids, VALIDATION_BATCH)
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


def judge_watched(session: Session) -> Iterator[Event]:
    """What the model says now about the watched sentences; asking it changes nothing."""
    if session.watched:
        at = session.position
        found = acceptable_probability(predict(session.model, session.watched, VALIDATION_BATCH))
        rounded = [round(float(probability), 4) for probability in found]
        yield Replayed(step=at.step, epoch=at.epoch + (at.step > 0), acceptable=rounded)


def checkpoint_if_due(session: Session) -> Iterator[Event]:
    """Keep a checkpoint after the first validation, and then every CHECKPOINT_EVERY seconds of training."""
    at = session.position
    is_due = at.saved_at == 0 or at.seconds - at.saved_at > CHECKPOINT_EVERY
    if is_due and at.step < session.total_steps:
        yield Saving(step=at.step)
        at.saved_at = at.seconds
        save_checkpoint(session.save_to, session.model, session.optimizer, at)


def keep_unfinished(session: Session) -> None:
    """What a stopped training leaves behind: a checkpoint, and its model if none was kept before."""
    save_checkpoint(session.save_to, session.model, session.optimizer, session.position)
    if session.position.best_mcc is None:
        save_model(session.model, session.save_to)
