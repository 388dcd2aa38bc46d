"""Report cards: a model's figures by grammatical feature of CoLA's dev sentences, and by phenomenon."""

from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import measure
from colabert_core.evaluation.report import MIN_SENTENCES, pair_accuracy
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.minimal_pairs import all_paradigms

MIN_CLASS_SENTENCES = 5  # with fewer sentences of a class, the MCC depends on single sentences

Kind = Literal["measured", "too few", "one class"]


def report_card(judged: pd.DataFrame, features: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """The figures of each feature, in the order of the columns of `features` <bool>[sentences, features].

    `judged` has the columns label and acceptable (see `report`), and the same index. The result has
    these columns:

        feature, sentences
        acceptable_share, accuracy   0 to 1; NaN without sentences
        mcc           -1 to 1; NaN if the sentences are of one class, or if kind is "one class"
        kind          "too few" for fewer than MIN_SENTENCES sentences; "one class" if fewer than
                      MIN_CLASS_SENTENCES are acceptable or unacceptable; otherwise "measured"
        share_found   if kind is "one class", the share of the sentences of the larger class that were judged
                      correctly, 0 to 1; otherwise NaN
    """
    labels = judged["label"].to_numpy()
    verdicts = (judged["acceptable"].to_numpy() >= threshold).astype(int)
    rows = [
        {"feature": name, **_line(labels[shown], verdicts[shown])}
        for name, shown in ((name, features[name].to_numpy(dtype=bool)) for name in features)
    ]
    return pd.DataFrame(rows)


def _line(labels: np.ndarray, verdicts: np.ndarray) -> dict[str, Any]:
    """The figures of one feature, from its labels <int>[n] and verdicts <int>[n]."""
    count, acceptable = len(labels), int(labels.sum())
    common = int(2 * acceptable >= count)  # the larger class
    kind = _kind(count, min(acceptable, count - acceptable))
    metrics = measure(labels, verdicts) if count else None
    of_class = verdicts[labels == common] == common
    return {
        "sentences": count,
        "acceptable_share": acceptable / count if count else np.nan,
        "accuracy": metrics.accuracy if metrics else np.nan,
        "mcc": metrics.mcc if metrics and kind != "one class" and 0 < acceptable < count else np.nan,
        "kind": kind,
        "share_found": float(of_class.mean()) if kind == "one class" else np.nan,
    }


def _kind(count: int, of_rarer_class: int) -> Kind:
    if count < MIN_SENTENCES:
        return "too few"
    return "one class" if of_rarer_class < MIN_CLASS_SENTENCES else "measured"


def phenomena_of(judged: pd.DataFrame) -> pd.DataFrame:
    """Which phenomenon each judged sentence of an added corpus has, as `report_card` needs it.

    A table <bool> with the index of `judged` and a column per phenomenon, the most frequent first.
    """
    found = judged["phenomenon"]
    names = [name for name in found.value_counts().index if name]
    return pd.DataFrame({name: found == name for name in names}, index=judged.index)


def by_phenomenon(judged: pd.DataFrame) -> pd.DataFrame:
    """The figures of judged minimal pairs (source, label, acceptable, pair) by phenomenon, the hardest first.

    Columns: phenomenon (what the corpus says; otherwise that of the paradigm that the source names, or the
    source itself if it is not a paradigm), pairs, right (`pair_accuracy`), and kind ("too few" for fewer than
    MIN_SENTENCES pairs, otherwise "measured").
    """
    rows = []
    for phenomenon, part in judged.groupby(phenomenon_of_rows(judged), sort=False):
        pairs = part["pair"].nunique()
        kind = "too few" if pairs < MIN_SENTENCES else "measured"
        rows.append({"phenomenon": phenomenon, "pairs": pairs, "right": pair_accuracy(part), "kind": kind})
    table = pd.DataFrame(rows, columns=["phenomenon", "pairs", "right", "kind"])
    return table.sort_values("right", kind="stable", ignore_index=True)


def phenomenon_of_rows(judged: pd.DataFrame) -> pd.Series:
    """The phenomenon of each row, as `by_phenomenon` groups them."""
    return judged["phenomenon"] if "phenomenon" in judged else judged["source"].map(_phenomenon_of)


def _phenomenon_of(source: str) -> str:
    return _phenomena().get(source, source)


@cache
def _phenomena() -> dict[str, str]:
    return {paradigm.name: paradigm.phenomenon for paradigm in all_paradigms()}
