"""What a look at the attention finds: a map of words for every layer and head."""

from dataclasses import dataclass

import numpy as np

# Words and signs on each side of a heat map; more cannot be read.
MAX_SHOWN = 40


@dataclass(frozen=True, kw_only=True, eq=False)
class AttentionMap:
    """`weights` <float>[layers, heads, n, n]: how much row attends to column, 0 to 1, n the number of names.

    Names are [CLS], the words, and [SEP]. `left_out` words at the end, beyond MAX_SHOWN, are not among them;
    where it is 0, rows add up to 1.
    """

    names: tuple[str, ...]
    weights: np.ndarray
    left_out: int

    def of(self, layer: int, head: int | None) -> np.ndarray:
        """One head's map <float>[n, n], or the mean of all heads of a layer. Both count from 0."""
        heads = self.weights[layer]
        found: np.ndarray = heads.mean(axis=0) if head is None else heads[head]
        return found
