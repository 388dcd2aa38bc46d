"""A whole training into a run's folder. Loads torch."""

from collections.abc import Generator
from pathlib import Path

import torch

from colabert_core.config import TrainConfig
from colabert_core.corpus.reading import Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.encoders import resolving
from colabert_core.errors import CorpusChanged, OutOfMemory
from colabert_core.events import Event, Preparing
from colabert_core.model.classifier import pick_device
from colabert_core.model.deltas import complete
from colabert_core.runs.run import run_at
from colabert_core.training.fine_tune import fine_tune
from colabert_core.training.watched_sentences import prepare


def fine_tune_run(
    config: TrainConfig,
    corpus: Corpus,
    folder: Path,
    fingerprint: str,
    resume: bool = False,
    own: tuple[str, ...] = (),
) -> Generator[Event, None, None]:
    """Find the encoder, split and choose the sentences, fine-tune.

    `fingerprint` is that of the corpus at the run's beginning; `own` are sentences that somebody added
    to those watched. Raises CorpusChanged, OutOfMemory, and what the parts raise.
    """
    if corpus.fingerprint != fingerprint:
        raise CorpusChanged(name=folder.name)
    yield Preparing(what="encoder")
    if before := run_at(config.encoder):
        complete(before.folder)  # a run that was shared as a small file becomes whole first
    encoder = yield from resolving(config.encoder)
    yield Preparing(what="corpus")
    train, validation = split_rows(corpus, config)
    watched = list(prepare(folder, corpus, config, own)["sentence"])
    try:
        yield from fine_tune(config, train, validation, encoder, folder, resume, watched)
    except (MemoryError, RuntimeError) as error:  # while loading as well as in a step
        if not is_out_of_memory(error):
            raise
        device = pick_device(config.device).type
        raise OutOfMemory(
            device=device, batch_size=config.batch_size, max_length=config.max_length
        ) from error


def is_out_of_memory(error: Exception) -> bool:
    """Whether torch's error means that; on the CPU it is a RuntimeError that only its text tells apart."""
    words = ("out of memory", "can't allocate memory", "not enough memory")
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return known or any(word in str(error) for word in words)
