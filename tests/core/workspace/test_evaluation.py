"""Predictions on splits, and verdicts on sentences and tables."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest

from colabert_core.corpus import load
from colabert_core.errors import NotApart
from colabert_core.evaluation import predictions, splits_for
from colabert_core.judging.scoring import ReportingJudge
from colabert_core.judging.shared_judge import SharedJudge

from ..helpers import LengthJudge


@pytest.fixture
def asked(trained_run, workspace_of):
    """A workspace, its run, and the corpus; the run has no predictions yet."""
    home, run = trained_run
    shutil.rmtree(run.folder / "predictions", ignore_errors=True)
    yield workspace_of(home), run, load(home)
    for left in (run.folder / "predictions", home.judged):  # other tests share this home
        shutil.rmtree(left, ignore_errors=True)


def test_predictions_are_made_once_and_kept(asked):
    workspace, run, corpus = asked
    done: list[int] = []
    assert workspace.evaluation.kept_predictions(run, corpus, "in_domain_dev") is None

    def report(judge):
        return ReportingJudge(judge, done.append)

    made = workspace.evaluation.predictions(run, corpus, "in_domain_dev", report)
    again = workspace.evaluation.predictions(run, corpus, "in_domain_dev", report)
    assert done == [len(made)]
    pd.testing.assert_frame_equal(made.reset_index(drop=True), again, check_dtype=False)
    assert workspace.evaluation.predictions_path(run, corpus, "in_domain_dev").is_file()


def test_many_who_ask_at_once_share_one_answer(asked):
    workspace, run, corpus = asked
    loaded = []

    def load_judge(run):
        loaded.append(run)
        return SharedJudge(LengthJudge(), run.weights)

    with ThreadPoolExecutor(8) as threads:
        found = list(
            threads.map(
                lambda _: workspace.evaluation.predictions(run, corpus, "in_domain_dev", load=load_judge),
                range(8),
            )
        )
    assert loaded == [run]
    assert {len(table) for table in found} == {len(found[0])}


def test_a_less_exact_judge_leaves_nothing_behind(asked):
    workspace, run, corpus = asked
    found = workspace.evaluation.quick_predictions(run, corpus, "in_domain_dev", lambda run: LengthJudge())
    assert found["acceptable"].between(0, 1).all()
    assert predictions.find(run, corpus, "in_domain_dev") is None


def test_a_split_that_was_learned_from_is_refused_before_a_model_is_loaded(asked):
    workspace, run, corpus = asked
    with pytest.raises(NotApart):
        workspace.evaluation.quick_predictions(run, corpus, "in_domain_train", pytest.fail)


def test_the_usual_split(asked):
    workspace, run, corpus = asked
    assert workspace.evaluation.usual_split(run, corpus) == "in_domain_dev"
    table = corpus.table[corpus.table["split"] == "in_domain_train"]
    own = type(corpus)(id="own-x", name="x", table=table, fingerprint="1" * 64)
    assert splits_for(run, own) == ["in_domain_train"]
    assert workspace.evaluation.usual_split(run, own) == "in_domain_train"


def test_a_table_is_judged_into_a_file(asked):
    workspace, run, _ = asked
    cells = pd.DataFrame({"text": ["The cat slept.", ""]}, dtype=str)
    told: list = []
    path = workspace.judging.judge_cells(run, cells, "text", told.append)
    judged = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert list(judged["verdict"] != "") == [True, False]
    assert told[-1].rows == 2
    assert path.is_relative_to(workspace.home.judged)


def test_a_file_is_judged_as_the_shared_model_judges(asked, tmp_path):
    workspace, run, _ = asked
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    sentences = ["The cat slept.", "Cat the."]
    pd.DataFrame({"sentence": sentences}).to_csv(source, index=False)
    judge = workspace.judging.load(run, device="cpu")
    assert judge.weights == run.weights
    done = workspace.judging.judge_file(run, judge, source, target, False, lambda progress: None)
    assert (done.rows, done.cannot_judge) == (2, 0)
    shared = workspace.judging.judge(run)
    assert shared is workspace.judging.judge(run)
    found = pd.read_csv(target)["probability"]
    assert np.allclose(found, shared.probabilities(sentences), atol=1e-6)


def test_names_of_encoders_for_people(asked):
    workspace, run, _ = asked
    assert workspace.encoders.name_for_people(str(run.folder)) == "tiny"
    assert workspace.encoders.name_for_people(str(workspace.home.encoders / "theirs")) == "theirs"
    assert workspace.encoders.name_for_people("bundled") == "bundled"
