"""Where a model is strong and where weak.

By grammatical feature of CoLA's dev sentences, and by phenomenon of the minimal pairs.
"""

from typing import Literal

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import measure
from colabert_core.evaluation.report import TOO_FEW, pair_accuracy
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.minimal_pairs import all_paradigms

MIN_CLASS_SENTENCES = 5  # with fewer sentences of a class, an MCC depends on single sentences

Kind = Literal["measured", "too few", "one class"]


def report_card(judged: pd.DataFrame, features: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """A row per feature, in the order of the columns of `features` <bool>[sentences, features].

    `judged` has, under the same index, the columns label (1 acceptable) and acceptable (probability 0 to 1,
    acceptable from `threshold` on). The columns of the card:

        feature, sentences
        acceptable_share, accuracy   0 to 1, NaN without sentences
        mcc           -1 to 1; NaN without two classes, and where kind is "one class"
        kind          "too few": under TOO_FEW sentences; "one class": all of the sentences are acceptable or
                      all unacceptable, but for fewer than MIN_CLASS_SENTENCES; else "measured"
        share_found   where kind is "one class", the share of the sentences of this class that were judged
                      rightly, 0 to 1; else NaN
    """
    labels = judged["label"].to_numpy()
    verdicts = (judged["acceptable"].to_numpy() >= threshold).astype(int)
    rows = [
        {"feature": name, **_line(labels[shown], verdicts[shown])}
        for name, shown in ((name, features[name].to_numpy(dtype=bool)) for name in features)
    ]
    return pd.DataFrame(rows)


def _line(labels: np.ndarray, verdicts: np.ndarray) -> dict:
    """The card's figures of one feature, from its labels <int>[n] and verdicts <int>[n]."""
    count, acceptable = len(labels), int(labels.sum())
    common = int(2 * acceptable >= count)  # the class of most
    kind = _kind(count, min(acceptable, count - acceptable))
    metrics = measure(labels, verdicts) if count else None
    of_class = verdicts[labels == common] == common
    return {
        "sentences": count,
        "acceptable_share": acceptable / count if count else np.nan,
        "accuracy": metrics.accuracy if count else np.nan,
        "mcc": metrics.mcc if kind != "one class" and 0 < acceptable < count else np.nan,
        "kind": kind,
        "share_found": float(of_class.mean()) if kind == "one class" else np.nan,
    }


def _kind(count: int, of_rarer_class: int) -> Kind:
    if count < TOO_FEW:
        return "too few"
    return "one class" if of_rarer_class < MIN_CLASS_SENTENCES else "measured"


def by_phenomenon(judged: pd.DataFrame) -> pd.DataFrame:
    """Of judged minimal pairs (source, label, acceptable, pair), a row per phenomenon, the hardest first.

    Columns: phenomenon (of the paradigm that is the source; the source itself where it is none),
    pairs, right (share of pairs whose acceptable side got the higher probability, 0 to 1), kind ("measured",
    or "too few" under TOO_FEW pairs).
    """
    known = {paradigm.name: paradigm.phenomenon for paradigm in all_paradigms()}
    phenomena = judged["source"].map(lambda source: known.get(source, source))
    rows = []
    for phenomenon, part in judged.groupby(phenomena, sort=False):
        pairs = part["pair"].nunique()
        kind = "too few" if pairs < TOO_FEW else "measured"
        rows.append({"phenomenon": phenomenon, "pairs": pairs, "right": pair_accuracy(part), "kind": kind})
    table = pd.DataFrame(rows, columns=["phenomenon", "pairs", "right", "kind"])
    return table.sort_values("right", kind="stable", ignore_index=True)
