"""The splits of a corpus on which a run may be evaluated: those that it cannot have learned from."""

import pandas as pd

from colabert_core.corpus import SPLITS, Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.errors import NotApart
from colabert_core.runs.run import Run

EVALUATION_SPLITS = ("validation", "in_domain_dev", "out_of_domain_dev", "in_domain_train")


def splits_for(run: Run, corpus: Corpus) -> list[str]:
    """The splits of a corpus on which a run may be evaluated: those that it cannot have learned from.

    The validation part is known only if the text of the corpus is exactly that of the training. A run that
    learned from minimal pairs before knows their templates, so only the held-out templates are new to it.
    """
    info, present = run.info, corpus.rows_per_split()
    same = info.corpus_fingerprint == corpus.fingerprint
    known = {SPLITS[0]} if same or corpus.id in {info.corpus_id, *info.learned_corpora} else set()
    if corpus.id in info.learned_corpora and "pair" in corpus.table:
        known.add("in_domain_dev")
    unseen = sorted((split for split in SPLITS if split in present and split not in known), key=_place)
    return [*(["validation"] if same and info.validation_is_new else []), *unseen]


def _place(split: str) -> int:
    return EVALUATION_SPLITS.index(split)


def rows_to_judge(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """The rows of a split; `validation` is the part of the training file that was kept from this run.

    Raises NotApart if the run may have learned from the split, or if its validation part is unknown.
    """
    if split not in splits_for(run, corpus):
        others = ", ".join(splits_for(run, corpus)) or "–"
        raise NotApart(name=run.name, split=split, corpus=corpus.name, others=others)
    return split_rows(corpus, run.info.config)[1] if split == "validation" else corpus.split(split)
