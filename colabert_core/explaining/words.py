"""The words and punctuation marks of a sentence; its text with some moved, replaced or left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from colabert_core.model.tokenization import SPECIAL, WordPiece

_LETTER = r"[\w\u0300-\u036f]"  # an accent may be a character of its own
_EMOJI = r"[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"  # skin tones and the like belong to the preceding emoji
_WORD = rf"{_LETTER}+(?:['’-]{_LETTER}+)*|[^\w\s]{_EMOJI}*(?:\u200d[^\w\s]{_EMOJI}*)*"
# Function words and common adverbs. They have no ending to change, and cannot be names: when one is moved
# from the beginning of a sentence, it loses its capital.
_FUNCTION_WORDS = """
a an the this that these those some any no each every all both many much more most few my your his her its
our their he she it we you they me him us them who whom whose which what where when why how and or but if
because since while although though as than of in on at by for with from to into onto about after before
behind near beside between during under over without not never always often there here then so too very just
only also am is are was were be been being have has had having do does did done doing can could will would
shall should may might must up down off out back away again yes everybody everyone everything somebody
someone something anybody anyone anything nobody nothing none yesterday today tomorrow himself herself
itself myself yourself ourselves themselves else until such ever quite rather once now one two three perhaps
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text and the (start, end) characters of its words and punctuation marks, in order.

    A place is the number of a word or mark, starting from 0.
    """

    text: str
    spans: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, place: int) -> str:
        start, end = self.spans[place]  # IndexError after the last one ends a loop
        return self.text[start:end]

    def is_sign(self, place: int) -> bool:
        """Whether a place holds a punctuation mark or an emoji: something without letters or digits."""
        return not any(letter.isalnum() for letter in self[place])

    def word_places(self) -> list[int]:
        """The places of words, without those of punctuation marks."""
        return [place for place in range(len(self)) if not self.is_sign(place)]

    def without(self, place: int) -> str:
        """The text without one word or mark; surplus space is removed, and a first capital is kept."""
        words, gaps = self._words_and_gaps()
        gaps[place : place + 2] = [self._closed_gap(place, gaps)]
        del words[place]
        if place == self._first_word() and self[place][0].isupper() and words:
            words[place : place + 1] = [_capitalized(word) for word in words[place : place + 1]]
        return _joined(words, gaps)

    def replaced(self, place: int, word: str) -> str:
        """The text with another word in one place."""
        return self.rewritten({place: word})

    def rewritten(self, new: Mapping[int, str]) -> str:
        """The text with other words in some places."""
        words, gaps = self._words_and_gaps()
        return _joined([new.get(place, word) for place, word in enumerate(words)], gaps)

    def reordered(self, order: Sequence[int]) -> str:
        """The text with its words in another order: each place gets the word from `order[place]`.

        Spaces stay where they are. The new first word gets a capital if the old one had it; the old one loses
        it unless it might be a name.
        """
        words, gaps = self._words_and_gaps()
        first = self._first_word()
        moved = [words[place] for place in order]
        if first is not None and order[first] != first and words[first][0].isupper():
            moved[order.index(first)] = _uncapitalized(words[first])
            moved[first] = _capitalized(moved[first])
        return _joined(moved, gaps)

    def swapped(self, one: int, other: int) -> str:
        """The text with the words at two places exchanged."""
        order = list(range(len(self)))
        order[one], order[other] = other, one
        return self.reordered(order)

    def cut_at(self, end: int) -> "Words":
        """The part before the character `end`; a word that continues beyond it is cut there."""
        spans = tuple((start, min(stop, end)) for start, stop in self.spans if start < end)
        return Words(text=self.text[:end], spans=spans)

    def _first_word(self) -> int | None:
        return next(iter(self.word_places()), None)

    def _words_and_gaps(self) -> tuple[list[str], list[str]]:
        """The words [n], and the text before, between and after them [n + 1]."""
        edges = [0, *(edge for span in self.spans for edge in span), len(self.text)]
        gaps = [self.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        return [self[place] for place in range(len(self))], gaps

    def _closed_gap(self, place: int, gaps: list[str]) -> str:
        """The text between the neighbours of a word that is left out."""
        before, after = gaps[place], gaps[place + 1]
        if place == 0:
            return before
        if place == len(self) - 1 or self.is_sign(place + 1):
            return after
        return before if self.is_sign(place - 1) else max(before, after, " ", key=len)


def words_of(text: str, special: tuple[str, ...] = SPECIAL) -> Words:
    """The words (including inner apostrophes and hyphens), punctuation marks and special tokens of a text.

    `special` are the texts that the model reads as one token each.
    """
    return Words(text=text, spans=tuple(found.span() for found in _pattern(special).finditer(text)))


@lru_cache(maxsize=32)
def _pattern(special: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((token for token in special if token.strip()), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, longest_first), _WORD]), re.UNICODE)


def read_words(word_piece: WordPiece, sentence: str, max_length: int) -> Words:
    """The words that a model reads: all of them, or those within `max_length` tokens."""
    tokenized = word_piece.tokenize(sentence, max_length)
    words = words_of(sentence, word_piece.special.texts)
    return words.cut_at(max(end for _, end in tokenized.spans)) if tokenized.cut else words


@dataclass(frozen=True, kw_only=True, eq=False)
class TokenizedWords:
    """The words of a sentence that a model reads, and their tokens.

    `ids` <int>[tokens] are the token ids, including special tokens. `tokens` holds, for each word, the
    positions of its tokens in `ids`: none for a word that the tokenizer drops.
    """

    words: Words
    ids: np.ndarray
    tokens: list[list[int]]


def tokenized_words(word_piece: WordPiece, sentence: str, max_length: int) -> TokenizedWords:
    """Tokenize a sentence and find the tokens of each word."""
    tokenized = word_piece.tokenize(sentence, max_length)
    real = len(tokenized.tokens) - tokenized.padding
    words = read_words(word_piece, sentence, max_length)
    return TokenizedWords(
        words=words,
        ids=np.asarray(tokenized.ids[:real]),
        tokens=token_positions(words, tokenized.spans[:real]),
    )


def token_positions(words: Words, spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """For each word, the positions of its tokens; `spans` as in `Tokenized` ((0, 0) for special tokens).

    A token that is only the space before a word belongs to it: its span is empty, at the word's start.
    """
    positions: list[list[int]] = [[] for _ in words.spans]
    owner = {at: word for word, (start, end) in enumerate(words.spans) for at in range(start, end)}
    for token, (start, end) in enumerate(spans):
        if end > 0 and start in owner:
            positions[owner[start]].append(token)
    return positions


def with_capitals_of(model: str, word: str) -> str:
    """`word` capitalized like `model`: all capitals, a first capital, or unchanged."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return _capitalized(word) if model[:1].isupper() else word


def _capitalized(word: str) -> str:
    return word[:1].upper() + word[1:]


def _uncapitalized(word: str) -> str:
    """The word without its capital, unless it may be a name."""
    return word[:1].lower() + word[1:] if word.lower() in FUNCTION_WORDS else word


def _joined(words: list[str], gaps: list[str]) -> str:
    pairs = zip(gaps, [*words, ""], strict=True)
    return "".join(gap + word for gap, word in pairs).strip()
