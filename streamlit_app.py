"""Home: a sentence and its verdict, the way through the lesson, and the latest runs."""

import streamlit as st
from streamlit.starlette import App

from colabert_core.runs import Run
from pages.ui import frame, server, services, widgets
from pages.ui.judging.verdict import about_judge, judged, verdict_card
from pages.ui.text import markdown_escaped, plain, t

_LATEST = 5  # runs


def body() -> None:
    judge = services.best_judge()
    _verdict(judge)
    _way()
    _latest()
    for topic in ("home.what_is_bert", "home.why_fine_tune", "home.why_hard"):
        widgets.explain(topic)
    services.warm(judge)  # last, since it loads torch: everything is on the screen by then


def _verdict(judge: Run) -> None:
    sentence = st.text_input(t("home.try"), key="home_sentence", placeholder=plain("scoring.placeholder"))
    if sentence.strip():
        verdict_card(judged(judge, [sentence.strip()])[0], judge)
    else:
        about_judge(judge)


def _way() -> None:
    """The lesson in five stations, each with what is there already."""
    corpora, runs = services.corpus_ids(), services.store().all()
    trained = [run for run in runs if not run.is_starter]
    judges = [run for run in runs if run.has_model]
    states = {
        "samples": t("home.corpora_here", n=len(corpora)),
        "tokens": t("home.tokens_here"),
        "training": t("home.runs", n=len(trained)) if trained else t("home.no_runs"),
        "evaluation": t("home.judges", n=len(judges)),
        "scoring": t("home.judges", n=len(judges)),
    }
    for number, (cell, page) in enumerate(zip(st.columns(5), states, strict=True), start=1):
        with cell, st.container(border=True, height="stretch"):
            frame.link(page, f"{number}. {t(f'{page}.menu')}")
            st.markdown(t(f"home.{page}"))
            st.caption(states[page])


def _latest() -> None:
    runs = [run for run in services.store().all() if not run.is_starter][:_LATEST]
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


if __name__ == "__main__":  # a visitor's run of this page
    frame.show("home", body)
else:  # `streamlit run` begins the server: what pages import and read is there before the first visitor
    server.prepare()
    app = App("streamlit_app.py", lifespan=server.lifespan)
