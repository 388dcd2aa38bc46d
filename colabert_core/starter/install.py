"""The model that comes with ColaBERT: a run like any other, there before anybody has trained one.

In the repository it is a delta of a few megabytes (see `model.deltas`); the whole weights are put together
when it first judges. How it was made: `model/README.md` and `recipe`.
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
    """The starter among the runs of a home; copied there first if it is missing or of an earlier version."""
    run = Run(home.runs / STARTER)
    if not _is_current(run.folder):
        home.runs.mkdir(parents=True, exist_ok=True)
        with FileLock(home.root / "starter.lock"):  # a class opens the dashboard in the same moment
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
    """run.json says when the model was made, so equal ones mean the same model."""
    try:
        return (folder / INFO).read_bytes() == (STARTER_FOLDER / INFO).read_bytes()
    except OSError:
        return False


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How the starter judged new sentences: shares from 0 to 1, `accuracy` over `sentences` dev rows.

    `baseline` is the accuracy of always answering "acceptable" on the same rows.
    """

    sentences: int
    accuracy: float
    baseline: float
    in_domain_mcc: float
    out_of_domain_mcc: float
    pairs: float  # share of held-out minimal pairs judged rightly


@lru_cache(maxsize=1)
def starter_quality() -> Quality:
    """What `recipe` measured of the model as it lies in the repository."""
    outcome = Outcome.from_row(json.loads((STARTER_FOLDER / OUTCOME).read_text(encoding="utf-8")))
    pairs = outcome.starter["held_out_pairs"].pairs
    assert pairs is not None  # they are nothing but pairs
    return Quality(
        sentences=outcome.dev_sentences,
        accuracy=outcome.dev_accuracy,
        baseline=outcome.dev_baseline,
        in_domain_mcc=outcome.starter["in_domain_dev"].mcc,
        out_of_domain_mcc=outcome.starter["out_of_domain_dev"].mcc,
        pairs=pairs,
    )
