"""What every page does in the browser: see behaviour.js."""

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from pages.ui.text import language, locale, plain

_behaviour = component(
    "colabert_behaviour",
    html='<div class="cb-behaviour"></div>',
    js=(Path(__file__).parent / "behaviour.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_FOCUS = "behaviour_focus"


def behave(is_projector: bool) -> None:
    """Mount the behaviour of a page, once, at its end."""
    data = {
        "language": language(),
        "projector": is_projector,
        "terms": glossary(),
        "focus": st.session_state.get(_FOCUS),
        "words": {name: plain(f"behaviour.{name}") for name in ("copied", "lost", "lost_title")},
    }
    _behaviour(data=data, key="behaviour")


def take_eyes_to(key: str) -> None:
    """Bring the container `key` into view once, when the page has been drawn again."""
    number = int((st.session_state.get(_FOCUS) or " 0").split(" ")[1]) + 1
    st.session_state[_FOCUS] = f"{key} {number}"


def glossary() -> dict[str, tuple[str, str]]:
    """Every term of the glossary with its name and its explanation, in the visitor's language."""
    texts = locale(language())
    names = [key.split(".")[1] for key in texts if key.startswith("terms.") and key.endswith(".name")]
    return {name: (texts[f"terms.{name}.name"], texts[f"terms.{name}.text"].strip()) for name in names}
