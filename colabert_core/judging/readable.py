"""Whether a model can judge a sentence at all: whether it consists of words that the model can read.

Likewise, whether an encoder can learn from a corpus.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from colabert_core.corpus.scripts import letters_of, main_script
from colabert_core.model.tokenization import Tokenized, WordPiece

# From this share of unknown words on, a sentence is mostly holes.
_MAX_UNKNOWN = 0.5
# From this share of unknown words on, people are warned before a training.
MAX_UNKNOWN_IN_TRAINING = 0.05
_SAMPLED = 1_000


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """Why a sentence cannot be judged.

    `reason` is one of
        letters    it has no letters
        script     most of its letters are of a `script` that the model has not learned
        unknown    at least half of its words are not in the model's vocabulary
    """

    reason: str
    script: str = ""


def unreadable(read: Tokenized, scripts: Collection[str]) -> Unreadable | None:
    """Why a sentence cannot be judged; None if it can.

    `scripts` are those that the model has learned; none if that is unknown, and then any may be.
    """
    if not letters_of(read.sentence):
        return Unreadable(reason="letters")
    if scripts and (script := main_script(read.sentence, scripts)):
        return Unreadable(reason="script", script=script)
    return Unreadable(reason="unknown") if unknown_words(read) >= _MAX_UNKNOWN else None


def unknown_words(read: Tokenized) -> float:
    """The share of words that are not in the vocabulary, 0 to 1; marks and digits are no words."""
    words, unknown = _words_in(read)
    return unknown / words if words else 0.0


def _words_in(read: Tokenized) -> tuple[int, int]:
    """The number of words, and of those that are unknown."""
    tokens = zip(read.kinds, read.spans, strict=True)
    whole = [(kind, *span) for kind, span in tokens if kind in ("word", "unknown")]
    words = [kind for kind, start, end in whole if _is_word(read, start, end)]
    return len(words), words.count("unknown")


def _is_word(read: Tokenized, start: int, end: int) -> bool:
    return any(letter.isalpha() for letter in read.sentence[start:end])


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """What a vocabulary lacks of a corpus: shares of the `words`, and of the `sentences` with such a word."""

    words: float
    sentences: float

    @property
    def is_much(self) -> bool:
        """Whether a training should not begin without a warning."""
        return self.words > MAX_UNKNOWN_IN_TRAINING


def unknown_in(word_piece: WordPiece, sentences: Sequence[str]) -> Unknown:
    """What a vocabulary lacks, measured on at most 1,000 sentences from everywhere in the corpus."""
    step = max(1, len(sentences) // _SAMPLED)
    read = [word_piece.tokenize(sentence) for sentence in sentences[::step][:_SAMPLED]]
    counted = [_words_in(tokens) for tokens in read]
    words, unknown = sum(n for n, _ in counted), sum(n for _, n in counted)
    return Unknown(
        words=unknown / words if words else 0.0,
        sentences=sum(n > 0 for _, n in counted) / len(read) if read else 0.0,
    )
