"""README, ARCHITECTURE and CONTRIBUTING are up to date; `python -m tests.documents` updates them."""

import re

import pytest

from tests import documents
from tests.test_architecture import ORDER, ROOT

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/RESULTS.md")


@pytest.mark.parametrize(("file", "heading", "kind", "make"), documents.PARTS, ids=lambda part: str(part))
def test_a_document_shows_the_house_as_it_is(file, heading, kind, make):
    assert documents.block(file, heading, kind)[1] == make()


def test_the_order_in_the_architecture_is_the_one_that_is_kept():
    shown = documents.block("ARCHITECTURE.md", "## The order", "")
    text = shown.string[shown.end() :]
    rows = re.search(r"```\n(.*?)\n```", text, re.DOTALL)[1].splitlines()
    assert [row.split()[0] for row in rows] == list(reversed(ORDER))


@pytest.mark.parametrize("file", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    named = re.findall(
        r"`((?:colabert_core|pages|tests|benchmarks|docs|\.ci|\.streamlit)/[\w./-]*\w)/?`", text
    )
    named += re.findall(r"\]\(([\w./-]+)\)", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("file", DOCUMENTS)
def test_every_module_that_a_document_names_is_there(file):
    """Names such as `model.trimmed_embeddings` or `judging.shared_judge`."""
    text = (ROOT / file).read_text(encoding="utf-8")
    names = re.findall(r"`([a-z_]+\.[a-z_]+)`", text)
    named = [name for name in names if name.split(".")[0] in ORDER and not name.endswith(".py")]
    gone = [
        name
        for name in named
        if not (ROOT / "colabert_core" / f"{name.replace('.', '/')}.py").is_file()
        and not (ROOT / "colabert_core" / name.replace(".", "/")).is_dir()
    ]
    assert gone == []
