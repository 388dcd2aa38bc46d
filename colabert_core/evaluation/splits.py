"""The parts of a corpus that may judge a run: none that it learned from."""

import pandas as pd

from colabert_core.corpus import SPLITS, Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.errors import NotApart
from colabert_core.runs.run import Run

EVALUATION_SPLITS = ("validation", "in_domain_dev", "out_of_domain_dev", "in_domain_train")


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
