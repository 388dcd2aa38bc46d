"""Tokens: how BERT reads a sentence, and what a maximum length costs."""

import numpy as np
import streamlit as st

from colabert_core.corpus import Corpus
from colabert_core.errors import EncoderNotFound
from colabert_core.model import Tokenized, WordPiece
from pages.ui import charts, frame, services, widgets
from pages.ui.corpus.picker import corpus_picker
from pages.ui.model.token_strip import chips, token_strip
from pages.ui.runs.names import encoder_label
from pages.ui.text import plain, t

EXAMPLE = "The linguists untangled an unbelievably long sentence."
_MAX_CHARACTERS = 5000  # of a typed sentence


def body() -> None:
    corpus = corpus_picker(t("corpus.which"))
    sentence, encoder = _sentence(corpus), _encoder()
    word_piece = services.word_piece_for(encoder)
    if word_piece is None:
        raise EncoderNotFound(name=encoder)
    max_length = st.slider(
        t("tokens.max_length"),
        8,
        512,
        64,
        key="max_length",
        bind="query-params",
        help=t("tokens.max_length_help"),
    )
    if not sentence.strip():
        st.info(t("tokens.empty"))
    else:
        _steps(sentence, max_length, word_piece)
    for topic in ("tokens.why_special", "tokens.what_mask", "tokens.what_segments", "tokens.why_word_piece"):
        widgets.explain(topic)
    st.subheader(t("tokens.cost"), anchor=False)
    _cost()
    st.subheader(t("tokens.whole_corpus"), anchor=False)
    _lengths(corpus, encoder, max_length)


def _sentence(corpus: Corpus) -> str:
    """The sentence: typed, or a row of the corpus's training part."""
    ways = ["corpus", "type"]
    way = st.segmented_control(
        t("tokens.from"),
        ways,
        default=ways[0],
        format_func=lambda way: plain(f"tokens.{way}"),
        key="way",
        required=True,
    )
    if way == "type":
        return st.text_input(
            t("tokens.sentence"), EXAMPLE, key="sentence", persist_state="session", max_chars=_MAX_CHARACTERS
        )
    rows = corpus.split("in_domain_train")
    st.session_state.setdefault("row", 1)
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    st.session_state["row"] = min(int(st.session_state["row"]), len(rows))  # another corpus may be shorter
    row = left.number_input(t("tokens.row", n=len(rows)), 1, len(rows), key="row")
    right.button(
        t("tokens.another"), key="another", on_click=_another_row, args=(len(rows),), icon=":material/casino:"
    )
    sentence = rows["sentence"].iloc[int(row) - 1]
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
        persist_state="session",
    )


def _another_row(rows: int) -> None:
    st.session_state["row"] = int(np.random.default_rng().integers(1, rows + 1))


def _steps(sentence: str, max_length: int, word_piece: WordPiece) -> None:
    """The three steps of tokenization, each with its result."""
    tokenized = word_piece.tokenize(sentence, max_length)
    whole = word_piece.tokenize(sentence)
    special = word_piece.special
    inner = slice(len(special.before), len(whole.tokens) - len(special.after))
    st.markdown(t("tokens.step_split", n=len(whole.tokens[inner])))
    st.html(chips(whole.tokens[inner], whole.kinds[inner]))
    st.markdown(t("tokens.step_special", n=len(whole.tokens)))
    st.html(chips(whole.tokens, whole.kinds))
    key = "tokens.step_cut" if tokenized.cut else "tokens.step_pad"
    st.markdown(t(key, length=max_length, padding=tokenized.padding, cut=len(tokenized.cut)))
    token_strip(tokenized)
    _legend()
    if tokenized.cut:
        st.warning(t("tokens.was_cut", n=len(tokenized.cut)), icon=":material/content_cut:")
        st.html(chips(tokenized.cut, tokenized.cut_kinds, cut=True))
    if unknown := whole.kinds.count("unknown"):
        st.info(t("tokens.unknown", n=unknown), icon=":material/help:")
    _numbers(tokenized)


def _legend() -> None:
    kinds = (("cb-special", "[CLS]"), ("cb-piece", "##s"), ("cb-pad", "[PAD]"), ("cb-unknown", "[UNK]"))
    marks = "".join(
        f'<span><span class="cb-token {kind}">{token}</span>{plain(f"tokens.legend_{kind[3:]}")}</span>'
        for kind, token in kinds
    )
    st.html(f'<div class="cb-legend">{marks}<span>{plain("tokens.legend_rows")}</span></div>')


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
