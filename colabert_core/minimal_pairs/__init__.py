"""A small grammar of English that writes labelled minimal pairs.

Each pair is an acceptable sentence and an unacceptable one that differs only in what is tested.
`writing.write` draws pairs from a seed, `paradigm.Paradigm` is one contrast, `lexicon.toml` and
`everyday.toml` have the words, and the other modules have the contrasts, by subject.
All sentences are our own.
"""

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm

__all__ = ["Pair", "Paradigm", "all_paradigms"]


def all_paradigms() -> tuple[Paradigm, ...]:
    """All paradigms, in the order in which they take turns; imported at the first call."""
    from colabert_core.minimal_pairs.paradigms import PARADIGMS

    return PARADIGMS
