"""Home: a sentence and its verdict, the way through the lesson, and the latest runs."""

import streamlit as st

from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.text import markdown_escaped, plain, t

_LATEST = 5  # runs


def body() -> None:
    _verdict()
    _way()
    _latest()
    for topic in ("home.what_is_bert", "home.why_fine_tune", "home.why_hard"):
        widgets.explain(topic)


def _verdict() -> None:
    runs = services.store().with_model()
    if not runs:
        return
    sentence = st.text_input(t("home.try"), key="home_sentence", placeholder=plain("scoring.placeholder"))
    if sentence.strip():
        widgets.verdict_card(widgets.judged(runs[0], [sentence.strip()])[0], runs[0])


def _way() -> None:
    """The lesson in four stations, each with what is there already."""
    corpus, runs = services.corpus(), services.store().all()
    judges = [run for run in runs if run.has_model]
    states = {
        "samples": t("home.corpus_here", n=len(corpus.table)) if corpus else t("home.corpus_missing"),
        "tokens": t("home.tokens_here"),
        "training": t("home.runs", n=len(runs)) if runs else t("home.no_runs"),
        "scoring": t("home.judges", n=len(judges)) if judges else t("home.no_judge"),
    }
    for number, (cell, page) in enumerate(zip(st.columns(4), states, strict=True), start=1):
        with cell, st.container(border=True, height="stretch"):
            frame.link(page, f"{number}. {t(f'{page}.menu')}")
            st.markdown(t(f"home.{page}"))
            st.caption(states[page])


def _latest() -> None:
    runs = services.store().all()[:_LATEST]
    if not runs:
        return
    st.subheader(t("home.latest"), anchor=False)
    for run in runs:
        _line(run)


def _line(run: Run) -> None:
    best = services.history(run).best
    name, state, mcc = st.columns([3, 2, 2], vertical_alignment="center")
    with name:
        frame.link("training", markdown_escaped(run.name), icon=False, run=run.id)
    state.caption(plain(f"states.{run.state()}"))
    mcc.caption("" if best is None else t("home.mcc", mcc=float(best["mcc"])))


frame.show("home", body)
