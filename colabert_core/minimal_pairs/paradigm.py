"""What a paradigm is: one grammatical contrast, with the templates that write pairs for it."""

from collections.abc import Callable
from dataclasses import dataclass

from colabert_core.minimal_pairs.words import Words

Pair = tuple[str, str]  # the acceptable sentence, the unacceptable one
Template = Callable[[Words], Pair]


@dataclass(frozen=True, kw_only=True)
class Paradigm:
    """`says` explains it to students in a line; `source` is where the literature describes it.

    Models are trained on `templates`; `held_out` ones, built otherwise, ask whether the contrast itself was
    learned. `lexical` paradigms are about words as such, so that counting words tells the sides apart.
    """

    name: str
    phenomenon: str
    says: str
    source: str
    templates: tuple[Template, ...]
    held_out: tuple[Template, ...]
    lexical: bool = False


def differ(before: str, good: str, bad: str, after: str = "") -> Pair:
    """Two sentences that are the same but for one place."""
    return sentence(before, good, after), sentence(before, bad, after)


def sentence(*parts: str) -> str:
    """The parts as a sentence: spaces, a capital, and a full stop unless it asks."""
    text = " ".join(" ".join(parts).split()).replace(" ,", ",").replace(" ?", "?")
    text = text[0].upper() + text[1:]
    return text if text.endswith("?") else text + "."


def orders(good: str, bad: str) -> Pair:
    """Two sentences out of whole texts, mostly of the same words in another order."""
    return sentence(good), sentence(bad)
