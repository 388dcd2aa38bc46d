"""Small changes to a sentence: those that may repair it, and those that break it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from colabert_core.explaining.coordination import CONJUNCTIONS, changed, coordinations
from colabert_core.explaining.forms import SUBJECT_OF, finite_forms, other_forms, without_agreement
from colabert_core.explaining.words import Words, with_capitals_of, words_of

T = TypeVar("T")

SIZES = {"form": 0, "forms": 0, "swap": 1, "delete": 2}  # the kinds of small changes, the smallest being 0
WAYS = ("swap", "ending", "negation", "shuffle")  # ways to break a sentence
_NEGATIVE = "not never no nobody nothing none nowhere neither without cannot"
_NEGATIONS = frozenset(_NEGATIVE.split())
_POLARITY = {  # from polarity items to the negative words that may replace them
    "any": "no",
    "anybody": "nobody",
    "anyone": "nobody",
    "anything": "nothing",
    "anywhere": "nowhere",
    "ever": "never",
}


@dataclass(frozen=True, kw_only=True)
class Change:
    """A changed sentence. `kind` is one of SIZES or WAYS.

    `before` and `after` are the words that differ; `after` is empty if a word was left out, and both are
    empty for a shuffle.
    """

    kind: str
    sentence: str
    before: str = ""
    after: str = ""


# --- small changes ------------------------------------------------------------------------------------


def small_changes(words: Words, read: int | None = None) -> list[Change]:
    """All small changes, the smallest first.

    They are another form of a word, other forms of several words that belong together (a subject and its
    verb, coordinated pronouns), two neighbours swapped, and a word left out.

    Only the first `read` words and punctuation marks are changed, by default all. No two changes give the
    same sentence.
    """
    places = [place for place in words.word_places() if read is None or place < read]
    forms = [*_form_changes(words, places), *_joint_changes(words, places)]
    changes = [*forms, *_swaps(words, places), *_deletions(words, places)]
    first: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.sentence, change)
    return [change for sentence, change in first.items() if sentence not in ("", words.text)]


def _form_changes(words: Words, places: list[int]) -> Iterator[Change]:
    for place in places:
        others = {words[other].lower() for other in (place - 2, place + 2) if 0 <= other < len(words)}
        for form in other_forms(words[place]):
            if form.lower() in others:
                continue  # nobody says: he and he
            is_first = place == places[0] and words[place][:1].isupper()
            yield _replaced("form", words, place, form[:1].upper() + form[1:] if is_first else form)


def _joint_changes(words: Words, places: list[int]) -> Iterator[Change]:
    """Other forms of words that belong together, so that changing one of them is not enough."""
    allowed = set(places)
    for one in coordinations(words):
        for new in changed(words, one):
            if set(new) <= allowed:
                yield _rewritten(words, new)
    for subject, verb in pairwise(places):
        is_alone = not (subject and words[subject - 1].lower() in CONJUNCTIONS)
        if verb == subject + 1 and is_alone and words[subject].lower() in SUBJECT_OF:
            pronoun = with_capitals_of(words[subject], SUBJECT_OF[words[subject].lower()])
            yield from (
                _rewritten(words, {subject: pronoun, verb: form}) for form in finite_forms(words[verb])
            )


def _rewritten(words: Words, new: dict[int, str]) -> Change:
    """A change of several neighbouring words."""
    first, last = min(new), max(new)
    before = " ".join(words[place] for place in range(first, last + 1))
    after = " ".join(new.get(place, words[place]) for place in range(first, last + 1))
    return Change(kind="forms", sentence=words.rewritten(new), before=before, after=after)


def _swaps(words: Words, places: list[int]) -> Iterator[Change]:
    for one, other in pairwise(places):
        # No punctuation mark is between them.
        if other == one + 1 and words[one].lower() != words[other].lower():
            yield _swap(words, one, other)


def _swap(words: Words, one: int, other: int) -> Change:
    return Change(kind="swap", sentence=words.swapped(one, other), before=words[one], after=words[other])


def _deletions(words: Words, places: list[int]) -> Iterator[Change]:
    for place in places:
        yield Change(kind="delete", sentence=words.without(place), before=words[place])


# --- breaking a sentence ---------------------------------------------------------------------------


def broken(way: str, sentence: str, seed: int) -> Change | None:
    """A sentence broken in one of the WAYS, in a place that depends on the seed alone.

    Increasing the seed by one moves on to the next place. None if the sentence cannot be broken in that way:
    it has only one word, no ending, or no negation.
    """
    change = _BREAKERS[way](words_of(sentence), seed)
    return None if change is None or change.sentence == sentence else change


def _swap_two(words: Words, seed: int) -> Change | None:
    places = words.word_places()
    pairs = [(a, b) for a in places for b in places if a < b and words[a].lower() != words[b].lower()]
    return _swap(words, *_nth_option(pairs, seed)) if pairs else None


def _drop_ending(words: Words, seed: int) -> Change | None:
    endings = [(place, form) for place in words.word_places() if (form := without_agreement(words[place]))]
    return _replaced("ending", words, *_nth_option(endings, seed)) if endings else None


def _double_negation(words: Words, seed: int) -> Change | None:
    """A second negation in a negated sentence; None for others: "is never not here" may be acceptable."""
    spots = list(_second_negations(words)) if _is_negated(words) else []
    return _replaced("negation", words, *_nth_option(spots, seed)) if spots else None


def _second_negations(words: Words) -> Iterator[tuple[int, str]]:
    """Places and words for a second negation: in place of a polarity item, or next to the first negation."""
    for place in words.word_places():
        if (word := words[place].lower()) in _POLARITY:
            yield place, with_capitals_of(words[place], _POLARITY[word])
    for place in words.word_places():
        if _negates(words[place]):
            yield from ((place, f"{words[place]} {second}") for second in ("never", "not"))


def _shuffle(words: Words, seed: int) -> Change | None:
    """All words in another order; punctuation marks keep their places."""
    places = words.word_places()
    if len({words[place].lower() for place in places}) < 2:
        return None
    draw, order = random.Random(seed), list(range(len(words)))
    while True:
        for place, taken in zip(places, draw.sample(places, len(places)), strict=True):
            order[place] = taken
        if any(words[place].lower() != words[order[place]].lower() for place in places):
            return Change(kind="shuffle", sentence=words.reordered(order))


def _replaced(kind: str, words: Words, place: int, word: str) -> Change:
    return Change(kind=kind, sentence=words.replaced(place, word), before=words[place], after=word)


def _nth_option(options: list[T], number: int) -> T:
    """One of the options; successive numbers go through all of them, in an order that looks random."""
    return random.Random(len(options)).sample(options, len(options))[number % len(options)]


def _is_negated(words: Words) -> bool:
    return any(_negates(words[place]) for place in words.word_places())


def _negates(word: str) -> bool:
    return word.lower() in _NEGATIONS or word.lower().replace("’", "'").endswith("n't")


_BREAKERS = {"swap": _swap_two, "ending": _drop_ending, "negation": _double_negation, "shuffle": _shuffle}
