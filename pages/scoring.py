"""Scoring: judge a sentence and see why, compare two sentences, judge several, or judge a file."""

import streamlit as st

from colabert_core.judging import THRESHOLD, sentences_in
from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.explaining.pair import two_sentences
from pages.ui.explaining.view import FIELD, explanations
from pages.ui.judging.examples import example_chips
from pages.ui.judging.file import judge_a_file
from pages.ui.judging.history import (
    Line,
    line_of,
    remember,
    show_history,
    show_verdicts,
    verdict_table,
)
from pages.ui.judging.verdict import judged, verdict_card
from pages.ui.runs.names import run_name
from pages.ui.runs.picker import run_picker
from pages.ui.text import plain, t

_MAX_LINES = 1000
_MAX_CHARACTERS = 5000


def body() -> None:
    run = run_picker(services.store().with_model(), key="judge", usual=services.default_run())
    one, two, many, file = widgets.tabs("scoring", ("one", "two", "many", "file"))
    for tab, draw in ((one, _one), (two, two_sentences), (many, _several)):
        if tab.open:
            with tab, frame.faults_shown():
                draw(run)
    with file, frame.faults_shown():  # always drawn: otherwise Streamlit would forget the file
        judge_a_file(run)
    widgets.learn_more("scoring.what_it_means")
    services.warm(run)  # last, since it loads torch: by now everything is on the screen


def _one(run: Run) -> None:
    if (wanted := st.session_state.pop(f"{FIELD}_wanted", None)) is not None:
        st.session_state[FIELD] = wanted
    sentence = st.text_input(
        t("scoring.sentence"),
        key=FIELD,
        placeholder=plain("scoring.placeholder"),
        max_chars=_MAX_CHARACTERS,
        persist_state="session",
        bind="query-params",
    )
    example_chips(FIELD)
    if sentence and not sentence.strip():
        st.info(t("scoring.empty"))
    elif sentence:
        _verdict(run, sentence.strip())
    show_history(FIELD)


def _verdict(run: Run, sentence: str) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        verdict = judged(run, [sentence])[0]
        verdict_card(verdict, run)
    remember(verdict, run)
    if not verdict.unreadable:
        with right:
            explanations(run, verdict)


def _several(run: Run) -> None:
    text = st.text_area(t("scoring.lines"), key="many", height=160, persist_state="session")
    if st.button(t("scoring.judge"), key="judge_many", type="primary"):
        lines = sentences_in(text)
        verdicts = judged(run, lines[:_MAX_LINES]) if lines else []
        found = [line_of(verdict, run_name(run)) for verdict in verdicts]
        st.session_state["verdicts"] = (run.id, found)
        if len(lines) > _MAX_LINES:
            st.warning(t("scoring.too_many", n=_MAX_LINES))
    judge, known = st.session_state.get("verdicts", (None, []))
    if judge == run.id and not known:
        st.info(t("scoring.empty"))
    elif judge == run.id:  # another judge's verdicts are not shown under this one's name
        _list(known)


def _list(lines: list[Line]) -> None:
    """The verdicts in the order typed, with their counts."""
    shares = [line.acceptable for line in lines]
    known = [share for share in shares if share is not None]
    yes = sum(share >= THRESHOLD for share in known)
    st.markdown(t("scoring.counts", yes=yes, no=len(known) - yes))
    if len(known) < len(lines):
        st.caption(t("scoring.cannot_judge", n=len(lines) - len(known)))
    table = verdict_table(lines)
    row = show_verdicts(table, "verdicts_table")
    widgets.download(table, "verdicts.csv", key="verdicts_csv")
    if row is not None:
        st.session_state[f"{FIELD}_wanted"] = lines[row].sentence
        widgets.open_tab("scoring", "one")


frame.show("scoring", body)
