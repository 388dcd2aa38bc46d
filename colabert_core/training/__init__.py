"""Fine-tuning, and everything that carries it out."""

from colabert_core.training.pace import one_minute
from colabert_core.training.watched_sentences import MAX_OWN, MAX_OWN_LENGTH, OWN
from colabert_core.training.watched_sentences import by_kind as means_by_kind
from colabert_core.training.watched_sentences import own_in as own_sentences_in
from colabert_core.training.watched_sentences import paths as paths_of_sentences
from colabert_core.training.watched_sentences import probabilities as probabilities_of_sentences

__all__ = [
    "MAX_OWN",
    "MAX_OWN_LENGTH",
    "OWN",
    "means_by_kind",
    "one_minute",
    "own_sentences_in",
    "paths_of_sentences",
    "probabilities_of_sentences",
]
