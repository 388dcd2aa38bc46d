"""Occlusion: each word left out once, and each replaced by [MASK] once, all judged in one request.

Leaving words out is the erasure of Li, Monroe and Jurafsky (2016); [MASK] keeps the place and takes the word.
Both ask the model and never look inside it, so any judge will do.
"""

from dataclasses import dataclass

import numpy as np

from colabert_core.explaining.explanation import Explanation, log_odds
from colabert_core.explaining.request_size import max_variants
from colabert_core.explaining.words import Words, read_words
from colabert_core.judging.scoring import Judge
from colabert_core.model.tokenization import WordPiece

MASK = "[MASK]"


@dataclass(frozen=True, kw_only=True, eq=False)
class Occlusion:
    """What one request answers: the sentence without each word, and with [MASK] in its place.

    Not tried (NaN) are `left_out` of the only word there is, since nothing would be left, and every word of
    `masked` where the vocabulary has no [MASK].
    """

    left_out: Explanation
    masked: Explanation


def occlude(judge: Judge, sentence: str) -> Occlusion:
    """Judge a sentence and all its variants in one request. Words beyond the judge's cut are not read."""
    words = read_words(judge.word_piece, sentence, judge.max_length)
    tried = min(len(words), max(1, max_variants(judge, words.text) // 2))
    left_out = [words.without(place) for place in range(tried)]
    masked = [words.replaced(place, MASK) for place in range(tried)] if knows_mask(judge.word_piece) else []
    before, *after = _probabilities(judge, [words.text, *left_out, *masked], 1 + 2 * tried)
    return Occlusion(
        left_out=_explanation(words, before, after[:tried]), masked=_explanation(words, before, after[tried:])
    )


def knows_mask(word_piece: WordPiece) -> bool:
    """Whether [MASK] in a text becomes the model's own token: a vocabulary may lack it."""
    return word_piece.pieces(MASK) == [MASK]


def _probabilities(judge: Judge, texts: list[str], count: int) -> list[float]:
    """Probabilities of `texts`, filled up to `count`; NaN for empty texts and for those filled in."""
    found = np.full(count, np.nan)
    asked = [row for row, text in enumerate(texts) if text]
    found[asked] = judge.probabilities([texts[row] for row in asked])
    return found.tolist()


def _explanation(words: Words, before: float, after: list[float]) -> Explanation:
    """From the probabilities of the first words tried; the rest of the words were not tried."""
    found = np.asarray(after + [np.nan] * (len(words) - len(after)))
    return Explanation(
        words=words,
        before=before,
        shift=log_odds(found) - log_odds(before),
        after=found,
        unit="points",
        tried=len(after),
    )
