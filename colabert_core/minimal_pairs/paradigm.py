"""What a paradigm is: one grammatical contrast, with the templates that write pairs for it."""

from collections.abc import Callable
from dataclasses import dataclass

from colabert_core.minimal_pairs.word_picker import WordPicker

Pair = tuple[str, str]  # the acceptable sentence, the unacceptable one
Template = Callable[[WordPicker], Pair]


@dataclass(frozen=True, kw_only=True)
class Paradigm:
    """`source` is where the literature describes it; the pages' texts explain it to students in a line.

    Models are trained on `templates`; `held_out` ones, built in another way, test whether the contrast itself
    was learned. `lexical` paradigms are about single words, so that counting words tells the two sides apart.
    """

    name: str
    phenomenon: str
    source: str
    templates: tuple[Template, ...]
    held_out: tuple[Template, ...]
    lexical: bool = False


def differ(before: str, good: str, bad: str, after: str = "") -> Pair:
    """Two sentences that differ in one place only."""
    return sentence(before, good, after), sentence(before, bad, after)


def sentence(*parts: str) -> str:
    """The parts as a sentence: spaces, a capital, and a full stop unless it is a question."""
    text = " ".join(" ".join(parts).split()).replace(" ,", ",").replace(" ?", "?")
    text = text[0].upper() + text[1:]
    return text if text.endswith("?") else text + "."


def orders(good: str, bad: str) -> Pair:
    """Two sentences from two whole texts, mostly the same words in another order."""
    return sentence(good), sentence(bad)
