"""How long an encoder's steps take on this computer. Loads torch."""

import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import torch
from torch.nn import Embedding, Linear, Module
from torch.nn.utils import skip_init
from transformers import BertForSequenceClassification, BertModel

from colabert_core.config import TrainConfig
from colabert_core.model.classifier import damage_reported, detached, moved, to_device
from colabert_core.model.precision import best_precision
from colabert_core.model.trimmed_embeddings import TrimmedEmbedding
from colabert_core.system.hardware import best_device
from colabert_core.training.checkpoints import Position
from colabert_core.training.fine_tune import train_step
from colabert_core.training.session import Examples, Session, make_optimizer

# WordPiece tokens that occur in CoLA's training file.
COLA_TOKENS = 5585
_SENTENCES, _LENGTH = 32, 13


def seconds_to_read(encoder: Path, length: int, sentences: int = 32, repeats: int = 3) -> float:
    """Seconds in which an encoder reads a batch padded to `length` tokens, the best of some tries.

    A bare `BertModel` has no new weights to draw, so the trainer's random generator is left alone.
    """
    model = BertModel.from_pretrained(encoder, use_safetensors=True, local_files_only=True)
    model = moved(model, best_device()).eval()
    batch = to_device(np.ones((sentences, length), int), np.ones((sentences, length), int), model.device)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(repeats + 1):  # the first one also warms up
            began = time.perf_counter()
            model(**batch).pooler_output.sum().item()  # .item() waits for the device
            best = min(best, time.perf_counter() - began)
    return best


def training_pace(encoder: Path, seconds: float = 5.0) -> float:
    """Sentences per second of training steps on batches like CoLA's: 32 sentences of 13 tokens with padding.

    The steps are those of `fine_tune.train_step`, with the trimmed embeddings that CoLA would have; the best
    of those that `seconds` allow after a first one. Raises EncoderDamaged, and what torch raises when memory
    runs out.
    """
    session = _session(encoder)
    batch = np.arange(_SENTENCES)
    train_step(session, batch)  # warms up
    end, best = time.perf_counter() + seconds, float("inf")
    while best == float("inf") or time.perf_counter() < end:
        best = min(best, train_step(session, batch).seconds)
    return _SENTENCES / best


def _session(encoder: Path) -> Session:
    """A training that draws nothing from torch's random generator, which belongs to the trainer.

    So it has no dropout, and its head is all zeros.
    """
    with damage_reported(encoder.name):
        bert = BertModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
            use_safetensors=True,
            local_files_only=True,
        )
    model = cast(BertForSequenceClassification, _WithHead(detached(bert)).to(best_device()))
    config = TrainConfig(learning_rate=1e-5, batch_size=_SENTENCES)
    zeros = Examples([np.zeros(_LENGTH, int)] * _SENTENCES, np.zeros(_SENTENCES, np.int64))
    return Session(
        config=config,
        model=model,
        optimizer=make_optimizer(model, config),
        train=zeros,
        validation=zeros,
        watched=[],
        save_to=encoder,
        position=Position(precision=best_precision(model.device.type)),
    )


class _WithHead(Module):
    """As much of `BertForSequenceClassification` as a step needs, made without drawing random weights."""

    def __init__(self, bert: BertModel):
        super().__init__()
        embeddings = bert.embeddings
        used = np.arange(min(COLA_TOKENS, embeddings.word_embeddings.num_embeddings))
        trimmed = TrimmedEmbedding(embeddings.word_embeddings, used)
        embeddings.word_embeddings = cast(Embedding, trimmed)
        self.bert = bert
        self.classifier = skip_init(Linear, bert.config.hidden_size, 2)  # type: ignore[no-untyped-call]
        for parameter in self.classifier.parameters():
            torch.nn.init.zeros_(parameter)

    @property
    def device(self) -> torch.device:
        return self.bert.device

    def forward(self, **inputs: torch.Tensor) -> SimpleNamespace:
        return SimpleNamespace(logits=self.classifier(self.bert(**inputs).last_hidden_state[:, 0]))
