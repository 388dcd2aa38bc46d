"""Every paradigm and phenomenon of the minimal pairs has its texts in both languages."""

import re

import pytest

from colabert_core.minimal_pairs.paradigms import PARADIGMS
from pages.ui import text


def section(language: str, name: str) -> dict[str, str]:
    """The texts of a section by their keys within it."""
    prefix = f"{name}."
    return {
        key.removeprefix(prefix): value
        for key, value in text.locale(language).items()
        if key.startswith(prefix)
    }


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_paradigm_is_explained_and_nothing_else(language):
    assert set(section(language, "paradigms")) == {paradigm.name for paradigm in PARADIGMS}


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_every_phenomenon_has_a_name_of_its_own(language):
    names = section(language, "phenomena")
    assert set(names) == {re.sub("[ -]", "_", paradigm.phenomenon) for paradigm in PARADIGMS}
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.name)
def test_english_explains_a_paradigm_in_a_line(paradigm):
    english = section("en", "paradigms")[paradigm.name]
    assert 10 < len(english) <= 110
    assert english.endswith(".")
    assert len(section("en", "paradigms")) == len(set(section("en", "paradigms").values()))


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=lambda paradigm: paradigm.name)
def test_korean_explains_the_same_paradigm_shortly(paradigm):
    korean = section("ko", "paradigms")[paradigm.name]
    assert len(korean) <= 90
    assert korean.endswith((".", "?"))
    assert len(section("ko", "paradigms")) == len(set(section("ko", "paradigms").values()))
