"""The rules of the code: what may import what, what is never opened, and what no file may name."""

import ast
import importlib
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
ORDER = (  # from bottom to top: a package imports only from those before it
    *("errors", "events", "schedule", "system", "minimal_pairs", "config", "tables", "corpus", "encoders"),
    *("model",),
    *("runs", "judging", "evaluation", "exporting", "explaining", "training", "starter", "workspace"),
    *("cli", "__main__"),
)
WITH_TORCH = {
    f"colabert_core.{module}"
    for module in (
        *("model.classifier", "model.precision", "model.trimmed_embeddings"),
        *("explaining.attention", "explaining.gradient"),
        *("training.checkpoints", "training.fine_tune", "training.fine_tune_run", "training.session"),
        *("training.timed_steps", "starter.teacher"),
    )
}
HEAVY = {"torch", "transformers"}
PARADIGMS = "colabert_core.minimal_pairs.paradigms"

MODULES = [
    "colabert_core",
    *sorted(module.name for module in pkgutil.walk_packages(colabert_core.__path__, prefix="colabert_core.")),
]


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


def engine_modules(names: set[str]) -> set[str]:
    """The engine's modules to which imported names belong."""
    found = set()
    for name in names:
        while name and name not in MODULES:
            name = name.rpartition(".")[0]
        found |= {name} if name else set()
    return found


def room(module: str) -> str:
    """The package or single module of the order to which a module belongs."""
    return module.split(".")[1]


# Without the package itself, which has only the version and no place in the order.
DEPENDENCIES = {
    module: engine_modules(imports(parse(path_of(module)))) - {"colabert_core"} for module in MODULES
}


def sources() -> list[Path]:
    """The Python files of the application and the benchmarks: all but the tests."""
    return [path for path in repository_files(".py") if "tests" not in path.relative_to(ROOT).parts]


def application_sources() -> list[Path]:
    return [path for path in sources() if "benchmarks" not in path.relative_to(ROOT).parts]


def repository_files(*endings: str) -> list[Path]:
    """The files of the repository, without what is installed or written beside them."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not is_foreign(Path(folder, name))]
        found += [Path(folder, name) for name in files if name.endswith(endings)]
    return sorted(found)


def is_foreign(folder: Path) -> bool:
    """Virtual environments, the home and caches; settings of CI and Streamlit belong to the repository."""
    hidden = folder.name.startswith(".") and folder.name not in (".ci", ".github", ".streamlit")
    return hidden or folder.name == "__pycache__" or (folder / "pyvenv.cfg").exists()


# --- what imports what -----------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_the_engine_knows_no_screen(module):
    known = {name.split(".")[0] for name in imports(parse(path_of(module)))}
    assert not known & {"streamlit", "plotly", "pages", "streamlit_app"}


def test_the_order_names_every_package_and_every_single_module():
    assert sorted(ORDER) == sorted({room(module) for module in MODULES if module != "colabert_core"})


def test_the_package_itself_imports_nothing():
    assert DEPENDENCIES["colabert_core"] == set()


@pytest.mark.parametrize("module", MODULES[1:])
def test_imports_never_run_upwards(module):
    """Imports inside functions and in the packages' `__init__` files count too."""
    place = ORDER.index(room(module))
    upwards = {
        other
        for other in DEPENDENCIES[module]
        if room(other) != room(module) and ORDER.index(room(other)) >= place
    }
    assert not upwards


