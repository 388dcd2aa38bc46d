"""What `pip install .` installs: the wheel's files, its command and what it depends on."""

import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path, PurePosixPath
from shutil import copy, copytree, ignore_patterns

import pytest

from colabert_core import __version__

ROOT = Path(__file__).resolve().parents[1]
# What pip calls, but without pip: no isolated environment, no network.
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
CODE = ("colabert_core", "pages")
FOLDERS = (*CODE, ".streamlit", "benchmarks", "tests")
DATA_KINDS = {
    ".tsv",
    ".css",
    ".html",
    ".js",
    ".png",
    ".toml",
    ".json",
    ".jsonl",
    ".safetensors",
    ".txt",
    ".md",
    ".typed",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this repository, built from a copy, since a build leaves files beside the sources."""
    folder = tmp_path_factory.mktemp("package")
    for name in FOLDERS:
        copytree(ROOT / name, folder / "source" / name, ignore=ignore_patterns("__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file():
            copy(path, folder / "source")
    command = [sys.executable, "-c", BUILD, str(folder)]
    done = subprocess.run(command, cwd=folder / "source", capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


def metadata(wheel: zipfile.ZipFile) -> Message:
    return Parser().parsestr(wheel.read(f"colabert-{__version__}.dist-info/METADATA").decode())


def installed(wheel: zipfile.ZipFile) -> set[str]:
    """The files that the wheel puts into site-packages, without its metadata."""
    return {name for name in wheel.namelist() if not name.startswith(f"colabert-{__version__}.dist-info/")}


def in_repository() -> set[str]:
    """The files of the two packages, code and data, without caches and the like."""
    files = (path for package in CODE for path in (ROOT / package).rglob("*") if path.is_file())
    kept = (path for path in files if path.suffix in {".py"} | DATA_KINDS)
    return {path.relative_to(ROOT).as_posix() for path in kept}


def test_the_wheel_holds_code_and_data_and_nothing_else(wheel):
    assert installed(wheel) == in_repository() | {"streamlit_app.py", ".streamlit/config.toml"}


@pytest.mark.parametrize(
    "file",
    [
        "colabert_core/py.typed",
        "colabert_core/minimal_pairs/lexicon.toml",
        "colabert_core/minimal_pairs/everyday.toml",
        "colabert_core/starter/everyday.tsv",
        "colabert_core/starter/model/pretrained/delta.safetensors",
        "colabert_core/starter/model/delta.safetensors",
        "colabert_core/starter/model/config.json",
        "pages/ui/icon.png",
        "pages/ui/style.css",
        ".streamlit/config.toml",
    ],
)
def test_data_is_installed_as_it_is_in_the_repository(wheel, file):
    assert wheel.read(file) == (ROOT / file).read_bytes()


def test_words_of_both_languages_and_our_components_are_installed(wheel):
    names = {PurePosixPath(name).name for name in installed(wheel)}
    components = {f"{name}.{kind}" for name in ("player", "strip") for kind in ("html", "css", "js")}
    assert {"en.toml", "ko.toml", *components} <= names


def test_the_command_is_named(wheel):
    entry_points = wheel.read(f"colabert-{__version__}.dist-info/entry_points.txt").decode()
    assert entry_points.split() == ["[console_scripts]", "colabert", "=", "colabert_core.__main__:colabert"]


def test_it_depends_on_the_versions_that_were_tried_together(wheel):
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line.split("#")[0].strip() for line in lines]
    assert metadata(wheel).get_all("Requires-Dist") == [line for line in wanted if line]


def test_it_names_its_version_and_licence(wheel):
    found = metadata(wheel)
    assert (found["Version"], found["License-Expression"]) == (__version__, "Apache-2.0")
    text = wheel.read(f"colabert-{__version__}.dist-info/licenses/LICENSE")
    assert text == (ROOT / "LICENSE").read_bytes()
    assert b"Apache License\n                           Version 2.0, January 2004" in text
