"""Reports on judged sentences: metrics, intervals, minimal pairs, and figures by group.

A table of judged sentences (`judged` in this package) has the columns source, label (0 or 1), mark, sentence,
acceptable (the model's probability, 0 to 1) and, if the sentences form minimal pairs, pair.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from colabert_core.evaluation.metrics import Interval, Intervals, Metrics, intervals, measure
from colabert_core.judging.scoring import THRESHOLD

# With fewer sentences, chance alone moves accuracy by about 18 points (95 % interval at 0.5).
MIN_SENTENCES = 30


@dataclass(frozen=True, kw_only=True)
class Report:
    """The figures of judged sentences.

    `pairs` is the share of minimal pairs (0 to 1) in which the acceptable side received the higher
    probability; None if the sentences do not form pairs. `by_source` holds the `figures_by` source, the
    hardest source first.
    """

    metrics: Metrics
    intervals: Intervals
    pairs: float | None
    by_source: pd.DataFrame


def report_on(judged: pd.DataFrame) -> Report:
    """Report on judged sentences."""
    return Report(
        metrics=metrics_of(judged),
        intervals=intervals_of(judged),
        pairs=pair_accuracy(judged),
        by_source=figures_by(judged, judged["source"]),
    )


def verdicts_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> np.ndarray:
    """The verdicts <int>[n]: 1 where the probability is at least the threshold, otherwise 0."""
    return np.asarray(judged["acceptable"] >= threshold, dtype=int)


def metrics_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> Metrics:
    """The metrics of judged sentences."""
    return measure(judged["label"].to_numpy(), verdicts_of(judged, threshold))


def pair_accuracy(judged: pd.DataFrame) -> float | None:
    """The share of minimal pairs (0 to 1) in which the acceptable side received the higher probability.

    Needs the columns label, acceptable and pair. A tie counts as wrong; incomplete pairs are ignored. None
    without complete pairs.
    """
    right = _pairs_right(judged)
    return None if right is None else float(right.mean())


def _pairs_right(judged: pd.DataFrame) -> pd.Series | None:
    """Whether the acceptable side of each complete pair was preferred; None without complete pairs."""
    if "pair" not in judged or judged.empty:
        return None
    sides = judged.pivot_table(index="pair", columns="label", values="acceptable")
    sides = sides.reindex(columns=[0, 1]).dropna()
    return None if sides.empty else sides[1] > sides[0]


def intervals_of(judged: pd.DataFrame, threshold: float = THRESHOLD) -> Intervals:
    """The 95 % intervals of judged sentences.

    The two sides of a minimal pair are drawn together: they are almost the same sentence, and drawing them
    separately would make the intervals too narrow.
    """
    groups = judged["pair"].to_numpy() if "pair" in judged else None
    return intervals(judged["label"].to_numpy(), verdicts_of(judged, threshold), groups)


def pair_interval(judged: pd.DataFrame) -> Interval | None:
    """The 95 % bootstrap interval of `pair_accuracy`; None without complete pairs."""
    right = _pairs_right(judged)
    if right is None:
        return None
    return intervals(np.ones(len(right), dtype=int), right.to_numpy(dtype=int)).accuracy


def figures_by(judged: pd.DataFrame, groups: pd.Series, name: str = "source") -> pd.DataFrame:
    """The figures of each group of judged sentences, the lowest accuracy first.

    Columns: `name` (the group), sentences, acceptable_share, accuracy (both 0 to 1), mcc and, if a group has
    complete minimal pairs, pairs (`pair_accuracy`). The MCC of a group of one class is 0, see
    `metrics.measure`.
    """
    rows = [_figures(part, {name: group}) for group, part in judged.groupby(groups, sort=False)]
    return pd.DataFrame(rows).sort_values("accuracy", kind="stable", ignore_index=True)


def _figures(part: pd.DataFrame, row: dict[str, Any]) -> dict[str, Any]:
    metrics = metrics_of(part)
    row |= {"sentences": len(part), "acceptable_share": float(part["label"].mean())}
    row |= {"accuracy": metrics.accuracy, "mcc": metrics.mcc}
    pairs = pair_accuracy(part)
    return row if pairs is None else {**row, "pairs": pairs}
