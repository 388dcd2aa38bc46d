"""The available corpora, and how to get CoLA and its annotations."""

import pytest

from colabert_core.corpus import annotations, corpus_folder, is_present
from colabert_core.errors import (
    AnnotationsMissing,
    ArchiveUnreadable,
    CorpusMissing,
    CorpusUnknown,
    NotAZip,
    WrongHash,
    WrongLabel,
)

from ..helpers import annotation_zip


def test_an_address_is_not_asked_unless_somebody_fetches(workspace_of, empty_home):
    corpora = workspace_of(empty_home).corpora
    assert corpora.ids() == ["pairs"]
    assert corpora.is_cola_missing()
    assert corpora.cola_fault() is None
    with pytest.raises(CorpusMissing):
        corpora.open("cola")
    assert not is_present(empty_home)


def test_a_zip_on_this_machine_is_installed_unasked(workspace_of, empty_home, cola_zip):
    corpora = workspace_of(empty_home, cola_zip).corpora
    assert not corpora.is_cola_missing()
    assert corpora.ids() == ["cola", "pairs"]
    assert len(corpora.open("cola").table) == 9594


def test_a_path_without_a_zip_is_a_fault_and_no_missing_corpus(workspace_of, empty_home, tmp_path):
    corpora = workspace_of(empty_home, tmp_path / "nothing.zip").corpora
    assert isinstance(corpora.cola_fault(), (ArchiveUnreadable, NotAZip))
    assert corpora.ids() == ["pairs"]


def test_a_damaged_cola_is_not_offered_and_says_why(workspace_of, home):
    corpora = workspace_of(home).corpora
    assert corpora.ids() == ["cola", "pairs"]
    (corpus_folder(home) / "in_domain_dev.tsv").write_text("x\t7\t\tA sentence.\n")
    assert isinstance(corpora.cola_fault(), WrongLabel)
    assert corpora.ids() == ["pairs"]


def test_a_corpus_is_read_once_until_its_files_change(workspace_of, home):
    corpora = workspace_of(home).corpora
    first = corpora.open("cola")
    assert corpora.open("cola") is first
    path = corpus_folder(home) / "in_domain_dev.tsv"
    path.write_bytes(path.read_bytes() + b"gj04\t1\t\tOne more sentence.\n")
    assert len(corpora.open("cola").table) == len(first.table) + 1


def test_the_pairs_are_always_here_and_other_ids_unknown(workspace_of, empty_home):
    corpora = workspace_of(empty_home).corpora
    assert corpora.open("pairs").id == "pairs"
    with pytest.raises(CorpusUnknown):
        corpora.open("own-nothing")


def test_an_uploaded_zip_is_checked_and_leaves_nothing_behind(workspace_of, empty_home):
    corpora = workspace_of(empty_home).corpora
    with pytest.raises(NotAZip) as raised:
        corpora.install_cola("mine.zip", b"no zip")
    assert raised.value.file == "mine.zip"
    assert list(empty_home.corpus.iterdir()) == []


def test_annotations_lie_beside_colas_zip(workspace_of, empty_home, tmp_path):
    near = workspace_of(empty_home, tmp_path / "cola.zip").corpora
    assert near.annotations_address == annotations.ADDRESS
    annotation_zip(tmp_path / annotations.ARCHIVE)
    assert near.annotations_address == str(tmp_path / annotations.ARCHIVE)
    far = workspace_of(empty_home).corpora
    with pytest.raises(AnnotationsMissing):
        far.annotations()
    assert far.annotations_version == 0


def test_annotations_beside_a_local_zip_are_installed_unasked(workspace_of, empty_home, tmp_path):
    """They are found and checked without being fetched explicitly; these are not the published ones."""
    annotation_zip(tmp_path / annotations.ARCHIVE)
    with pytest.raises(WrongHash):
        workspace_of(empty_home, tmp_path / "cola.zip").corpora.annotations()
