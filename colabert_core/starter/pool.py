"""What the student learns from: our minimal pairs, and altered sentences for the teacher to label.

All are written when the starter is made, and none is stored in the repository. None is within one word of a
dev sentence.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from colabert_core.starter.corruptions import corrupted
from colabert_core.starter.near_dev import DevSentences

_MAX_TRIES = 20  # per sentence wanted, before there are too few sentences to alter


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Rows that may be trained on, and how many were dropped because they are near a dev sentence."""

    rows: pd.DataFrame
    dropped: int


def away_from_dev(rows: pd.DataFrame, dev: DevSentences) -> Kept:
    """Rows (with the column sentence, perhaps pair) without those near a dev sentence; pairs go whole."""
    near = rows["sentence"].map(dev.is_near)
    if "pair" in rows:
        near = rows["pair"].isin(rows.loc[near, "pair"])
    return Kept(rows=rows[~near].reset_index(drop=True), dropped=int(near.sum()))


def altered(sentences: Sequence[str], wanted: int, seed: int, dev: DevSentences, taken: set[str]) -> Kept:
    """So many altered sentences (columns source and sentence): all different, none in `sentences` or `taken`.

    Raises RuntimeError if so many cannot be made.
    """
    found: dict[str, None] = {}
    dropped = 0
    for sentence in _candidates(sentences, wanted * _MAX_TRIES, seed):
        if sentence in found or sentence in taken:
            continue
        if dev.is_near(sentence):
            dropped += 1
            continue
        found[sentence] = None
        if len(found) == wanted:
            rows = pd.DataFrame({"source": "altered", "sentence": list(found)})
            return Kept(rows=rows, dropped=dropped)
    raise RuntimeError(f"only {len(found)} of {wanted} altered sentences could be made")


def _candidates(sentences: Sequence[str], tries: int, seed: int) -> Iterator[str]:
    draw, known = random.Random(seed), set(sentences)
    for _ in range(tries):
        sentence = corrupted(draw.choice(sentences), draw)
        if sentence and sentence not in known:
            yield sentence


def good_sides(pairs: pd.DataFrame) -> list[str]:
    """The acceptable sentences of minimal pairs."""
    return list(pairs.loc[pairs["label"] == 1, "sentence"])


def joined(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Rows with the columns source, sentence, label and acceptable (the probability to learn)."""
    return pd.concat(
        [part[["source", "sentence", "label", "acceptable"]] for part in parts], ignore_index=True
    )
