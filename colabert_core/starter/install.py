"""The models included with ColaBERT, installed as runs before anyone has trained one.

These are the starter, a judge, and the pretrained judge, from which trainings may start. In the repository
they are deltas of a few megabytes (see `model.deltas`); their full weights are rebuilt when they are needed
for the first time. `model/README.md` and `recipe` describe how they were made.
"""

import json
import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from colabert_core.config import PRETRAINED
from colabert_core.runs.format import INFO, SMALL_RUN
from colabert_core.runs.run import STARTER, Run
from colabert_core.starter.outcome import OUTCOME, Outcome
from colabert_core.system.paths import Home
from colabert_core.system.staging import replace_folder, scratch_folder

STARTER_FOLDER = Path(__file__).parent / "model"


def install_starter(home: Home) -> Run:
    """The starter among the runs of a home; copied there first if it is missing or out of date."""
    return _installed(home, STARTER, STARTER_FOLDER)


def install_pretrained(home: Home) -> Run:
    """The pretrained judge, in the same way."""
    return _installed(home, PRETRAINED, STARTER_FOLDER / PRETRAINED)


def _installed(home: Home, id: str, source: Path) -> Run:
    run = Run(home.runs / id)
    if not _is_current(run.folder, source):
        home.runs.mkdir(parents=True, exist_ok=True)
        with FileLock(home.root / "starter.lock"):  # a whole class may open the dashboard at once
            if not _is_current(run.folder, source):
                _copy(source, run.folder)
    return run


def _copy(source: Path, target: Path) -> None:
    with scratch_folder(target.parent) as scratch:
        folder = scratch / target.name
        folder.mkdir()
        for file in SMALL_RUN:
            shutil.copyfile(source / file, folder / file)
        replace_folder(folder, target)


def _is_current(folder: Path, source: Path) -> bool:
    """run.json contains the time at which the model was made, so equal files mean the same model."""
    try:
        return (folder / INFO).read_bytes() == (source / INFO).read_bytes()
    except OSError:
        return False


@dataclass(frozen=True, kw_only=True)
class Quality:
    """How well the starter judged new sentences.

    `accuracy` is its share of correct verdicts on the `sentences` dev sentences, 0 to 1, and `baseline` that
    of always answering "acceptable". `pairs` is the share of held-out minimal pairs judged correctly. `found`
    is the share of learners' errors that it finds in everyday sentences, and `accepted` the share of correct
    everyday sentences that it accepts. All shares are from 0 to 1.
    """

    sentences: int
    accuracy: float
    baseline: float
    in_domain_mcc: float
    out_of_domain_mcc: float
    pairs: float
    found: float
    accepted: float


@lru_cache(maxsize=1)
def starter_quality() -> Quality:
    """What `finishing` measured for the model in the repository."""
    outcome = starter_outcome()
    everyday = outcome.starter["everyday"]
    pairs = outcome.starter["held_out_pairs"].pairs
    assert pairs is not None  # this test set consists of pairs
    return Quality(
        sentences=outcome.dev_sentences,
        accuracy=outcome.dev_accuracy,
        baseline=outcome.dev_baseline,
        in_domain_mcc=outcome.starter["in_domain_dev"].mcc,
        out_of_domain_mcc=outcome.starter["out_of_domain_dev"].mcc,
        pairs=pairs,
        found=everyday.found,
        accepted=everyday.accepted,
    )


@lru_cache(maxsize=1)
def starter_outcome() -> Outcome:
    """The record of the starter's recipe, with everything that was measured."""
    return Outcome.from_row(json.loads((STARTER_FOLDER / OUTCOME).read_text(encoding="utf-8")))
