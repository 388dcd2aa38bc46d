"""All paradigms, in the order in which they take turns."""

from colabert_core.minimal_pairs.agreement import AGREEMENT
from colabert_core.minimal_pairs.anaphors import ANAPHORS
from colabert_core.minimal_pairs.arguments import ARGUMENTS
from colabert_core.minimal_pairs.forms import FORMS
from colabert_core.minimal_pairs.learners.agreement import EVERYDAY_AGREEMENT
from colabert_core.minimal_pairs.learners.articles import ARTICLES
from colabert_core.minimal_pairs.learners.clauses import CLAUSES
from colabert_core.minimal_pairs.learners.nouns import NOUNS
from colabert_core.minimal_pairs.learners.prepositions import PREPOSITIONS
from colabert_core.minimal_pairs.learners.tenses import TENSES
from colabert_core.minimal_pairs.learners.verb_forms import VERB_FORMS
from colabert_core.minimal_pairs.learners.word_choice import WORD_CHOICE
from colabert_core.minimal_pairs.learners.word_order import WORD_ORDER
from colabert_core.minimal_pairs.licensing import LICENSING
from colabert_core.minimal_pairs.movement import MOVEMENT
from colabert_core.minimal_pairs.order import ORDER
from colabert_core.minimal_pairs.paradigm import Paradigm

GRAMMAR: tuple[Paradigm, ...] = (
    *AGREEMENT,
    *ANAPHORS,
    *ARGUMENTS,
    *MOVEMENT,
    *LICENSING,
    *FORMS,
    *ORDER,
)
# The errors of people who learn English.
LEARNERS: tuple[Paradigm, ...] = (
    *ARTICLES,
    *PREPOSITIONS,
    *VERB_FORMS,
    *TENSES,
    *EVERYDAY_AGREEMENT,
    *NOUNS,
    *WORD_ORDER,
    *CLAUSES,
    *WORD_CHOICE,
)
PARADIGMS = (*GRAMMAR, *LEARNERS)
