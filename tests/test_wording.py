"""Words that are not used, in either language: a tool that teaches grammar writes plainly itself."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from pages.ui.text import locale
from tests.test_architecture import ROOT, application_sources

# In texts, documents, docstrings and comments alike. Each has a plain word that says the same.
UNUSED = (
    r"\b(?:come|comes|came|coming|bring|brings|brought|bringing|take|takes|took) along\b",
    r"\b(?:straight|right) behind\b",
    r"\bstands? (?:behind|straight|alone|twice)\b",
    r"(?:^|[.;:] )Who (?:asks|wants|fetched|clicks|has|knows|looks|learned|starts|only)\b",
    r"(?<!thing )(?<!body )(?<!one )\belse[.;]",
    r"\breckon",
    r"\b(?:hence|thereby|whence|therein|thereof|anew and anew)\b",
    r"\bin one go\b",
    r"\b[Ww]ord pieces?\b",
    r"\bover-fit",
    r"\bflatters?\b",
    r"\brightly\b",
    r"\bby heart\b",
    r"\b(?:is|are|be|was|were) told\b",
    r"\b(?:is|are|be|was|were) at work\b",
    r"\bgo(?:es)? on with\b",
    r"\bwent on with\b",
    r", for (?:it|that|they) (?:is|was|are|were|has|had|says)\b",
)
# In English texts on the screen only.
UNUSED_ON_SCREEN = (
    r"\btrainings\b",
    r"\bat work\b",
    r"\bhangs (?:most )?on\b",
    r"\bgo(?:es)? on (?:with|from)\b",
    r"\bspeaks (?:most )?(?:for|against)\b",
    r"\bsure(?:r|st)\b",
    r"\bof (?:yours|one's own)\b",
    r"[\d}] %(?=[\s.,;)(])",
    r"\bprobability of acceptable\b",
    r"\bunder both labels\b",
    r"\bverdict turn(?:s|ed)\b|\bturn(?:s|ed)? (?:the|its) verdict\b",
    r"\bhad their say\b",
    r"\bthe (?:most undecided|most opposed|hardest) (?:ones )?first\b",
)
UNUSED_IN_KOREAN = (
    r"\((?:을|를|이|가|은|는|과|와|으로|로)\)",
    r"낱말",
    r"에포크",
    r"최소대립쌍",
    r"도메인 밖",
    r"기준값",
    r"견주|견줄",
    r"까닭",
    r"물리[치침친]",
    r"모델 허브|Hugging Face 허브",
    r"[0-9}] %(?!\{)",
    r"[0-9}]~",
    r"있던 것은 그대로",
    r"기울기",
    r"지우기|지웁니다",
    r"예요|이에요",
)

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


def found_in(text: str, patterns: tuple[str, ...]) -> list[str]:
    return [match[0] for pattern in patterns for match in re.finditer(pattern, text, re.MULTILINE)]


def prose_of(path: Path) -> str:
    """The docstrings and comments of a module, paragraphs of one line each."""
    source = path.read_text(encoding="utf-8")
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, _DOCUMENTED))
    texts = [ast.get_docstring(node) or "" for node in nodes]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    texts += [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    return "\n".join(" ".join(paragraph.split()) for text in texts for paragraph in text.split("\n\n"))


_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize("key", locale("en"))
def test_english_on_the_screen_is_plain(key):
    assert found_in(locale("en")[key], UNUSED + UNUSED_ON_SCREEN) == []


@pytest.mark.parametrize("key", locale("ko"))
def test_korean_on_the_screen_is_plain(key):
    assert found_in(locale("ko")[key], UNUSED_IN_KOREAN) == []


@pytest.mark.parametrize("path", application_sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_and_comments_are_plain(path):
    assert found_in(prose_of(path), UNUSED) == []


def test_the_texts_of_errors_are_plain():
    source = (ROOT / "colabert_core" / "errors.py").read_text(encoding="utf-8")
    texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    assert found_in("\n".join(text for text in texts if isinstance(text, str)), UNUSED) == []


@pytest.mark.parametrize("file", DOCUMENTS)
def test_documents_are_plain(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert found_in(" ".join(text.split()), UNUSED) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A model that comes along.", "comes along"),
        ("Fails. Who asks again waits.", ". Who asks"),
        ("Raises it else.", "else."),
        ("the word straight behind it", "straight behind"),
    ],
)
def test_such_a_word_would_be_noticed(text, word):
    assert found_in(text, UNUSED) == [word]