def test_the_engine_has_no_circle_of_imports():
    graph = {module: others - {module} for module, others in DEPENDENCIES.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


def loads_torch(node: ast.Import | ast.ImportFrom) -> bool:
    names = imports(ast.Module(body=[node], type_ignores=[]))
    return any(name.split(".")[0] in HEAVY for name in names) or bool(engine_modules(names) & WITH_TORCH)


def late_heavy_imports(tree: ast.AST, inside_function: bool = False, in_door: bool = False) -> list[int]:
    """The lines of imports inside functions that may load torch outside `importing_torch`."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [node.lineno] if inside_function and not in_door and loads_torch(node) else []
            continue
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        opens = isinstance(node, ast.With) and any("importing_torch" in ast.unparse(i) for i in node.items)
        found += late_heavy_imports(node, inside_function or is_function, in_door or opens)
    return found


@pytest.mark.parametrize("path", application_sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_torch_is_first_imported_through_one_door(path):
    assert late_heavy_imports(parse(path)) == []


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("import torch", [2]),
        ("from transformers import BertModel", [2]),
        ("from colabert_core.model.classifier import Classifier", [2]),
        ("from colabert_core.training import fine_tune", [2]),
        ("with importing_torch():\n        import torch", []),
        ("with importing_torch(), other:\n        import torch", []),
        ("from colabert_core.model import tokenization", []),
    ],
)
def test_an_import_beside_the_door_would_be_noticed(body, lines):
    assert late_heavy_imports(ast.parse(f"def work():\n    {body}")) == lines


# --- what the pages may import from the engine -----------------------------------------------------

SINGLE_MODULES = {"colabert_core.config", "colabert_core.errors", "colabert_core.events"}
EXPORTS = {
    name: set(importlib.import_module(name).__all__)
    for name in MODULES
    if name.count(".") == 1 and hasattr(importlib.import_module(name), "__all__")
}
# What a package exports although it touches a home, a disk, the network or a model.
ONLY_FOR_SERVICES = {
    *("Workspace", "RunStore", "SharedJudge", "ReportingJudge", "importing_torch"),
    *("corpus_folder", "is_present", "load", "read_folder"),
    *("at_hand", "bundled_vocabulary", "catalogue", "check_folder", "default_encoder", "install"),
    *("read_shape", "resolve", "resolving", "shape_of", "short_name", "uploaded"),
}
SERVICES = ROOT / "pages" / "ui" / "services"
PAGE_SOURCES = [ROOT / "streamlit_app.py", *sorted((ROOT / "pages").rglob("*.py"))]


def ways_past_the_policy(tree: ast.AST, is_service: bool) -> set[str]:
    """Names of the engine that a page imports other than from a package, or that only services may import."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("colabert_core.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "colabert_core":
            names = {alias.name for alias in node.names}
            if node.module not in SINGLE_MODULES:
                allowed = EXPORTS.get(node.module, set()) - (set() if is_service else ONLY_FOR_SERVICES)
                found |= {f"{node.module}.{name}" for name in names - allowed}
    return found - {"colabert_core.errors"}


@pytest.mark.parametrize("path", PAGE_SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_come_to_the_engine_by_one_policy(path):
    assert ways_past_the_policy(parse(path), path.is_relative_to(SERVICES)) == set()


@pytest.mark.parametrize(
    ("line", "is_service"),
    [
        ("from colabert_core.runs.run import Run", True),
        ("from colabert_core.runs import RunStore", False),
        ("from colabert_core.corpus import own", True),
        ("from colabert_core import corpus", True),
        ("import colabert_core.runs", True),
        ("from colabert_core.workspace import Workspace", False),
        ("from colabert_core.encoders import at_hand", False),
        ("from colabert_core.corpus import load", False),
    ],
)
def test_a_way_past_the_policy_would_be_noticed(line, is_service):
    assert ways_past_the_policy(ast.parse(f"def work():\n    {line}"), is_service)


@pytest.mark.parametrize(
    "line",
    [
        "from colabert_core.runs import Run",
        "from colabert_core.config import TrainConfig",
        "from colabert_core import errors",
        "from colabert_core.minimal_pairs import all_paradigms",
    ],
)
def test_the_policy_lets_records_constants_and_functions_in(line):
    assert ways_past_the_policy(ast.parse(line), is_service=False) == set()


def test_what_only_services_may_import_exists():
    assert set().union(*EXPORTS.values()) >= ONLY_FOR_SERVICES


@pytest.mark.parametrize("package", EXPORTS)
def test_a_package_exports_what_it_says(package):
    assert EXPORTS[package] <= set(dir(importlib.import_module(package)))


# --- what an import costs --------------------------------------------------------------------------

IMPORT_ALL = """
import importlib, json, sys
loaded = {}
for name in sys.argv[1:]:
    importlib.import_module(name)
    heavy = {"torch", "transformers", "streamlit", "plotly", "colabert_core.minimal_pairs.paradigms"}
    loaded[name] = sorted(heavy & set(sys.modules))
print(json.dumps(loaded))
"""


def loaded_by(modules: list[str]) -> dict[str, list[str]]:
    """The heavy libraries that are loaded after each import, in a fresh process."""
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
    loaded = {module: set(found) - {PARADIGMS} for module, found in loaded_by(light).items()}
    assert loaded == {module: set() for module in light}


def test_no_package_loads_the_paradigms_unasked():
    packages = [module for module in MODULES if path_of(module).name == "__init__.py"]
    assert len(packages) > 10
    assert loaded_by(packages) == {package: [] for package in packages}


@pytest.mark.parametrize("module", sorted(WITH_TORCH))
def test_the_modules_named_import_torch_themselves(module):
    outside = [node for node in parse(path_of(module)).body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert any(loads_torch(node) for node in outside)


def test_a_heavy_library_would_be_noticed():
    assert loaded_by(["plotly", PARADIGMS]) == {"plotly": ["plotly"], PARADIGMS: [PARADIGMS, "plotly"]}


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
        assert given["local_files_only"] is True
        if ast.unparse(call.func.value) != "AutoTokenizer":  # tokenizers have no weights
            assert given["use_safetensors"] is True


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
