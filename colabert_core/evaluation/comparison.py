"""Runs side by side: their learning curves, what differs in their settings, and where their verdicts part."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.corpus import Corpus
from colabert_core.evaluation.splits import splits_for
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.runs.history import History
from colabert_core.runs.run import Run


def curves(histories: Mapping[str, History]) -> pd.DataFrame:
    """The validations of runs by their names: columns run, step, epochs (done by then), loss (nats), mcc.

    `epochs` is a fraction, so that runs with batches of other sizes stand side by side.
    """
    tables = []
    for name, history in histories.items():
        if history.started is not None:
            table = history.validations[["step", "loss", "mcc"]]
            epochs = table["step"] / history.started.steps_per_epoch
            tables.append(table.assign(run=name, epochs=epochs))
    columns = ["run", "step", "epochs", "loss", "mcc"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def differing(settings: Mapping[str, Mapping]) -> pd.DataFrame:
    """The settings in which runs differ: a row per setting, a column per run's name; indexed by setting."""
    table = pd.DataFrame(dict(settings), dtype=object)
    differ = [len({str(value) for value in row}) > 1 for row in table.to_numpy()]
    return table[np.asarray(differ, dtype=bool)]


def obstacle(run: Run, base: Run, corpus: Corpus, split: str) -> str | None:
    """Why a run cannot be measured on the split on which `base` is: None where it can.

    learned     it may have learned from these sentences
    other_part  its validation part holds other sentences, for seed or share differ
    """
    if split not in splits_for(run, corpus):
        return "learned"
    if split == "validation" and part_of(run) != part_of(base):
        return "other_part"
    return None


def part_of(run: Run) -> tuple[int, float]:
    """Seed and share: what decides which sentences of a corpus are kept back."""
    config = run.info.config
    return config.seed, config.validation_share


@dataclass(frozen=True, kw_only=True)
class Duel:
    """Two runs on the same sentences: how many each alone judged rightly.

    `chance` is McNemar's exact test (1947): how often runs that are equally good would part at least this
    unevenly, 0 to 1.
    """

    both_right: int
    first_only: int
    second_only: int
    both_wrong: int
    chance: float


def duel(first: pd.DataFrame, second: pd.DataFrame) -> Duel:
    """From two runs' predictions on one split (columns label and acceptable)."""
    one, two = (_verdicts(table) == table["label"].to_numpy() for table in (first, second))
    first_only, second_only = int((one & ~two).sum()), int((~one & two).sum())
    return Duel(
        both_right=int((one & two).sum()),
        first_only=first_only,
        second_only=second_only,
        both_wrong=int((~one & ~two).sum()),
        chance=_chance(first_only, second_only),
    )


def _chance(one: int, two: int) -> float:
    """Two-sided: that a fair coin falls so unevenly in one + two throws."""
    from scipy.stats import binomtest

    return float(binomtest(one, one + two).pvalue) if one + two else 1.0


def disagreements(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The sentences that two runs judge differently, the most opposed probabilities first.

    Columns source, label, mark, sentence, first and second (their probabilities of acceptable).
    """
    table = first[["source", "label", "mark", "sentence"]].assign(
        first=first["acceptable"], second=second["acceptable"].to_numpy()
    )
    parted = table[_verdicts(first) != _verdicts(second)]
    order = (parted["first"] - parted["second"]).abs().sort_values(ascending=False, kind="stable")
    return parted.loc[order.index].reset_index(drop=True)


def _verdicts(table: pd.DataFrame) -> np.ndarray:
    return (table["acceptable"] >= THRESHOLD).to_numpy().astype(int)
