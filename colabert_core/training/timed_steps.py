"""How long an encoder's steps take on this computer. Loads torch."""

import time
from pathlib import Path

import numpy as np
import torch
from transformers import BertModel

from colabert_core.model.classifier import damage_reported, detached, to_device
from colabert_core.model.precision import autocast_to, best_precision
from colabert_core.model.trimmed_embeddings import PiecesInUse
from colabert_core.system.hardware import best_device

COLA_PIECES = 5585  # WordPiece tokens that occur in CoLA's training file


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
    with damage_reported(encoder.name):
        model = BertModel.from_pretrained(
            encoder, add_pooling_layer=False, dtype=torch.float32, use_safetensors=True, local_files_only=True
        )
    model = detached(model).to(best_device()).eval()
    embeddings = model.embeddings
    pieces = np.arange(min(COLA_PIECES, embeddings.word_embeddings.num_embeddings))
    embeddings.word_embeddings = PiecesInUse(embeddings.word_embeddings, pieces)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-5, fused=model.device.type in ("cpu", "cuda"))
    batch = to_device(np.zeros((32, 13), int), np.ones((32, 13), int), model.device)
    _step(model, optimizer, batch)  # warms up
    end, best = time.perf_counter() + seconds, float("inf")
    while best == float("inf") or time.perf_counter() < end:
        best = min(best, _step(model, optimizer, batch))
    return 32 / best


def _step(model: BertModel, optimizer: torch.optim.Optimizer, batch: dict[str, torch.Tensor]) -> float:
    """Its seconds."""
    began = time.perf_counter()
    with autocast_to(best_precision(model.device.type), model.device):
        read = model(**batch).last_hidden_state[:, 0].float()
    read.mean().backward()
    optimizer.step()
    optimizer.zero_grad()
    next(model.parameters())[0, 0].item()  # waits for the device
    return time.perf_counter() - began
