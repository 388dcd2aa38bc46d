import shutil
import zipfile

import pytest

from colabert_core.corpus import load
from colabert_core.evaluation import predictions
from colabert_core.runs.run import Run

from ..helpers import new_run


def names(path) -> set[str]:
    with zipfile.ZipFile(path) as zipped:
        return set(zipped.namelist())


def test_parts_of_the_runs_corpus_are_judged_first(workspace_of, trained_run, make_home, tmp_path):
    home = make_home()
    run = Run(shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id))
    workspace_of(home).exporting.export(run, tmp_path / "run.zip")
    assert {"model_card.md", "settings.csv", "epochs.csv", "steps.csv", "validations.csv"} < names(
        tmp_path / "run.zip"
    )
    assert {"figures.csv", "slices.csv", "verdicts.csv"} < names(tmp_path / "run.zip")
    corpus = load(home)
    for split in ("validation", "in_domain_dev", "out_of_domain_dev"):
        assert predictions.find(run, corpus, split) is not None
    assert predictions.find(run, corpus, "in_domain_train") is None


def test_a_run_without_a_model_has_settings_and_a_card(workspace_of, home, tmp_path):
    workspace_of(home).exporting.export(new_run(home), tmp_path / "run.zip")
    assert names(tmp_path / "run.zip") == {"model_card.md", "settings.csv"}


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
def test_a_download_leaves_nothing_behind(workspace_of, home, kind):
    run = new_run(home)
    assert workspace_of(home).exporting.exported(run, kind).startswith(b"PK")
    assert [path for path in home.runs.iterdir() if path.name.startswith(".incoming")] == []
