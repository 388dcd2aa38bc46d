"""Which corpus: the choice that holds for all pages of a visit."""

import streamlit as st

from colabert_core.corpus import COLA, PAIRS, Corpus
from colabert_core.errors import ColabertError
from pages.ui import services
from pages.ui.corpus.published_file import fetch_or_upload
from pages.ui.text import error_text, plain, t


def corpus_picker(label: str, is_wide: bool = False) -> Corpus:
    """Choose among the corpora that are here; where CoLA is not, the ways to get it are shown below.

    They are open if `is_wide`. The choice stands in the URL and holds for all pages of a visit.
    """
    ids = services.corpus_ids()
    wanted = st.query_params.get("corpus") or st.session_state.get("corpus")
    chosen = st.selectbox(
        label,
        ids,
        index=ids.index(wanted) if wanted in ids else 0,
        format_func=corpus_label,
        key=f"pick_corpus_{'-'.join(ids)}",
    )
    st.session_state["corpus"] = chosen
    if wanted != chosen and (wanted or chosen != ids[0]):
        st.query_params["corpus"] = chosen
    if COLA not in ids:
        missing_cola(is_wide)
    try:
        return services.corpus(chosen)
    except ColabertError as error:  # one damaged corpus leaves the page whole
        st.error(error_text(error), icon=":material/error:")
        return services.corpus(PAIRS)


def corpus_label(id: str) -> str:
    """A corpus' name in the visitor's language."""
    return plain("corpus.pairs") if id == PAIRS else services.corpus_name(id)


def missing_cola(is_wide: bool) -> None:
    """Fetch CoLA with a progress bar, or bring its zip along."""
    if fault := services.corpus_fault():
        st.warning(error_text(fault), icon=":material/error:")
    with st.expander(t("corpus.missing"), icon=":material/menu_book:", expanded=is_wide):
        _ways_in()


def _ways_in() -> None:
    st.markdown(t("corpus.meanwhile"))
    fetch_or_upload(
        "corpus",
        "corpus",
        services.corpus_address(),
        services.fetch_corpus,
        services.install_corpus,
        _show_cola,
    )


def _show_cola() -> None:
    """Who fetched it wants to see it."""
    st.session_state["corpus"] = st.query_params["corpus"] = COLA
