"""Tokens: how BERT reads a sentence, and what a maximum length costs."""

import numpy as np
import streamlit as st

from colabert_core.corpus import Corpus
from colabert_core.errors import EncoderNotFound
from colabert_core.model import Tokenized, WordPiece
from pages.ui import charts, frame, services, widgets
from pages.ui.corpus.picker import corpus_choice, offer_cola, opened_corpus
from pages.ui.model.token_strip import token_strip
from pages.ui.runs.names import encoder_label
from pages.ui.text import plain, t

EXAMPLE = "The linguists untangled an unbelievably long sentence."
_MAX_CHARACTERS = 5000  # of a typed sentence
_WAYS = ("corpus", "type")  # to choose a sentence
_LESSONS = ("tokens.why_special", "tokens.what_mask", "tokens.what_segments", "tokens.why_word_piece")


def body() -> None:
    controls = st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall")
    with controls, st.container(width=210):
        chosen = corpus_choice(t("corpus.which"))
    corpus = opened_corpus(chosen)
    with controls:
        row = _row(corpus) if _way() == "corpus" else None
        encoder, max_length = _encoder(), _max_length()
    sentence = _typed() if row is None else _sentence(corpus, row)
    word_piece = services.word_piece_for(encoder)
    if word_piece is None:
        raise EncoderNotFound(name=encoder)
    if not sentence.strip():
        st.info(t("tokens.empty"))
    else:
        _steps(sentence, max_length, word_piece)
    st.subheader(t("tokens.cost"), anchor=False)
    _cost()
    st.subheader(t("tokens.whole_corpus"), anchor=False)
    offer_cola()
    _lengths(corpus, encoder, max_length)
    widgets.learn_more(*_LESSONS)


def _way() -> str:
    """Where the sentence comes from: the corpus, or the visitor.

    The URL has the way's own name: Streamlit would write its label, which a browser in another language
    does not know.
    """
    if (linked := st.query_params.get("from")) in _WAYS:
        st.session_state.setdefault("way", linked)
    way = st.segmented_control(
        t("tokens.from"),
        _WAYS,
        default=_WAYS[0],
        format_func=lambda way: plain(f"tokens.{way}"),
        key="way",
        required=True,
        persist_state="session",
    )
    if way == _WAYS[0]:
        st.query_params.pop("from", None)
    elif way != linked:
        st.query_params["from"] = way
    return way


def _typed() -> str:
    return st.text_input(
        t("tokens.sentence"),
        EXAMPLE,
        key="sentence",
        max_chars=_MAX_CHARACTERS,
        bind="query-params",
        persist_state="session",
    )


def _row(corpus: Corpus) -> int:
    """A row of the corpus's training part, from 1."""
    rows = len(corpus.split("in_domain_train"))
    st.session_state.setdefault("row", 1)
    st.session_state["row"] = min(int(st.session_state["row"]), rows)  # another corpus may be shorter
    row = st.number_input(
        t("tokens.row", n=rows),
        1,
        rows,
        key="row",
        width=152,
        bind="query-params",
        persist_state="session",
    )
    st.button(
        t("tokens.another"), key="another", on_click=_another_row, args=(rows,), icon=":material/casino:"
    )
    return int(row)


def _sentence(corpus: Corpus, row: int) -> str:
    sentence = corpus.split("in_domain_train")["sentence"].iloc[row - 1]
    with st.container(key="corpus_sentence"):
        st.text(sentence)
    return sentence


def _encoder() -> str:
    """The encoder whose vocabulary is shown; there is no choice if only one is on this computer."""
    names = services.vocabularies()
    if len(names) == 1:
        return names[0]
    return st.selectbox(
        t("tokens.encoder"),
        names,
        format_func=encoder_label,
        key="vocabulary",
        help=t("tokens.encoder_help"),
        width=200,
        bind="query-params",
        persist_state="session",
    )


def _max_length() -> int:
    return st.slider(
        t("tokens.max_length"),
        8,
        512,
        64,
        key="max_length",
        width=186,
        bind="query-params",
        persist_state="session",
        help=t("tokens.max_length_help"),
    )


def _another_row(rows: int) -> None:
    st.session_state["row"] = int(np.random.default_rng().integers(1, rows + 1))


def _steps(sentence: str, max_length: int, word_piece: WordPiece) -> None:
    """The three steps of tokenization, and what they leave out."""
    tokenized = word_piece.tokenize(sentence, max_length)
    token_strip(tokenized, word_piece)
    if tokenized.cut:
        st.warning(t("tokens.was_cut", n=len(tokenized.cut)), icon=":material/content_cut:")
    unknown = (*tokenized.kinds, *tokenized.cut_kinds).count("unknown")
    if unknown and word_piece.special.unknown:
        token = word_piece.special.unknown.text
        st.info(t("tokens.unknown", n=unknown, token=token), icon=":material/help:")
    _numbers(tokenized)


def _numbers(tokenized: Tokenized) -> None:
    with st.expander(t("tokens.as_numbers"), icon=":material/data_array:"):
        st.markdown(t("tokens.classifier_reads"))
        for name in ("ids", "attention_mask", "segment_ids"):
            st.caption(t(f"tokens.{name}"))
            st.code(" ".join(map(str, getattr(tokenized, name))), language=None, wrap_lines=True)


def _cost() -> None:
    st.markdown(t("tokens.cost_text"))
    if st.button(t("tokens.measure"), key="measure", icon=":material/timer:"):
        with st.spinner(t("tokens.measuring")):
            st.session_state["cost"] = [services.seconds_to_read(length) for length in (64, 128)]
    if cost := st.session_state.get("cost"):
        short, long = cost
        cells = st.columns(3)
        cells[0].metric(t("tokens.at_length", n=64), t("tokens.milliseconds", ms=short * 1000))
        cells[1].metric(t("tokens.at_length", n=128), t("tokens.milliseconds", ms=long * 1000))
        cells[2].metric(t("tokens.ratio"), f"× {long / short:.1f}")


def _lengths(corpus: Corpus, encoder: str, max_length: int) -> None:
    lengths = services.training_lengths(corpus.fingerprint, encoder, corpus)
    read = np.minimum(lengths, max_length)
    cells = st.columns(3)
    cells[0].metric(t("tokens.longest"), t("tokens.n_tokens", n=int(lengths.max())), border=True)
    cells[1].metric(t("tokens.share_cut"), f"{np.mean(lengths > max_length):.1%}", border=True)
    cells[2].metric(t("tokens.share_padding"), f"{1 - read.mean() / max_length:.1%}", border=True)
    figure = charts.lengths(
        lengths, plain("charts.tokens_title"), plain("charts.tokens"), plain, limit=max_length
    )
    alt = plain("charts.tokens_alt", mean=float(lengths.mean()), most=int(lengths.max()))
    widgets.chart(figure, "token_lengths", alt, lambda: widgets.counted(lengths, plain("charts.tokens")))
    st.markdown(t("tokens.why_64", longest=int(lengths.max()), cut=float(np.mean(lengths > 64))))


frame.show("tokens", body)
