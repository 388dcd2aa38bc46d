"""The model included with ColaBERT, installed as a run like any other before anyone has trained one.

In the repository it is a delta of a few megabytes (see `model.deltas`); its full weights are rebuilt when it
judges for the first time. `model/README.md` and `recipe` describe how it was made.
"""

import json
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from colabert_core.runs.format import INFO, SMALL_RUN
from colabert_core.runs.run import STARTER, Run
from colabert_core.starter.outcome import OUTCOME, Outcome
from colabert_core.system.paths import Home
from colabert_core.system.staging import replace_folder, scratch_folder

STARTER_FOLDER = Path(__file__).parent / "model"


def install_starter(home: Home) -> Run:
    """The starter among the runs of a home; copied there first if it is missing or out of date."""
    run = Run(home.runs / STARTER)
    if not _is_current(run.folder):
        home.runs.mkdir(parents=True, exist_ok=True)
        with FileLock(home.root / "starter.lock"):  # a whole class may open the dashboard at once
            if not _is_current(run.folder):
                _copy(home, run.folder)
    return run


def _copy(home: Home, target: Path) -> None:
    with scratch_folder(home.runs) as scratch:
        folder = scratch / STARTER
        folder.mkdir()
        for file in SMALL_RUN:
            shutil.copyfile(STARTER_FOLDER / file, folder / file)
        replace_folder(folder, target)


def _is_current(folder: Path) -> bool:
    """run.json contains the time at which the model was made, so equal files mean the same model."""
    try:
        return (folder / INFO).read_bytes() == (STARTER_FOLDER / INFO).read_bytes()
    except OSError:
        return False


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How well the starter judged new sentences.

    `accuracy` is its share of correct verdicts on the `sentences` dev sentences, 0 to 1, and `baseline` that
    of always answering "acceptable". `pairs` is the share of held-out minimal pairs judged correctly, 0 to 1.
    """

    sentences: int
    accuracy: float
    baseline: float
    in_domain_mcc: float
    out_of_domain_mcc: float
    pairs: float


@lru_cache(maxsize=1)
def starter_quality() -> Quality:
    """What `recipe` measured for the model in the repository."""
    outcome = Outcome.from_row(json.loads((STARTER_FOLDER / OUTCOME).read_text(encoding="utf-8")))
    pairs = outcome.starter["held_out_pairs"].pairs
    assert pairs is not None  # this test set consists of pairs
    return Quality(
        sentences=outcome.dev_sentences,
        accuracy=outcome.dev_accuracy,
        baseline=outcome.dev_baseline,
        in_domain_mcc=outcome.starter["in_domain_dev"].mcc,
        out_of_domain_mcc=outcome.starter["out_of_domain_dev"].mcc,
        pairs=pairs,
    )
