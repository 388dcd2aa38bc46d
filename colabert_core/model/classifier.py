"""BERT with a two-way head: load, forward, probabilities, save. One of the few modules with torch."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors import SafetensorError
from torch.nn import Module
from transformers import BertForSequenceClassification
from transformers.utils import logging as transformers_logging

from colabert_core.errors import DeviceMissing, DiskFull, EncoderDamaged, reason_of
from colabert_core.model import deltas
from colabert_core.model.batching import by_length, pad
from colabert_core.model.precision import autocast_to, best_precision
from colabert_core.model.tokenization import WordPiece
from colabert_core.system.hardware import best_device
from colabert_core.system.staging import is_disk_full, staged_folder

LABELS = {0: "unacceptable", 1: "acceptable"}  # CoLA's own numbering

AnyModel = TypeVar("AnyModel", bound=Module)

# The missing classifier head of an encoder is what fine-tuning is about, not a warning.
transformers_logging.set_verbosity_error()
transformers_logging.disable_progress_bar()


def pick_device(wanted: str) -> torch.device:
    """The torch device for auto, cpu, cuda or mps. Raises DeviceMissing."""
    if wanted == "auto":
        return torch.device(best_device())
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not there.get(wanted):
        raise DeviceMissing(device=wanted)
    return torch.device(wanted)


def load_model(folder: Path, name: str = "") -> BertForSequenceClassification:
    """An encoder folder with a fresh head (drawn from torch's generator), or a run's own model.

    Only safetensors are opened, nothing is fetched. Raises EncoderDamaged.
    """
    with damage_reported(name or folder.name):
        model = BertForSequenceClassification.from_pretrained(
            folder,
            num_labels=len(LABELS),
            id2label=LABELS,
            label2id={label: number for number, label in LABELS.items()},
            dtype=torch.float32,
            use_safetensors=True,
            local_files_only=True,
        )
    return detached(model)


@contextmanager
def damage_reported(name: str) -> Iterator[None]:
    """What loading raises, as EncoderDamaged; the end of memory is no damage."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        if "memory" in str(error):
            raise
        raise EncoderDamaged(name=name, reason=reason_of(error)) from error


def detached(model: AnyModel) -> AnyModel:
    """The model with weights of its own. Its file would stay mapped, and Windows could not replace it."""
    for tensor in [*model.parameters(), *model.buffers()]:
        tensor.data = tensor.data.clone()
    return model


def moved(model: AnyModel, device: torch.device | str) -> AnyModel:
    """The model on a device."""
    Module.to(model, device)
    return model


def save_model(model: BertForSequenceClassification, folder: Path) -> None:
    """Write config.json and model.safetensors; a reader meets the old weights or the new, never a part.

    Raises DiskFull; then the old weights stand.
    """
    try:
        with staged_folder(folder / ".saving") as unfinished:
            model.save_pretrained(unfinished)
            for file in ("config.json", "model.safetensors"):
                os.replace(unfinished / file, folder / file)
    except (OSError, SafetensorError) as error:
        raise disk_fault(error) from error


def disk_fault(error: Exception) -> Exception:
    """DiskFull where that is what a writer's error means, or the error itself."""
    return DiskFull() if is_disk_full(error) else error


def predict(
    model: BertForSequenceClassification, ids: list[np.ndarray], batch_size: int, precision: str = "fp32"
) -> np.ndarray:
    """Logits <float>[len(ids), 2] in the order given; the model is left in evaluation mode."""
    model.eval()
    logits = np.empty((len(ids), len(LABELS)), dtype=np.float32)
    lengths = np.asarray([len(row) for row in ids])
    with torch.inference_mode(), autocast_to(precision, model.device):
        for rows in by_length(lengths, batch_size):
            batch = to_device(*pad([ids[row] for row in rows]), model.device)
            logits[rows] = model(**batch).logits.float().cpu().numpy()
    return logits


def to_device(ids: np.ndarray, mask: np.ndarray, device: torch.device) -> dict[str, torch.Tensor]:
    """The model's keyword arguments; segment ids are left out, for a single sentence they are all 0."""
    return {
        "input_ids": torch.from_numpy(ids).to(device),
        "attention_mask": torch.from_numpy(mask).to(device),
    }


class Classifier:
    """A finished run's model with its tokenizer, ready to judge. Several threads may share one.

    A run that came as a delta becomes a whole folder first; raises what `deltas.complete` raises. With `fast`
    it calculates in bf16 where the processor has that: about twice as fast, and of the dev sentences 99.9 %
    get the same verdict (benchmarks/RESULTS.md).
    """

    def __init__(
        self, folder: Path, max_length: int, device: str = "auto", batch_size: int = 64, fast: bool = False
    ):
        self.device = pick_device(device)
        deltas.complete(folder)
        self.model = moved(load_model(folder), self.device).eval()
        self.precision = best_precision(self.device.type) if fast else "fp32"
        self.word_piece = WordPiece(folder)
        self.max_length = max_length
        self.batch_size = batch_size

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        """The probability of "acceptable" <float>[n], 0 to 1."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        ids = self.word_piece.ids(sentences, self.max_length)
        logits = predict(self.model, ids, self.batch_size, self.precision)
        return acceptable_probability(logits)


def acceptable_probability(logits: np.ndarray) -> np.ndarray:
    """Softmax over <float>[n, 2], column "acceptable"; shifted, so that nothing overflows."""
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exponents[:, 1] / exponents.sum(axis=1)
