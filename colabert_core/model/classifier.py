"""BERT with a two-class head: loading, saving, and probabilities. Loads torch."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from huggingface_hub.errors import StrictDataclassError
from safetensors import SafetensorError
from torch.nn import Module
from transformers import BertForSequenceClassification
from transformers.utils import logging as transformers_logging

from colabert_core.encoders.tokenizer_files import SpecialTokens
from colabert_core.encoders.weights import renaming
from colabert_core.errors import DeviceMissing, DiskFull, EncoderDamaged, reason_of
from colabert_core.model import deltas
from colabert_core.model.batching import by_length, pad
from colabert_core.model.precision import autocast_to, best_precision
from colabert_core.model.tokenization import WordPiece
from colabert_core.system.hardware import best_device
from colabert_core.system.staging import is_disk_full, staged_folder

LABELS = {0: "unacceptable", 1: "acceptable"}  # CoLA's own numbering

_BY_CONFIG = (TypeError, AssertionError, StrictDataclassError)  # raised for nonsense in config.json

AnyModel = TypeVar("AnyModel", bound=Module)

# An encoder has no classification head yet, which is normal here and deserves no warning.
transformers_logging.set_verbosity_error()
transformers_logging.disable_progress_bar()


def pick_device(wanted: str) -> torch.device:
    """The torch device for auto, cpu, cuda or mps. Raises DeviceMissing."""
    if wanted == "auto":
        return torch.device(best_device())
    available = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not available.get(wanted):
        raise DeviceMissing(device=wanted)
    return torch.device(wanted)


def load_model(folder: Path, name: str = "", keep_head: bool = False) -> BertForSequenceClassification:
    """Load a run's model, or an encoder with a new head whose weights torch's random generator draws.

    A head with other labels than ours is another task's, and is replaced as well, unless `keep_head` says
    that this is a finished classifier. Only safetensors files are opened, and nothing is downloaded. `name`
    is for messages. Raises EncoderDamaged.
    """
    with damage_reported(name or folder.name):
        ours = keep_head or _has_our_head(folder)
        loaded: Any = BertForSequenceClassification.from_pretrained(
            folder,
            num_labels=len(LABELS),
            id2label=LABELS,
            label2id={label: number for number, label in LABELS.items()},
            problem_type="single_label_classification",
            key_mapping=renaming(folder, name),
            ignore_mismatched_sizes=not ours,
            output_loading_info=True,
            dtype=torch.float32,
            use_safetensors=True,
            local_files_only=True,
        )
        model: BertForSequenceClassification
        model, report = loaded
        for tensor, found, expected in report["mismatched_keys"]:
            if not tensor.startswith("classifier."):
                raise ValueError(f"{tensor} is {tuple(found)} instead of {tuple(expected)}")
        if keep_head and report["missing_keys"]:
            raise ValueError(f"the weights lack {min(report['missing_keys'])}")
    if not ours and not report["missing_keys"] & {"classifier.weight", "classifier.bias"}:
        _begin_head(model)
    return detached(model)


def _has_our_head(folder: Path) -> bool:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    ours = {str(number): label for number, label in LABELS.items()}
    return isinstance(config, dict) and config.get("id2label") == ours


def _begin_head(model: BertForSequenceClassification) -> None:
    """Draw the head's weights as BERT does."""
    torch.nn.init.normal_(model.classifier.weight, std=model.config.initializer_range)
    torch.nn.init.zeros_(model.classifier.bias)


def has_numbers_only(model: Module) -> bool:
    """Whether no weight is infinite or not a number: such a model has no probabilities."""
    return all(bool(torch.isfinite(tensor).all()) for tensor in model.parameters())


