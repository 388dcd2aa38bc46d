"""Fine-tuning: the loop, its checkpoints, the queue, the pace and the watched sentences."""

from colabert_core.training.pace import one_minute
from colabert_core.training.watched_sentences import (
    MAX_OWN,
    MAX_OWN_LENGTH,
    OWN,
    means_by_kind,
    own_sentences_in,
)
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
