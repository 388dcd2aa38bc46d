"""The parts of an added corpus: those that its file names, or 80, 10 and 10 per cent of its sentences.

    in_domain_train    the sentences that models learn from
    validation         those by which the best state of a model is chosen
    test               those that no training ever sees

A file that names one held-out part, whatever it calls it, has a test part; then every run draws a validation
part from the training part, as with CoLA.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from colabert_core.corpus.groups import groups_of
from colabert_core.corpus.reading import TEST

TRAIN, VALIDATION = "in_domain_train", "validation"
PARTS = (TRAIN, VALIDATION, TEST)
_SEED = 2019
_ONE_IN = 10


def named_parts(parts: Sequence[str]) -> list[str]:
    """The part of each row, by the parts that the file names."""
    if set(parts) == {TRAIN, VALIDATION}:
        return [TEST if part == VALIDATION else part for part in parts]
    return list(parts)


def drawn_parts(table: pd.DataFrame) -> list[str]:
    """The part of each row (label, sentence; pair and phenomenon if there are any), the same every time.

    Both sides of a minimal pair, and all rows with the same sentence, are in the same part. Every part has
    about its share of each label and phenomenon, and some sentences of each label if there are three.
    """
    groups = pd.Series(groups_of(table))
    first = table.groupby(groups.to_numpy(), sort=False).head(1)
    kinds = first[[name for name in ("label", "phenomenon", "source") if name in first]]
    order = kinds.assign(chance=np.random.default_rng(_SEED).random(len(kinds)), group=groups[first.index])
    sizes, part_of = groups.value_counts(), {}
    seen = dict.fromkeys(PARTS, 0)
    for group in order.sort_values([*kinds.columns, "chance"])["group"]:
        part = part_of[group] = _next_part(seen, int(sizes[group]))
        seen[part] += int(sizes[group])
    parts = part_of | _rare_labels(order, part_of)
    return [parts[group] for group in groups]


def _rare_labels(order: pd.DataFrame, part_of: dict[int, str]) -> dict[int, str]:
    """The groups that move from training to a part that would lack their label; training keeps one."""
    moved: dict[int, str] = {}
    rows = order.sort_values("chance").assign(part=order["group"].map(part_of))
    for _, one_label in rows.groupby("label"):
        spare = list(one_label.loc[one_label["part"] == TRAIN, "group"])[1:]
        lacking = [part for part in (TEST, VALIDATION) if part not in set(one_label["part"])]
        moved |= dict(zip(spare, lacking, strict=False))
    return moved


def _next_part(seen: dict[str, int], size: int) -> str:
    """The part of the next group of rows: every tenth row is for the test, every fifth of ten to validate."""
    total = sum(seen.values()) + size
    if _ONE_IN * (seen[TEST] + size) <= total:
        return TEST
    return VALIDATION if _ONE_IN * (seen[VALIDATION] + size) <= total + _ONE_IN // 2 else TRAIN