@contextmanager
def damage_reported(name: str) -> Iterator[None]:
    """Raise EncoderDamaged for any error of loading, unless memory ran out."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError, *_BY_CONFIG) as error:
        if "memory" in str(error):
            raise
        raise EncoderDamaged(name=name, reason=reason_of(error)) from error


def detached(model: AnyModel) -> AnyModel:
    """The model with its weights copied to memory: Windows cannot replace a file that is still mapped."""
    for tensor in [*model.parameters(), *model.buffers()]:
        tensor.data = tensor.data.clone()
    return model


def moved(model: AnyModel, device: torch.device | str) -> AnyModel:
    """The model, moved to a device."""
    Module.to(model, device)
    return model


def save_model(model: BertForSequenceClassification, folder: Path) -> None:
    """Write config.json and model.safetensors; each is replaced only when the new one is complete.

    Raises DiskFull; the old weights are then kept.
    """
    try:
        with staged_folder(folder / ".saving") as unfinished:
            model.save_pretrained(unfinished)
            for file in ("config.json", "model.safetensors"):
                os.replace(unfinished / file, folder / file)
    except (OSError, SafetensorError) as error:
        raise disk_fault(error) from error


def disk_fault(error: Exception) -> Exception:
    """DiskFull if that is what an error of writing means, otherwise the error itself."""
    return DiskFull() if is_disk_full(error) else error


def predict(
    model: BertForSequenceClassification, ids: list[np.ndarray], batch_size: int, precision: str = "fp32"
) -> np.ndarray:
    """The logits <float>[len(ids), 2] of sentences given as ids <int>[length], in the same order.

    The model is left in evaluation mode.
    """
    model.eval()
    logits = np.empty((len(ids), len(LABELS)), dtype=np.float32)
    lengths = np.asarray([len(row) for row in ids])
    with torch.inference_mode(), autocast_to(precision, model.device):
        for rows in by_length(lengths, batch_size):
            batch = to_device(*pad([ids[row] for row in rows], padding=padding_id(model)), model.device)
            logits[rows] = model(**batch).logits.float().cpu().numpy()
    return logits


def padding_id(model: BertForSequenceClassification) -> int:
    """The id that pads batches. The attention mask hides it, so any row of the table would do."""
    return int(model.config.pad_token_id or 0)


def set_padding(model: BertForSequenceClassification, special: SpecialTokens) -> None:
    """Make the tokenizer's padding the model's, in place of what config.json says.

    The embedding of padding is not trained, unless the token is also part of sentences.
    """
    number = special.padding.id
    model.config.pad_token_id = number
    is_read = special.padding in (special.unknown, *special.before, *special.after)
    model.bert.embeddings.word_embeddings.padding_idx = None if is_read else number


def to_device(ids: np.ndarray, mask: np.ndarray, device: torch.device) -> dict[str, torch.Tensor]:
    """The model's keyword arguments on a device. Segment ids are omitted: for single sentences they are 0."""
    return {
        "input_ids": torch.from_numpy(ids).to(device),
        "attention_mask": torch.from_numpy(mask).to(device),
    }


class Classifier:
    """A run's model with its tokenizer, ready to judge. Threads may share one.

    If the run has a delta instead of weights, they are rebuilt first. `max_length` is the number of tokens
    that it reads, including special tokens. With `fast` it calculates in bf16 if the processor supports it:
    about twice as fast, and 99.9 % of the dev sentences get the same verdict (benchmarks/RESULTS.md). Raises
    DeviceMissing, EncoderDamaged, and what `deltas.complete` raises.
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
        """The probability of "acceptable" <float>[n], 0 to 1, for each sentence."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        ids = self.word_piece.ids(sentences, self.max_length)
        logits = predict(self.model, ids, self.batch_size, self.precision)
        return acceptable_probability(logits)


def acceptable_probability(logits: np.ndarray) -> np.ndarray:
    """The probability of "acceptable" <float>[n]: the softmax of logits <float>[n, 2], second column."""
    exponents = np.exp(logits - logits.max(axis=1, keepdims=True))  # shifted, so that nothing overflows
    probabilities: np.ndarray = exponents[:, 1] / exponents.sum(axis=1)
    return probabilities
