"""What the benchmarks share: the real CoLA, models to time, taking turns, tables in Markdown."""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np
import torch
from transformers import BertConfig, BertForSequenceClassification, BertModel

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, fetch, load
from colabert_core.corpus.splitting import split_rows
from colabert_core.encoders import bundled_vocabulary
from colabert_core.model.classifier import load_model
from colabert_core.model.tokenization import WordPiece
from colabert_core.system.hardware import cores
from colabert_core.system.paths import Home

ROUNDS = 5  # turns of each contestant; the median is reported


@contextmanager
def scratch_home() -> Iterator[Home]:
    """A home with the real CoLA in a temporary folder; COLABERT_COLA may name the zip."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        fetch.fetch(home, os.environ.get("COLABERT_COLA") or fetch.ADDRESS)
        yield home


def cola() -> Corpus:
    with scratch_home() as home:
        return load(home)


def tokenized(sentences: list[str], max_length: int = 64) -> list[np.ndarray]:
    """Ids <int>[length] of each sentence in BERT's vocabulary, which both sizes of model share."""
    return WordPiece(bundled_vocabulary()).ids(sentences, max_length)


def training_part(seed: int = 42) -> tuple[list[np.ndarray], np.ndarray]:
    """The 7,695 training sentences of the tutorial's split: ids of each, labels <int>[n]."""
    train, _ = split_rows(cola(), TrainConfig(seed=seed))
    return tokenized(list(train["sentence"])), train["label"].to_numpy(dtype=np.int64)


def like_the_whole(lengths: np.ndarray, size: int) -> np.ndarray:
    """Row numbers of a sample whose lengths are distributed as in the whole: every n-th row by length."""
    order = np.argsort(lengths, kind="stable")
    chosen = order[np.linspace(0, len(order) - 1, size).round().astype(int)]
    return np.random.default_rng(0).permutation(chosen)


def bundled_model() -> BertForSequenceClassification:
    torch.manual_seed(0)
    return load_model(bundled_vocabulary())


def base_model() -> BertForSequenceClassification:
    """A model of bert-base-uncased's size with random weights, which suffice to measure speed."""
    torch.manual_seed(0)
    return BertForSequenceClassification(BertConfig(num_labels=2))


MODELS = {"bundled": bundled_model, "base": base_model}


def encoder_parameters(model: BertForSequenceClassification) -> int:
    """Number of weights in the layers, without the embeddings."""
    bert: BertModel = model.bert
    return sum(parameter.numel() for parameter in bert.encoder.parameters())


def in_turns(contestants: dict[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """What each contestant measured, in turns (A B A B): if the machine slows down, it affects all."""
    results: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, measure in contestants.items():
            results[name].append(measure())
    return results


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios of each round."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def print_table(rows: list[dict]) -> None:
    """Print rows with the same keys as a table in Markdown."""
    print("|", " | ".join(rows[0]), "|")
    print("|" + "---|" * len(rows[0]))
    for row in rows:
        print("|", " | ".join(str(value) for value in row.values()), "|", flush=True)


def machine() -> str:
    """The conditions of a measurement, for its report."""
    return (
        f"{cores()} cores, {torch.get_num_threads()} threads, torch {torch.__version__}, {platform.system()}"
    )
