"""What a run says about the sentences of a split, kept in its folder and made only once.

    predictions/<corpus>-<split>-<fingerprint>.csv

UTF-8 CSV, one row per sentence in the split's order: source, label, mark, sentence, pair (where sentences
come in minimal pairs) and acceptable, the probability. Text stands there as it is in the corpus; what leaves
the house for a spreadsheet goes through `export`.
"""

from pathlib import Path

import pandas as pd

from colabert_core.corpus import Corpus
from colabert_core.evaluation.splits import rows_to_judge
from colabert_core.paths import write_whole
from colabert_core.runs import Run
from colabert_core.scoring import Judge

_COLUMNS = ("source", "label", "mark", "sentence", "pair", "acceptable")
_TEXTS = ("source", "mark", "sentence")


def path_of(run: Run, corpus: Corpus, split: str) -> Path:
    """Where they are kept. The corpus' fingerprint is in the name: another text is another file."""
    return run.folder / "predictions" / f"{corpus.id}-{split}-{corpus.fingerprint[:12]}.csv"


def find(run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
    """The kept predictions, rows numbered from 0; None where there are none of the model as it is now."""
    return read(path_of(run, corpus, split)) if are_kept(run, corpus, split) else None


def are_kept(run: Run, corpus: Corpus, split: str) -> bool:
    """Whether there are predictions of the model as it is now."""
    path = path_of(run, corpus, split)
    return path.is_file() and path.stat().st_mtime_ns >= _changed(run)


def read(path: Path) -> pd.DataFrame:
    """The predictions of a file, with their probabilities to the last digit."""
    kinds = dict.fromkeys(_TEXTS, str) | {"label": "int8", "acceptable": float}
    return pd.read_csv(path, dtype=kinds, keep_default_na=False, float_precision="round_trip")


def make(run: Run, corpus: Corpus, split: str, judge: Judge) -> pd.DataFrame:
    """Judge a split and keep the answer. Raises NotApart where the run may have learned from it."""
    rows = rows_to_judge(run, corpus, split)
    judged = rows.assign(acceptable=judge.probabilities(list(rows["sentence"])).astype(float))
    path = path_of(run, corpus, split)
    path.parent.mkdir(exist_ok=True)
    kept = judged[[name for name in _COLUMNS if name in judged]]
    # A carriage return in a sentence is quoted only where the line end holds one (RFC 4180's does).
    write_whole(path, kept.to_csv(index=False, lineterminator="\r\n"), newline="")
    return read(path)


def _changed(run: Run) -> int:
    """When the run's weights were last written: a training that goes on replaces them."""
    path = run.folder / "model.safetensors"
    return path.stat().st_mtime_ns if path.is_file() else 0
