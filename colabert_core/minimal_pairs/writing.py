"""Minimal pairs written from a seed, as a table of labelled sentences."""

import random
from collections.abc import Iterator, Sequence

import pandas as pd

from colabert_core.minimal_pairs import all_paradigms
from colabert_core.minimal_pairs.learners.everyday import Everyday
from colabert_core.minimal_pairs.lexicon import english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm

COLUMNS = ("source", "label", "mark", "sentence", "pair")
# After this many draws without a new pair, a paradigm has too few words.
_MAX_DRAWS = 200
_FRAMES = ("I think that", "we know that", "it is true that", "everybody says that", "they believe that")
# Share of the statements that are put inside a longer sentence.
_FRAMED = 0.12


def write(
    pairs: int,
    seed: int,
    held_out: bool = False,
    taken: set[str] | None = None,
    paradigms: Sequence[Paradigm] | None = None,
) -> pd.DataFrame:
    """Pairs from the paradigms (by default all) in turn: the same table for the same seed, on every computer.

    Columns: source (the paradigm's name), label <int8> (1 acceptable, 0 unacceptable), mark (* or empty),
    sentence, and pair, a number that both sides share. Every sentence is written once, and none that is in
    `taken`, to which the new ones are added. With `held_out`, the templates are those that no model is
    trained on. Raises RuntimeError if a paradigm has too few words.
    """
    taken = set() if taken is None else taken
    paradigms = all_paradigms() if paradigms is None else paradigms
    draws = [_draw(paradigm, seed, held_out) for paradigm in paradigms]
    rows: list[tuple[str, int, str, str, int]] = []
    for number in range(pairs):
        paradigm = paradigms[number % len(paradigms)]
        good, bad = _new_pair(draws[number % len(paradigms)], taken)
        rows += [(paradigm.name, 1, "", good, number), (paradigm.name, 0, "*", bad, number)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"label": "int8"})


def _draw(paradigm: Paradigm, seed: int, held_out: bool) -> Iterator[Pair]:
    """Pairs of one paradigm without end, from the paradigm's own random generator."""
    draw = random.Random(f"{seed}/{paradigm.name}/{held_out}")
    words = Everyday(english(), draw)
    templates = paradigm.held_out if held_out else paradigm.templates
    while True:
        pair = draw.choice(templates)(words)
        framed = paradigm.framed and draw.random() < _FRAMED
        yield _framed(pair, draw) if framed else pair


def _new_pair(draws: Iterator[Pair], taken: set[str]) -> Pair:
    """The next pair without a sentence in `taken`. Raises RuntimeError."""
    for _ in range(_MAX_DRAWS):
        pair = next(draws)
        if not taken & set(pair):
            taken.update(pair)
            return pair
    raise RuntimeError(f"no new pair in {_MAX_DRAWS} draws: this paradigm has too few words")


def _framed(pair: Pair, draw: random.Random) -> Pair:
    """Both sides inside the same longer statement; questions are not changed."""
    if any(sentence.endswith("?") for sentence in pair):
        return pair
    frame = draw.choice(_FRAMES)
    good, bad = (f"{frame[0].upper()}{frame[1:]} {_inside(sentence)}" for sentence in pair)
    return good, bad


def _inside(sentence: str) -> str:
    """A sentence as it is written inside another: without its capital, unless it begins with a name or I."""
    first = sentence.split()[0].removesuffix("'s")
    lexicon = english()
    if first == "I" or first in lexicon["names.female"] or first in lexicon["names.male"]:
        return sentence
    return sentence[0].lower() + sentence[1:]
