"""Attention maps: the attention between words in every layer and head."""

from dataclasses import dataclass

import numpy as np

# Words and punctuation marks on each side of a heat map; a larger one cannot be read.
MAX_SHOWN = 40


@dataclass(frozen=True, kw_only=True, eq=False)
class AttentionMap:
    """The attention between `names`: the words of a sentence, at the places `words`, and the special tokens
    around it.

    `weights` <float>[layers, heads, names, names] holds the attention from each row to each column, 0 to 1.
    `left_out` is the number of words at the end, beyond MAX_SHOWN, that are not included; if it is 0, each
    row adds up to 1.
    """

    names: tuple[str, ...]
    words: range
    weights: np.ndarray
    left_out: int

    def of(self, layer: int, head: int | None) -> np.ndarray:
        """A head's map <float>[names, names]; without a head, the mean of a layer. Numbers start from 0."""
        heads = self.weights[layer]
        weights: np.ndarray = heads.mean(axis=0) if head is None else heads[head]
        return weights
