"""All paradigms, in the order in which they take turns."""

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
