"""Rows that belong together: whatever divides a corpus keeps them in the same part."""

from collections.abc import Hashable

import pandas as pd

from colabert_core.corpus.texts import folded


def groups_of(table: pd.DataFrame) -> list[int]:
    """A number per row: rows with the same sentence (ignoring case and spacing) or pair have the same one."""
    links: list[list[Hashable]] = [[folded(sentence) for sentence in table["sentence"]]]
    if "pair" in table:
        links.append(list(table["pair"]))
    leader = list(range(len(table)))
    for keys in links:
        first: dict[Hashable, int] = {}
        for row, key in enumerate(keys):
            one, other = _leader(leader, row), _leader(leader, first.setdefault(key, row))
            leader[max(one, other)] = min(one, other)
    return [_leader(leader, row) for row in range(len(table))]


def _leader(leader: list[int], row: int) -> int:
    """The first row of a row's group (union-find, with path halving)."""
    while leader[row] != row:
        leader[row] = leader[leader[row]]
        row = leader[row]
    return row
