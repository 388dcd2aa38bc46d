"""The files of a run's folder: their names, and the text of the two that ColaBERT writes for itself.

run.json         written once: settings, corpus, versions
name.txt         what people call it
metrics.jsonl    the events, one per line, only ever appended to
replay.json      the sentences whose probabilities the replay shows, see `training.watched_sentences`
stop             there while somebody has asked the training to stop
error.txt        the traceback of an unforeseen fault
config.json, model.safetensors, tokenizer files    the best model, as Hugging Face lays it out
delta.safetensors    in place of the weights in a run that was handed on, see `model.deltas`
checkpoint-N/    what is needed to resume after step N
"""

import json
from collections.abc import Mapping
from typing import Any

from colabert_core.events import Event, to_row
from colabert_core.model import deltas

INFO = "run.json"
NAME = "name.txt"
METRICS = "metrics.jsonl"
REPLAY = "replay.json"
STOP = "stop"
ERROR = "error.txt"
CONFIG = "config.json"
WEIGHTS = deltas.WEIGHTS
DELTA = deltas.FILE

# A run with its delta in place of the weights: what is shared, and what the starter is in the repository.
SMALL_RUN = (INFO, METRICS, NAME, CONFIG, DELTA)
REQUIRED = (INFO, METRICS, CONFIG, DELTA)  # of these files; without a name, a run is called by its id


def info_text(row: Mapping[str, Any]) -> str:
    """The text of run.json."""
    return json.dumps(row, indent=2)


def event_line(event: Event) -> str:
    """An event's line in metrics.jsonl, with its newline."""
    return json.dumps(to_row(event)) + "\n"
