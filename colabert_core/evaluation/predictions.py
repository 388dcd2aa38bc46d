"""What a run says about the sentences of a split, kept in its folder and made only once.

    predictions/<corpus>-<split>-<fingerprint>-<weights>.csv

UTF-8 CSV, one row per sentence in the split's order: source, label, mark, sentence, pair (where sentences
come in minimal pairs) and acceptable, the probability. Text stands there as it is in the corpus; what goes
to a spreadsheet goes through `safe_csv`. The name stands for the corpus' text and the weights (the time at
which they were written, see `Run.weights`): others of either are another file.
"""

from pathlib import Path

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
    """Where they are kept: those of the weights as they are now, or of other ones."""
    weights = run.weights if weights is None else weights
    return run.folder / "predictions" / f"{_stem(corpus, split)}-{weights}.csv"


def _stem(corpus: Corpus, split: str) -> str:
    return f"{corpus.id}-{split}-{corpus.fingerprint[:12]}"


def find(run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
    """The kept predictions, rows numbered from 0, probabilities to the last digit.

    None where there are none of the model as it is now, or where the file is damaged.
    """
    kinds = dict.fromkeys(_TEXTS, str) | {"label": "int8", "acceptable": float}
    try:
        table = pd.read_csv(
            path_of(run, corpus, split), dtype=kinds, keep_default_na=False, float_precision="round_trip"
        )
        whole = table["acceptable"].between(0, 1).all() and set(_TEXTS) < set(table)
        asked = rows_to_judge(run, corpus, split)["sentence"]
        return table if whole and list(table["sentence"]) == list(asked) else None
    except (OSError, ValueError, KeyError):  # missing, cut off, or something else than it should be
        return None


def make(run: Run, corpus: Corpus, split: str, judge: Judge, weights: int) -> pd.DataFrame:
    """Judge a split and keep the answer; `weights` are those that the judge was made of.

    A training may save better ones meanwhile. Raises NotApart where the run may have learned from the split.
    """
    rows = rows_to_judge(run, corpus, split).reset_index(drop=True)
    judged = rows.assign(acceptable=judge.probabilities(list(rows["sentence"])).astype(float))
    judged = judged[[name for name in _COLUMNS if name in judged]]
    path = path_of(run, corpus, split, weights)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, judged.to_csv(index=False, lineterminator=LINE_END), newline="")
    for older in path.parent.glob(f"{_stem(corpus, split)}-*.csv"):
        if older != path:
            older.unlink(missing_ok=True)
    return judged
