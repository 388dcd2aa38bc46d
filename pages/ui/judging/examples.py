"""Sentences to try, for visitors who do not want to think of one first."""

import streamlit as st

from pages.ui.text import t

EXAMPLES = (
    "She goes to school.",
    "She go to school.",
    "The keys to the cabinet are on the table.",
    "The keys to the cabinet is on the table.",
    "What did you say that Kim bought?",
    "What did you ask who bought?",
)


def example_chips(field: str) -> None:
    """Chips that put an example into the text field with the key `field`."""
    key = f"{field}_example"
    st.pills(
        t("scoring.examples"),
        EXAMPLES,
        key=key,
        on_change=_take,
        args=(field, key),
        label_visibility="collapsed",
    )


def _take(field: str, key: str) -> None:
    if chosen := st.session_state.get(key):
        st.session_state[field] = chosen
        st.session_state[key] = None
