"""`score`, `evaluate` and `open` with a finished classifier of someone else's."""

import json
import shutil
from pathlib import Path

import pytest

from colabert_core.cli import main
from colabert_core.runs.store import RunStore
from tests.core.hub_server import hub_with

SENTENCES = ["The pilot slept.", "These the sleeped."]


@pytest.fixture
def home(make_home):
    return make_home()


@pytest.fixture
def command(home, capsys):
    """A helper: the exit code, the JSON value and the errors of a command."""

    def run(*words: str) -> tuple[int, object, str]:
        code = main([*words, "--json"], {"COLABERT_HOME": str(home.root)})
        out, err = capsys.readouterr()
        return code, json.loads(out.splitlines()[-1]) if out else None, err

    return run


def test_a_folder_judges(command, home, finished_classifier, trained_run):
    folder = str(finished_classifier("unacceptable", "acceptable"))
    code, found, _ = command("score", folder, *SENTENCES)
    expected = command("score", str(trained_run[1].folder), *SENTENCES)[1]
    assert code == 0
    assert [row["label"] for row in found] == [row["label"] for row in expected]
    assert [row["acceptable"] for row in found] == pytest.approx(
        [row["acceptable"] for row in expected], abs=1e-5
    )
    assert command("score", folder, *SENTENCES)[1] == found
    assert [run.state() for run in RunStore(home.runs).all()] == ["elsewhere", "finished"]


def test_labels_that_do_not_say_what_they_mean_are_asked_once(command, finished_classifier):
    folder = str(finished_classifier())
    code, found, err = command("score", folder, *SENTENCES)
    assert (code, found, len(err.splitlines())) == (2, None, 1)
    assert "LABEL_0" in err and "LABEL_1" in err and "--acceptable" in err
    code, found, _ = command("score", folder, *SENTENCES, "--acceptable", "LABEL_1")
    assert code == 0
    assert command("score", folder, *SENTENCES)[1] == found
    turned = command("score", folder, *SENTENCES, "--acceptable", "LABEL_0")[1]
    assert [row["acceptable"] for row in turned] == pytest.approx(
        [1 - row["acceptable"] for row in found], abs=1e-5
    )


def test_it_is_evaluated_on_cola_by_default(command, finished_classifier):
    code, found, _ = command("evaluate", str(finished_classifier("bad", "good")))
    assert (code, found["corpus"], found["split"], found["size"]) == (0, "cola", "in_domain_dev", 40)


def test_a_name_on_the_hub_judges(command, monkeypatch, local_server, finished_classifier):
    hub = local_server(hub_with({"someone/judge": finished_classifier("bad", "good")}))
    monkeypatch.setenv("HF_ENDPOINT", hub)
    code, found, err = command("score", "someone/judge", *SENTENCES)
    assert (code, len(found or [])) == (0, 2), err


def test_open_takes_a_folder_and_a_zip_and_tells_what_it_found(command, finished_classifier, tmp_path):
    folder = finished_classifier("bad", "good")
    code, found, _ = command("open", str(folder))
    assert code == 0
    assert found["elsewhere"]["acceptable"] == "good"
    archive = shutil.make_archive(str(tmp_path / "theirs"), "zip", folder)
    assert command("open", archive)[1]["run"] == found["run"]  # the same files
    code, rows, _ = command("runs")
    assert [row["state"] for row in rows] == ["elsewhere", "finished"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["score", "{encoder}", "A cat."], "classifier.weight"),
        (["score", "./nothing/here", "A cat."], "./nothing/here"),
        (["score", "nothing", "A cat."], "nothing"),
        (["score", "starter", "A cat.", "--acceptable", "LABEL_1"], "--acceptable"),
        (["open", "{encoder}"], "classifier.weight"),
        (["open", "nothing.zip"], "no such file"),
    ],
)
def test_what_cannot_judge_is_told_in_one_line(command, home, tiny_encoder, words, told):
    code, _, err = command(*(word.format(encoder=tiny_encoder) for word in words))
    assert code == 2
    assert told in err
    assert len(err.splitlines()) == 1
    assert [run.id for run in RunStore(home.runs).all()] in ([], ["starter"])


def test_it_is_not_shared(command, finished_classifier, tmp_path):
    run = command("open", str(finished_classifier("bad", "good")))[1]["run"]
    code, _, err = command("share", run, "--output", str(tmp_path / "x.colabert.zip"))
    assert code == 2
    assert "not trained with ColaBERT" in err
    assert not Path(tmp_path / "x.colabert.zip").exists()
