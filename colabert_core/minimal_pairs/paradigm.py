"""A paradigm: one grammatical contrast, with the templates that write pairs for it."""

from collections.abc import Callable
from dataclasses import dataclass

from colabert_core.minimal_pairs.learners.everyday import Everyday

# The acceptable sentence and the unacceptable one.
Pair = tuple[str, str]
Template = Callable[[Everyday], Pair]


@dataclass(frozen=True, kw_only=True)
class Paradigm:
    """One grammatical contrast. `source` is where the literature describes it.

    Models are trained on `templates`; those in `held_out` are built differently, and test whether the
    contrast itself was learned. In `lexical` paradigms single words decide, so counting words can separate
    the sides. `framed` statements may also be put inside a longer one ("I think that ..."). `level` is the
    level of the Common European Framework (A1 to B2) at which the English Grammar Profile (O'Keeffe and Mark
    2017) expects learners to use the construction, for errors of learners.
    """

    name: str
    phenomenon: str
    source: str
    templates: tuple[Template, ...]
    held_out: tuple[Template, ...]
    lexical: bool = False
    framed: bool = True
    level: str = ""


def differ(before: str, good: str, bad: str, after: str = "") -> Pair:
    """Two sentences that differ only in one place."""
    return sentence(before, good, after), sentence(before, bad, after)


def sentence(*parts: str) -> str:
    """The parts joined into a sentence: with a capital, and a full stop unless it is a question."""
    text = " ".join(" ".join(parts).split()).replace(" ,", ",").replace(" ?", "?")
    text = text[0].upper() + text[1:]
    return text if text.endswith("?") else text + "."


def orders(good: str, bad: str) -> Pair:
    """Two sentences from two whole texts, usually the same words in a different order."""
    return sentence(good), sentence(bad)
