"""Scoring: judge a sentence and see why, compare two sentences, judge several, or judge a file."""

import pandas as pd
import streamlit as st

from colabert_core.judging import Score, sentences_in
from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.explaining.pair import two_sentences
from pages.ui.explaining.view import explanations
from pages.ui.judging.file import judge_a_file
from pages.ui.judging.verdict import judged, verdict_card
from pages.ui.runs.names import run_name
from pages.ui.runs.picker import run_picker
from pages.ui.text import plain, t

EXAMPLES = (
    "She goes to school.",
    "She go to school.",
    "The keys to the cabinet are on the table.",
    "The keys to the cabinet is on the table.",
    "What did you say that Kim bought?",
    "What did you ask who bought?",
)
_MAX_LINES = 1000


def body() -> None:
    run = run_picker(services.store().with_model(), key="judge", usual=services.default_run())
    _one(run)
    two_sentences(run)
    _several(run)
    judge_a_file(run)
    _history()
    widgets.explain("scoring.what_it_means")
    services.warm(run)  # last, since it loads torch: by now everything is on the screen


def _one(run: Run) -> None:
    sentence = st.text_input(
        t("scoring.sentence"), key="one", placeholder=plain("scoring.placeholder"), persist_state="session"
    )
    st.pills(t("scoring.examples"), EXAMPLES, key="example", on_change=_take_example)
    if not sentence:
        return
    if not sentence.strip():
        st.info(t("scoring.empty"))
        return
    verdict = judged(run, [sentence.strip()])[0]
    verdict_card(verdict, run)
    _remember(verdict, run)
    if not verdict.unreadable:
        explanations(run, verdict)


def _take_example() -> None:
    if chosen := st.session_state.get("example"):
        st.session_state["one"] = chosen
        st.session_state["example"] = None


def _several(run: Run) -> None:
    with st.expander(t("scoring.several"), icon=":material/format_list_bulleted:"):
        text = st.text_area(t("scoring.lines"), key="many", height=160, persist_state="session")
        if st.button(t("scoring.judge"), key="judge_many", type="primary"):
            lines = sentences_in(text)
            verdicts = judged(run, lines[:_MAX_LINES]) if lines else []
            st.session_state["verdicts"] = (run.id, verdicts)
            if len(lines) > _MAX_LINES:
                st.warning(t("scoring.too_many", n=_MAX_LINES))
        judge, verdicts = st.session_state.get("verdicts", (None, []))
        if judge == run.id and not verdicts:
            st.info(t("scoring.empty"))
        elif judge == run.id:  # another judge's verdicts are not shown under this one's name
            table = _table(verdicts)
            if unread := sum(bool(score.unreadable) for score in verdicts):
                st.caption(t("scoring.cannot_judge", n=unread))
            _show(table, "verdicts_table")
            widgets.download(table, "verdicts.csv", key="verdicts_csv")


def _table(verdicts: list[Score]) -> pd.DataFrame:
    """The verdicts as a table, the most acceptable sentence first, and last those that cannot be judged."""
    return _rows(sorted(verdicts, key=lambda score: (bool(score.unreadable), -score.acceptable)))


def _rows(verdicts: list[Score]) -> pd.DataFrame:
    """Columns verdict, probability (0 to 1, none if there is no verdict), sentence, and perhaps taken off."""
    table = pd.DataFrame(
        {
            plain("columns.verdict"): [_verdict_word(score) for score in verdicts],
            plain("columns.probability"): [
                None if score.unreadable else score.acceptable for score in verdicts
            ],
            plain("columns.sentence"): [score.sentence for score in verdicts],
        }
    )
    taken_off = [score.taken_off for score in verdicts]
    return table.assign(**{plain("own.taken"): taken_off}) if any(taken_off) else table


def _verdict_word(score: Score) -> str:
    return plain("verdict.none") if score.unreadable else plain(f"labels.{int(score.label == 'acceptable')}")


def _show(table: pd.DataFrame, key: str) -> None:
    percent = st.column_config.ProgressColumn(format="%.1f%%", min_value=0, max_value=100)
    st.dataframe(
        table.assign(
            **{plain("columns.probability"): table[plain("columns.probability")].astype(float) * 100}
        ),
        key=key,
        hide_index=True,
        column_config={
            plain("columns.probability"): percent,
            plain("columns.sentence"): st.column_config.TextColumn(width="large"),
        },
        alt=plain("scoring.table_alt", n=len(table)),
    )


def _remember(verdict: Score, run: Run) -> None:
    """Add a verdict to the history of this visit, unless the page was only run again."""
    visit = st.session_state.setdefault("visit", [])
    judge = run_name(run)
    entry = (verdict, judge)
    if not visit or (visit[-1][0].sentence, visit[-1][1]) != (verdict.sentence, judge):
        visit.append(entry)


def _history() -> None:
    if visit := st.session_state.get("visit"):
        with st.expander(t("scoring.history", n=len(visit)), icon=":material/history:"):
            table = _rows([verdict for verdict, _ in reversed(visit)])
            table[plain("columns.judge")] = [name for _, name in reversed(visit)]
            _show(table, "visit_table")
            widgets.download(table, "visit.csv", key="visit_csv")


frame.show("scoring", body)
