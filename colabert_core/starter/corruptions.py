"""Altered sentences, for the teacher to label: words dropped, added, moved and exchanged, and wrong forms.

Among them is what learners of English do: articles and prepositions, doubled subjects, unturned questions.

An altered sentence may still be acceptable; only the teacher says how acceptable it is.
"""

import random
from collections.abc import Callable

from colabert_core.explaining.forms import other_forms
from colabert_core.explaining.words import Words, words_of

_ARTICLES = ("a", "an", "the")
_SMALL = {
    "prepositions": "in on at to of for with from by about into during since until",
    "auxiliaries": "am is are was were been be has have had do does did will would can",
    "others": "it is be do not to that what who and but so very more much",
}
_PREPOSITIONS = tuple(_SMALL["prepositions"].split())
_AUXILIARIES = tuple(_SMALL["auxiliaries"].split())
_ADDED = (*_ARTICLES, *_PREPOSITIONS, *_SMALL["others"].split())
_OBJECTS = {"i": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
_CASES = {**_OBJECTS, "me": "I", "him": "he", "her": "she", "us": "we", "them": "they"}
# What learners say in place of a word, after the colon.
_CONFUSED = """
much:many many:much say:tell said:told tell:say told:said make:do do:make made:did very:too/much/very_much
good:well well:good who:which/what which:who/what that:what/which what:that than:that/as as:than/like
so:such such:so some:any any:some since:for for:since something:anything anything:something nobody:anybody
because:because_of other:another another:other my:mine me:my/I her:she/hers his:he/him their:they/them
our:we/us your:you/yours most:most_of/almost few:little little:few every:all all:every can:can_to
must:must_to should:should_to will:will_to not:no/not_not never:not_never more:most/more_more there:it
it:there isn't:aren't/doesn't don't:doesn't/aren't doesn't:don't enjoy:enjoy_to but:although home:to_home
want:want_to let:let_to
"""
_EXCHANGES = {
    word: [other.replace("_", " ") for other in others.split("/")]
    for word, _, others in (entry.partition(":") for entry in _CONFUSED.split())
}
_TWICE = 0.1  # share of the sentences that are altered twice

# From the words of a sentence, the places of those that are no punctuation marks, and a random generator.
Change = Callable[[Words, list[int], random.Random], str | None]


def corrupted(sentence: str, draw: random.Random) -> str | None:
    """The sentence with one thing altered, at random, or rarely two; None if that left it as it was."""
    altered = _once(sentence, draw)
    if altered is not None and draw.random() < _TWICE:
        altered = _once(altered, draw)
    return None if altered is None or altered == sentence else altered


def _once(sentence: str, draw: random.Random) -> str | None:
    words = words_of(sentence)
    places = words.word_places()
    if len(places) < 2:
        return None
    (change,) = draw.choices(list(_CHANGES), weights=list(_CHANGES.values()))
    return change(words, places, draw)


def _drop(words: Words, places: list[int], draw: random.Random) -> str:
    return words.without(draw.choice(places))


def _drop_small(words: Words, places: list[int], draw: random.Random) -> str | None:
    """Without one of the small words that learners forget."""
    small = {*_ARTICLES, *_PREPOSITIONS, *_AUXILIARIES, "it", "to", "not", "that"}
    found = [place for place in places if words[place].lower() in small]
    return words.without(draw.choice(found)) if found else None


def _add(words: Words, places: list[int], draw: random.Random) -> str:
    place = draw.choice(places[1:])
    return words.replaced(place, f"{draw.choice(_ADDED)} {words[place]}")


def _double(words: Words, places: list[int], draw: random.Random) -> str:
    """With a word of the sentence once more, elsewhere."""
    place = draw.choice(places[1:])
    return words.replaced(place, f"{words[draw.choice(places)].lower()} {words[place]}")


def _swap(words: Words, places: list[int], draw: random.Random) -> str:
    at = draw.randrange(len(places) - 1)
    return words.swapped(places[at], places[at + 1])


def _move(words: Words, places: list[int], draw: random.Random) -> str:
    """With one word taken elsewhere."""
    order = list(range(len(words)))
    one, other = draw.sample(range(len(places)), 2)
    moved = list(places)
    moved.insert(other, moved.pop(one))
    for place, taken in zip(places, moved, strict=True):
        order[place] = taken
    return words.reordered(order)


def _form(words: Words, places: list[int], draw: random.Random) -> str | None:
    found = [(place, form) for place in places for form in other_forms(words[place])]
    return words.replaced(*draw.choice(found)) if found else None


def _preposition(words: Words, places: list[int], draw: random.Random) -> str | None:
    return _among(words, places, draw, _PREPOSITIONS)


def _article(words: Words, places: list[int], draw: random.Random) -> str | None:
    return _among(words, places, draw, _ARTICLES)


def _among(words: Words, places: list[int], draw: random.Random, family: tuple[str, ...]) -> str | None:
    """With one word of a family exchanged for another of it."""
    found = [place for place in places if words[place].lower() in family]
    return words.replaced(draw.choice(found), draw.choice(family)) if found else None


def _exchange(words: Words, places: list[int], draw: random.Random) -> str | None:
    """With one of the words that learners mix up."""
    found = [(place, other) for place in places for other in _EXCHANGES.get(words[place].lower(), [])]
    return words.replaced(*draw.choice(found)) if found else None


def _doubled_subject(words: Words, places: list[int], draw: random.Random) -> str | None:
    """With a pronoun before the verb: my brother he is."""
    verbs = (*_AUXILIARIES, "lives", "works", "went", "said", "likes", "has")
    found = [place for place in places[1:] if words[place].lower() in verbs]
    if not found:
        return None
    place = draw.choice(found)
    return words.replaced(place, f"{draw.choice(('he', 'she', 'it', 'they'))} {words[place]}")


def _statement_order(words: Words, places: list[int], draw: random.Random) -> str | None:
    """With the auxiliary behind its subject: why you are laughing?"""
    found = [at for at, place in enumerate(places[:-1]) if words[place].lower() in _AUXILIARIES]
    if not found:
        return None
    at = draw.choice(found)
    return words.swapped(places[at], places[at + 1])


def _case(words: Words, places: list[int], draw: random.Random) -> str | None:
    """With him for he, or he for him."""
    found = [place for place in places if words[place].lower() in _CASES]
    if not found:
        return None
    place = draw.choice(found)
    return words.replaced(place, _CASES[words[place].lower()])


_CHANGES: dict[Change, int] = {  # and how often, relative to the others
    _drop: 2, _drop_small: 4, _add: 3, _double: 1, _swap: 2, _move: 2, _form: 5, _preposition: 2, _article: 1,
    _exchange: 4, _doubled_subject: 1, _statement_order: 2, _case: 1,
}  # fmt: skip
