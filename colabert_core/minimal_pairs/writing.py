"""Writing pairs: from a seed to a table of labelled sentences."""

import random
from collections.abc import Iterator

import pandas as pd

from colabert_core.minimal_pairs import all_paradigms
from colabert_core.minimal_pairs.lexicon import english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm
from colabert_core.minimal_pairs.word_picker import WordPicker

COLUMNS = ("source", "label", "mark", "sentence", "pair")
_TRIES = 200  # draws after which a template is said to have too few words
_FRAMES = ("I think that", "we know that", "it is true that", "everybody says that", "they believe that")
_FRAMED = 0.12  # share of the statements that stand inside a longer sentence


def write(pairs: int, seed: int, held_out: bool = False, taken: set[str] | None = None) -> pd.DataFrame:
    """`pairs` pairs, the paradigms in turn: the same table for the same seed, on every machine.

    Columns: source (the paradigm's name), label (1 acceptable, 0 not), mark (* where not), sentence, and
    pair, a number that both sides share. No sentence stands twice, nor any of `taken`, which grows by those
    written. `held_out` writes with the templates that no model is trained on.
    """
    taken = set() if taken is None else taken
    paradigms = all_paradigms()
    draws = [_draw(paradigm, seed, held_out) for paradigm in paradigms]
    rows: list[tuple[str, int, str, str, int]] = []
    for number in range(pairs):
        paradigm = paradigms[number % len(paradigms)]
        good, bad = _new_pair(draws[number % len(paradigms)], taken)
        rows += [(paradigm.name, 1, "", good, number), (paradigm.name, 0, "*", bad, number)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"label": "int8"})


def _draw(paradigm: Paradigm, seed: int, held_out: bool) -> Iterator[Pair]:
    """Pairs of one paradigm without end, from a random generator of its own."""
    draw = random.Random(f"{seed}/{paradigm.name}/{held_out}")
    words = WordPicker(english(), draw)
    templates = paradigm.held_out if held_out else paradigm.templates
    while True:
        pair = draw.choice(templates)(words)
        yield _framed(pair, draw) if draw.random() < _FRAMED else pair


def _new_pair(draws: Iterator[Pair], taken: set[str]) -> Pair:
    for _ in range(_TRIES):
        pair = next(draws)
        if not taken & set(pair):
            taken.update(pair)
            return pair
    raise RuntimeError(f"no new pair in {_TRIES} draws: this template has too few words")


def _framed(pair: Pair, draw: random.Random) -> Pair:
    """Both sides inside the same longer statement; questions stay as they are."""
    if any(sentence.endswith("?") for sentence in pair):
        return pair
    frame = draw.choice(_FRAMES)
    good, bad = (f"{frame[0].upper()}{frame[1:]} {_inside(sentence)}" for sentence in pair)
    return good, bad


def _inside(sentence: str) -> str:
    """A sentence without the capital that only its place gave it."""
    first = sentence.split()[0].removesuffix("'s")
    lexicon = english()
    if first == "I" or first in lexicon["names.female"] or first in lexicon["names.male"]:
        return sentence
    return sentence[0].lower() + sentence[1:]
