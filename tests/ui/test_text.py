"""The texts on the screen: every language has the same keys and values."""

import ast
import re
import string
from pathlib import Path

import pytest

from colabert_core import errors
from colabert_core.config import Fault, TrainConfig
from colabert_core.errors import BadSettings
from pages.ui import text

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / "streamlit_app.py", *(ROOT / "pages").rglob("*.py")]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


TRANSLATIONS = [language for language in text.LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_all_languages_have_the_same_keys(language):
    assert text.locale(language).keys() == text.locale("en").keys()


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("key", text.locale("en"))
def test_all_languages_have_the_same_placeholders(key, language):
    assert placeholders(text.locale(language)[key]) == placeholders(text.locale("en")[key])


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_no_text_is_empty(language):
    assert all(value.strip() for value in text.locale(language).values())


def test_korean_is_korean():
    """No text was left in English by mistake: apart from names and formulas, every text has Hangul."""
    neutral = {
        "frame.at_work",
        "home.mcc",
        "terms.f1.name",
        "terms.mcc.name",
        "columns.mcc",
        "report_card.axis_mcc",
        "tokens.milliseconds",
        "run.heading",
        "widgets.run_label",
        "opening.label",
    }
    missing = {key for key, value in text.locale("ko").items() if not re.search("[가-힣]", value)}
    assert missing <= neutral | {"scoring.placeholder"}


def used_keys() -> tuple[set[str], list[re.Pattern]]:
    """Keys written out in the sources, and patterns of those that are built from parts."""
    whole, patterns = set(), []
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w-]+" for p in node.values
                ]
                patterns.append(re.compile("".join(parts)))
    return whole, [pattern for pattern in patterns if r"\." in pattern.pattern]


def test_every_text_is_used():
    whole, patterns = used_keys()
    for key in text.locale("en"):
        base = re.sub(r"\.(title|text)$", "", key)  # `explain` uses both
        base = re.sub(r"_(one|many)$", "", base)  # as does `counted_text`
        if key.startswith("terms."):
            continue
        assert {key, base} & whole or any(pattern.fullmatch(key) for pattern in patterns), key


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_term_is_explained_and_every_explanation_is_linked(language):
    texts = text.locale(language)
    linked = {term for value in texts.values() for term in re.findall(r"\(#term-(\w+)\)", value)}
    linked |= {term for value in texts.values() for term in re.findall(r'"#term-(\w+)"', value)}
    known = {key.split(".")[1] for key in texts if key.startswith("terms.")}
    assert linked == known
    assert all({f"terms.{term}.name", f"terms.{term}.text"} <= texts.keys() for term in known)


def test_every_used_key_has_a_text():
    sections = {key.split(".")[0] for key in text.locale("en")}
    keys = text.locale("en").keys()
    called = re.compile(r"""\b(?:t|plain|say|explain)\(\s*"([a-z_]+\.[A-Za-z_.0-9]+)\"""")
    for source in SOURCES:
        for key in called.findall(source.read_text(encoding="utf-8")):
            assert key in keys or f"{key}.title" in keys, (source.name, key)
            assert key.split(".")[0] in sections


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_failure_has_its_words_with_the_facts_it_knows(language):
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in (kind for kind in kinds if "says" in vars(kind)):
        words = text.locale(language)[f"errors.{kind.__name__}"]
        assert placeholders(words) <= placeholders(kind.says), kind


def test_faults_are_told_with_the_names_of_the_form():
    with pytest.raises(BadSettings) as caught:
        TrainConfig(epochs=0, learning_rate=-1)
    told = text.error_text(caught.value)
    assert "Epochs: choose a whole number from 1 to 10" in told
    assert "Learning rate: choose a number above 0 and at most 0" in told


@pytest.mark.parametrize("rule", ["whole", "range", "above_zero", "choice", "empty", "absent"])
def test_every_rule_has_words(rule):
    assert text.fault_text(Fault(setting="epochs", rule=rule, low=1, high=2)).startswith("Epochs: ")


def test_every_setting_has_a_name():
    for setting in TrainConfig.__dataclass_fields__:
        assert text.plain(f"settings.{setting}")


HOSTILE = ["*a*", "_b_", "`c`", "[d](e)", "<f>", "$g$", "# h", ":smile:", "~i~", "a|b", "c -> d", "e >= f"]


@pytest.mark.parametrize("typed", HOSTILE)
def test_markdown_in_values_is_made_harmless(typed):
    escaped = text.markdown_escaped(typed)
    assert re.sub(r"\\(.)", r"\1", escaped).replace("\u2060", "") == typed
    assert not re.search(r"(?<!\\)[*_`\[\]<>$#:~|]", escaped)


@pytest.mark.parametrize("symbol", [":smile:", ":material/delete:", "->", "<-", "--", ">=", "~="])
def test_no_symbol_of_streamlits_is_left_in_one_piece(symbol):
    assert symbol not in text.markdown_escaped(symbol).replace("\\", "")


DURATIONS = [(0, "0:00:00"), (59.6, "0:01:00"), (3661, "1:01:01"), (-3, "0:00:00"), (86400, "24:00:00")]


@pytest.mark.parametrize(("seconds", "shown"), DURATIONS)
def test_durations_are_h_mm_ss(seconds, shown):
    assert text.duration(seconds) == shown


def test_sizes_carry_units():
    assert text.size(91_000_000) == "91 MB"
    assert text.size(1_340_000_000) == "1.3 GB"
