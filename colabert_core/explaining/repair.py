"""Repairs: the smallest change that reverses a verdict, found by trying all small changes."""

from dataclasses import dataclass

from colabert_core.explaining.changes import SIZES, Change, small_changes
from colabert_core.explaining.explanation import log_odds
from colabert_core.explaining.request_size import max_variants
from colabert_core.explaining.words import read_words, words_of
from colabert_core.judging.scoring import Judge, label_of


@dataclass(frozen=True, kw_only=True)
class TriedChange:
    """A change and the probability of "acceptable" after it, 0 to 1."""

    change: Change
    acceptable: float


@dataclass(frozen=True, kw_only=True)
class Repair:
    """The effect of small changes on a verdict.

    `before` is the probability of "acceptable" for the sentence itself. `turning` holds the changes that
    reverse the verdict, the smallest first: other forms of words are smaller than two neighbours swapped, and
    this is smaller than a word left out, because leaving it out removes content. Among changes of the
    same kind, the most confident verdict comes first. If no change reverses the verdict, `closest` is the one
    that comes closest. `tried` changes were judged, and for a long sentence `left_out` more were not.
    """

    before: float
    turning: tuple[TriedChange, ...]
    closest: TriedChange | None
    tried: int
    left_out: int


def find_repair(judge: Judge, sentence: str) -> Repair:
    """Judge a sentence and its small changes in one request."""
    read = len(read_words(judge.word_piece, sentence, judge.max_length))
    changes = small_changes(words_of(sentence, judge.word_piece.special.texts), read)
    chosen = changes[: max_variants(judge, sentence)]
    before, *after = map(float, judge.probabilities([sentence, *(change.sentence for change in chosen)]))
    tried = [TriedChange(change=change, acceptable=p) for change, p in zip(chosen, after, strict=True)]
    direction = -1 if label_of(before) == "acceptable" else 1  # of a reversed verdict
    best = sorted(tried, key=lambda one: -direction * log_odds(one.acceptable))
    turning = [one for one in best if label_of(one.acceptable) != label_of(before)]
    return Repair(
        before=before,
        turning=tuple(sorted(turning, key=lambda one: SIZES[one.change.kind])),
        closest=best[0] if best and not turning else None,
        tried=len(chosen),
        left_out=len(changes) - len(chosen),
    )
