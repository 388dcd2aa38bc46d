"""Which of CoLA's training sentences are trained on, and which are kept back for validation."""

import numpy as np
import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.errors import TooFewSentences

FEWEST_SENTENCES = 20


def split_rows(corpus: Corpus, config: TrainConfig) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The training and validation rows of CoLA's training file; the same for equal seed and share.

    `train_limit` shortens the training part only, so that runs stay comparable.
    Raises TooFewSentences.
    """
    rows = corpus.split("in_domain_train")
    if len(rows) < FEWEST_SENTENCES:
        raise TooFewSentences(found=len(rows), needed=FEWEST_SENTENCES)
    train, validation = split_validation(list(rows["sentence"]), config.validation_share, config.seed)
    if config.train_limit and config.train_limit < len(train):
        chosen = np.random.default_rng(config.seed).permutation(len(train))[: config.train_limit]
        train = train[np.sort(chosen)]
    return rows.iloc[train], rows.iloc[validation]


def split_validation(sentences: list[str], share: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers of a random training and validation part; validation takes `share` of them, rounded up.

    Rows of the same sentence (case and spacing aside) stay on one side: what was trained on would
    otherwise be asked again. 8,551 sentences at a share of 0.1 give 7,695 and 856.
    """
    rows_of: dict[str, list[int]] = {}
    for row, sentence in enumerate(sentences):
        rows_of.setdefault(" ".join(sentence.casefold().split()), []).append(row)
    groups = list(rows_of.values())
    wanted = len(sentences) - int(len(sentences) * (1 - share))
    validation: list[int] = []
    for i in np.random.default_rng(seed).permutation(len(groups)):
        if len(validation) + len(groups[i]) <= wanted:
            validation += groups[i]
    chosen = np.zeros(len(sentences), dtype=bool)
    chosen[validation] = True
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)
