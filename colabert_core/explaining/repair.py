"""The smallest change that turns a verdict, found by trying all small ones."""

from dataclasses import dataclass

from colabert_core.explaining.attribution import MOST_POSITIONS, MOST_VARIANTS, log_odds
from colabert_core.explaining.changes import KINDS, Change, candidates
from colabert_core.explaining.words import read_words, words_of
from colabert_core.judging.scoring import Judge, label_of


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A change and the probability of "acceptable" after it, 0 to 1."""

    change: Change
    acceptable: float


@dataclass(frozen=True, kw_only=True)
class Repair:
    """What small changes do to a verdict.

    `turning` are those that turn it: a word's form counts as smaller than the order of two neighbours, and
    that as smaller than a word less, which takes content away; of equals the surest comes first. `closest` is
    what comes nearest where none does. `left_out` candidates of a long sentence were not tried.
    """

    before: float
    turning: tuple[Tried, ...]
    closest: Tried | None
    tried: int
    left_out: int


def repair(judge: Judge, sentence: str) -> Repair:
    """Judge a sentence and its small changes in one request."""
    read = len(read_words(judge.word_piece, sentence, judge.max_length))
    found = candidates(words_of(sentence), read)
    kept = found[: _most(judge, sentence)]
    before, *after = map(float, judge.probabilities([sentence, *(change.sentence for change in kept)]))
    tried = [Tried(change=change, acceptable=p) for change, p in zip(kept, after, strict=True)]
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


def _most(judge: Judge, sentence: str) -> int:
    length = min(judge.max_length, int(judge.word_piece.lengths([sentence])[0]))
    return min(MOST_VARIANTS - 1, MOST_POSITIONS // length)
