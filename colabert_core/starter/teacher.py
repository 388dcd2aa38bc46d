"""The teacher: a larger model that labels sentences for the starter. Loads torch.

Any folder or hub name that transformers opens for sequence classification may be a teacher. It is fine-tuned
where the starter is made, and never needed where the starter is used.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    get_linear_schedule_with_warmup,
)

from colabert_core.config import TrainConfig
from colabert_core.model.batching import by_length, epoch_batches
from colabert_core.model.classifier import acceptable_probability, detached
from colabert_core.model.precision import autocast_to, best_precision

_JUDGED_AT_ONCE = 128  # sentences
_LENGTH_STEP = 4  # batches are padded to a multiple of this many tokens: fewer shapes, faster kernels


class Teacher:
    """A model with a two-class head and its tokenizer."""

    def __init__(self, source: Path, seed: int = 0):
        """Load a fine-tuned teacher, or a model with a new head, drawn from `seed`; only safetensors."""
        torch.manual_seed(seed)
        self.tokenizer: Any = AutoTokenizer.from_pretrained(source, local_files_only=True)
        self.model: Any = detached(
            AutoModelForSequenceClassification.from_pretrained(
                source, num_labels=2, dtype=torch.float32, use_safetensors=True, local_files_only=True
            )
        )
        self.model.base_model.embeddings.word_embeddings.requires_grad_(False)
        self.precision = best_precision(self.model.device.type)

    def logits(self, sentences: Sequence[str]) -> torch.Tensor:
        """The logits <float>[n, 2] of a batch of sentences."""
        inputs = self.tokenizer(
            list(sentences), truncation=True, max_length=TrainConfig.max_length, padding=True,
            pad_to_multiple_of=_LENGTH_STEP, return_tensors="pt",
        )  # fmt: skip
        with autocast_to(self.precision, self.model.device):
            logits: torch.Tensor = self.model(**inputs.to(self.model.device)).logits
        return logits.float()

    def lengths(self, sentences: Sequence[str]) -> np.ndarray:
        """The number of tokens in each sentence <int>[n]."""
        return np.asarray([len(ids) for ids in self.tokenizer(list(sentences))["input_ids"]])

    def save(self, folder: Path) -> None:
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)


def teach(teacher: Teacher, rows: pd.DataFrame, config: TrainConfig) -> Iterator[tuple[int, int]]:
    """Fine-tune a teacher on rows with the columns sentence and label; yields (step, total steps).

    AdamW with a rate that rises in a tenth of the steps and falls linearly, as Devlin et al. 2019 (BERT).
    """
    torch.manual_seed(config.seed)
    sentences, labels = rows["sentence"].to_numpy(), torch.from_numpy(rows["label"].to_numpy(dtype=np.int64))
    lengths = teacher.lengths(list(sentences))
    epochs = [epoch_batches(lengths, config.batch_size, config.seed, epoch) for epoch in range(config.epochs)]
    batches = [batch for epoch in epochs for batch in epoch]
    optimizer, schedule = _optimizer(teacher.model, config, len(batches))
    for step, batch in enumerate(batches, start=1):
        teacher.model.train()
        loss = cross_entropy(teacher.logits(list(sentences[batch])), labels[batch].to(teacher.model.device))
        loss.backward()
        clip_grad_norm_(teacher.model.parameters(), config.clip)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        yield step, len(batches)


def _optimizer(model: Any, config: TrainConfig, steps: int) -> tuple[torch.optim.Optimizer, Any]:
    weights = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in weights if p.dim() > 1], "weight_decay": config.weight_decay},
        {"params": [p for p in weights if p.dim() == 1], "weight_decay": 0.0},  # biases and layer norms
    ]
    optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, eps=config.adam_epsilon, fused=True)
    return optimizer, get_linear_schedule_with_warmup(optimizer, int(config.warmup * steps), steps)


@torch.inference_mode()
def label(teacher: Teacher, sentences: Sequence[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Judge sentences, short ones first; yields row numbers <int>[batch] and logits <float>[batch, 2]."""
    teacher.model.eval()
    for rows in by_length(teacher.lengths(sentences), _JUDGED_AT_ONCE):
        yield rows, teacher.logits([sentences[row] for row in rows]).cpu().numpy()


def probabilities(logits: np.ndarray) -> np.ndarray:
    """The probability of "acceptable" <float>[n], from the mean of teachers' logits <float>[k, n, 2]."""
    return acceptable_probability(logits.mean(axis=0))
