"""BERT with a two-way head: load, forward, probabilities, save. One of the few modules with torch."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from transformers import BertForSequenceClassification, BertModel
from transformers.utils import logging as transformers_logging

from colabert_core import deltas
from colabert_core.batching import by_length, pad
from colabert_core.errors import DeviceMissing, DiskFull, EncoderDamaged, reason_of
from colabert_core.hardware import best_device, best_precision
from colabert_core.paths import is_disk_full
from colabert_core.speed import PiecesInUse, reckoning_in
from colabert_core.tokenization import WordPiece

COLA_PIECES = 5585  # word pieces that occur in CoLA's training file
LABELS = {0: "unacceptable", 1: "acceptable"}  # CoLA's own numbering

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
    with _damage_told(name or folder.name):
        model = BertForSequenceClassification.from_pretrained(
            folder,
            num_labels=len(LABELS),
            id2label=LABELS,
            label2id={label: number for number, label in LABELS.items()},
            dtype=torch.float32,
            use_safetensors=True,
            local_files_only=True,
        )
    return _detached(model)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """What loading raises, as EncoderDamaged; the end of memory is no damage."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        if "memory" in str(error):
            raise
        raise EncoderDamaged(name=name, reason=reason_of(error)) from error


def _detached(model):
    """The model with weights of its own: else the file stays mapped, and Windows lets nobody replace it."""
    for tensor in [*model.parameters(), *model.buffers()]:
        tensor.data = tensor.data.clone()
    return model


def save_model(model: BertForSequenceClassification, folder: Path) -> None:
    """Write config.json and model.safetensors; a reader meets the old weights or the new, never a part.

    Raises DiskFull; then the old weights stand.
    """
    unfinished = folder / ".saving"
    unfinished.mkdir(exist_ok=True)
    try:
        model.save_pretrained(unfinished)
        for file in ("config.json", "model.safetensors"):
            os.replace(unfinished / file, folder / file)
    except (OSError, SafetensorError) as error:
        raise disk_fault(error) from error
    finally:
        for file in unfinished.iterdir():
            file.unlink()
        unfinished.rmdir()


def disk_fault(error: Exception) -> Exception:
    """DiskFull where that is what a writer's error means, else the error itself."""
    return DiskFull() if is_disk_full(error) else error


def predict(
    model: BertForSequenceClassification, ids: list[np.ndarray], batch_size: int, precision: str = "fp32"
) -> np.ndarray:
    """Logits <float>[len(ids), 2] in the order given; the model is left in evaluation mode."""
    model.eval()
    logits = np.empty((len(ids), len(LABELS)), dtype=np.float32)
    lengths = np.asarray([len(row) for row in ids])
    with torch.inference_mode(), reckoning_in(precision, model.device):
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


def seconds_to_read(encoder: Path, length: int, sentences: int = 32, repeats: int = 3) -> float:
    """Seconds in which an encoder reads a batch padded to `length` tokens, the best of some tries.

    A bare `BertModel` has no new weights to draw, so the trainer's random generator is left alone.
    """
    model = BertModel.from_pretrained(encoder, use_safetensors=True, local_files_only=True)
    model = model.to(best_device()).eval()
    batch = to_device(np.ones((sentences, length), int), np.ones((sentences, length), int), model.device)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(repeats + 1):  # the first one also warms up
            began = time.perf_counter()
            model(**batch).pooler_output.sum().item()  # .item() waits for the device
            best = min(best, time.perf_counter() - began)
    return best


def training_pace(encoder: Path, seconds: float = 5.0) -> float:
    """Sentences per second of training steps on batches as CoLA's: 32 sentences of 13 tokens with padding.

    A step is forward, backward and AdamW as in `training`, with its precision and as many pieces as CoLA
    has, the best of those that `seconds` allow after a first one. The bare `BertModel` in evaluation mode has
    no head to draw and no dropout, so the trainer's random generator is left alone. Raises EncoderDamaged,
    and what torch raises where memory ends.
    """
    with _damage_told(encoder.name):
        model = BertModel.from_pretrained(
            encoder, add_pooling_layer=False, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
    model = _detached(model).to(best_device()).eval()
    embeddings = model.embeddings
    pieces = np.arange(min(COLA_PIECES, embeddings.word_embeddings.num_embeddings))
    embeddings.word_embeddings = PiecesInUse(embeddings.word_embeddings, pieces)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=model.device.type in ("cpu", "cuda"))
    batch = to_device(np.zeros((32, 13), int), np.ones((32, 13), int), model.device)
    _train_step(model, optimizer, batch)  # warms up
    end, best = time.perf_counter() + seconds, float("inf")
    while best == float("inf") or time.perf_counter() < end:
        best = min(best, _train_step(model, optimizer, batch))
    return 32 / best


def _train_step(model: BertModel, optimizer: torch.optim.Optimizer, batch: dict[str, torch.Tensor]) -> float:
    """Its seconds."""
    began = time.perf_counter()
    with reckoning_in(best_precision(model.device.type), model.device):
        read = model(**batch).last_hidden_state[:, 0].float()
    read.mean().backward()
    optimizer.step()
    optimizer.zero_grad()
    next(model.parameters())[0, 0].item()  # waits for the device
    return time.perf_counter() - began


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
        self.model = load_model(folder).to(self.device).eval()
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
