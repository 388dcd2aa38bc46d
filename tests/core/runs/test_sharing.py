"""A model shared between two homes as a small file."""

import json
import shutil
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from colabert_core.corpus import load
from colabert_core.errors import DeltaDamaged, DeltaWithoutEncoder, NotShared, RunWithoutModel
from colabert_core.events import Replayed
from colabert_core.model import deltas
from colabert_core.model.classifier import Classifier
from colabert_core.runs import sharing
from colabert_core.runs.history import history_of
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.training import watched_sentences

from ..helpers import files_below, new_run

SENTENCES = ["The cat slept.", "The cats slept after lunch.", "These robot fell."]


@pytest.fixture
def shared(trained_run, tmp_path):
    target = tmp_path / f"tiny{sharing.ENDING}"
    sharing.share(trained_run[1], target)
    return target


@pytest.fixture
def empty_home(empty_home, tiny_encoder):
    """Another home, which has the same encoder."""
    shutil.copytree(tiny_encoder, empty_home.encoders / tiny_encoder.name)
    return empty_home


def judged(run: Run) -> np.ndarray:
    return Classifier(run.folder, 32, device="cpu").probabilities(SENTENCES)


def repacked(shared, tmp_path, **changed: bytes | None):
    """The shared file with some of its files replaced, or left out if None is given."""
    path = tmp_path / "repacked.zip"
    with zipfile.ZipFile(shared) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = changed.get(name.split(".")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def test_another_home_opens_it_and_judges_alike(shared, trained_run, empty_home):
    store = RunStore(empty_home.runs)
    opened = sharing.open_shared(empty_home, shared, shared.name)
    assert store.all() == [opened]
    assert opened.name == trained_run[1].name
    assert opened.state() == "finished"
    assert judged(opened) == pytest.approx(judged(trained_run[1]), abs=2e-2)
    assert history_of(opened.events()).best["mcc"] == history_of(trained_run[1].events()).best["mcc"]


def test_it_is_a_whole_folder_from_the_start(shared, empty_home):
    opened = sharing.open_shared(empty_home, shared, shared.name)
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= files_below(opened.folder)


def test_it_is_much_smaller_than_the_run(shared, trained_run):
    assert shared.stat().st_size < trained_run[1].size / 2


def test_what_was_opened_can_be_handed_on(shared, empty_home, tmp_path):
    opened = sharing.open_shared(empty_home, shared, shared.name)
    again = tmp_path / "again.zip"
    sharing.share(opened, again)
    with zipfile.ZipFile(shared) as one, zipfile.ZipFile(again) as two:
        assert one.read(deltas.FILE) == two.read(deltas.FILE)


def test_a_run_without_a_model_has_nothing_to_share(home, tmp_path):
    with pytest.raises(RunWithoutModel):
        sharing.share(new_run(home), tmp_path / "x.zip")
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("missing", ["run", "config", "delta", "metrics"])
def test_a_file_that_lacks_something_is_refused(shared, tmp_path, empty_home, missing):
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(empty_home, repacked(shared, tmp_path, **{missing: None}), "mine.zip")
    assert "missing" in caught.value.reason
    assert RunStore(empty_home.runs).all() == []


@pytest.mark.parametrize("content", [b"", b"PK not really", b"{}"])
def test_what_is_no_zip_is_refused(tmp_path, empty_home, content):
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(NotShared):
        sharing.open_shared(empty_home, tmp_path / "x.zip", "x.zip")
    assert list(empty_home.runs.iterdir()) == []


BROKEN = [b"no json", b"[]", b'{"config": {"epochs": 99}}', b'{"surprise": 1}']


def test_a_time_that_is_no_time_is_refused(shared, tmp_path, empty_home):
    with zipfile.ZipFile(shared) as zipped:
        row = json.loads(zipped.read("run.json"))
    for wrong in ("x", 1e300, None):
        run = json.dumps({**row, "created": wrong}).encode()
        with pytest.raises(NotShared):
            sharing.open_shared(empty_home, repacked(shared, tmp_path, run=run), "x.zip")


@pytest.mark.parametrize(
    "claim",
    [
        {"scripts": [1, None]},
        {"scripts": 7},
        {"elsewhere": {"source": "x", "sha256": "", "labels": ["a", "b"]}},
        {"elsewhere": {"labels": 1}},
    ],
)
def test_what_a_shared_run_may_not_claim_is_refused(shared, tmp_path, empty_home, claim):
    with zipfile.ZipFile(shared) as zipped:
        row = json.loads(zipped.read("run.json"))
    run = json.dumps({**row, **claim}).encode()
    with pytest.raises(NotShared):
        sharing.open_shared(empty_home, repacked(shared, tmp_path, run=run), "x.zip")


def test_a_name_in_other_bytes_is_shown_all_the_same(shared, tmp_path, empty_home):
    opened = sharing.open_shared(empty_home, repacked(shared, tmp_path, name=b"caf\xe9"), "x.zip")
    assert opened.name.startswith("caf")


def test_flipped_bytes_are_refused(shared, tmp_path, empty_home):
    content = bytearray(shared.read_bytes())
    for place in range(200, len(content) - 2000, 97):
        content[place] ^= 0xFF
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises((NotShared, DeltaDamaged)):
        sharing.open_shared(empty_home, tmp_path / "x.zip", "x.zip")
    assert RunStore(empty_home.runs).all() == []


def test_a_training_without_an_end_is_refused(shared, tmp_path, empty_home):
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(empty_home, repacked(shared, tmp_path, metrics=b""), "x.zip")
    assert "did not end" in caught.value.reason


def test_a_run_that_went_on_from_another_is_shared_against_the_first_encoder(
    trained_run, make_home, tmp_path, tiny_encoder
):
    home, parent = make_home(), trained_run[1]
    child = RunStore(home.runs).create(
        replace(parent.info.config, encoder=str(parent.folder)), load(home), "child"
    )
    for file in ("config.json", "model.safetensors", "metrics.jsonl"):
        shutil.copyfile(parent.folder / file, child.folder / file)
    sharing.share(child, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as zipped:
        row = json.loads(zipped.read("run.json"))
        zipped.extract(deltas.FILE, tmp_path)
    assert row["config"]["encoder"] == tiny_encoder.name
    assert deltas.origin_of(tmp_path / deltas.FILE).sha256 == deltas.weights_hash(tiny_encoder)


def test_no_sentence_leaves_the_house(trained_run, make_home, tmp_path):
    home, parent = make_home(), trained_run[1]
    mine = "The wombat sang my secret."
    run = RunStore(home.runs).create(parent.info.config, load(home), watched=(mine,))
    for file in ("config.json", "model.safetensors", "metrics.jsonl"):
        shutil.copyfile(parent.folder / file, run.folder / file)
    watched = watched_sentences.prepare(run.folder, load(home), run.info.config, run.info.watched)
    sharing.share(run, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as zipped:
        content = {name: zipped.read(name).decode(errors="replace") for name in zipped.namelist()}
    assert not [name for name in content for sentence in watched["sentence"] if sentence in content[name]]
    assert mine in (run.folder / "run.json").read_text()
    assert Replayed.__name__ in content["metrics.jsonl"]  # the probabilities are shared


def test_something_else_than_sentences_to_watch_is_refused(shared, tmp_path, empty_home):
    with zipfile.ZipFile(shared) as zipped:
        row = json.loads(zipped.read("run.json"))
    run = json.dumps({**row, "watched": [1]}).encode()
    with pytest.raises(NotShared):
        sharing.open_shared(empty_home, repacked(shared, tmp_path, run=run), "x.zip")


@pytest.mark.parametrize("run", BROKEN)
def test_a_broken_run_json_is_refused(shared, tmp_path, empty_home, run):
    with pytest.raises(NotShared):
        sharing.open_shared(empty_home, repacked(shared, tmp_path, run=run), "x.zip")


def test_another_architecture_is_refused(shared, tmp_path, empty_home):
    path = repacked(shared, tmp_path, config=b'{"model_type": "gpt2"}')
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(empty_home, path, "x.zip")
    assert "gpt2" in caught.value.reason


def test_more_than_is_stated_is_not_unpacked(shared, tmp_path, empty_home, monkeypatch):
    monkeypatch.setattr(sharing, "MAX_MEMBER_BYTES", 1000)
    with pytest.raises(NotShared) as caught:
        sharing.open_shared(empty_home, shared, "x.zip")
    assert "larger" in caught.value.reason


def test_names_with_paths_are_passed_over(shared, tmp_path, empty_home):
    with zipfile.ZipFile(shared, "a") as zipped:
        zipped.writestr("../../escaped.txt", "x")
    sharing.open_shared(empty_home, shared, "x.zip")
    assert not list(tmp_path.rglob("escaped.txt"))


def test_without_its_encoder_it_cannot_be_opened(trained_run, make_home, tmp_path, tiny_encoder, monkeypatch):
    moved = tmp_path / "elsewhere"
    shutil.copytree(tiny_encoder, moved)
    home = make_home()
    run = new_run(home, encoder=str(moved), max_length=32)
    for file in ("config.json", "model.safetensors", "metrics.jsonl"):
        shutil.copyfile(trained_run[1].folder / file, run.folder / file)
    sharing.share(run, tmp_path / "x.zip")
    shutil.rmtree(moved)
    elsewhere = make_home()
    with pytest.raises(DeltaWithoutEncoder) as caught:
        sharing.open_shared(elsewhere, tmp_path / "x.zip", "x.zip")
    assert caught.value.encoder == "elsewhere"  # not a path of the other machine
    assert RunStore(elsewhere.runs).all() == []
