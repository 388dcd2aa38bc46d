"""Home: a sentence and its verdict, the steps of the lesson, and the runs worth a look."""

import streamlit as st
from streamlit.starlette import App

from colabert_core.runs import Run
from pages.ui import address, frame, server, services, widgets
from pages.ui.judging.examples import example_chips
from pages.ui.judging.verdict import about_judge, judged, verdict_card
from pages.ui.text import markdown_escaped, plain, t

_FIELD = "home_sentence"
_MAX_LATEST_RUNS = 4
_MAX_CHARACTERS = 5000


def body() -> None:
    judge = services.default_run()
    with st.container(key="hero"):
        _verdict(judge)
    _lesson()
    _runs()
    widgets.learn_more("home.what_is_bert", "home.why_fine_tune", "home.why_hard")
    services.warm(judge)  # last, since it loads torch: by now everything is on the screen


def _verdict(judge: Run) -> None:
    sentence = st.text_input(
        t("home.try"),
        key=_FIELD,
        placeholder=plain("scoring.placeholder"),
        max_chars=_MAX_CHARACTERS,
        persist_state="session",
    ).strip()
    example_chips(_FIELD)
    if not sentence:
        about_judge(judge)
        return
    verdict = judged(judge, [sentence])[0]
    verdict_card(verdict, judge)
    if not verdict.unreadable:
        frame.link("scoring", t("home.why"), icon=False, one=sentence, judge=judge.id)


def _lesson() -> None:
    """The five steps of the lesson, each with what is already there; the whole card is a link."""
    states = _states()
    with st.container(key="steps"):
        for number, (cell, page) in enumerate(zip(st.columns(5), states, strict=True), start=1):
            with cell, st.container(border=True, height="stretch", key=f"step_{page}", gap="xsmall"):
                frame.link(page, f"{number}. {t(f'{page}.menu')}", left=address.left(page))
                st.caption(t(f"home.{page}"))
                st.caption(_done(page, states[page]))


def _done(page: str, state: str) -> str:
    """What is there, with a tick once the visitor has been to the page."""
    been_there = bool(address.was_on(page))
    return f":material/check_circle: {state}" if been_there else state


def _states() -> dict[str, str]:
    runs = services.store().all()
    trained = [run for run in runs if not run.is_starter]
    judges = [run for run in runs if run.has_model]
    return {
        "samples": t("home.corpora_here", n=len(services.corpus_ids())),
        "tokens": t("home.tokens_here"),
        "training": t("home.runs", n=len(trained)) if trained else t("home.no_runs"),
        "evaluation": t("home.judges", n=len(judges)),
        "scoring": t("home.judges", n=len(judges)),
    }


def _runs() -> None:
    """The latest runs, with the newest and the best named."""
    runs = [run for run in services.store().all() if not run.is_starter]
    if not runs:
        return
    st.subheader(t("home.latest"), anchor=False)
    best = max(runs, key=_mcc)
    latest = runs[:_MAX_LATEST_RUNS]
    for run in latest if best in latest else [*latest[:-1], best]:
        marks = [plain("home.newest")] * (run == runs[0])
        marks += [plain("home.best")] * (run == best and _mcc(run) > -1)
        _run_line(run, marks)


def _mcc(run: Run) -> float:
    best = services.history(run).best
    return -1.0 if best is None else float(best["mcc"])


def _run_line(run: Run, marks: list[str]) -> None:
    name, state, mcc = st.columns([3, 2, 3], vertical_alignment="center")
    with name:
        frame.link("training", markdown_escaped(run.name), icon=False, run=run.id)
    state.caption(" · ".join([plain(f"states.{run.state()}"), *marks]))
    known = _mcc(run)
    mcc.caption("" if known == -1.0 else t("home.mcc", mcc=known, corpus=run.info.corpus))


if __name__ == "__main__":  # a visitor opens this page
    frame.show("home", body)
else:  # `streamlit run` starts the server: load what the pages import and read before the first visitor
    server.prepare()
    app = App("streamlit_app.py", lifespan=server.lifespan)
