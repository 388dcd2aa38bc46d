"""Explanations: how far a verdict depends on each word of the sentence."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from colabert_core.explaining.words import Words
from colabert_core.judging.scoring import THRESHOLD

Unit = Literal["points", "log_odds"]  # percentage points of probability, or log-odds of acceptable
_EDGE = 1e-6  # differences between fp32 probabilities closer to 0 or 1 than this mean nothing


def log_odds(probability: npt.ArrayLike) -> np.ndarray:
    """ln(p / (1 - p)) of probabilities from 0 to 1; finite at both ends."""
    p = np.clip(np.asarray(probability, dtype=float), _EDGE, 1 - _EDGE)
    odds: np.ndarray = np.log(p) - np.log1p(-p)
    return odds


@dataclass(frozen=True, kw_only=True, eq=False)
class Explanation:
    """How far a verdict moves without each word, according to one method.

    `words` are those that the model reads, and `before` is its probability of "acceptable" for them, 0 to 1.

    `shift` <float>[words] is how far the verdict moves without each word, in log-odds; positive numbers are
    moves towards "acceptable". Log-odds are used because near 0 and 1 the probability hardly moves even if
    the logits do: from 99.9 % to 99 % is as far as from 71 % to 20 %. A word that was not tried is NaN:
    beyond the first `tried` words of a long sentence, or if the method does not apply to it.

    `after` <float>[words] is the probability of "acceptable" without each word, NaN like `shift`; None if the
    method has no second verdict. `unit` is the unit of the figures shown to people: "points" (after - before
    in percentage points, which needs `after`) or "log_odds" (the shift).
    """

    words: Words
    before: float
    shift: np.ndarray
    after: np.ndarray | None
    unit: Unit
    tried: int

    def decisive(self) -> int | None:
        """The place of the word that contributes most to the verdict.

        Without it, the verdict moves furthest towards the opposite one. None if there is no such word.
        """
        towards = np.nan_to_num(self.shift if self.before < THRESHOLD else -self.shift, nan=-np.inf)
        return int(np.argmax(towards)) if len(towards) and towards.max() > 0 else None
