"""The splits of a corpus on which a run may be evaluated: those that it cannot have learned from."""

import pandas as pd

from colabert_core.corpus import ALL_SPLITS, PAIRS, Corpus, is_own
from colabert_core.corpus.splitting import split_rows
from colabert_core.errors import NotApart
from colabert_core.runs.run import Run

# All sentences of an added corpus, for a run that learned from none of them.
EVERYTHING = "all"
EVALUATION_SPLITS = (
    "validation",
    EVERYTHING,
    "test",
    "in_domain_dev",
    "out_of_domain_dev",
    "in_domain_train",
)


def splits_for(run: Run, corpus: Corpus) -> list[str]:
    """The splits of a corpus on which a run may be evaluated: those that it cannot have learned from.

    The validation part is known only if the text of the corpus is exactly that of the training. A run that
    learned from our minimal pairs before knows their templates, so only the held-out templates are new to it.
    """
    info, present = run.info, corpus.rows_per_split()
    same = info.corpus_fingerprint == corpus.fingerprint
    learned = same or corpus.id in {info.corpus_id, *info.learned_corpora}
    known = {ALL_SPLITS[0]} if learned else set()
    if corpus.id in info.learned_corpora and corpus.id == PAIRS:
        known.add("in_domain_dev")
    unseen = [split for split in present if split not in known]
    whole = [EVERYTHING] if not learned and is_own(corpus.id) and len(present) > 1 else []
    validation = ["validation"] if same and info.validation_is_new else []
    return sorted([*validation, *whole, *unseen], key=EVALUATION_SPLITS.index)


def rows_to_judge(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """The rows of a split; `validation` is the part of the training file that was kept from this run.

    Raises NotApart if the run may have learned from the split, or if its validation part is unknown.
    """
    if split not in splits_for(run, corpus):
        others = ", ".join(splits_for(run, corpus)) or "–"
        raise NotApart(name=run.name, split=split, corpus=corpus.name, others=others)
    if split == EVERYTHING:
        return corpus.table
    return split_rows(corpus, run.info.config)[1] if split == "validation" else corpus.split(split)
