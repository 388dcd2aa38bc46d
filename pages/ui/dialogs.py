"""Questions before something that cannot be undone."""

from collections.abc import Callable

import streamlit as st

from colabert_core.errors import ColabertError
from pages.ui.notices import tell
from pages.ui.text import error_text, t


def ask(title: str, text: str, yes: str, act: Callable[[], None]) -> None:
    """Open a dialog; `act` is done when the visitor presses the button `yes`. Texts are Markdown."""

    @st.dialog(title, icon=":material/warning:")
    def sure() -> None:
        st.markdown(text)
        with st.container(horizontal=True):
            done = st.button(yes, key="dialog_yes", type="primary", on_click=_do, args=(act,))
            if st.button(t("dialog.no"), key="dialog_no") or done:
                st.rerun()  # the whole page, without the dialog

    sure()


def _do(act: Callable[[], None]) -> None:
    try:
        act()
    except ColabertError as error:
        tell(error_text(error), is_fault=True)
