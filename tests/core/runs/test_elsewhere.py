"""Finished classifiers of others among the runs: they judge, and nothing is claimed of their training."""

import errno
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from transformers import pipeline

from colabert_core import errors
from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.evaluation.splits import splits_for
from colabert_core.model.classifier import Classifier
from colabert_core.runs import elsewhere, sharing
from colabert_core.runs.run import UNKNOWN, Run, State, learned_by
from colabert_core.runs.store import RunStore
from colabert_core.workspace.runs import Runs
from tests.core.helpers import files_below

SENTENCES = ["The pilot slept.", "Him sleeped the.", "These the sleeped.", "My cat can fly."]


def probabilities(run: Run) -> np.ndarray:
    return Classifier(run.folder, run.info.config.max_length).probabilities(SENTENCES)


@pytest.mark.parametrize("turned", [False, True])
def test_it_judges_as_it_does_where_it_came_from(empty_home, finished_classifier, trained_run, turned):
    labels = ("fine", "wrong") if turned else ("wrong", "fine")
    folder = finished_classifier(*labels, turned=turned)
    run = elsewhere.add(empty_home, folder, "theirs")
    found = probabilities(run)
    assert np.abs(found - probabilities(trained_run[1])).max() < 1e-6
    theirs = pipeline("text-classification", str(folder), top_k=None)(SENTENCES)
    expected = [next(one["score"] for one in scores if one["label"] == "fine") for scores in theirs]
    assert np.abs(found - expected).max() < 1e-5


def test_nothing_is_claimed_of_its_training(empty_home, finished_classifier):
    run = elsewhere.add(empty_home, finished_classifier("wrong", "fine"), "theirs")
    assert (run.name, run.state(), run.events()) == ("theirs", State.ELSEWHERE, [])
    assert run.has_model
    assert not run.can_resume()
    assert not run.is_live()
    assert (run.scripts, learned_by(str(run.folder))) == ((), (UNKNOWN,))
    known = run.info.elsewhere
    assert (known.source, known.labels) == ("theirs", ("wrong", "fine"))
    assert elsewhere.acceptable_of(run) == "fine"


def test_every_part_of_a_corpus_may_be_judged(make_home, finished_classifier):
    home = make_home()
    run = elsewhere.add(home, finished_classifier("wrong", "fine"), "theirs")
    assert splits_for(run, load(home)) == ["in_domain_dev", "out_of_domain_dev", "in_domain_train"]


def test_the_meaning_of_the_labels_is_asked_once(empty_home, finished_classifier):
    folder = finished_classifier()
    with pytest.raises(errors.LabelsUnknown):
        elsewhere.add(empty_home, folder, "theirs")
    assert RunStore(empty_home.runs).all() == []
    run = elsewhere.add(empty_home, folder, "theirs", "LABEL_1")
    assert elsewhere.add(empty_home, folder, "theirs") == run
    assert RunStore(empty_home.runs).all() == [run]


def test_a_wrong_answer_can_be_corrected(empty_home, finished_classifier):
    folder = finished_classifier()
    run = elsewhere.add(empty_home, folder, "theirs", "LABEL_0")
    before = probabilities(run)
    assert elsewhere.add(empty_home, folder, "theirs", "LABEL_1") == run
    assert elsewhere.acceptable_of(run) == "LABEL_1"
    assert np.abs(probabilities(run) - (1 - before)).max() < 1e-6
    elsewhere.relabel(empty_home, run, "LABEL_1")
    assert np.abs(probabilities(run) - (1 - before)).max() < 1e-6
    with pytest.raises(errors.LabelUnknown):
        elsewhere.relabel(empty_home, run, "LABEL_2")


@pytest.mark.parametrize("fault", [OSError(errno.ENOSPC, "No space"), KeyboardInterrupt()])
def test_a_fault_while_a_label_is_corrected_changes_nothing(
    empty_home, finished_classifier, monkeypatch, fault
):
    run = elsewhere.add(empty_home, finished_classifier(), "theirs", "LABEL_0")
    before = probabilities(run)

    def fail(*_, **__):
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(elsewhere, "save_file", fail)
        with pytest.raises((errors.DiskFull, KeyboardInterrupt)):
            elsewhere.relabel(empty_home, run, "LABEL_1")
    assert elsewhere.acceptable_of(run) == "LABEL_0"
    assert np.array_equal(probabilities(run), before)
    elsewhere.relabel(empty_home, run, "LABEL_1")
    assert np.abs(probabilities(run) - (1 - before)).max() < 1e-6


