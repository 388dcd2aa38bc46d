"""The maps in README, ARCHITECTURE and CONTRIBUTING, made from the sources.

python -m tests.documents    updates them in the three files
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from tests.test_architecture import DEPENDENCIES, MODULES, ORDER, ROOT, WITH_TORCH, parse, path_of, room


def first_line(path: Path) -> str:
    """The first line of a module's docstring, without its full stop."""
    documented = ast.get_docstring(parse(path))
    assert documented, f"{path} has no docstring"
    return documented.splitlines()[0].strip().removesuffix(" Loads torch.").rstrip(".")


def module_map() -> str:
    """Every module of the engine by package, the highest first, with the first line of its docstring."""
    lines = []
    for name in reversed(ORDER):
        members = [module for module in MODULES[1:] if room(module) == name]
        width = max(len(member.split(".", 2)[-1]) for member in members)
        for member in members:
            leaf = member.removeprefix(f"colabert_core.{name}").lstrip(".")
            torch = " (torch)" if member in WITH_TORCH else ""
            text = f"{first_line(path_of(member))}{torch}"
            lines.append(f"{'    ' + leaf.ljust(width) if leaf else name.ljust(width + 4)}  {text}")
    return "\n".join(lines)


def package_graph() -> dict[str, set[str]]:
    """The packages and single modules of the engine that each one imports."""
    graph: dict[str, set[str]] = {name: set() for name in ORDER}
    for module in MODULES[1:]:
        graph[room(module)] |= {room(other) for other in DEPENDENCIES[module] if room(other) != room(module)}
    return graph


def _below(name: str, graph: dict[str, set[str]]) -> set[str]:
    return graph[name] | {far for near in graph[name] for far in _below(near, graph)}


def picture() -> str:
    """The engine's packages as a Mermaid flow chart, without arrows that others already imply."""
    graph = package_graph()
    lines = ["flowchart TD"]
    for name in reversed(ORDER):
        implied = {far for near in graph[name] for far in _below(near, graph)}
        lines += [f"    {name} --> {other}" for other in _in_order(graph[name] - implied)]
    return "\n".join(lines)


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=ORDER.index, reverse=True)


def tree() -> str:
    """The folders of the repository and the pages, each with the first line of its docstring."""
    lines = [("streamlit_app.py", first_line(ROOT / "streamlit_app.py"))]
    lines += _folder(ROOT / "pages", "")
    lines += [(f"  {path.name}", first_line(path)) for path in sorted((ROOT / "pages").glob("[a-z]*.py"))]
    lines += _folder(ROOT / "pages" / "ui", "  ")
    lines += _subfolders(ROOT / "pages" / "ui", "    ")
    lines += [("colabert_core/", first_line(ROOT / "colabert_core" / "__init__.py"))]
    for name in reversed(ORDER):
        path = path_of(f"colabert_core.{name}")
        shown = f"{name}/" if path.name == "__init__.py" else path.name
        lines.append((f"  {shown}", first_line(path)))
    lines += _folder(ROOT / "tests", "") + _subfolders(ROOT / "tests", "  ")
    width = max(len(name) for name, _ in lines) + 2
    return "\n".join(f"{name.ljust(width)}{text}" for name, text in lines)


def _folder(folder: Path, indent: str) -> list[tuple[str, str]]:
    return [(f"{indent}{folder.name}/", first_line(folder / "__init__.py"))]


def _subfolders(folder: Path, indent: str) -> list[tuple[str, str]]:
    found = sorted(path.parent for path in folder.glob("*/__init__.py"))
    return [line for path in found for line in _folder(path, indent)]


PARTS = (  # file, heading before the code block, its kind, the function that makes it
    ("README.md", "## Project layout", "", tree),
    ("ARCHITECTURE.md", "## The map", "", module_map),
    ("CONTRIBUTING.md", "## The map", "mermaid", picture),
)


def block(file: str, heading: str, kind: str) -> re.Match[str]:
    """The first code block after a heading."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = re.compile(rf"```{kind}\n(.*?)\n```", re.DOTALL).search(text, text.index(f"\n{heading}\n"))
    assert found, f"{file} has no such block after {heading}"
    return found


def write() -> None:
    """Update the parts in their files."""
    for file, heading, kind, make in PARTS:
        found = block(file, heading, kind)
        text = found.string[: found.start(1)] + make() + found.string[found.end(1) :]
        (ROOT / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
