"""A run's predictions on a split, made once and kept in its folder.

    predictions/<corpus>-<split>-<fingerprint>-<weights>.csv

The file is UTF-8 CSV with one row per sentence, in the order of the split: source, label, mark, sentence,
pair (if the sentences form minimal pairs) and acceptable, the probability. What is read back has the further
columns of the corpus as well (phenomenon, rating, the file's). Texts are exactly those of the corpus; what
people open in a spreadsheet goes through `safe_csv` first. The file name identifies the text of the corpus
and the weights (see `Run.weights`); if either changes, so does the name.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from colabert_core.corpus import Corpus
from colabert_core.evaluation.splits import rows_to_judge
from colabert_core.judging.scoring import Judge
from colabert_core.runs.run import Run
from colabert_core.system.safe_csv import LINE_END
from colabert_core.system.staging import write_whole

_COLUMNS = ("source", "label", "mark", "sentence", "pair", "acceptable")
_TEXTS = ("source", "mark", "sentence")


def path_of(run: Run, corpus: Corpus, split: str, weights: int | None = None) -> Path:
    """The file of a run's predictions, by default of its current weights."""
    weights = run.weights if weights is None else weights
    return run.folder / "predictions" / f"{_stem(corpus, split)}-{weights}.csv"


def _stem(corpus: Corpus, split: str) -> str:
    return f"{corpus.id}-{split}-{corpus.fingerprint[:12]}"


def find(run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
    """The stored predictions of a run's current model, with rows numbered from 0 and exact probabilities.

    None if there are none, or if the file is damaged.
    """
    kinds: Any = dict.fromkeys(_TEXTS, str) | {"label": "int8", "acceptable": float}
    try:
        table = pd.read_csv(
            path_of(run, corpus, split), dtype=kinds, keep_default_na=False, float_precision="round_trip"
        )
        whole = table["acceptable"].between(0, 1).all() and set(_TEXTS) < set(table)
        rows = _rows(run, corpus, split)
        is_same = whole and list(table["sentence"]) == list(rows["sentence"])
        return rows.assign(acceptable=table["acceptable"]) if is_same else None
    except (OSError, ValueError, KeyError):  # missing, cut off, or not a table of predictions
        return None


def make(run: Run, corpus: Corpus, split: str, judge: Judge, weights: int) -> pd.DataFrame:
    """Judge a split and store the predictions.

    `weights` are those from which the judge was loaded, since a training may save better ones in the
    meantime. Raises NotApart if the run may have learned from the split.
    """
    rows = _rows(run, corpus, split)
    judged = rows.assign(acceptable=judge.probabilities(list(rows["sentence"])).astype(float))
    stored = judged[[name for name in _COLUMNS if name in judged]]
    path = path_of(run, corpus, split, weights)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, stored.to_csv(index=False, lineterminator=LINE_END), newline="")
    for older in path.parent.glob(f"{_stem(corpus, split)}-*.csv"):
        if older != path:
            older.unlink(missing_ok=True)
    return judged


def _rows(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """The rows of a split with all their columns but those that name their part."""
    rows = rows_to_judge(run, corpus, split).reset_index(drop=True)
    return rows.drop(columns=["split", "validation"], errors="ignore")
