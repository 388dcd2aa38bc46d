"""Which word the verdict hangs on: each word left out once, and each replaced by [MASK] once.

Leaving out is Li, Monroe and Jurafsky's (2016) erasure; [MASK] keeps the place and takes the word. Both ask
the model and never look inside it, so a judge of any kind will do.
"""

from dataclasses import dataclass

import numpy as np

from colabert_core.explaining.words import Words, read_words
from colabert_core.judging.scoring import THRESHOLD, Judge
from colabert_core.model.tokenization import WordPiece

MASK = "[MASK]"
MOST_POSITIONS = 16_000  # variants x tokens in one request: about 3 s on two cores; 20 words are 1,000
MOST_VARIANTS = 128  # as many as `gathering` takes together
_EDGE = 1e-6  # fp32 probabilities closer to 0 or 1 than this tell nothing more


def log_odds(probability) -> np.ndarray:
    """ln(p / (1 - p)), of probabilities between 0 and 1, kept finite at the ends."""
    p = np.clip(np.asarray(probability, dtype=float), _EDGE, 1 - _EDGE)
    return np.log(p) - np.log1p(-p)


@dataclass(frozen=True, kw_only=True, eq=False)
class Attribution:
    """How the verdict moves, word by word.

    `before` is the probability of "acceptable" of the words that were read; `left_out` and `masked`
    <float>[n] are those without each word, and with [MASK] in its place. NaN where it was not asked: beyond
    the first `tried` words of a very long sentence, of the only word of all (nothing would be left), and of
    [MASK] where the vocabulary has none.
    """

    words: Words
    before: float
    left_out: np.ndarray
    masked: np.ndarray
    tried: int

    def after(self, method: str) -> np.ndarray:
        """Probabilities <float>[n] of "left_out" or "masked"."""
        return self.left_out if method == "left_out" else self.masked

    def shift(self, method: str) -> np.ndarray:
        """How far the verdict moves <float>[n], in log-odds; above 0 it moves towards acceptable.

        In log-odds and not in probability, for near 0 and 1 the probability hardly moves although the model's
        answer does: from 99.9 % to 99 % is as far as from 71 % to 20 %.
        """
        return log_odds(self.after(method)) - log_odds(self.before)

    def decisive(self, shift: np.ndarray) -> int | None:
        """The place of the word that the verdict hangs on most, by shifts <float>[n] of whatever method.

        Of an unacceptable sentence the word without which it becomes most acceptable, of an acceptable one
        the word without which it becomes least so; None where no word's going does that.
        """
        towards = np.nan_to_num(shift if self.before < THRESHOLD else -shift, nan=-np.inf)
        return int(np.argmax(towards)) if len(towards) and towards.max() > 0 else None


def attribute(judge: Judge, sentence: str) -> Attribution:
    """Judge a sentence and all its variants in one request. Words beyond the judge's cut are not read."""
    words = read_words(judge.word_piece, sentence, judge.max_length)
    tried = _most_words(judge, words)
    left_out = [words.without(place) for place in range(tried)]
    masked = [words.replaced(place, MASK) for place in range(tried)] if knows_mask(judge.word_piece) else []
    variants = [words.text, *left_out, *masked]
    found = np.full(1 + 2 * tried, np.nan)
    asked = [row for row, text in enumerate(variants) if text]
    found[asked] = judge.probabilities([variants[row] for row in asked])
    return Attribution(
        words=words,
        before=float(found[0]),
        left_out=_padded(found[1 : 1 + tried], len(words)),
        masked=_padded(found[1 + tried :], len(words)),
        tried=tried,
    )


def knows_mask(word_piece: WordPiece) -> bool:
    """Whether [MASK] in a text becomes the model's own token: a vocabulary may lack it."""
    return word_piece.pieces(MASK) == [MASK]


def _most_words(judge: Judge, words: Words) -> int:
    length = min(judge.max_length, int(judge.word_piece.lengths([words.text])[0]))
    return min(len(words), (MOST_VARIANTS - 1) // 2, max(1, MOST_POSITIONS // (2 * length)))


def _padded(values: np.ndarray, length: int) -> np.ndarray:
    return np.concatenate([values, np.full(length - len(values), np.nan)])
