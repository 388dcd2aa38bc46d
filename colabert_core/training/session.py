"""A training's state: the model, its optimizer, the sentences and the position. Loads torch."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from transformers import BertForSequenceClassification

from colabert_core.config import TrainConfig
from colabert_core.errors import LengthTooLong
from colabert_core.events import Started
from colabert_core.model.batching import epoch_batches, pad
from colabert_core.model.classifier import load_model, moved, pick_device, set_padding, to_device
from colabert_core.model.precision import best_precision
from colabert_core.model.tokenization import WordPiece, save_tokenizer
from colabert_core.model.trimmed_embeddings import trim_embeddings
from colabert_core.schedule import validation_steps, validations_per_epoch
from colabert_core.training.checkpoints import Position, latest_checkpoint, load_checkpoint


@dataclass(frozen=True)
class Examples:
    """Tokenized sentences: `ids` is a list of <int>[length], and `labels` <int>[n], where 1 is acceptable.

    `soft` <float32>[n, 2] are probabilities of "unacceptable" and "acceptable" to learn in place of labels,
    from a teacher (Hinton, Vinyals and Dean 2015, Distilling the Knowledge in a Neural Network).
    """

    ids: list[np.ndarray]
    labels: np.ndarray
    soft: np.ndarray | None = None

    @property
    def lengths(self) -> np.ndarray:
        """The number of tokens in each sentence <int>[n], including special tokens."""
        return np.asarray([len(row) for row in self.ids])


@dataclass(kw_only=True)
class Session:
    """The state of one training.

    `watched` holds the ids <int>[length] of the watched sentences, `save_to` is the run's folder, and
    `padding` the id that pads batches.
    `steps_per_epoch` and `total_steps` count optimizer steps; `validated_at` holds the steps after which the
    model is validated.
    """

    config: TrainConfig
    model: BertForSequenceClassification
    optimizer: torch.optim.Optimizer
    train: Examples
    validation: Examples
    watched: list[np.ndarray]
    save_to: Path
    position: Position
    padding: int = 0
    steps_per_epoch: int = field(init=False)
    total_steps: int = field(init=False)
    validated_at: set[int] = field(init=False)

    def __post_init__(self) -> None:
        train_size, validation_size = len(self.train.ids), len(self.validation.ids)
        self.steps_per_epoch = math.ceil(train_size / self.config.batch_size)
        wanted = self.steps_per_epoch * self.config.epochs
        self.total_steps = min(wanted, self.config.max_steps or wanted)
        times = validations_per_epoch(train_size, validation_size)
        self.validated_at = set(validation_steps(self.steps_per_epoch, self.total_steps, times))

    @property
    def device(self) -> torch.device:
        """The device that the model is on."""
        return self.model.device

    def batches(self) -> list[np.ndarray]:
        """The remaining batches of the current epoch, each as row numbers <int>[batch_size]."""
        at, config = self.position, self.config
        batches = epoch_batches(self.train.lengths, config.batch_size, config.seed, at.epoch)
        return batches[at.batch : at.batch + self.total_steps - at.step]

    def read(self, rows: np.ndarray) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        """A batch on the device: the model's arguments <int>[batch, length] and the labels.

        The labels are <int>[batch], or <float>[batch, 2] if they are soft.
        """
        ids, mask = pad([self.train.ids[row] for row in rows], padding=self.padding)
        known = self.train.labels if self.train.soft is None else self.train.soft
        labels = torch.from_numpy(known[rows]).to(self.device)
        return to_device(ids, mask, self.device), labels

    def started(self) -> Started:
        """The event that reports the size of the training."""
        return Started(
            total_steps=self.total_steps,
            steps_per_epoch=self.steps_per_epoch,
            train_size=len(self.train.ids),
            validation_size=len(self.validation.ids),
            acceptable_share=float(np.mean(self.validation.labels)),
            device=self.device.type,
            precision=self.position.precision,
        )

    def resume(self) -> None:
        """Restore the newest checkpoint; without one, the training starts at step 0.

        Raises CheckpointUnusable.
        """
        if checkpoint := latest_checkpoint(self.save_to):
            self.position = load_checkpoint(checkpoint, self.model, self.optimizer)


def begin_session(
    config: TrainConfig,
    train: pd.DataFrame,
    validation: pd.DataFrame,
    encoder: Path,
    save_to: Path,
    watched: Sequence[str] = (),
) -> Session:
    """Prepare a training. `train` and `validation` have the columns sentence and label.

    If `train` also has the column acceptable, the model learns this probability in place of the label.

    The encoder's tokenizer is written to `save_to`. Raises DeviceMissing, LengthTooLong or an EncoderError.
    """
    device = pick_device(config.device)
    model = moved(begin_model(config, encoder), device)
    save_tokenizer(encoder, save_to, config.max_length)
    word_piece = WordPiece(save_to)
    set_padding(model, word_piece.special)
    train_set = tokenize(train, word_piece, config.max_length)
    validation_set = tokenize(validation, word_piece, config.max_length)
    if config.train_embeddings and config.weight_decay == 0:
        trim_embeddings(model, [*train_set.ids, *validation_set.ids])
    precision = best_precision(device.type) if config.precision == "auto" else config.precision
    return Session(
        config=config,
        model=model,
        optimizer=make_optimizer(model, config),
        train=train_set,
        validation=validation_set,
        watched=word_piece.ids(list(watched), config.max_length),
        save_to=save_to,
        position=Position(precision=precision),
        padding=word_piece.special.padding.id,
    )


def begin_model(config: TrainConfig, encoder: Path) -> BertForSequenceClassification:
    """Load the encoder with a new classification head.

    Seeds torch's random generator, for the head's weights and for dropout. Raises LengthTooLong or
    EncoderDamaged.
    """
    torch.manual_seed(config.seed)
    model = load_model(encoder, config.encoder)
    model.bert.embeddings.word_embeddings.requires_grad_(config.train_embeddings)
    positions = model.config.max_position_embeddings
    if config.max_length > positions:
        raise LengthTooLong(max_length=config.max_length, positions=positions)
    return model


def tokenize(rows: pd.DataFrame, word_piece: WordPiece, max_length: int) -> Examples:
    """Tokenize rows with the columns sentence and label, and perhaps acceptable, a probability."""
    ids, labels = word_piece.ids(list(rows["sentence"]), max_length), rows["label"].to_numpy(dtype=np.int64)
    if "acceptable" not in rows:
        return Examples(ids, labels)
    acceptable = rows["acceptable"].to_numpy(dtype=np.float32)
    return Examples(ids, labels, np.stack([1 - acceptable, acceptable], axis=1))


def make_optimizer(model: BertForSequenceClassification, config: TrainConfig) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter 2019), without weight decay for biases and layer norms, as in BERT."""
    named = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    exempt = [p for name, p in named if name.endswith("bias") or "LayerNorm" in name]
    decayed = [p for name, p in named if not (name.endswith("bias") or "LayerNorm" in name)]
    groups = [
        {"params": decayed, "weight_decay": config.weight_decay},
        {"params": exempt, "weight_decay": 0.0},
    ]
    fused = model.device.type in ("cpu", "cuda")
    return torch.optim.AdamW(groups, lr=config.learning_rate, eps=config.adam_epsilon, fused=fused)
