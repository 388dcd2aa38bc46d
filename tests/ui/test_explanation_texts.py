"""Every method of explanation has its texts in both languages, and there are no other such texts."""

import string

import pytest

from colabert_core.explaining.methods import METHODS, Method
from pages.ui import text

ONCE = ("name", "how", "not", "none")  # texts about a method, or for a sentence without a decisive word
OF_A_WORD = ("moves", "title")
KINDS = (*ONCE, *OF_A_WORD, "turns")


def kinds_of(method: Method) -> tuple[str, ...]:
    """Texts say that a verdict turns only if the method judges a second time."""
    return KINDS if method.has_after else (*ONCE, *OF_A_WORD)


def facts_of(method: Method) -> set[str]:
    """The values that the page inserts into a text about a word."""
    return {"word", "label", "shift", "mask"} | ({"before", "after"} if method.has_after else set())


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_a_method_has_all_its_words(language, method):
    texts = text.locale(language)
    keys = [f"explain.words.{kind}_{method.name}" for kind in kinds_of(method)]
    keys += [f"explain.table.{method.name}", f"explain.words.unit_{method.unit}"]
    assert [key for key in keys if key not in texts] == []


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_its_words_name_only_what_is_known_of_a_word(language, method):
    for kind in kinds_of(method):
        named = placeholders(text.locale(language)[f"explain.words.{kind}_{method.name}"])
        assert named <= ({"mask"} if kind in ONCE else facts_of(method)), kind


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_there_are_words_of_registered_methods_only(language):
    prefixes = tuple(f"explain.words.{kind}_" for kind in KINDS)
    left = {key for key in text.locale(language) if key.startswith(prefixes)}
    left.discard("explain.words.not_asked")
    assert left == {f"explain.words.{kind}_{method.name}" for method in METHODS for kind in kinds_of(method)}
