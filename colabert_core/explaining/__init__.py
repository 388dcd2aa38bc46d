"""Explanations of a model's verdicts: words left out, small changes, gradients and attention."""

from colabert_core.explaining.attention_map import AttentionMap
from colabert_core.explaining.changes import WAYS, Change, broken
from colabert_core.explaining.explanation import Explanation
from colabert_core.explaining.methods import METHODS, UnknownMethod, method_named
from colabert_core.explaining.repair import Repair, TriedChange, find_repair
from colabert_core.explaining.words import Words, words_of

__all__ = [
    "METHODS",
    "WAYS",
    "AttentionMap",
    "Change",
    "Explanation",
    "Repair",
    "TriedChange",
    "UnknownMethod",
    "Words",
    "broken",
    "find_repair",
    "method_named",
    "words_of",
]
