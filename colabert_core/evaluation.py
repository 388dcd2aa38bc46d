"""How well a run's model judges a split it was not trained on."""

import numpy as np
import pandas as pd

from colabert_core.corpus import Corpus
from colabert_core.errors import CorpusChanged
from colabert_core.metrics import Metrics, measure
from colabert_core.runs import Run
from colabert_core.scoring import THRESHOLD, Judge
from colabert_core.splitting import split_rows

EVALUATION_SPLITS = ("validation", "in_domain_dev", "out_of_domain_dev")


def rows_to_judge(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """The rows of a split; `validation` is the part of the training file that this run never trained on.

    Raises CorpusChanged where the run was trained on another corpus, for its validation part is then lost.
    """
    if split != "validation":
        return corpus.split(split)
    info = run.info
    if info.corpus_fingerprint != corpus.fingerprint:
        raise CorpusChanged(name=run.name)
    return split_rows(corpus, info.config)[1]


def evaluate(judge: Judge, rows: pd.DataFrame) -> Metrics:
    """Judge rows with the columns sentence and label."""
    probabilities = judge.probabilities(list(rows["sentence"]))
    return measure(rows["label"].to_numpy(), np.asarray(probabilities >= THRESHOLD, dtype=int))
