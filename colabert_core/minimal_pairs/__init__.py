"""A small grammar of English that writes labelled minimal pairs: the starter corpus.

Each pair is one acceptable sentence and one that differs by exactly the thing tested. `writing.write` draws
them from a seed, `paradigm.Paradigm` is one contrast, the other modules hold the contrasts by subject, and
`lexicon.toml` the words. All sentences are our own.
"""

from colabert_core.minimal_pairs.agreement import AGREEMENT
from colabert_core.minimal_pairs.anaphors import ANAPHORS
from colabert_core.minimal_pairs.arguments import ARGUMENTS
from colabert_core.minimal_pairs.forms import FORMS
from colabert_core.minimal_pairs.licensing import LICENSING
from colabert_core.minimal_pairs.movement import MOVEMENT
from colabert_core.minimal_pairs.order import ORDER
from colabert_core.minimal_pairs.paradigm import Paradigm

PARADIGMS: tuple[Paradigm, ...] = (
    *AGREEMENT,
    *ANAPHORS,
    *ARGUMENTS,
    *MOVEMENT,
    *LICENSING,
    *FORMS,
    *ORDER,
)

__all__ = ["PARADIGMS", "Paradigm"]
