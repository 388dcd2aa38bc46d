"""CoLA on this machine: fetched once (`fetch`), read with suspicion (`reading`), looked at (`browsing`).

What people bring along becomes a corpus too (`sheets`, `guessing`, `own`).

A corpus is a table with the columns
    split      one of SPLITS
    source     code of the publication, see `sources`
    label      1 acceptable, 0 unacceptable
    mark       the author's own notation: empty, *, ?*, ?? or *?
    sentence   the sentence as printed
"""

from colabert_core.corpus.reading import SPLITS, Corpus, corpus_folder, is_present, load, read_folder

__all__ = ["SPLITS", "Corpus", "corpus_folder", "is_present", "load", "read_folder"]
