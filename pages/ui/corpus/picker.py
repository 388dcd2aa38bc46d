"""The choice of a corpus, which holds for all pages of a visit."""

import streamlit as st

from colabert_core.corpus import COLA, PAIRS, Corpus
from colabert_core.errors import ColabertError
from pages.ui import address, services
from pages.ui.corpus.published_file import fetch_or_upload
from pages.ui.text import error_text, plain, t

_FIELD = "pick_corpus"


def corpus_picker(label: str) -> Corpus:
    """Choose a corpus; if CoLA is missing, one line below opens ways to get it.

    The choice is kept in the URL and holds for all pages of a visit.
    """
    chosen = corpus_choice(label)
    offer_cola()
    return opened_corpus(chosen)


def corpus_choice(label: str) -> str:
    """The widget alone; returns the id of the corpus that is chosen."""
    ids = services.corpus_ids()
    wanted = st.query_params.get("corpus")
    if wanted and wanted not in ids and wanted != COLA:
        st.warning(t("corpus.gone"), icon=":material/search_off:")
    chosen_before = st.session_state.get("corpus")
    address.take(_FIELD, "corpus", ids, ids[0])
    if st.session_state.get(_FIELD) not in ids:
        st.session_state[_FIELD] = chosen_before if chosen_before in ids else ids[0]
    chosen = st.selectbox(label, ids, format_func=corpus_label, key=_FIELD, persist_state="session")
    st.session_state["corpus"] = chosen
    address.put("corpus", chosen, ids[0])
    return chosen


def opened_corpus(id: str) -> Corpus:
    """A corpus; if it is damaged, the reason is shown, and the minimal pairs take its place."""
    try:
        return services.corpus(id)
    except ColabertError as error:
        st.error(error_text(error), icon=":material/error:")
        return services.corpus(PAIRS)


def offer_cola() -> None:
    """One line that opens ways to get CoLA, if it is missing."""
    if COLA not in services.corpus_ids():
        missing_cola()


def corpus_label(id: str) -> str:
    """A corpus's name in the visitor's language."""
    return plain("corpus.pairs") if id == PAIRS else services.corpus_name(id)


def missing_cola() -> None:
    """Offer to download CoLA or to upload its zip file."""
    if fault := services.corpus_fault():
        st.warning(error_text(fault), icon=":material/error:")
    with st.expander(t("corpus.missing"), icon=":material/menu_book:"):
        _cola_sources()


def _cola_sources() -> None:
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
    """Choose CoLA, since the visitor has just asked for it."""
    st.session_state["corpus"] = st.query_params["corpus"] = COLA
