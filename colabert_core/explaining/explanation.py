"""What an explanation of a verdict is: how far the verdict hangs on each word of the sentence."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from colabert_core.explaining.words import Words
from colabert_core.judging.scoring import THRESHOLD

Unit = Literal["points", "log_odds"]  # percentage points of probability, or log-odds of acceptable
_EDGE = 1e-6  # fp32 probabilities closer to 0 or 1 than this mean nothing more


def log_odds(probability: npt.ArrayLike) -> np.ndarray:
    """ln(p / (1 - p)) of probabilities between 0 and 1, kept finite at both ends."""
    p = np.clip(np.asarray(probability, dtype=float), _EDGE, 1 - _EDGE)
    odds: np.ndarray = np.log(p) - np.log1p(-p)
    return odds


@dataclass(frozen=True, kw_only=True, eq=False)
class Explanation:
    """How far a verdict moves without each word, by one method.

    `words` are those that the model reads, and `before` is its probability of "acceptable" for them, 0 to 1.

    `shift` <float>[words], in log-odds, is how far the verdict moves without each word; above 0 it moves
    towards acceptable. It is in log-odds since near 0 and 1 the probability hardly moves although the model's
    answer does: from 99.9 % to 99 % is as far as from 71 % to 20 %. NaN where a word was not tried: beyond
    the first `tried` words of a long sentence, or where the method does not apply.

    `after` <float>[words] is the probability of "acceptable" without each word (NaN as in `shift`); None
    where the method judges no second time. `unit` is what the numbers shown to people are counted in:
    "points" (after - before, in percentage points, so `after` is needed) or "log_odds" (the shift itself).
    """

    words: Words
    before: float
    shift: np.ndarray
    after: np.ndarray | None
    unit: Unit
    tried: int

    def decisive(self) -> int | None:
        """The place of the word that the verdict hangs on most.

        That is the word without which an unacceptable sentence becomes most acceptable, or an acceptable one
        least. None where no word does that.
        """
        towards = np.nan_to_num(self.shift if self.before < THRESHOLD else -self.shift, nan=-np.inf)
        return int(np.argmax(towards)) if len(towards) and towards.max() > 0 else None
