"""Why a model says what it says: words left out, small changes, gradients and attention."""

from colabert_core.explaining.attribution import Attribution
from colabert_core.explaining.changes import WAYS, Change, broken
from colabert_core.explaining.words import Words, words_of

__all__ = [
    "WAYS",
    "Attribution",
    "Change",
    "Words",
    "broken",
    "words_of",
]
