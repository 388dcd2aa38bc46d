"""The included model: it is installed for everyone, and is as good as its card says."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from colabert_core.config import TrainConfig
from colabert_core.encoders import resolve
from colabert_core.errors import RunBuiltIn
from colabert_core.minimal_pairs.writing import write
from colabert_core.model import deltas
from colabert_core.model.classifier import Classifier
from colabert_core.runs.run import learned_by
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import (
    STARTER_FOLDER,
    install_pretrained,
    install_starter,
    starter_outcome,
    starter_quality,
)
from colabert_core.starter.outcome import OUTCOME, Outcome
from colabert_core.starter.sentences import everyday_pairs

from ..helpers import report_of


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    from colabert_core.system.paths import Home

    run = install_starter(Home(tmp_path_factory.mktemp("starter")))
    return Classifier(run.folder, run.info.config.max_length, device="cpu")


def test_it_stands_last_among_the_runs_and_can_be_found(empty_home):
    run = install_starter(empty_home)
    store = RunStore(empty_home.runs)
    assert (store.all(), store.find("starter"), store.find("latest")) == ([run], run, run)
    assert (run.state(), run.has_model, run.is_starter) == ("finished", True, True)


def test_a_whole_class_may_open_an_empty_home_at_once(empty_home):
    with ThreadPoolExecutor(16) as pool:
        runs = list(pool.map(lambda _: install_starter(empty_home), range(32)))
    assert all(run.has_model and run.state() == "finished" for run in runs)
    assert [path.name for path in empty_home.runs.iterdir() if path.name != ".locks"] == ["starter"]


def test_it_stays(empty_home):
    run = install_starter(empty_home)
    with pytest.raises(RunBuiltIn):
        RunStore(empty_home.runs).delete(run)
    assert run.has_model


def test_installing_again_leaves_the_whole_weights(empty_home):
    run = install_starter(empty_home)
    (run.folder / "model.safetensors").write_bytes(b"whole")
    install_starter(empty_home)
    assert (run.folder / "model.safetensors").read_bytes() == b"whole"


def test_another_version_replaces_it(empty_home):
    run = install_starter(empty_home)
    (run.folder / "model.safetensors").write_bytes(b"old")
    (run.folder / "run.json").write_text((run.folder / "run.json").read_text() + "\n")
    install_starter(empty_home)
    assert not (run.folder / "model.safetensors").exists()


@pytest.mark.parametrize(
    "folder", [STARTER_FOLDER, STARTER_FOLDER / "pretrained"], ids=lambda path: path.name
)
def test_it_takes_at_most_8_megabytes_and_belongs_to_the_bundled_encoder(folder):
    path = folder / deltas.FILE
    assert path.stat().st_size <= 8_000_000
    assert deltas.origin_of(path).sha256 == deltas.weights_hash(resolve("bundled"))


def test_it_tells_how_it_was_made_and_how_good_it_is():
    card = (STARTER_FOLDER / "README.md").read_text(encoding="utf-8")
    known = starter_quality()
    assert "python -m colabert_core make-starter" in card
    for number in (known.in_domain_mcc, known.out_of_domain_mcc):
        assert f"{number:.3f}" in card
    assert known.sentences == 1043
    assert known.accuracy > known.baseline > 0.6


PAIRS = [
    ("She goes to school.", "She go to school."),
    ("The keys to the cabinet are on the table.", "The keys to the cabinet is on the table."),
    ("I am happy.", "I is happy."),
    ("Mary hurt herself.", "Mary hurt himself."),
    ("What did they buy?", "What they did buy?"),
]


@pytest.mark.parametrize(("good", "bad"), PAIRS)
def test_of_a_pair_it_prefers_the_right_side(judge, good, bad):
    better, worse = judge.probabilities([good, bad])
    assert better > worse


def test_pairs_that_nobody_has_seen(judge):
    """New sentences from held-out templates: at least nine pairs of ten."""
    report = report_of(judge, write(730, seed=777, held_out=True))
    assert report.pairs >= 0.9


def test_it_finds_learners_errors_in_everyday_sentences(judge):
    """Written by somebody who had not seen the grammar."""
    rows = everyday_pairs()
    good = judge.probabilities(list(rows["sentence"])) >= 0.5
    assert good[rows["label"] == 1].mean() >= 0.93
    assert 1 - good[rows["label"] == 0].mean() >= 0.70


def test_its_probabilities_mean_what_they_say():
    assert starter_outcome().starter["validation"].calibration <= 0.05


def test_the_pretrained_judge_is_no_run_of_the_list_but_can_be_found(empty_home):
    starter, pretrained = install_starter(empty_home), install_pretrained(empty_home)
    store = RunStore(empty_home.runs)
    assert store.all() == [starter]
    assert store.find("pretrained") == pretrained
    with pytest.raises(RunBuiltIn):
        store.delete(pretrained)


def test_who_starts_from_the_pretrained_judge_validates_on_new_sentences_with_its_seed_only(empty_home):
    learned = learned_by(str(install_pretrained(empty_home).folder))
    info = install_starter(empty_home).info
    for seed, is_new in ((42, True), (43, False)):
        config = TrainConfig(seed=seed)
        assert replace(info, config=config, learned=learned).validation_is_new is is_new
    assert set(learned) == {"pairs", "cola/42"}


@pytest.mark.parametrize("split", ["in_domain_dev", "out_of_domain_dev"])
def test_on_cola_it_is_as_good_as_its_card_says(judge, cola, split):
    measured = Outcome.from_row(json.loads((STARTER_FOLDER / OUTCOME).read_text(encoding="utf-8")))
    found = report_of(judge, cola.split(split)).metrics
    assert found.mcc == pytest.approx(measured.starter[split].mcc, abs=0.01)
    assert found.accuracy == pytest.approx(measured.starter[split].accuracy, abs=0.006)
