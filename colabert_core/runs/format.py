"""The files of a run's folder, and how they are written; what run.json holds is `run.RunInfo`.

run.json         written once: settings, corpus, versions
name.txt         the run's name
metrics.jsonl    the events, one per line; lines are only ever appended
replay.json      the sentences whose probabilities the replay shows, see `training.watched_sentences`
stop             exists after the training was asked to stop
error.txt        the traceback of an unexpected error
config.json, model.safetensors, tokenizer files    the best model, in Hugging Face's layout
delta.safetensors    replaces the weights in a shared run, see `model.deltas`
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

# A run with its delta in place of the weights, as it is shared, and as the repository holds the starter.
SMALL_RUN = (INFO, METRICS, NAME, CONFIG, DELTA)
# Those of them that must exist; a run without a name is shown by its id.
REQUIRED = (INFO, METRICS, CONFIG, DELTA)


def info_text(row: Mapping[str, Any]) -> str:
    """The text of run.json."""
    return json.dumps(row, indent=2)


def event_line(event: Event) -> str:
    """An event's line in metrics.jsonl, with its newline."""
    return json.dumps(to_row(event)) + "\n"
