"""The division of a corpus's training sentences into a training and a validation part."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus.groups import groups_of
from colabert_core.corpus.reading import Corpus
from colabert_core.errors import TooFewSentences

MIN_SENTENCES = 10


def split_rows(corpus: Corpus, config: TrainConfig) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The training and the validation rows; the same for the same seed and share.

    A corpus with a validation part of its own keeps it, whatever the seed. `train_limit` shortens the
    training part only, so that runs stay comparable. Rows of one group (see `groups_of`) are in the same
    part. Raises TooFewSentences.
    """
    rows = corpus.split("in_domain_train")
    if len(rows) < MIN_SENTENCES:
        raise TooFewSentences(found=len(rows), needed=MIN_SENTENCES)
    train, validation = _divided(rows, config)
    if config.train_limit and config.train_limit < len(train):
        chosen = np.random.default_rng(config.seed).permutation(len(train))[: config.train_limit]
        train = train[np.sort(chosen)]
    return rows.iloc[train], rows.iloc[validation]


def _divided(rows: pd.DataFrame, config: TrainConfig) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers <int> of the training and of the validation part."""
    if "validation" in rows:
        is_kept = rows["validation"].to_numpy(dtype=bool)
        return np.flatnonzero(~is_kept), np.flatnonzero(is_kept)
    return split_validation(groups_of(rows), config.validation_share, config.seed)


def split_sizes(corpus: Corpus, config: TrainConfig) -> tuple[int, int]:
    """The numbers of training and of validation sentences, without `train_limit`; 7,695 and 856 for CoLA."""
    rows = corpus.rows_per_split()["in_domain_train"]
    validation = corpus.validation_rows
    if validation is None:
        validation = validation_size(rows, config.validation_share)
    return rows - validation, validation


def split_validation(groups: Sequence[Hashable], share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers <int> of a random training and validation part; validation gets `share`, rounded up.

    Rows of the same group are in the same part, so that no validation sentence was trained on. With a share
    of 0.1, CoLA's 8,551 sentences give 7,695 and 856.
    """
    rows_of: dict[Hashable, list[int]] = {}
    for row, group in enumerate(groups):
        rows_of.setdefault(group, []).append(row)
    parts = list(rows_of.values())
    wanted = validation_size(len(groups), share)
    validation: list[int] = []
    for i in np.random.default_rng(seed).permutation(len(parts)):
        if len(validation) + len(parts[i]) <= wanted:
            validation += parts[i]
    chosen = np.zeros(len(groups), dtype=bool)
    chosen[validation] = True
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


def validation_size(rows: int, share: float) -> int:
    """The number of validation rows among `rows`, rounded up."""
    return rows - int(rows * (1 - share))
