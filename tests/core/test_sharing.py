"""A model handed from one home to another as a small file."""

import shutil
import zipfile

import numpy as np
import pytest

from colabert_core import deltas, sharing
from colabert_core.classifier import Classifier
from colabert_core.errors import EncoderNotFound, NotShared, RunWithoutModel
from colabert_core.history import history_of
from colabert_core.runs import Run, RunStore

from .helpers import files_below, new_run

SENTENCES = ["The cat slept.", "The cats slept after lunch.", "These robot fell."]


@pytest.fixture
def shared(trained_run, tmp_path):
    target = tmp_path / f"tiny{sharing.ENDING}"
    sharing.share(trained_run[1], target)
    return target


def judged(run: Run) -> np.ndarray:
    return Classifier(run.folder, 32, device="cpu").probabilities(SENTENCES)


def repacked(shared, tmp_path, **changed: bytes | None):
    """The shared file with some files replaced, or left out where None is given."""
    path = tmp_path / "repacked.zip"
    with zipfile.ZipFile(shared) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = changed.get(name.split(".")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def test_another_home_opens_it_and_judges_alike(shared, trained_run, empty_home):
    store = RunStore(empty_home.runs)
    opened = sharing.open_shared(store, shared, shared.name)
    assert store.all() == [opened]
    assert opened.name == trained_run[1].name
    assert opened.state() == "finished"
    assert judged(opened) == pytest.approx(judged(trained_run[1]), abs=2e-2)
    assert history_of(opened.events()).best["mcc"] == history_of(trained_run[1].events()).best["mcc"]


def test_it_is_a_whole_folder_from_the_start(shared, empty_home):
    opened = sharing.open_shared(RunStore(empty_home.runs), shared, shared.name)
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= files_below(opened.folder)


def test_it_is_much_smaller_than_the_run(shared, trained_run):
    assert shared.stat().st_size < trained_run[1].size / 2


def test_what_was_opened_can_be_handed_on(shared, empty_home, tmp_path):
    opened = sharing.open_shared(RunStore(empty_home.runs), shared, shared.name)
    again = tmp_path / "again.zip"
    sharing.share(opened, again)
    with zipfile.ZipFile(shared) as one, zipfile.ZipFile(again) as two:
        assert one.read(deltas.FILE) == two.read(deltas.FILE)


def test_a_run_without_a_model_has_nothing_to_share(home, tmp_path):
    with pytest.raises(RunWithoutModel):
        sharing.share(new_run(home), tmp_path / "x.zip")
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("missing", ["run", "config", "delta"])
def test_a_file_that_lacks_something_is_refused(shared, tmp_path, empty_home, missing):
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(
            RunStore(empty_home.runs), repacked(shared, tmp_path, **{missing: None}), "mine.zip"
        )
    assert "missing" in caught.value.reason
    assert RunStore(empty_home.runs).all() == []


@pytest.mark.parametrize("content", [b"", b"PK not really", b"{}"])
def test_what_is_no_zip_is_refused(tmp_path, empty_home, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotShared):
        sharing.open_shared(RunStore(empty_home.runs), tmp_path / "x.zip", "x.zip")
    assert list(empty_home.runs.iterdir()) == []


@pytest.mark.parametrize("run", [b"no json", b"[]", b'{"config": {"epochs": 99}}', b'{"surprise": 1}'])
def test_a_broken_run_json_is_refused(shared, tmp_path, empty_home, run):
    with pytest.raises(NotShared):
        sharing.open_shared(RunStore(empty_home.runs), repacked(shared, tmp_path, run=run), "x.zip")


def test_another_architecture_is_refused(shared, tmp_path, empty_home):
    path = repacked(shared, tmp_path, config=b'{"model_type": "gpt2"}')
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(RunStore(empty_home.runs), path, "x.zip")
    assert "gpt2" in caught.value.reason


def test_more_than_is_stated_is_not_unpacked(shared, tmp_path, empty_home, monkeypatch):
    monkeypatch.setattr(sharing, "LARGEST", 1000)
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(RunStore(empty_home.runs), shared, "x.zip")
    assert "larger" in caught.value.reason


def test_names_with_paths_are_passed_over(shared, tmp_path, empty_home):
    with zipfile.ZipFile(shared, "a") as zipped:
        zipped.writestr("../../escaped.txt", "x")
    sharing.open_shared(RunStore(empty_home.runs), shared, "x.zip")
    assert not list(tmp_path.rglob("escaped.txt"))


def test_without_its_encoder_it_cannot_be_opened(trained_run, make_home, tmp_path, tiny_encoder, monkeypatch):
    moved = tmp_path / "elsewhere"
    shutil.copytree(tiny_encoder, moved)
    home = make_home()
    run = new_run(home, encoder=str(moved), max_length=32)
    for file in ("config.json", "model.safetensors"):
        shutil.copyfile(trained_run[1].folder / file, run.folder / file)
    sharing.share(run, tmp_path / "x.zip")
    shutil.rmtree(moved)
    store = RunStore(make_home().runs)
    with pytest.raises(EncoderNotFound):
        sharing.open_shared(store, tmp_path / "x.zip", "x.zip")
    assert store.all() == []
