"""Coordinated pronouns and the verb that follows them: Me and him goes -> He and I go.

Case, order and agreement depend on each other here, so changing a single word repairs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from colabert_core.explaining.forms import OBJECT_OF, SUBJECT_OF, finite_forms
from colabert_core.explaining.words import Words, with_capitals_of

CONJUNCTIONS = ("and", "or", "nor")
_DETERMINERS = ("a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "this", "that")
_FIRST_PERSON = ("i", "me")


@dataclass(frozen=True, kw_only=True)
class Coordination:
    """Two coordinated phrases; each is a pronoun, a name, or a determiner and a noun.

    `left` and `right` are their places in the sentence, `joint` that of the conjunction, and `after` that of
    the next word; None if a punctuation mark or the end follows.
    """

    left: tuple[int, ...]
    joint: int
    right: tuple[int, ...]
    after: int | None

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the coordination, without that of the next word."""
        return (*self.left, self.joint, *self.right)


def coordinations(words: Words) -> Iterator[Coordination]:
    """The coordinations of which at least one side is a pronoun that has cases."""
    for joint in words.word_places():
        if words[joint].lower() not in CONJUNCTIONS:
            continue
        left, right = _before(words, joint), _behind(words, joint)
        if left and right and any(_is_pronoun(words, side) for side in (left, right)):
            after = right[-1] + 1
            is_word = after < len(words) and not words.is_sign(after)
            yield Coordination(left=left, joint=joint, right=right, after=after if is_word else None)


def _before(words: Words, joint: int) -> tuple[int, ...]:
    if joint >= 2 and words[joint - 2].lower() in _DETERMINERS and not words.is_sign(joint - 1):
        return (joint - 2, joint - 1)
    return (joint - 1,) if joint and not words.is_sign(joint - 1) else ()


def _behind(words: Words, joint: int) -> tuple[int, ...]:
    first = joint + 1
    if first >= len(words) or words.is_sign(first):
        return ()
    has_noun = first + 1 < len(words) and not words.is_sign(first + 1)
    if has_noun and words[first].lower() in _DETERMINERS and not _may_be_verb(words[first + 1]):
        return (first, first + 1)
    return (first,)


def _may_be_verb(word: str) -> bool:
    """Whether a word after "her" is rather a verb than a noun: me and her was late."""
    return word.lower() in ("am", "is", "are", "was", "were", "has", "have", "had", "do", "does", "did")


def _is_pronoun(words: Words, side: tuple[int, ...]) -> bool:
    return len(side) == 1 and words[side[0]].lower() in {**SUBJECT_OF, **OBJECT_OF}


def changed(words: Words, one: Coordination) -> Iterator[dict[int, str]]:
    """The words to write in which places, for every combination of case, order and form of the verb."""
    endings: list[dict[int, str]] = [{}]
    if one.after is not None:
        endings += [{one.after: form} for form in finite_forms(words[one.after])]
    for cases in (SUBJECT_OF, OBJECT_OF):
        for sides in _orders(words, one):
            phrase = _written(words, one, sides, cases)
            yield from ({**phrase, **ending} for ending in endings)


def _orders(words: Words, one: Coordination) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The two sides as they are; and the other way round if the speaker comes first."""
    as_is = (one.left, one.right)
    speaker_first = len(one.left) == 1 and words[one.left[0]].lower() in _FIRST_PERSON
    return [as_is[::-1], as_is] if speaker_first else [as_is]


def _written(
    words: Words,
    one: Coordination,
    sides: tuple[tuple[int, ...], tuple[int, ...]],
    cases: dict[str, str],
) -> dict[int, str]:
    texts = [
        *(_in_case(words, sides[0], cases)),
        words[one.joint].lower(),
        *(_in_case(words, sides[1], cases)),
    ]
    first = one.places[0]
    if words[first][:1].isupper() and first == words.word_places()[0]:
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    return dict(zip(one.places, texts, strict=True))


def _in_case(words: Words, side: tuple[int, ...], cases: dict[str, str]) -> list[str]:
    if len(side) == 1:
        word = words[side[0]]
        known = {**SUBJECT_OF, **OBJECT_OF}
        if word.lower() not in known:
            return [word]
        other = cases.get(word.lower(), word.lower())
        return ["I" if other.lower() == "i" else other]
    return [with_capitals_of("a", words[side[0]].lower()), words[side[1]]]
