"""Home: a sentence and its verdict, the steps of the lesson, and the latest runs."""

import streamlit as st
from streamlit.starlette import App

from colabert_core.runs import Run
from pages.ui import frame, server, services, widgets
from pages.ui.judging.verdict import about_judge, judged, verdict_card
from pages.ui.text import markdown_escaped, plain, t

_MAX_LATEST_RUNS = 5


def body() -> None:
    judge = services.default_run()
    _verdict(judge)
    _lesson()
    _latest()
    for topic in ("home.what_is_bert", "home.why_fine_tune", "home.why_hard"):
        widgets.explain(topic)
    services.warm(judge)  # last, since it loads torch: by now everything is on the screen


def _verdict(judge: Run) -> None:
    sentence = st.text_input(t("home.try"), key="home_sentence", placeholder=plain("scoring.placeholder"))
    if sentence.strip():
        verdict_card(judged(judge, [sentence.strip()])[0], judge)
    else:
        about_judge(judge)


def _lesson() -> None:
    """The five steps of the lesson, each with what is already there."""
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
    runs = [run for run in services.store().all() if not run.is_starter][:_MAX_LATEST_RUNS]
    if not runs:
        return
    st.subheader(t("home.latest"), anchor=False)
    for run in runs:
        _run_line(run)


def _run_line(run: Run) -> None:
    best = services.history(run).best
    name, state, mcc = st.columns([3, 2, 2], vertical_alignment="center")
    with name:
        frame.link("training", markdown_escaped(run.name), icon=False, run=run.id)
    state.caption(plain(f"states.{run.state()}"))
    mcc.caption("" if best is None else t("home.mcc", mcc=float(best["mcc"])))


if __name__ == "__main__":  # a visitor opens this page
    frame.show("home", body)
else:  # `streamlit run` starts the server: load what the pages import and read before the first visitor
    server.prepare()
    app = App("streamlit_app.py", lifespan=server.lifespan)
