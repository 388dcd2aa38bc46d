"""The workspace: its environment variables, and parts that share one home."""

import subprocess
import sys
from pathlib import Path

from colabert_core.corpus import fetch
from colabert_core.workspace import Workspace


def test_the_environment_names_home_and_cola(tmp_path):
    found = Workspace.from_environment({"COLABERT_HOME": str(tmp_path), "COLABERT_COLA": "cola.zip"})
    assert (found.home.root, found.cola_address) == (tmp_path, "cola.zip")
    assert found.runs.home == found.corpora.home == found.training.home == found.home


def test_without_an_environment_the_working_directory_and_the_published_zip_serve():
    found = Workspace.from_environment({"COLABERT_COLA": ""})
    assert found.home.root == Path(".colabert").resolve()
    assert found.cola_address == fetch.ADDRESS


def test_workspaces_are_told_apart_by_home_and_address(tmp_path):
    one = Workspace.from_environment({"COLABERT_HOME": str(tmp_path)})
    same = Workspace.from_environment({"COLABERT_HOME": str(tmp_path)})
    assert one == same
    assert repr(one) == repr(same)
    assert one != Workspace.from_environment({"COLABERT_HOME": str(tmp_path), "COLABERT_COLA": "other.zip"})


def test_looking_at_runs_and_corpora_loads_no_torch(tmp_path):
    code = """
import sys
from colabert_core.workspace import Workspace
space = Workspace.from_environment({"COLABERT_HOME": sys.argv[1], "COLABERT_COLA": "http://127.0.0.1:9/x.zip"})
assert space.corpora.ids() == ["pairs"]
assert space.runs.default_run().is_starter
assert space.training.faults({"encoder": "bundled", "device": "cpu", "max_length": 64}) == []
print("torch" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr


def test_settings_are_recommended_only_where_they_were_tried(workspace_of, trained_run):
    home, run = trained_run
    encoders = workspace_of(home).encoders
    assert encoders.recommended("bundled", "cola").is_tried
    assert not encoders.recommended("bundled", "own-1").is_tried
    advice = encoders.recommended(str(run.folder), "cola")
    assert not advice.is_tried
    assert advice.config.learning_rate == run.info.config.learning_rate / 2
