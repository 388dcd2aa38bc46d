"""The frame around every page: title, menu, language, and expected errors in plain words.

If the first request to a fresh server is a deep link, only that page runs, not streamlit_app.py; so each page
draws the menu here, instead of `st.navigation`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from colabert_core.errors import ColabertError
from pages.ui import services
from pages.ui.text import LANGUAGE_KEY, LANGUAGES, browser_language, error_text, plain, t

MENU = {
    "home": ("streamlit_app.py", ":material/home:"),
    "samples": ("pages/samples.py", ":material/menu_book:"),
    "tokens": ("pages/tokens.py", ":material/view_week:"),
    "training": ("pages/training.py", ":material/show_chart:"),
    "evaluation": ("pages/evaluation.py", ":material/query_stats:"),
    "scoring": ("pages/scoring.py", ":material/rule:"),
}
_STYLE = Path(__file__).parent / "style.css"
_ICON = str(Path(__file__).parent / "icon.png")  # Streamlit would fetch its own from another server


def show(page: str, body: Callable[[], None]) -> None:
    """Draw a page: its frame, then its body."""
    menu = _sidebar()
    st.set_page_config(page_title=f"{plain(f'{page}.title')} · ColaBERT", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    _fill(menu)
    st.title(t(f"{page}.title"), anchor=False)
    st.markdown(t(f"{page}.lead"))
    with faults_shown():
        body()


@contextmanager
def faults_shown() -> Iterator[None]:
    """Show an expected failure where it happens; the page after this block is still drawn."""
    try:
        yield
    except ColabertError as error:
        st.error(error_text(error), icon=":material/error:")


def link(page: str, label: str = "", icon: bool = True, **query) -> None:
    """A link to another page that keeps the language."""
    path, symbol = MENU[page]
    st.page_link(
        path, label=label or t(f"{page}.menu"), icon=symbol if icon else None, query_params=query or None
    )


def _sidebar() -> DeltaGenerator:
    """The choice of a language, first because all texts depend on it; returns the place for the menu.

    The choice is bound to the URL: a link shared in class opens in the same language.
    """
    with st.sidebar:
        st.html('<div style="font-size:1.5rem;font-weight:700">ColaBERT</div>')
        menu = st.container()
        st.segmented_control(
            "Language · 언어",
            list(LANGUAGES),
            default=browser_language(),
            required=True,
            format_func=LANGUAGES.__getitem__,
            key=LANGUAGE_KEY,
            bind="query-params",
        )
    return menu


def _fill(menu: DeltaGenerator) -> None:
    with menu:
        for page in MENU:
            link(page)
        if run := services.store().training():
            link("training", t("frame.at_work", name=run.name), icon=False, run=run.id)
