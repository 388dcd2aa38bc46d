"""Fixtures that several tests of the core share."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def working_directory(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, which stays empty."""
    folder = tmp_path / "working-directory"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield folder
    assert os.listdir(folder) == []
