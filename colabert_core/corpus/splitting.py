"""The division of a corpus's training sentences into a training and a validation part."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus.reading import Corpus
from colabert_core.corpus.texts import folded
from colabert_core.errors import TooFewSentences

MIN_SENTENCES = 20


def split_rows(corpus: Corpus, config: TrainConfig) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The training and the validation rows; the same for the same seed and share.

    `train_limit` shortens the training part only, so that runs stay comparable. Both sides of a minimal pair
    are in the same part. Raises TooFewSentences.
    """
    rows = corpus.split("in_domain_train")
    if len(rows) < MIN_SENTENCES:
        raise TooFewSentences(found=len(rows), needed=MIN_SENTENCES)
    train, validation = split_validation(_groups(rows), config.validation_share, config.seed)
    if config.train_limit and config.train_limit < len(train):
        chosen = np.random.default_rng(config.seed).permutation(len(train))[: config.train_limit]
        train = train[np.sort(chosen)]
    return rows.iloc[train], rows.iloc[validation]


def _groups(rows: pd.DataFrame) -> list[Hashable]:
    """Each row's group, which is not divided: its pair, or its sentence ignoring case and spacing."""
    if "pair" in rows:
        return list(rows["pair"])
    return [folded(sentence) for sentence in rows["sentence"]]


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
