"""Explanations below the verdict on the scoring page: words, repair, break it, attention.

Only the open tab is computed, after the verdict is on the screen; results are kept for the next run.
"""

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.explaining import WAYS, Change, broken
from colabert_core.judging import THRESHOLD, Score
from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.explaining import charts
from pages.ui.explaining.difference import difference
from pages.ui.explaining.words import which_word
from pages.ui.text import plain, t

FIELD = "one"  # the key of the page's sentence
_MAX_SUGGESTIONS = 3
_ICONS = {
    "swap": ":material/swap_horiz:",
    "ending": ":material/content_cut:",
    "negation": ":material/exposure_neg_2:",
    "shuffle": ":material/shuffle:",
}


def explanations(run: Run, verdict: Score) -> None:
    """The four tabs. A fragment, so that a click in them does not redraw the rest of the page."""
    st.fragment(_tabs)(run, verdict)


def _tabs(run: Run, verdict: Score) -> None:
    names = ("words", "repair", "break", "attention")
    for tab, draw in zip(
        widgets.tabs("explain", names), (which_word, _repair, _break, _attention), strict=True
    ):
        if tab.open:
            with tab, frame.faults_shown(), st.spinner(t("verdict.thinking")):
                draw(run, verdict)


# --- repair ----------------------------------------------------------------------------------------


def _repair(run: Run, verdict: Score) -> None:
    found = services.repair_of(run, verdict.sentence)
    st.markdown(t(f"explain.repair.lead_{verdict.label}"))
    if not found.tried:
        st.info(t("explain.repair.nothing"))
        return
    if found.turning:
        for number, one in enumerate(found.turning[:_MAX_SUGGESTIONS]):
            _suggestion(verdict, one, number)
    else:
        st.info(t("explain.repair.none", n=found.tried), icon=":material/info:")
        _suggestion(verdict, found.closest, 0)
    st.caption(t("explain.repair.tried", n=found.tried, turning=len(found.turning)))
    if found.left_out:
        st.caption(t("explain.repair.limited", n=found.left_out))
    shown = found.turning or (found.closest,)
    widgets.numbers_popover(
        "repairs", plain("explain.repair.alt", n=len(shown)), lambda: _repair_table(shown)
    )


def _suggestion(verdict: Score, one, number: int) -> None:
    _moved(plain("explain.repair.maybe", change=_in_words(one.change)), verdict, one.change, one.acceptable)
    _take(one.change, f"take_repair_{number}")


def _repair_table(shown) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("explain.table.change"): [_in_words(one.change) for one in shown],
            plain("columns.sentence"): [one.change.sentence for one in shown],
            plain("columns.probability"): [round(one.acceptable, 4) for one in shown],
        }
    )


def _in_words(change: Change) -> str:
    """A change in words."""
    return plain(f"explain.change.{change.kind}", before=change.before, after=change.after)


def _moved(heading: str, verdict: Score, change: Change, after: float) -> None:
    _, sentence = difference(verdict.sentence, change.sentence)
    footer = plain("explain.moved", before=f"{verdict.acceptable:.1%}", after=f"{after:.1%}")
    st.html(charts.moved_card(heading, sentence, verdict.acceptable, after, footer))


def _take(change: Change, key: str) -> None:
    """A button that puts a changed sentence into the page's input field."""
    if st.button(
        t("explain.take"),
        key=key,
        type="tertiary",
        icon=":material/north_west:",
        on_click=_put_into_field,
        args=(change.sentence,),
    ):
        st.rerun()  # the whole page, not only these tabs


def _put_into_field(sentence: str) -> None:
    st.session_state[FIELD] = sentence


# --- break it --------------------------------------------------------------------------------------


