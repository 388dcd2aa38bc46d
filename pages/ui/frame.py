"""The frame around every page: title, menu, language, and expected errors in plain words.

If the first request to a fresh server is a deep link, only that page runs, not streamlit_app.py; so each page
draws the menu here, instead of `st.navigation`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from colabert_core.errors import ColabertError
from pages.ui import address, services
from pages.ui.components.behaviour import behave
from pages.ui.notices import show_notices
from pages.ui.text import LANGUAGE_KEY, LANGUAGES, browser_language, error_text, language, plain, t
from pages.ui.widgets import PROJECTOR_KEY, is_projector

MENU = {
    "home": ("streamlit_app.py", ":material/home:"),
    "samples": ("pages/samples.py", ":material/menu_book:"),
    "tokens": ("pages/tokens.py", ":material/view_week:"),
    "training": ("pages/training.py", ":material/show_chart:"),
    "evaluation": ("pages/evaluation.py", ":material/query_stats:"),
    "scoring": ("pages/scoring.py", ":material/rule:"),
}
_STYLE = Path(__file__).parent / "style.css"
_SIDEBAR_PIXELS = 200
_REFRESH = 5.0  # seconds between two looks at a training, for the menu
_WATCHED = "frame_watched"  # session key: the id of the training that this visit has seen under way
_ICON = str(Path(__file__).parent / "icon.png")  # Streamlit would fetch its own from another server


def show(page: str, body: Callable[[], None]) -> None:
    """Draw a page: its frame, then its body."""
    address.begin(page)
    menu = _sidebar()
    st.set_page_config(
        page_title=f"{plain(f'{page}.title')} · ColaBERT",
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state=_SIDEBAR_PIXELS,
    )
    st.html(_STYLE)
    address.remember(page)
    _fill(menu, page)
    if is_projector():
        _projected_menu()
    st.title(t(f"{page}.title"), anchor=False)
    st.caption(t(f"{page}.lead"))
    show_notices()
    with faults_shown():
        body()
    address.remember(page)
    behave(is_projector())


@contextmanager
def faults_shown() -> Iterator[None]:
    """Show an expected failure where it happens; the page after this block is still drawn."""
    try:
        yield
    except ColabertError as error:
        st.error(error_text(error), icon=":material/error:")


def link(
    page: str, label: str = "", icon: bool = True, left: Mapping[str, str] | None = None, **query: str
) -> None:
    """A link to another page that keeps the language and the projector mode.

    `left`: the parameters with which the page was left; `query` comes on top of them.
    """
    path, symbol = MENU[page]
    st.page_link(
        path,
        label=label or t(f"{page}.menu"),
        icon=symbol if icon else None,
        query_params={**(left or {}), **kept(), **query} or None,
    )


def open_page(page: str, **query: str) -> NoReturn:
    """Go to another page, as `link` does."""
    st.switch_page(MENU[page][0], query_params={**kept(), **query})


def kept() -> dict[str, str]:
    """The parameters that hold on every page."""
    found = {}
    if language() != browser_language():
        found[LANGUAGE_KEY] = language()
    if is_projector():
        found[PROJECTOR_KEY] = "true"
    return found


# --- the menu ----------------------------------------------------------------------------------


def _sidebar() -> DeltaGenerator:
    """Language and projector mode, first because all texts depend on them; returns the place for the menu.

    Both are in the URL: a link shared in class opens in the same language.
    """
    with st.sidebar:
        st.html('<div class="cb-brand">ColaBERT</div>')
        menu = st.container(gap=None)
        address.take(LANGUAGE_KEY, LANGUAGE_KEY, LANGUAGES, browser_language())
        st.session_state.setdefault(LANGUAGE_KEY, browser_language())
        st.segmented_control(
            "Language · 언어",
            list(LANGUAGES),
            required=True,
            format_func=LANGUAGES.__getitem__,
            key=LANGUAGE_KEY,
            persist_state="session",
        )
        address.put(LANGUAGE_KEY, language(), browser_language())
        st.toggle(
            t("frame.projector"), key=PROJECTOR_KEY, help=t("frame.projector_help"), bind="query-params"
        )
    return menu


def _fill(menu: DeltaGenerator, here: str) -> None:
    with menu:
        for page in MENU:
            link(page, left=_way_back(page))
        live = services.store().training() is not None
        st.fragment(_training, run_every=_REFRESH if live else None)(here)


def _way_back(page: str) -> dict[str, str]:
    """The parameters with which a page was left, and the corpus that was chosen since."""
    query = address.left(page)
    for name in (LANGUAGE_KEY, PROJECTOR_KEY):
        query.pop(name, None)
    if "corpus" in query and (corpus := st.session_state.get("corpus")):
        query["corpus"] = corpus
    return query


def _training(here: str) -> None:
    """The training under way with its share done; once it has ended, how, until its page has been seen."""
    run = services.store().training()
    watched = run.id if run else st.session_state.get(_WATCHED)
    st.session_state[_WATCHED] = watched
    if run:
        share = services.history(run).share_done
        link("training", t("frame.at_work", name=run.name, share=share), icon=False, run=run.id)
    elif ended := services.run_named(watched):
        link("training", t(f"frame.{ended.state()}", name=ended.name), icon=False, run=ended.id)
        if here == "training":
            st.session_state[_WATCHED] = None


def _projected_menu() -> None:
    """The menu in one line and the way out, since the sidebar is hidden in projector mode."""
    with st.container(horizontal=True, gap="small", key="projected_menu"):
        for page in MENU:
            link(page, icon=False, left=_way_back(page))
        st.button(
            t("frame.leave_projector"), key="leave_projector", type="tertiary", on_click=_leave_projector
        )


def _leave_projector() -> None:
    st.session_state[PROJECTOR_KEY] = False
