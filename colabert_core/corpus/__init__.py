"""Labelled sentences: CoLA, our minimal pairs, and corpora that people upload.

CoLA is downloaded once (`fetch`), checked when it is read (`reading`), and searched and counted (`browsing`).
Other people's tables become corpora too: their labels are read (`own_labels`), their rows divided
(`own_table`, `own_parts`), and both stored (`own`).

A corpus is a table with the columns
    split      one of ALL_SPLITS
    source     code of the publication, see `sources`
    label      1 acceptable, 0 unacceptable
    mark       the author's notation: empty, *, ?*, ?? or *?
    sentence   the sentence as printed
and further ones where they are known, see `Corpus`.
"""

from colabert_core.corpus.annotations import FEATURES, LEVELS, Annotations, Level
from colabert_core.corpus.browsing import (
    Filter,
    by_source,
    draw_pairs,
    label_balance,
    repeated,
    seen_in_training,
    shared_with_training,
    words_per_sentence,
)
from colabert_core.corpus.browsing import draw as draw_sentences
from colabert_core.corpus.browsing import find as find_sentences
from colabert_core.corpus.catalogue import COLA
from colabert_core.corpus.fetch import MAX_ZIP_BYTES as MAX_PUBLISHED_ZIP_BYTES
from colabert_core.corpus.fetch import Progress as DownloadProgress
from colabert_core.corpus.own import About, is_own, suggested_name
from colabert_core.corpus.own_labels import Cutoffs, Labels, LabelValue, examples_of, labels_in
from colabert_core.corpus.own_table import Prepared, prepare
from colabert_core.corpus.own_table import check as check_prepared
from colabert_core.corpus.pairs import ID as PAIRS
from colabert_core.corpus.reading import (
    ALL_SPLITS,
    SPLITS,
    Corpus,
    corpus_folder,
    exported,
    file_columns,
    is_present,
    load,
    read_folder,
)
from colabert_core.corpus.sources import cited
from colabert_core.corpus.splitting import split_sizes

__all__ = [
    "ALL_SPLITS",
    "COLA",
    "FEATURES",
    "LEVELS",
    "MAX_PUBLISHED_ZIP_BYTES",
    "PAIRS",
    "SPLITS",
    "About",
    "Annotations",
    "Corpus",
    "Cutoffs",
    "DownloadProgress",
    "Filter",
    "LabelValue",
    "Labels",
    "Level",
    "Prepared",
    "by_source",
    "check_prepared",
    "cited",
    "corpus_folder",
    "draw_pairs",
    "draw_sentences",
    "examples_of",
    "exported",
    "file_columns",
    "find_sentences",
    "is_own",
    "is_present",
    "label_balance",
    "labels_in",
    "load",
    "prepare",
    "read_folder",
    "repeated",
    "seen_in_training",
    "shared_with_training",
    "split_sizes",
    "suggested_name",
    "words_per_sentence",
]
