"""The laws of the house: what may import what, what is never opened, and what no file may name."""

import ast
import json
import os
import pkgutil
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import colabert_core

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "colabert_core"
WITH_TORCH = {
    f"colabert_core.{module}"
    for module in ("classifier", "checkpoints", "explaining.inside", "speed", "training")
}

# From the ground up: a module imports only from floors below its own.
FLOORS = (
    {"errors", "paths", "events", "network", "metrics", "export", "batching", "hardware", "speed"}
    | {"card", "encoders.shapes", "explaining", "minimal_pairs.lexicon"},
    {"config", "corpus.sources", "corpus.guessing", "corpus.reading", "tokenization", "encoders.folders"}
    | {"minimal_pairs.words"},
    {"corpus", "corpus.browsing", "corpus.fetch", "corpus.sheets", "scoring", "runs", "history"}
    | {"explaining.words", "encoders.catalogue", "encoders.hub", "encoders.upload", "minimal_pairs.paradigm"},
    {"encoders.finding", "corpus.own", "corpus.annotations", "explaining.attribution", "explaining.forms"}
    | {f"minimal_pairs.{subject}" for subject in ("agreement", "anaphors", "arguments", "movement")}
    | {f"minimal_pairs.{subject}" for subject in ("licensing", "forms", "order")},
    {"encoders", "explaining.changes", "minimal_pairs"},
    {"splitting", "deltas", "explaining.repair", "minimal_pairs.writing"},
    {"gathering", "file_judging", "evaluation.report", "evaluation.splits"},
    {"classifier", "sharing", "starter", "loaded", "replay"}
    | {"evaluation", "evaluation.predictions", "evaluation.slices", "evaluation.measures"}
    | {"evaluation.report_card", "evaluation.comparison"}
    | {"minimal_pairs.corpus", "minimal_pairs.shortcuts"},
    {"checkpoints", "recipe", "corpus.shelf", "explaining.inside"},
    {"training", "jobs"},
    {"terminal"},
    {"cli.common"},
    {"cli.sentences", "cli.training", "cli.judging", "cli.models"},
    {"cli"},
    {"__main__"},
)

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(colabert_core.__path__, prefix="colabert_core.")
)


def path_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imports(tree: ast.AST) -> set[str]:
    """Everything that the statements of a tree import: `import a.b` and `from a.b import c` as a.b.c."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports inside the engine are written out in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def at_module_level(tree: ast.Module) -> set[str]:
    """The imports that importing the module does: not those inside functions."""
    outside = [node for node in tree.body if not isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return imports(ast.Module(body=outside, type_ignores=[]))


def engine_modules(names: set[str]) -> set[str]:
    """The engine's modules behind imported names, without the package's own name."""
    found = set()
    for name in names:
        while name and name not in MODULES:
            name = name.rpartition(".")[0]
        found |= {name.removeprefix("colabert_core.")} if name else set()
    return found


def floor(module: str) -> int:
    return next(number for number, modules in enumerate(FLOORS) if module in modules)


DEPENDENCIES = {
    module.removeprefix("colabert_core."): engine_modules(at_module_level(parse(path_of(module))))
    for module in MODULES
}


def sources() -> list[Path]:
    """The Python files of the application: everything but the tests."""
    return [path for path in repository_files(".py") if "tests" not in path.relative_to(ROOT).parts]


def repository_files(*endings: str) -> list[Path]:
    """The files of the repository; what is installed or written beside them does not count."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not is_foreign(Path(folder, name))]
        found += [Path(folder, name) for name in files if name.endswith(endings)]
    return sorted(found)


def is_foreign(folder: Path) -> bool:
    """Virtual environments, the home, caches; the settings of CI and streamlit belong to the repository."""
    hidden = folder.name.startswith(".") and folder.name not in (".ci", ".github", ".streamlit")
    return hidden or folder.name == "__pycache__" or (folder / "pyvenv.cfg").exists()


# --- who knows whom --------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_knows_no_screen(module):
    known = {name.split(".")[0] for name in imports(parse(path_of(module)))}
    assert not known & {"streamlit", "plotly", "pages", "streamlit_app"}


def test_every_module_has_its_floor():
    named = [module for modules in FLOORS for module in modules]
    assert sorted(named) == sorted(DEPENDENCIES)


