"""Our minimal pairs as a corpus in CoLA's format; it needs no download."""

import hashlib
from functools import lru_cache

import pandas as pd

from colabert_core.corpus.reading import Corpus, as_tsv
from colabert_core.minimal_pairs.writing import write

ID, NAME = "pairs", "Minimal pairs (ColaBERT's own)"
# The year of CoLA; another seed writes other sentences.
SEED = 2019
PAIRS_PER_SPLIT = {"in_domain_train": 8000, "in_domain_dev": 1000, "out_of_domain_dev": 1000}


@lru_cache(maxsize=1)
def pairs_corpus() -> Corpus:
    """20,000 distinct sentences in minimal pairs, the same on every computer.

    In-domain dev comes from the templates of the training part, out-of-domain dev from the held-out ones.
    """
    taken: set[str] = set()
    parts = []
    for number, (split, pairs) in enumerate(PAIRS_PER_SPLIT.items()):
        part = write(pairs, SEED + number, held_out=split == "out_of_domain_dev", taken=taken)
        part.insert(0, "split", split)
        parts.append(part.assign(pair=part["pair"] + sum(PAIRS_PER_SPLIT.values()) * number))
    table = pd.concat(parts, ignore_index=True)
    return Corpus(
        id=ID, name=NAME, table=table, fingerprint=hashlib.sha256(as_tsv(table).encode()).hexdigest()
    )