def test_corrections_at_the_same_time_leave_label_and_weights_in_agreement(empty_home, finished_classifier):
    run = elsewhere.add(empty_home, finished_classifier(), "theirs", "LABEL_1")
    before = probabilities(run)
    labels = ["LABEL_0", "LABEL_1", "LABEL_0"] * 4
    with ThreadPoolExecutor(len(labels)) as pool:
        list(pool.map(lambda label: elsewhere.relabel(empty_home, run, label), labels))
    expected = before if elsewhere.acceptable_of(run) == "LABEL_1" else 1 - before
    assert np.abs(probabilities(run) - expected).max() < 1e-6


def test_it_comes_as_a_zip_as_well(empty_home, finished_classifier, tmp_path):
    folder = finished_classifier("wrong", "fine")
    archive = Path(shutil.make_archive(str(tmp_path / "theirs"), "zip", folder.parent, folder.name))
    run = Runs(home=empty_home).open_file(archive, "theirs.zip")
    assert (run.state(), run.info.elsewhere.source) == (State.ELSEWHERE, "theirs.zip")


def test_a_run_that_was_zipped_by_hand_is_opened_too(empty_home, trained_run, tmp_path):
    archive = Path(shutil.make_archive(str(tmp_path / "mine"), "zip", trained_run[1].folder))
    run = Runs(home=empty_home).open_file(archive, "mine.zip")
    assert np.abs(probabilities(run) - probabilities(trained_run[1])).max() < 1e-6


def test_a_shared_run_is_still_opened_as_one(empty_home, trained_run, tmp_path):
    sharing.share(trained_run[1], tmp_path / "mine.colabert.zip")
    with pytest.raises(errors.DeltaWithoutEncoder):  # which no finished classifier needs
        Runs(home=empty_home).open_file(tmp_path / "mine.colabert.zip", "mine.colabert.zip")


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_model_is_refused_and_leaves_nothing(empty_home, tmp_path, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(errors.ColabertError):
        Runs(home=empty_home).open_file(tmp_path / "x.zip", "x.zip")
    assert RunStore(empty_home.runs).all() == []


def test_a_zip_of_something_else_is_refused(empty_home, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as zipped:
        zipped.writestr("holiday.txt", "sun")
    with pytest.raises(errors.ColabertError):
        Runs(home=empty_home).open_file(tmp_path / "x.zip", "x.zip")


def test_weights_that_are_no_numbers_are_refused_and_leave_nothing(empty_home, finished_classifier):
    folder = finished_classifier("wrong", "fine")
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"][0] = np.nan
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(errors.EncoderDamaged):
        elsewhere.add(empty_home, folder, "theirs")
    assert files_below(empty_home.runs) == set()


@pytest.mark.parametrize(("stated", "length"), [(40, 40), (1e30, 512), (None, 512), ("many", 512), (1, 512)])
def test_it_reads_as_many_tokens_as_it_says(empty_home, finished_classifier, stated, length):
    folder = finished_classifier("wrong", "fine")
    (folder / "tokenizer_config.json").write_text(
        "{}" if stated is None else f'{{"model_max_length": {stated if stated != "many" else chr(34) * 2}}}'
    )
    run = elsewhere.add(empty_home, folder, "theirs")
    assert run.info.config.max_length == length


def test_it_is_never_shared_as_ours(empty_home, finished_classifier, tmp_path):
    run = elsewhere.add(empty_home, finished_classifier("wrong", "fine"), "theirs")
    with pytest.raises(errors.RunFromElsewhere):
        sharing.share(run, tmp_path / "theirs.zip")
    assert not (tmp_path / "theirs.zip").exists()


def test_it_can_be_renamed_and_deleted(empty_home, finished_classifier):
    run, store = (
        elsewhere.add(empty_home, finished_classifier("wrong", "fine"), "theirs"),
        RunStore(empty_home.runs),
    )
    run.rename("a guest")
    assert store.all()[0].name == "a guest"
    store.delete(run)
    assert store.all() == []


def test_it_is_neither_the_latest_nor_the_usual_nor_the_shown_run(make_home, finished_classifier):
    home = make_home()
    runs = Runs(home=home)
    run = elsewhere.add(home, finished_classifier("wrong", "fine"), "theirs")
    assert runs.store.find("latest").is_starter
    assert runs.default_run().is_starter
    assert runs.to_show(None) is None
    assert runs.to_show(run.id) == run


def test_a_training_from_it_claims_nothing_either(make_home, finished_classifier):
    home = make_home()
    run = elsewhere.add(home, finished_classifier("wrong", "fine"), "theirs")
    child = RunStore(home.runs).create(TrainConfig(encoder=str(run.folder)), load(home))
    assert child.info.learned == (UNKNOWN,)
    assert not child.info.validation_is_new
    assert splits_for(child, load(home)) == ["in_domain_dev", "out_of_domain_dev"]
    assert child.scripts == ()
