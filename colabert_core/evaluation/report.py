"""The figures of judged sentences.

A table of judged sentences ("judged" everywhere) has the columns source, label (0 or 1), mark, sentence,
acceptable (the model's probability, 0 to 1) and, where sentences come in minimal pairs, pair.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import Interval, Intervals, Metrics, intervals, measure
from colabert_core.judging.scoring import THRESHOLD

TOO_FEW = 30  # sentences: with fewer, chance alone moves accuracy by some 18 points (95 % interval at 0.5)


@dataclass(frozen=True, kw_only=True)
class Report:
    """`pairs` is the share of minimal pairs (0 to 1) whose acceptable side got the higher probability, None
    where the sentences do not come in pairs. `by_source` has the columns source, sentences, accuracy (0 to
    1), mcc and, where they do, pairs; the hardest source first.
    """

    metrics: Metrics
    intervals: Intervals
    pairs: float | None
    by_source: pd.DataFrame


def report_on(judged: pd.DataFrame) -> Report:
    """The report on judged sentences."""
    return Report(
        metrics=metrics_of(judged),
        intervals=intervals_of(judged),
        pairs=pair_accuracy(judged),
        by_source=figures_by(judged, judged["source"]),
    )


def verdicts_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> np.ndarray:
    """1 where a judged sentence is held acceptable, else 0 <int>[n]."""
    return np.asarray(judged["acceptable"] >= threshold, dtype=int)


def metrics_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> Metrics:
    return measure(judged["label"].to_numpy(), verdicts_of(judged, threshold))


def pair_accuracy(judged: pd.DataFrame) -> float | None:
    """Of judged rows (label, acceptable, pair), the share of pairs with the higher probability on the right
    side; a tie counts as wrong, and half a pair does not count. None without whole pairs.
    """
    right = _pairs_right(judged)
    return None if right is None else float(right.mean())


def _pairs_right(judged: pd.DataFrame) -> pd.Series | None:
    """Whether the right side of each whole pair was preferred; None without any."""
    if "pair" not in judged or judged.empty:
        return None
    sides = judged.pivot_table(index="pair", columns="label", values="acceptable")
    sides = sides.reindex(columns=[0, 1]).dropna()
    return None if sides.empty else sides[1] > sides[0]


def intervals_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> Intervals:
    """95 % intervals of judged sentences. The two sides of a minimal pair are drawn together: they are nearly
    the same sentence, and counted apart they would promise too narrow an interval.
    """
    groups = judged["pair"].to_numpy() if "pair" in judged else None
    return intervals(judged["label"].to_numpy(), verdicts_of(judged, threshold), groups)


def pair_interval(judged: pd.DataFrame) -> Interval | None:
    """The 95 % interval of `pair_accuracy`, with whole pairs drawn anew."""
    right = _pairs_right(judged)
    if right is None:
        return None
    return intervals(np.ones(len(right), dtype=int), right.to_numpy(dtype=int)).accuracy


def figures_by(judged: pd.DataFrame, groups: pd.Series, name: str = "source") -> pd.DataFrame:
    """Figures of each group of judged sentences, the lowest accuracy first.

    Columns: `name` (the group), sentences, acceptable_share, accuracy (0 to 1), mcc and, where there are
    whole minimal pairs in a group, pairs. A group of one class has the MCC 0, see `metrics.measure`.
    """
    rows = [_figures(part, {name: group}) for group, part in judged.groupby(groups, sort=False)]
    return pd.DataFrame(rows).sort_values("accuracy", kind="stable", ignore_index=True)


def _figures(part: pd.DataFrame, row: dict) -> dict:
    metrics = metrics_of(part)
    row |= {"sentences": len(part), "acceptable_share": float(part["label"].mean())}
    row |= {"accuracy": metrics.accuracy, "mcc": metrics.mcc}
    pairs = pair_accuracy(part)
    return row if pairs is None else {**row, "pairs": pairs}
