"""Runs side by side: their learning curves, differing settings, and differing verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.corpus import Corpus
from colabert_core.evaluation.splits import splits_for
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.runs.history import History
from colabert_core.runs.run import Run


def learning_curves(histories: Mapping[str, History]) -> pd.DataFrame:
    """The validations of runs, given by name: columns run, step, epochs, loss (nats) and mcc.

    `epochs` is the fractional number of epochs finished, so that runs with different batch sizes can be
    compared.
    """
    tables = []
    for name, history in histories.items():
        if history.started is not None:
            table = history.validations[["step", "loss", "mcc"]]
            epochs = table["step"] / history.started.steps_per_epoch
            tables.append(table.assign(run=name, epochs=epochs))
    columns = ["run", "step", "epochs", "loss", "mcc"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def differing(settings: Mapping[str, Mapping[str, object]]) -> pd.DataFrame:
    """The settings in which runs differ: a row per setting, which is its index, and a column per run name."""
    table = pd.DataFrame(dict(settings), dtype=object)
    differ = [len({str(value) for value in row}) > 1 for row in table.to_numpy()]
    return table[np.asarray(differ, dtype=bool)]


def obstacle(run: Run, base: Run, corpus: Corpus, split: str) -> str | None:
    """Why a run cannot be compared with `base` on a split; None if it can.

    learned     it may have learned from these sentences
    other_part  its validation part holds other sentences, because its seed or validation share differs
    """
    if split not in splits_for(run, corpus):
        return "learned"
    if split == "validation" and part_of(run, corpus) != part_of(base, corpus):
        return "other_part"
    return None


def part_of(run: Run, corpus: Corpus | None = None) -> tuple[float, ...]:
    """The seed and the validation share, which determine the sentences of the validation part.

    Nothing but the corpus determines them if it has a validation part of its own.
    """
    if corpus is not None and corpus.validation_rows is not None:
        return ()
    return run.info.config.seed, run.info.config.validation_share


@dataclass(frozen=True, kw_only=True)
class PairedComparison:
    """The verdicts of two runs on the same sentences: how many only one, both or neither judged correctly.

    `p_value` is that of McNemar's exact test (McNemar 1947): the probability that two equally good runs would
    differ at least this unevenly.
    """

    both_right: int
    first_only: int
    second_only: int
    both_wrong: int
    p_value: float


def paired_comparison(first: pd.DataFrame, second: pd.DataFrame) -> PairedComparison:
    """Compare two runs' predictions on the same split (columns label and acceptable)."""
    one, two = (_verdicts(table) == table["label"].to_numpy() for table in (first, second))
    first_only, second_only = int((one & ~two).sum()), int((~one & two).sum())
    return PairedComparison(
        both_right=int((one & two).sum()),
        first_only=first_only,
        second_only=second_only,
        both_wrong=int((~one & ~two).sum()),
        p_value=_p_value(first_only, second_only),
    )


def _p_value(one: int, two: int) -> float:
    """The two-sided probability that one + two tosses of a fair coin come out at least this unevenly."""
    from scipy.stats import binomtest

    return float(binomtest(one, one + two).pvalue) if one + two else 1.0


def disagreements(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """The sentences that two runs judge differently, those with the largest difference first.

    Columns: source, label, mark, sentence, first and second (each run's probability of "acceptable").
    """
    table = first[["source", "label", "mark", "sentence"]].assign(
        first=first["acceptable"], second=second["acceptable"].to_numpy()
    )
    different: pd.DataFrame = table[_verdicts(first) != _verdicts(second)]
    order = (different["first"] - different["second"]).abs().sort_values(ascending=False, kind="stable")
    return different.loc[order.index].reset_index(drop=True)


def _verdicts(table: pd.DataFrame) -> np.ndarray:
    return np.asarray(table["acceptable"] >= THRESHOLD, dtype=int)
