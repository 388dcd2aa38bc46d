"""Occlusion: each word is left out once and replaced by the mask token once, all judged in one request.

Leaving words out is the erasure of Li, Monroe and Jurafsky (2016); with the mask, the position is kept. Both
use only the model's verdicts, so they work with any judge.
"""

from dataclasses import dataclass

import numpy as np

from colabert_core.explaining.explanation import Explanation, log_odds
from colabert_core.explaining.request_size import max_variants
from colabert_core.explaining.words import Words, read_words
from colabert_core.judging.scoring import Judge
from colabert_core.model.tokenization import WordPiece


@dataclass(frozen=True, kw_only=True, eq=False)
class Occlusion:
    """Both explanations from one request: with each word left out, and with the mask token in its place.

    The only word of a sentence is never left out (NaN), because nothing would remain. `masked` is NaN
    throughout if the vocabulary has no such token.
    """

    left_out: Explanation
    masked: Explanation


def occlude(judge: Judge, sentence: str) -> Occlusion:
    """Judge a sentence and all its variants in one request, without the words beyond the judge's limit."""
    words = read_words(judge.word_piece, sentence, judge.max_length)
    tried = min(len(words), max(1, max_variants(judge, words.text) // 2))
    left_out = [words.without(place) for place in range(tried)]
    mask = mask_of(judge.word_piece)
    masked = [words.replaced(place, mask) for place in range(tried)] if mask else []
    before, *after = _probabilities(judge, [words.text, *left_out, *masked], 1 + 2 * tried)
    return Occlusion(
        left_out=_explanation(words, before, after[:tried]), masked=_explanation(words, before, after[tried:])
    )


def mask_of(word_piece: WordPiece) -> str | None:
    """The text that becomes the mask token, for "some word"; None if the vocabulary lacks it."""
    mask = word_piece.special.mask
    return mask.text if mask and word_piece.pieces(mask.text) == [mask.text] else None


def _probabilities(judge: Judge, texts: list[str], count: int) -> list[float]:
    """The probabilities of `texts`, padded with NaN to `count`; NaN for empty texts too."""
    probabilities = np.full(count, np.nan)
    rows = [row for row, text in enumerate(texts) if text]
    probabilities[rows] = judge.probabilities([texts[row] for row in rows])
    return probabilities.tolist()


def _explanation(words: Words, before: float, after: list[float]) -> Explanation:
    """From the probabilities without each of the first words; the others were not tried."""
    padded = np.asarray(after + [np.nan] * (len(words) - len(after)))
    return Explanation(
        words=words,
        before=before,
        shift=log_odds(padded) - log_odds(before),
        after=padded,
        unit="points",
        tried=len(after),
    )
