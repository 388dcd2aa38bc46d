"""A small grammar of English that writes labelled minimal pairs: the starter corpus.

Each pair is one acceptable sentence and one that differs by exactly the thing tested. `writing.write` draws
them from a seed, `paradigm.Paradigm` is one contrast, the other modules hold the contrasts by subject, and
`lexicon.toml` the words. All sentences are our own.
"""

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm

__all__ = ["Pair", "Paradigm", "all_paradigms"]


def all_paradigms() -> tuple[Paradigm, ...]:
    """All paradigms, in the order in which they take turns; read when they are first asked for."""
    from colabert_core.minimal_pairs.paradigms import PARADIGMS

    return PARADIGMS
