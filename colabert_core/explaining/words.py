"""A sentence as words and signs, and as it reads when some of them are moved, changed or gone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from colabert_core.model.tokenization import SPECIAL, WordPiece

_SPECIAL = "|".join(re.escape(token) for token in SPECIAL)  # the model reads these as one
_LETTER = r"[\w\u0300-\u036f]"  # a letter may come apart from its accent
_EMOJI = r"[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"  # skin tones and the like belong to what is before them
_WORD = re.compile(
    rf"{_SPECIAL}|{_LETTER}+(?:['’-]{_LETTER}+)*|[^\w\s]{_EMOJI}*(?:\u200d[^\w\s]{_EMOJI}*)*", re.UNICODE
)
# Words that lose their capital when they no longer begin the sentence, and have no ending to change.
_SMALL = """
a an the this that these those some any no each every all both many much more most few my your his her its
our their he she it we you they me him us them who whom whose which what where when why how and or but if
because since while although though as than of in on at by for with from to into onto about after before
behind near beside between during under over without not never always often there here then so too very just
only also am is are was were be been being have has had having do does did done doing can could will would
shall should may might must up down off out back away again yes everybody everyone everything somebody
someone something anybody anyone anything nobody nothing none yesterday today tomorrow himself herself
itself myself yourself ourselves themselves else until such ever quite rather once now one two three perhaps
"""
SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text and the (start, end) characters of its words and signs, in order."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, place: int) -> str:
        start, end = self.spans[place]  # IndexError beyond the last one, so that it can be looped over
        return self.text[start:end]

    def is_sign(self, place: int) -> bool:
        """A full stop, a quotation mark, an emoji: nothing with letters or digits."""
        return not any(letter.isalnum() for letter in self[place])

    def places(self) -> list[int]:
        """Where words stand, signs left aside."""
        return [place for place in range(len(self)) if not self.is_sign(place)]

    def without(self, place: int) -> str:
        """The text with one word or sign left out; spaces close up, and a capital moves on."""
        words, gaps = self._apart()
        gaps[place : place + 2] = [self._closed(place, gaps)]
        del words[place]
        if place == self._first() and self[place][0].isupper() and words:
            words[place : place + 1] = [_capital(word) for word in words[place : place + 1]]
        return _together(words, gaps)

    def replaced(self, place: int, word: str) -> str:
        """The text with another word in one place."""
        words, gaps = self._apart()
        words[place] = word
        return _together(words, gaps)

    def ordered(self, order: Sequence[int]) -> str:
        """The text with its words in another order: at each place the word that stood at `order[place]`.

        Spaces stay where they are. The first word's capital goes to whoever comes first; it is kept also
        where the word might be a name.
        """
        words, gaps = self._apart()
        first = self._first()
        moved = [words[place] for place in order]
        if first is not None and order[first] != first and words[first][0].isupper():
            moved = [
                _small(word) if place == first else word for place, word in zip(order, moved, strict=True)
            ]
            moved[first] = _capital(moved[first])
        return _together(moved, gaps)

    def swapped(self, one: int, other: int) -> str:
        order = list(range(len(self)))
        order[one], order[other] = other, one
        return self.ordered(order)

    def up_to(self, end: int) -> "Words":
        """The part before a character; a word that it divides ends there."""
        spans = tuple((start, min(stop, end)) for start, stop in self.spans if start < end)
        return Words(text=self.text[:end], spans=spans)

    def _first(self) -> int | None:
        return next(iter(self.places()), None)

    def _apart(self) -> tuple[list[str], list[str]]:
        """The words, and what stands before, between and after them: one more than words."""
        edges = [0, *(edge for span in self.spans for edge in span), len(self.text)]
        gaps = [self.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        return [self[place] for place in range(len(self))], gaps

    def _closed(self, place: int, gaps: list[str]) -> str:
        """What stands between a word's neighbours once it is gone."""
        before, after = gaps[place], gaps[place + 1]
        if place == 0:
            return before
        if place == len(self) - 1 or self.is_sign(place + 1):
            return after
        return before if self.is_sign(place - 1) else max(before, after, " ", key=len)


def words_of(text: str) -> Words:
    """Words (with apostrophes and hyphens inside), signs and special tokens of a text."""
    return Words(text=text, spans=tuple(found.span() for found in _WORD.finditer(text)))


def read_words(word_piece: WordPiece, sentence: str, max_length: int) -> Words:
    """The words of the part that a model reads: all, or those before the cut at `max_length` tokens."""
    tokenized = word_piece.tokenize(sentence, max_length)
    if not tokenized.cut:
        return words_of(sentence)
    return words_of(sentence).up_to(max(end for _, end in tokenized.spans))


def pieces_of(words: Words, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each word, which tokens are its pieces; `spans` as `Tokenized.spans` ((0, 0): special tokens)."""
    found: list[list[int]] = [[] for _ in words.spans]
    owner = {at: word for word, (start, end) in enumerate(words.spans) for at in range(start, end)}
    for token, (start, end) in enumerate(spans):
        if end > start and start in owner:
            found[owner[start]].append(token)
    return found


def like(word: str, model: str) -> str:
    """A word with the capitals of another one."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return _capital(word) if model[:1].isupper() else word


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _small(word: str) -> str:
    """Without its capital, if it is sure to be no name."""
    return word[:1].lower() + word[1:] if word.lower() in SMALL_WORDS else word


def _together(words: list[str], gaps: list[str]) -> str:
    pairs = zip(gaps, [*words, ""], strict=True)
    return "".join(gap + word for gap, word in pairs).strip()
