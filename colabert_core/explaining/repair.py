"""The smallest change that turns a verdict, found by trying all small ones."""

from dataclasses import dataclass

from colabert_core.explaining.changes import KINDS, Change, small_changes
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
    """What small changes do to a verdict.

    `before` is the probability of "acceptable" of the sentence itself. `turning` are the changes that turn
    the verdict, the smallest first: another form of a word is smaller than two neighbours swapped, and that
    is smaller than a word left out, which takes content away; of equals, the one with the surest verdict
    comes first. Where none turns it, `closest` is the one that comes nearest. `tried` changes were judged;
    `left_out` more, of a long sentence, were not.
    """

    before: float
    turning: tuple[TriedChange, ...]
    closest: TriedChange | None
    tried: int
    left_out: int


def find_repair(judge: Judge, sentence: str) -> Repair:
    """Judge a sentence and its small changes in one request."""
    read = len(read_words(judge.word_piece, sentence, judge.max_length))
    found = small_changes(words_of(sentence), read)
    kept = found[: max_variants(judge, sentence)]
    before, *after = map(float, judge.probabilities([sentence, *(change.sentence for change in kept)]))
    tried = [TriedChange(change=change, acceptable=p) for change, p in zip(kept, after, strict=True)]
    wanted = -1 if label_of(before) == "acceptable" else 1  # the direction in which the verdict turns
    best = sorted(tried, key=lambda one: -wanted * log_odds(one.acceptable))
    turning = [one for one in best if label_of(one.acceptable) != label_of(before)]
    return Repair(
        before=before,
        turning=tuple(sorted(turning, key=lambda one: KINDS.index(one.change.kind))),
        closest=best[0] if best and not turning else None,
        tried=len(kept),
        left_out=len(found) - len(kept),
    )
