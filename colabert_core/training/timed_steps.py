"""The measured speed of an encoder on this computer. Loads torch."""

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
from colabert_core.encoders.weights import renaming
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
    """The seconds that an encoder takes for a batch padded to `length` tokens, the best of `repeats` runs.

    A plain `BertModel` needs no new weights, so no random numbers are drawn: the generator belongs to the
    trainer.
    """
    model = BertModel.from_pretrained(
        encoder, key_mapping=renaming(encoder), use_safetensors=True, local_files_only=True
    )
    model = moved(model, best_device()).eval()
    batch = to_device(np.ones((sentences, length), int), np.ones((sentences, length), int), model.device)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(repeats + 1):  # the first run is a warm-up
            began = time.perf_counter()
            model(**batch).pooler_output.sum().item()  # .item() waits for the device
            best = min(best, time.perf_counter() - began)
    return best


def training_pace(encoder: Path, seconds: float = 5.0) -> float:
    """Sentences per second in training steps on batches like CoLA's: 32 sentences of 13 tokens with padding.

    It runs `fine_tune.train_step` for about `seconds`, with word embeddings trimmed as for CoLA, and takes
    the fastest step after a warm-up. Raises EncoderDamaged and, if memory runs out, what torch raises.
    """
    session = _session(encoder)
    batch = np.arange(_SENTENCES)
    train_step(session, batch)  # warm-up
    end, best = time.perf_counter() + seconds, float("inf")
    while best == float("inf") or time.perf_counter() < end:
        best = min(best, train_step(session, batch).seconds)
    return _SENTENCES / best


def _session(encoder: Path) -> Session:
    """A training that draws no random numbers, because torch's generator belongs to the trainer.

    So it has no dropout, and the weights of its head are zeros.
    """
    with damage_reported(encoder.name):
        bert = BertModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
            key_mapping=renaming(encoder),
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
    """What a step needs of `BertForSequenceClassification`, created without drawing random weights."""

    def __init__(self, bert: BertModel):
        super().__init__()
        embeddings = bert.embeddings
        used = np.arange(min(COLA_TOKENS, embeddings.word_embeddings.num_embeddings))
        trimmed = TrimmedEmbedding(embeddings.word_embeddings, used)
        embeddings.word_embeddings = cast(Embedding, trimmed)
        self.bert = bert
        self.classifier = skip_init(Linear, bert.config.hidden_size, 2)
        for parameter in self.classifier.parameters():
            torch.nn.init.zeros_(parameter)

    @property
    def device(self) -> torch.device:
        return self.bert.device

    def forward(self, **inputs: torch.Tensor) -> SimpleNamespace:
        return SimpleNamespace(logits=self.classifier(self.bert(**inputs).last_hidden_state[:, 0]))
