"""How well counting words solves a paradigm: if it does, the paradigm does not test grammar."""

import numpy as np
import pandas as pd

from colabert_core.minimal_pairs.paradigms import PARADIGMS
from colabert_core.minimal_pairs.writing import write

# Of counting words on a paradigm that is not lexical.
MAX_ACCURACY = 0.60


def word_count_accuracy(rows: pd.DataFrame, folds: int = 5) -> float:
    """Accuracy (0 to 1) of logistic regression on word counts, cross-validated by pair.

    `rows` has the columns label, sentence and pair; both sides of a pair are in the same fold. Punctuation
    marks and one-letter words are counted as words.
    """
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_score
    from sklearn.pipeline import make_pipeline

    counts = CountVectorizer(token_pattern=r"\w+|[^\w\s]")
    model = make_pipeline(counts, LogisticRegression(max_iter=1000))
    scores = cross_val_score(
        model, rows["sentence"], rows["label"], groups=rows["pair"], cv=GroupKFold(folds), scoring="accuracy"
    )
    return float(np.mean(scores))


def report(pairs_each: int = 300, seed: int = 1) -> pd.DataFrame:
    """One row per paradigm, starting with those that counting words solves best.

    Columns: source (the paradigm's name), phenomenon, lexical, accuracy (0 to 1).
    """
    taken: set[str] = set()
    halves = (write(pairs_each * len(PARADIGMS) // 2, seed, held_out, taken) for held_out in (False, True))
    rows = pd.concat(halves, keys=(0, 1), names=["half"]).reset_index("half")
    rows["pair"] = rows["pair"] * 2 + rows["half"]
    found = [
        (p.name, p.phenomenon, p.lexical, word_count_accuracy(rows[rows["source"] == p.name]))
        for p in PARADIGMS
    ]
    table = pd.DataFrame(found, columns=["source", "phenomenon", "lexical", "accuracy"])
    return table.sort_values("accuracy", ascending=False, ignore_index=True)
