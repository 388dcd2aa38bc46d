"""How well a run's model judges sentences that it was not trained on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from colabert_core.corpus import SPLITS, Corpus
from colabert_core.errors import NotApart
from colabert_core.metrics import Metrics, measure
from colabert_core.runs import Run
from colabert_core.scoring import THRESHOLD, Judge
from colabert_core.splitting import split_rows

EVALUATION_SPLITS = ("validation", "in_domain_dev", "out_of_domain_dev", "in_domain_train")


@dataclass(frozen=True, kw_only=True)
class Report:
    """`pairs` is the share of minimal pairs (0 to 1) whose acceptable side got the higher probability, None
    where the sentences do not come in pairs. `by_source` has the columns source, sentences, accuracy (0 to
    1), mcc and, where they do, pairs; the hardest source first.
    """

    metrics: Metrics
    pairs: float | None
    by_source: pd.DataFrame


def splits_for(run: Run, corpus: Corpus) -> list[str]:
    """The parts of a corpus that say something about a run: none that it may have learned from.

    The validation part is known only where the corpus is to the letter the one of the training. Who learned
    from pairs before has met the same templates: then only those held out are new.
    """
    info, present = run.info, corpus.rows_per_split()
    same = info.corpus_fingerprint == corpus.fingerprint
    known = {SPLITS[0]} if same or corpus.id in (info.corpus_id, *info.learned) else set()
    if corpus.id in info.learned and "pair" in corpus.table:
        known.add("in_domain_dev")
    unseen = sorted((split for split in SPLITS if split in present and split not in known), key=_place)
    return [*(["validation"] if same and info.validation_is_new else []), *unseen]


def _place(split: str) -> int:
    return EVALUATION_SPLITS.index(split)


def rows_to_judge(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """The rows of a split; `validation` is the part of the training file that this run never trained on.

    Raises NotApart where the run may have learned from it, or where nobody knows what it kept back.
    """
    if split not in splits_for(run, corpus):
        others = ", ".join(splits_for(run, corpus)) or "–"
        raise NotApart(name=run.name, split=split, corpus=corpus.name, others=others)
    return split_rows(corpus, run.info.config)[1] if split == "validation" else corpus.split(split)


def evaluate(judge: Judge, rows: pd.DataFrame) -> Report:
    """Judge rows with the columns source, sentence, label and, where there are minimal pairs, pair."""
    judged = rows.assign(acceptable=judge.probabilities(list(rows["sentence"])))
    return Report(metrics=_metrics(judged), pairs=pair_accuracy(judged), by_source=_by_source(judged))


def _metrics(judged: pd.DataFrame) -> Metrics:
    return measure(judged["label"].to_numpy(), np.asarray(judged["acceptable"] >= THRESHOLD, dtype=int))


def pair_accuracy(judged: pd.DataFrame) -> float | None:
    """Of judged rows (label, acceptable, pair), the share of pairs with the higher probability on the right
    side; a tie counts as wrong. None without pairs.
    """
    if "pair" not in judged or judged.empty:
        return None
    sides = judged.pivot_table(index="pair", columns="label", values="acceptable")
    return float((sides[1] > sides[0]).mean())


def _by_source(judged: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for source, part in judged.groupby("source", sort=False):
        metrics = _metrics(part)
        row = {"source": source, "sentences": len(part), "accuracy": metrics.accuracy, "mcc": metrics.mcc}
        pairs = pair_accuracy(part)
        rows.append(row if pairs is None else {**row, "pairs": pairs})
    return pd.DataFrame(rows).sort_values("accuracy", kind="stable", ignore_index=True)
