"""Short notices of what has just happened, shown on the next run of the page."""

import streamlit as st

_WAITING = "notices_waiting"
_DONE, _FAULT = ":material/check_circle:", ":material/error:"


def tell(text: str, is_fault: bool = False) -> None:
    """Show a text (Markdown) once, on this page or the next."""
    st.session_state.setdefault(_WAITING, []).append((text, _FAULT if is_fault else _DONE))


def show_notices() -> None:
    """Show the notices since the last run of a page."""
    for text, symbol in st.session_state.pop(_WAITING, []):
        st.toast(text, icon=symbol, duration="long")
