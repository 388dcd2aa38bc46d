"""Alternatives to our training loop, written from their documentation.

(a) the well-known tutorial's loop, (b) Hugging Face's Trainer, (c) the same with sentences grouped by length.
Each returns the seconds of its training. Trainer needs `accelerate`: benchmarks/requirements.txt.
"""

import tempfile
import time
from collections.abc import Callable

import numpy as np
import torch
from torch.utils.data import DataLoader, RandomSampler, Sampler, TensorDataset
from transformers import (
    BertForSequenceClassification,
    DataCollatorWithPadding,
    PreTrainedTokenizerFast,
    Trainer,
    TrainingArguments,
    get_linear_schedule_with_warmup,
)
from transformers.trainer_pt_utils import get_length_grouped_indices

from colabert_core.encoders import bundled_vocabulary
from colabert_core.model.batching import pad

PADDED_LENGTH = 64
GROUPED_BATCHES = 50  # batches that Trainer sorts together on a corpus of CoLA's size


def tutorial_loop(
    model: BertForSequenceClassification,
    ids: list[np.ndarray],
    labels: np.ndarray,
    batch_size: int = 32,
    epochs: int = 1,
    learning_rate: float = 2e-5,
    warmup: float = 0.0,
    on_step: Callable[[int], None] = lambda step: None,
) -> float:
    """(a): every sentence padded to 64 tokens, random order, AdamW, a linear schedule, clipping at 1.0."""
    padded, mask = pad(ids, PADDED_LENGTH)
    dataset = TensorDataset(torch.from_numpy(padded), torch.from_numpy(mask), torch.from_numpy(labels))
    loader = DataLoader(dataset, sampler=RandomSampler(dataset), batch_size=batch_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=learning_rate, eps=1e-8, weight_decay=0.0)
    total = len(loader) * epochs
    scheduler = get_linear_schedule_with_warmup(optimizer, int(warmup * total), total)
    step, total_loss = 0, 0.0
    began = time.perf_counter()
    for _ in range(epochs):
        for batch_ids, batch_mask, batch_labels in loader:
            model.train()
            model.zero_grad()
            output = model(batch_ids, attention_mask=batch_mask, labels=batch_labels)
            total_loss += output.loss.item()
            output.loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            step += 1
            on_step(step)
    return time.perf_counter() - began


class _Grouped(Sampler):
    """Trainer's grouping as on the whole corpus; on a small sample it would sort fewer batches together."""

    def __init__(self, lengths: list[int], batch_size: int):
        self.lengths, self.batch_size = lengths, batch_size

    def __len__(self):
        return len(self.lengths)

    def __iter__(self):
        return iter(
            get_length_grouped_indices(self.lengths, self.batch_size, mega_batch_mult=GROUPED_BATCHES)
        )


class _GroupingTrainer(Trainer):
    def _get_train_sampler(self, train_dataset=None):
        dataset = train_dataset if train_dataset is not None else self.train_dataset
        return _Grouped([len(row["input_ids"]) for row in dataset], self.args.train_batch_size)


def trainer_loop(
    model: BertForSequenceClassification,
    ids: list[np.ndarray],
    labels: np.ndarray,
    grouped: bool,
    batch_size: int = 32,
    bf16: bool = False,
) -> float:
    """(b), or (c) if `grouped`: Trainer with DataCollatorWithPadding and otherwise its defaults."""
    rows = [
        {"input_ids": row.tolist(), "attention_mask": [1] * len(row), "labels": int(label)}
        for row, label in zip(ids, labels, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            per_device_train_batch_size=batch_size,
            num_train_epochs=1,
            learning_rate=2e-5,
            max_grad_norm=1.0,
            save_strategy="no",
            report_to=[],
            disable_tqdm=True,
            bf16=bf16,
            train_sampling_strategy="group_by_length" if grouped else "random",
        )
        vocabulary = str(bundled_vocabulary() / "tokenizer.json")
        tokenizer = PreTrainedTokenizerFast(tokenizer_file=vocabulary, pad_token="[PAD]")
        collator = DataCollatorWithPadding(tokenizer)
        kind = _GroupingTrainer if grouped else Trainer
        trainer = kind(model=model, args=arguments, train_dataset=rows, data_collator=collator)
        began = time.perf_counter()
        trainer.train()
        return time.perf_counter() - began
