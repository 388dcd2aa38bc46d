import os
from pathlib import Path

import pytest

from colabert_core.system import paths
from colabert_core.system.paths import folder_named, home_from, named_in, size_on_disk
from colabert_core.system.staging import (
    replace_folder,
    replaced_file,
    scratch_folder,
    staged_folder,
    write_whole,
)

from ..helpers import files_below


def folder_with(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "file.txt").write_text(text)
    return path


def test_the_home_is_where_the_variable_says(tmp_path):
    home = home_from({"COLABERT_HOME": str(tmp_path / "school")})
    assert home.root == tmp_path / "school"
    assert {home.corpus.parent, home.runs.parent, home.trainer_lock.parent} == {home.root}


@pytest.mark.parametrize("environment", [{}, {"COLABERT_HOME": ""}])
def test_without_the_variable_the_home_is_a_hidden_folder_here(environment, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert home_from(environment).root == tmp_path / ".colabert"


def test_the_home_stays_the_same_when_the_working_directory_changes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    home = home_from({"COLABERT_HOME": "school"})
    monkeypatch.chdir("/")
    assert home.root == tmp_path / "school"


def test_a_tilde_stands_for_the_visitors_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "models").mkdir()
    assert folder_named("~/models") == tmp_path / "models"


@pytest.mark.parametrize("name", ["no-such-folder", "~nobody-of-this-name/x", "a" * 5000, "nul\0byte"])
def test_a_name_that_no_folder_has_is_no_fault(name):
    assert folder_named(name) is None


def test_a_scratch_folder_lies_beside_its_goal_and_goes_afterwards(tmp_path):
    with scratch_folder(tmp_path / "corpus") as folder:
        (folder / "half.zip").write_bytes(b"half")
        assert folder.parent == tmp_path / "corpus"
    assert not folder.exists()


def test_a_scratch_folder_goes_when_the_work_in_it_fails(tmp_path):
    with pytest.raises(ZeroDivisionError), scratch_folder(tmp_path) as folder:
        (folder / "half.zip").write_bytes(b"half")
        raise ZeroDivisionError
    assert os.listdir(tmp_path) == []


def test_a_new_folder_takes_the_place_of_the_old(tmp_path):
    old, new = folder_with(tmp_path / "cola", "old"), folder_with(tmp_path / "new", "new")
    replace_folder(new, old)
    assert (old / "file.txt").read_text() == "new"
    assert os.listdir(tmp_path) == ["cola"]


def test_the_old_folder_comes_back_when_the_new_one_cannot_be_put_there(tmp_path):
    old = folder_with(tmp_path / "cola", "old")
    with pytest.raises(OSError):
        replace_folder(tmp_path / "not-there", old)
    assert (old / "file.txt").read_text() == "old"
    assert os.listdir(tmp_path) == ["cola"]


def test_a_text_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "run.json"
    write_whole(path, "first")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths.os, "replace", full)
    with pytest.raises(OSError):
        write_whole(path, "second, which does not fit")
    assert path.read_text() == "first"


def test_texts_keep_every_script(tmp_path):
    write_whole(tmp_path / "name.txt", "수업 1 — «é» 🎓")
    assert (tmp_path / "name.txt").read_text(encoding="utf-8") == "수업 1 — «é» 🎓"
    assert files_below(tmp_path) == {"name.txt"}


def test_the_size_on_disk_counts_files_in_all_depths(tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "a").write_bytes(b"x" * 10)
    (tmp_path / "deep" / "deeper" / "b").write_bytes(b"x" * 5)
    assert size_on_disk(tmp_path) == 15
    assert size_on_disk(tmp_path / "not-there") == 0


def test_a_file_that_vanishes_while_sizes_are_taken_counts_as_nothing(tmp_path, monkeypatch):
    (tmp_path / "stays").write_bytes(b"x" * 10)
    (tmp_path / "goes").write_bytes(b"x" * 10)
    real = os.path.getsize

    def getsize(path):
        if path.endswith("goes"):
            raise FileNotFoundError(path)
        return real(path)

    monkeypatch.setattr(paths.os.path, "getsize", getsize)
    assert size_on_disk(tmp_path) == 10


def test_a_file_that_could_not_be_written_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), replaced_file(path) as unfinished:
        unfinished.write_text("half a mo")
        assert path.read_text() == "old"
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert files_below(tmp_path) == {"model.safetensors"}


def test_a_file_takes_its_place_once_it_is_written(tmp_path):
    with replaced_file(tmp_path / "new") as unfinished:
        unfinished.write_text("whole")
        assert not (tmp_path / "new").exists()
    assert (tmp_path / "new").read_text() == "whole"
    assert files_below(tmp_path) == {"new"}


@pytest.mark.parametrize("moved", [True, False])
def test_a_staged_folder_begins_empty_and_is_gone_at_the_end(tmp_path, moved):
    folder_with(tmp_path / ".staged", "left by a killed process")
    with staged_folder(tmp_path / ".staged") as folder:
        assert files_below(folder) == set()
        (folder / "new").write_text("new")
        if moved:
            folder.rename(tmp_path / "place")
    assert files_below(tmp_path) == ({"place/new"} if moved else set())
    assert not (tmp_path / ".staged").exists()


def test_a_staged_folder_is_gone_after_a_fault(tmp_path):
    with pytest.raises(OSError), staged_folder(tmp_path / ".staged") as folder:
        (folder / "half").write_text("half")
        raise OSError(28, "No space left on device")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'/data/cola.zip'", "/data/cola.zip"),
        ('"/data/our cola.zip"', "/data/our cola.zip"),
        ("  /data/cola.zip ", "/data/cola.zip"),
        ("~/cola.zip", "HOME/cola.zip"),
        ('"~/cola.zip"', "HOME/cola.zip"),
        ("'https://example.org/cola.zip'", "https://example.org/cola.zip"),
        ("/data/it's.zip", "/data/it's.zip"),
        ('"', '"'),
        ("''", ""),
        ("", ""),
    ],
)
def test_a_path_in_a_variable_may_have_quotes_and_a_tilde(monkeypatch, tmp_path, written, meant):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert named_in({"COLABERT_COLA": written}, "COLABERT_COLA") == meant.replace("HOME", str(tmp_path))
    home = home_from({"COLABERT_HOME": written}).root
    assert home == Path(meant.replace("HOME", str(tmp_path)) or ".colabert").resolve()


def test_no_variable_names_nothing():
    assert named_in({}, "COLABERT_COLA") == ""
