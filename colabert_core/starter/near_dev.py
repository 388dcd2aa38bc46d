"""Which sentences are too close to a dev sentence to be trained on."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+(?:['’]\w+)*")

Bare = tuple[str, ...]  # the words of a sentence, without case and punctuation marks


def bare(sentence: str) -> Bare:
    """The words of a sentence in lower case, without punctuation marks."""
    return tuple(_WORD.findall(sentence.replace("’", "'").lower()))


class DevSentences:
    """The dev sentences, and what is equal or near to them."""

    def __init__(self, sentences: Iterable[str]):
        found = {bare(sentence) for sentence in sentences}
        self._equal = found
        self._near = {shorter for words in found for shorter in (words, *_without_one(words))}

    def has(self, sentence: str) -> bool:
        """Whether a sentence equals a dev sentence but for case and punctuation marks."""
        return bare(sentence) in self._equal

    def is_near(self, sentence: str) -> bool:
        """Whether a sentence is within one word of a dev sentence: one dropped, added, exchanged, or none.

        Two sentences that differ in one word are equal without it. This also finds sentences in which one
        word was moved, and a few in which two differ.
        """
        words = bare(sentence)
        return words in self._near or any(shorter in self._near for shorter in _without_one(words))


def _without_one(words: Bare) -> Iterator[Bare]:
    return (words[:place] + words[place + 1 :] for place in range(len(words)))
