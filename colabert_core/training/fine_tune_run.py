"""The complete training of a run, from finding its encoder to the last step. Loads torch."""

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
    """Find the encoder, split the corpus, choose the watched sentences, and fine-tune.

    `fingerprint` is the corpus's at the start of the run, and `own` holds the sentences that a visitor added
    to the watched ones. Raises CorpusChanged, OutOfMemory, and what `resolving` and `fine_tune` raise.
    """
    if corpus.fingerprint != fingerprint:
        raise CorpusChanged(name=folder.name)
    yield Preparing(what="encoder")
    if before := run_at(config.encoder):
        complete(before.folder)  # the full weights of a shared run may still have to be rebuilt
    encoder = yield from resolving(config.encoder)
    yield Preparing(what="corpus")
    train, validation = split_rows(corpus, config)
    watched = list(prepare(folder, corpus, config, own)["sentence"])
    try:
        yield from fine_tune(config, train, validation, encoder, folder, resume, watched)
    except (MemoryError, RuntimeError) as error:  # while loading the model, or in a step
        if not is_out_of_memory(error):
            raise
        device = pick_device(config.device).type
        raise OutOfMemory(
            device=device, batch_size=config.batch_size, max_length=config.max_length
        ) from error


def is_out_of_memory(error: Exception) -> bool:
    """Whether memory ran out; on the CPU torch raises a RuntimeError that only its text identifies."""
    words = ("out of memory", "can't allocate memory", "not enough memory")
    known = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return known or any(word in str(error) for word in words)