def _break(run: Run, verdict: Score) -> None:
    st.markdown(t("explain.break.lead"))
    for cell, way in zip(st.columns(len(WAYS)), WAYS, strict=True):
        cell.button(
            t(f"explain.break.{way}"),
            key=f"break_{way}",
            icon=_ICONS[way],
            on_click=_count_click,
            args=(verdict.sentence, way),
            width="stretch",
        )
    sentence, way, clicks = st.session_state.get("explain_broken", ("", "", 0))
    if sentence != verdict.sentence:
        return
    change = broken(way, sentence, clicks)
    if change is None:
        st.info(t(f"explain.break.no_{way}"), icon=":material/info:")
        return
    after = float(services.classifier(run).probabilities([change.sentence])[0])
    _moved(_verdict_word(after), verdict, change, after)
    st.caption(_in_words(change))
    if clicks and broken(way, sentence, clicks - 1) == change:
        st.caption(t("explain.break.only_one"))
    _take(change, "take_broken")


def _count_click(sentence: str, way: str) -> None:
    """Count clicks on the same button: each breaks the sentence in another place."""
    before, last_way, clicks = st.session_state.get("explain_broken", ("", "", 0))
    clicks = clicks + 1 if (before, last_way) == (sentence, way) else 0
    st.session_state["explain_broken"] = (sentence, way, clicks)


def _verdict_word(acceptable: float) -> str:
    return plain("verdict.yes" if acceptable >= THRESHOLD else "verdict.no")


# --- attention -------------------------------------------------------------------------------------


def _attention(run: Run, verdict: Score) -> None:
    st.markdown(t("explain.attention.lead"))
    found = services.attention_of(run, verdict.sentence)
    special = tuple(name for place, name in enumerate(found.names) if place not in found.words)
    layers, heads = found.weights.shape[:2]
    layer, head, all_shown = _choose_head(layers, heads, ", ".join(special))
    kept = [place for place in range(len(found.names)) if all_shown or place in found.words]
    if not kept:
        st.info(t("verdict.no_words"))
        return
    names = tuple(found.names[place] for place in kept)
    weights = found.of(layer, head)[np.ix_(kept, kept)]
    alt = _attention_alt(names, weights, layer, head)
    figure = charts.attention_map(names, weights, plain)
    widgets.chart(figure, "attention", alt, lambda: _attention_table(names, weights))
    if found.left_out:
        st.caption(t("explain.attention.left_out", n=found.left_out))
    st.caption(t("explain.attention.warning"))


def _choose_head(layers: int, heads: int, special: str) -> tuple[int, int | None, bool]:
    """Layer and head, counted from 0 (no head: their mean), and whether special tokens are shown."""
    one, two, three = st.columns([2, 2, 3], vertical_alignment="bottom")
    layer = one.selectbox(
        t("explain.attention.layer"), range(1, layers + 1), index=layers - 1, key=f"attention_layer_{layers}"
    )
    head = two.selectbox(
        t("explain.attention.head"),
        range(heads + 1),
        key=f"attention_head_{heads}",
        format_func=lambda number: str(number) if number else plain("explain.attention.mean"),
    )
    all_shown = three.toggle(
        t("explain.attention.special", tokens=special), value=True, key="attention_special"
    )
    return layer - 1, head - 1 if head else None, all_shown


def _attention_alt(names: tuple[str, ...], weights: np.ndarray, layer: int, head: int | None) -> str:
    row, column = np.unravel_index(int(weights.argmax()), weights.shape)
    return plain(
        "explain.attention.alt",
        layer=layer + 1,
        head=plain("explain.attention.mean") if head is None else str(head + 1),
        reads=names[row],
        read=names[column],
        share=weights[row, column],
    )


def _attention_table(names: tuple[str, ...], weights: np.ndarray) -> pd.DataFrame:
    """A row for each pair of words, as the heat map shows them; share in percent."""
    count = len(names)
    return pd.DataFrame(
        {
            plain("explain.table.reads"): np.repeat(names, count),
            plain("explain.table.read"): np.tile(names, count),
            plain("explain.table.share"): np.round(100 * weights.ravel(), 2),
        }
    )
