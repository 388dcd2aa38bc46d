"""A home that version 0.1.0 wrote before its modules were put into packages: everything in it still opens.

`data/home-0.1.zip` holds `home/`, `shared.colabert.zip`, and `expected.json`, which says what that version
made of them. Encoders are named relative to the home. `expected.json` also holds the times at which the
weights were written, since the names of kept predictions and of judged tables depend on them.
"""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from colabert_core.corpus import own
from colabert_core.corpus.catalogue import open_corpus
from colabert_core.evaluation import predictions
from colabert_core.judging.judged_files import judge_cells
from colabert_core.model.classifier import Classifier
from colabert_core.runs.history import History, history_of
from colabert_core.runs.run import Run
from colabert_core.runs.sharing import open_shared
from colabert_core.runs.store import RunStore
from colabert_core.system.paths import Home
from colabert_core.tables.reading import read as read_sheet
from colabert_core.training import watched_sentences
from colabert_core.training.jobs import carry_out, training_of

from .helpers import LengthJudge

ARCHIVE = Path(__file__).parents[1] / "data" / "home-0.1.zip"
Facts = dict[str, Any]


@pytest.fixture
def folder(tmp_path) -> Path:
    """The archive unpacked, with encoders named by their paths here and weights as old as they were."""
    with zipfile.ZipFile(ARCHIVE) as zipped:
        zipped.extractall(tmp_path)
    home = tmp_path / "home"
    for path in home.glob("runs/*/run.json"):
        row = json.loads(path.read_text(encoding="utf-8"))
        row["config"]["encoder"] = str(home / row["config"]["encoder"])
        path.write_text(json.dumps(row, indent=2), encoding="utf-8")
    for id, facts in read_expected(tmp_path)["runs"].items():
        written = facts["weights_written"]
        os.utime(home / "runs" / id / "model.safetensors", ns=(written, written))
    return tmp_path


def read_expected(folder: Path) -> Facts:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def expected(folder) -> Facts:
    return read_expected(folder)


@pytest.fixture
def old_home(folder) -> Home:
    return Home(folder / "home")


@pytest.fixture
def store(old_home) -> RunStore:
    return RunStore(old_home.runs)


def history(run: Run) -> History:
    return history_of(run.events())


def judged(run: Run, sentences: list[str]) -> np.ndarray:
    """Probabilities of acceptable <float32>[sentences]."""
    return Classifier(run.folder, run.info.config.max_length, device="cpu").probabilities(sentences)


def test_the_archive_names_no_path_of_the_machine_that_made_it(folder):
    with zipfile.ZipFile(folder / "shared.colabert.zip") as zipped:
        zipped.extractall(folder / "shared")
    with zipfile.ZipFile(ARCHIVE) as zipped:
        contents = [zipped.read(name) for name in zipped.namelist()]
    contents += [path.read_bytes() for path in (folder / "shared").iterdir()]
    assert len(contents) > 30
    for top in ("home", "root", "tmp", "Users", "work"):
        assert not any(f"/{top}/".encode() in content for content in contents)


def test_its_runs_are_listed_newest_first(store, expected):
    runs = expected["runs"]
    assert [run.id for run in store.all()] == sorted(runs, reverse=True)
    assert {run.id: (run.name, str(run.state())) for run in store.all()} == {
        id: (facts["name"], facts["state"]) for id, facts in runs.items()
    }


def test_their_histories_are_read(store, expected):
    for id, facts in expected["runs"].items():
        found = history(store.find(id))
        assert (len(found.steps), len(found.validations)) == (facts["steps"], facts["validations"])
        assert found.best is not None
        assert found.best["mcc"] == pytest.approx(facts["best_mcc"], abs=1e-6)


def test_they_judge_as_they_did(store, expected):
    for id, facts in expected["runs"].items():
        found = judged(store.judge(id), expected["sentences"])
        assert found == pytest.approx(np.array(facts["probabilities"]), abs=1e-6)
        assert np.ptp(found) > 0.05  # the sentences are told apart: equal ones would say little


def test_a_run_that_went_on_from_another_knows_what_that_one_learned(store, expected):
    first, second = store.find(expected["finished"]).info, store.find(expected["gone_on"]).info
    assert (first.learned, first.validation_is_new) == ((), True)
    assert (second.learned, second.validation_is_new) == (("own-lamps",), False)
    assert first.watched == second.watched == ("* The lamp are here.",)


def test_a_stopped_run_goes_on_from_its_checkpoint_to_the_same_end(old_home, store, expected):
    """Bit for bit the same on one processor with one thread; others round the last digits differently."""
    run = store.resumable(expected["stopped"])
    corpus = open_corpus(old_home, expected["corpus"]["id"])
    carry_out(old_home, run, training_of(run, corpus, resume=True))
    assert str(run.state()) == "finished"
    resumed, found = expected["resumed"], history(run)
    assert len(found.validations) > expected["runs"][run.id]["validations"]
    assert found.validations["loss"].tolist() == pytest.approx(resumed["validation_losses"], abs=1e-5)
    assert found.best is not None
    assert found.best["step"] == resumed["best_step"] > expected["runs"][run.id]["steps"]
    probabilities = np.array(resumed["probabilities"])
    assert judged(run, expected["sentences"]) == pytest.approx(probabilities, abs=1e-5)


def test_kept_predictions_are_found(old_home, store, expected):
    corpus = open_corpus(old_home, expected["corpus"]["id"])
    kept = predictions.find(store.find(expected["finished"]), corpus, "validation")
    assert kept is not None
    assert kept["acceptable"].tolist() == pytest.approx(expected["kept_predictions"], abs=1e-6)


def test_the_own_corpus_opens_with_its_fingerprint(old_home, expected):
    facts = expected["corpus"]
    corpus = open_corpus(old_home, facts["id"])
    assert own.ids(old_home) == [facts["id"]]
    assert (corpus.name, corpus.fingerprint) == (facts["name"], facts["fingerprint"])
    assert len(corpus.table) == facts["sentences"]


def test_the_shared_file_opens_as_a_run_that_judges(old_home, folder, expected):
    run = open_shared(old_home, folder / "shared.colabert.zip", "shared.colabert.zip")
    facts = expected["shared"]
    assert run.id not in expected["runs"]
    # It was shared from this home, where the run itself still has that name.
    assert (run.name, str(run.state())) == (f"{facts['name']} (2)", facts["state"])
    assert judged(run, expected["sentences"]) == pytest.approx(np.array(facts["probabilities"]), abs=1e-6)


def test_the_watched_sentences_are_read_with_their_probabilities(store, expected):
    run = store.find(expected["finished"])
    sentences = watched_sentences.read(run.folder)
    assert sentences is not None
    assert sentences["sentence"].tolist() == expected["replay_sentences"]
    found = watched_sentences.probabilities(history(run).replay, sentences)
    assert found.shape == (expected["runs"][run.id]["validations"] + 1, len(sentences))
    assert np.ptp(found[-1]) > 0.05


def test_a_table_judged_with_other_columns_is_kept_and_judged_anew(old_home, store, expected):
    """Its columns were called acceptable and label, which today are left to the table itself."""
    run, kept = store.find(expected["finished"]), old_home.root / expected["judged_table"]
    before = kept.read_bytes()
    sheet = read_sheet("lamps.csv", kept.with_name("sentences.csv").read_bytes())
    work = (expected["column"], old_home.judged, f"{run.id} {run.weights}")
    found = judge_cells(LengthJudge(), sheet.cells, *work)
    assert b"probability,verdict,taken_off" in found.read_bytes()
    assert kept.read_bytes() == before
