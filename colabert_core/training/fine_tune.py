"""Fine-tuning BERT: the training loop, which reports its progress as events. Loads torch.

`fine_tune` is a generator. It yields an event for everything that happens; the server's thread, the command
line or a test consumes these events. Closing the generator stops the training and saves a checkpoint.
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

# The minimum number of seconds of training between two checkpoints.
CHECKPOINT_EVERY = 60.0
# The batch size of a validation.
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
    """Train on rows with the columns sentence and label, and keep the best model in `save_to`.

    With a column acceptable, the model learns this probability, for example a teacher's, not the label.
    The best model has the highest validation MCC. Each `Replayed` event reports the model's probabilities for
    the `watched` sentences at that step; they do not change the training by a single bit. If the generator is
    closed early, it saves a checkpoint, and also the current weights if none were saved before. Raises
    DiskFull, LossNotANumber, DeviceMissing, an EncoderError and, if memory runs out, what torch raises.
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
    """Train epoch by epoch and batch by batch, and validate in between."""
    at = session.position
    if at.step in session.validated_at and at.validated < at.step:  # stopped just before its validation
        yield from validation_step(session)
    while at.step < session.total_steps:
        for batch in session.batches():
            yield train_step(session, batch)
            if at.step in session.validated_at:
                yield from validation_step(session)
        at.epoch, at.batch = at.epoch + 1, 0


def train_step(session: Session, batch: np.ndarray) -> Stepped:
    """Take one optimizer step on a batch, given as row numbers <int>[batch_size]. Raises LossNotANumber."""
    began = time.perf_counter()
    model, optimizer, config = session.model, session.optimizer, session.config
    model.train()
    inputs, labels = session.read(batch)
    with autocast_to(session.position.precision, session.device):
        logits = model(**inputs).logits.float()  # forward: what does the model predict?
    loss = cross_entropy(logits, labels)  # how wrong is it?
    if not math.isfinite(loss.item()):
        raise LossNotANumber(step=session.position.step + 1, learning_rate=config.learning_rate)
    loss.backward()  # backward: how much did each weight contribute?
    clip_grad_norm_(model.parameters(), config.clip)  # no step may be too large
    rate = set_learning_rate(session)
    optimizer.step()  # change every weight a little
    optimizer.zero_grad()  # clear the gradients for the next step
    accuracy = share_right(logits, labels)
    return stepped(session, len(batch), loss.item(), accuracy, rate, time.perf_counter() - began)


def share_right(logits: torch.Tensor, labels: torch.Tensor) -> float:
    """The accuracy, 0 to 1, on labels <int>[batch] or soft labels <float>[batch, 2]."""
    expected = labels if labels.dim() == 1 else labels.argmax(dim=1)
    return (logits.argmax(dim=1) == expected).float().mean().item()


def set_learning_rate(session: Session) -> float:
    """Set the optimizer's learning rate for the next step; returns it."""
    rate = learning_rate_at(session.position.step, session.total_steps, session.config)
    for group in session.optimizer.param_groups:
        group["lr"] = rate
    return rate


def learning_rate_at(step: int, total: int, config: TrainConfig) -> float:
    """The learning rate after `step` steps: rising from 0 during warm-up, then falling linearly to 0."""
    warmup = int(config.warmup * total)
    if step < warmup:
        return config.learning_rate * step / warmup
    return config.learning_rate * (total - step) / max(1, total - warmup)


def stepped(
    session: Session, size: int, loss: float, accuracy: float, rate: float, seconds: float
) -> Stepped:
    """Advance the position by one step; returns the event that reports it."""
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
    """Judge the watched and the validation sentences, and save the model if it is the best so far."""
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
    finally:  # a training stopped at this point still saves its best model
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
    loss = cross_entropy(torch.from_numpy(logits), torch.tensor(examples.labels)).item()
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
    """Judge the watched sentences, which does not affect the training."""
    if session.watched:
        at = session.position
        logits = predict(session.model, session.watched, VALIDATION_BATCH)
        rounded = [round(float(probability), 4) for probability in acceptable_probability(logits)]
        yield Replayed(step=at.step, epoch=at.epoch + (at.step > 0), acceptable=rounded)


def checkpoint_if_due(session: Session) -> Iterator[Event]:
    """Save a checkpoint after the first validation, and then every CHECKPOINT_EVERY seconds of training."""
    at = session.position
    is_due = at.saved_at == 0 or at.seconds - at.saved_at > CHECKPOINT_EVERY
    if is_due and at.step < session.total_steps:
        yield Saving(step=at.step)
        at.saved_at = at.seconds
        save_checkpoint(session.save_to, session.model, session.optimizer, at)


def keep_unfinished(session: Session) -> None:
    """Save a checkpoint of a stopped training, and its model if none was saved before."""
    save_checkpoint(session.save_to, session.model, session.optimizer, session.position)
    if session.position.best_mcc is None:
        save_model(session.model, session.save_to)