@pytest.mark.parametrize("module", DEPENDENCIES)
def test_imports_never_run_upwards(module):
    upwards = {other for other in DEPENDENCIES[module] - {"corpus"} if floor(other) >= floor(module)}
    assert not upwards


def test_the_engine_has_no_circle_of_imports():
    assert len(list(TopologicalSorter(DEPENDENCIES).static_order())) == len(MODULES)


@pytest.mark.parametrize("module", ["jobs", "recipe", "loaded", "cli.common"])
def test_who_starts_a_training_imports_it_only_when_it_begins(module):
    everything = engine_modules(imports(parse(path_of(f"colabert_core.{module}"))))
    assert everything & {"training", "classifier"}
    assert not DEPENDENCIES[module] & {"training", "classifier", "checkpoints"}


# --- what an import costs --------------------------------------------------------------------------

IMPORT_ALL = """
import importlib, json, sys
loaded = {}
for name in sys.argv[1:]:
    importlib.import_module(name)
    loaded[name] = sorted({"torch", "transformers", "streamlit", "plotly"} & set(sys.modules))
print(json.dumps(loaded))
"""


def loaded_by(modules: list[str]) -> dict[str, list[str]]:
    """Which heavy libraries are there after each import, in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_only_the_modules_named_load_torch():
    light = [module for module in MODULES if module not in WITH_TORCH]
    assert len(light) == len(MODULES) - len(WITH_TORCH)
    assert loaded_by(light) == {module: [] for module in light}


def test_a_heavy_library_would_be_noticed():
    assert loaded_by(["plotly"]) == {"plotly": ["plotly"]}


# --- what is never opened --------------------------------------------------------------------------

PICKLING_MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
PICKLING_CALLS = {("torch", "load"), ("torch", "save"), ("pd", "read_pickle"), ("pandas", "read_pickle")}
RISKY_ARGUMENTS = {"allow_pickle", "trust_remote_code", "weights_only"}


def pickling_in(tree: ast.AST) -> set[str]:
    found = {name for name in imports(tree) if name.split(".")[0] in PICKLING_MODULES}
    found |= imports(tree) & {f"{module}.{name}" for module, name in PICKLING_CALLS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", None)
            if node.attr == "to_pickle" or (owner, node.attr) in PICKLING_CALLS:
                found.add(f"{owner}.{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg in RISKY_ARGUMENTS:
            found.add(node.arg)
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_opens_or_writes_pickles(path):
    assert pickling_in(parse(path)) == set()


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from pickle import load",
        "import torch; torch.load('x')",
        "from torch import load",
        "import numpy as np; np.load('x', allow_pickle=True)",
        "import pandas as pd; pd.read_pickle('x')",
        "table.to_pickle('x')",
        "AutoModel.from_pretrained('x', trust_remote_code=True)",
    ],
)
def test_a_pickle_would_be_noticed(line):
    assert pickling_in(ast.parse(line))


def test_models_are_opened_from_safetensors_alone():
    calls = [
        node
        for path in sources()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "from_pretrained"
    ]
    assert calls
    for call in calls:
        given = {keyword.arg: getattr(keyword.value, "value", None) for keyword in call.keywords}
        assert given["use_safetensors"] is True
        assert given["local_files_only"] is True


# --- what no file names ----------------------------------------------------------------------------

MACHINE_PATH = re.compile(r"(?<![\w.\-/])/(?:work|tmp|root)/")


def test_no_file_names_a_path_of_somebodys_machine():
    files = repository_files(".py", ".toml", ".md", ".txt", ".sh") + [
        path for path in (ROOT / ".ci").glob("*") if path.is_file()
    ]
    named = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        if "tests" not in path.relative_to(ROOT).parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert len(files) > 20
    assert named == []


@pytest.mark.parametrize("top", ["work", "tmp", "root"])
@pytest.mark.parametrize("line", ['path = "/{}/main"', "cd /{}/x", "=/{}/.cache", "`/{}/a`"])
def test_a_machine_path_would_be_noticed(line, top):
    assert MACHINE_PATH.search(line.format(top))


@pytest.mark.parametrize("line", ["https://example.org/work/x", "pages/tmp/x", "./tmp/x", "net/work/x"])
def test_an_address_is_no_machine_path(line):
    assert not MACHINE_PATH.search(line)
