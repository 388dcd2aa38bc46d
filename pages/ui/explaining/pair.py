"""Two sentences side by side: which one the model prefers, and the words that differ."""

import streamlit as st

from colabert_core.judging import Score
from colabert_core.runs import Run
from pages.ui.explaining import charts
from pages.ui.explaining.difference import difference
from pages.ui.judging.verdict import judged, notes
from pages.ui.text import plain, t

PAIRS = (
    ("The key to the cabinets is on the table.", "The key to the cabinets are on the table."),
    ("Nobody has ever seen my brother.", "Somebody has ever seen my brother."),
    ("Who do you think left early?", "Who do you think that left early?"),
)
_SIDES = ("pair_one", "pair_two")
_MIN_PREFERENCE = 0.01  # difference in probability; below it, the model prefers neither


def two_sentences(run: Run) -> None:
    """A tab of the scoring page; nothing is judged while it is closed."""
    st.markdown(t("explain.pair.lead"))
    typed = [
        cell.text_input(
            t(f"explain.pair.{side}"), key=side, placeholder=example, persist_state="session"
        ).strip()
        for cell, side, example in zip(st.columns(2), _SIDES, PAIRS[0], strict=True)
    ]
    st.pills(
        t("scoring.examples"),
        range(len(PAIRS)),
        key="pair_example",
        format_func=lambda number: PAIRS[number][0],
        on_change=_take_example,
    )
    if all(typed):
        _show(judged(run, typed))
    elif any(typed):
        st.info(t("explain.pair.one_missing"), icon=":material/info:")


def _take_example() -> None:
    if (chosen := st.session_state.get("pair_example")) is not None:
        for side, sentence in zip(_SIDES, PAIRS[chosen], strict=True):
            st.session_state[side] = sentence
        st.session_state["pair_example"] = None


def _show(scores: list[Score]) -> None:
    one, two = scores
    if one.sentence == two.sentence:
        st.info(t("explain.pair.same"), icon=":material/info:")
        return
    if one.unreadable or two.unreadable:
        st.info(t("explain.pair.cannot_judge"), icon=":material/info:")
        return
    st.markdown(_preference(one, two))
    shown = difference(one.sentence, two.sentence)
    for cell, score, sentence in zip(st.columns(2), scores, shown, strict=True):
        footer = plain("verdict.probability", percent=f"{score.acceptable:.1%}")
        heading = plain("verdict.yes" if score.label == "acceptable" else "verdict.no")
        cell.html(charts.side_card(heading, sentence, score.acceptable, footer))
        for note in notes(score):
            cell.caption(note)
    st.caption(t("explain.pair.bold"))


def _preference(one: Score, two: Score) -> str:
    percents = {"one": f"{one.acceptable:.1%}", "two": f"{two.acceptable:.1%}"}
    if abs(one.acceptable - two.acceptable) < _MIN_PREFERENCE:
        return t("explain.pair.neither", **percents)
    return t(f"explain.pair.prefers_{'one' if one.acceptable > two.acceptable else 'two'}", **percents)
