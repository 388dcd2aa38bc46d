"""All texts on the screen, in English and Korean, from locales/*.toml.

`t` is for places that interpret Markdown: inserted values are escaped. `plain` is for places that do not
(tables, charts, alternative texts) and for HTML, which is escaped where it is built.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from colabert_core.config import CHOICES
from colabert_core.errors import BadSettings, ColabertError

LANGUAGES = {"en": "English", "ko": "한국어"}
LANGUAGE_KEY = "lang"
_FOLDER = Path(__file__).parent / "locales"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")


@cache
def locale(language: str) -> dict[str, str]:
    """All texts of a language under dotted keys like samples.title."""
    return dict(_flat(tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))))


def _flat(table: dict, prefix: str = ""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def language() -> str:
    """The visitor's choice; without one, the browser's language if we have it, otherwise English."""
    chosen = st.session_state.get(LANGUAGE_KEY)
    return chosen if chosen in LANGUAGES else browser_language()


def browser_language() -> str:
    """The browser's language if we have it, otherwise English."""
    wanted = (st.context.locale or "").split("-")[0].lower()
    return wanted if wanted in LANGUAGES else "en"


def t(key: str, **values) -> str:
    """A text as Markdown, with values inserted and their Markdown escaped."""
    return plain(key, **{name: _escaped(value) for name, value in values.items()})


def plain(key: str, **values) -> str:
    """A text as it is, with values inserted."""
    return locale(language())[key].format(**values)


def counted_text(key: str, n: int) -> str:
    """A text about a number of things: `key`_one for one of them, `key`_many for any other number."""
    return plain(f"{key}_{'one' if n == 1 else 'many'}", n=n)


def spoken(key: str, **values) -> str:
    """A Markdown text without its marks, for screen readers; the values stay as they are."""
    return re.sub(r"\*+|\\(?=[\[\]])", "", locale(language())[key]).format(**values)


def phenomenon_name(phenomenon: str) -> str:
    """The name of a phenomenon of grammar in the visitor's language; an unknown one keeps its own name."""
    key = f"phenomena.{phenomenon.replace(' ', '_').replace('-', '_')}"
    return plain(key) if key in locale("en") else phenomenon


def _escaped(value):
    return markdown_escaped(value) if isinstance(value, str) else value


def markdown_escaped(text: str) -> str:
    """Text that Markdown shows as typed.

    An invisible word joiner breaks up what Streamlit would turn into icons (:smile:) and arrows (->) despite
    the backslash.
    """
    return _MARKDOWN.sub(r"\\\1", re.sub(r"([:<>=~-])", "\\1\u2060", text))


def error_text(error: ColabertError) -> str:
    """What happened, what was kept and what to do next, as Markdown."""
    if isinstance(error, BadSettings):
        return "\n".join([t("errors.BadSettings"), *(f"- {fault_text(fault)}" for fault in error.faults)])
    return t(f"errors.{error.kind}", **error.facts)


def fault_text(fault) -> str:
    """One setting's fault, naming the setting as the form does."""
    setting = plain(f"settings.{fault.setting}")
    low = "" if fault.low is None else f"{fault.low:,.10g}"
    high = "" if fault.high is None else f"{fault.high:,.10g}"
    choices = ", ".join(CHOICES.get(fault.setting, ()))
    return t(f"faults.{fault.rule}", setting=setting, low=low, high=high, choices=choices)


def duration(seconds: float) -> str:
    """h:mm:ss."""
    minutes, second = divmod(max(0, int(seconds + 0.5)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}"


def megabytes(byte_count: int) -> int:
    """Whole megabytes, for limits."""
    return byte_count // 1_000_000


def size(byte_count: int) -> str:
    """Megabytes; gigabytes from 1,000 MB."""
    return f"{byte_count / 1e6:,.0f} MB" if byte_count < 1e9 else f"{byte_count / 1e9:,.1f} GB"
