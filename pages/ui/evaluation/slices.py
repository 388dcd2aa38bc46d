"""Where a model does well and where it fails: figures by source, length and mark."""

import pandas as pd
import streamlit as st

from colabert_core.evaluation import MIN_SENTENCES, NO_MARK, by_length, by_mark, figures_by
from pages.ui import widgets
from pages.ui.evaluation import charts
from pages.ui.evaluation.judged import Judged, has_phenomena, source_name
from pages.ui.text import plain, t

_MAX_BARS = 40  # more cannot be read; the chart's table has them all


def show_slices(judged: Judged) -> None:
    named = ("phenomenon",) if has_phenomena(judged.table) else ()
    cuts = (*named, "source", "length", "mark")
    cut = st.segmented_control(
        t("evaluation.cut"),
        cuts,
        default="source",
        required=True,
        format_func=lambda name: plain(f"evaluation.cut_{name}"),
        key="cut",
        persist_state="session",
    )
    table = _slices(judged, cut)
    title = plain(f"evaluation.by_{cut}")
    alt = plain("evaluation.slices_alt", title=title, n=len(table), first=str(table["name"].iloc[0]))
    figure = charts.slices(table.head(_MAX_BARS), title, plain)
    widgets.chart(figure, f"slices_{cut}", alt, lambda: _for_people(table, cut))
    if len(table) > _MAX_BARS:
        st.caption(t("evaluation.more_behind", n=_MAX_BARS, all=len(table)))
    if cut == "mark":
        st.caption(t("evaluation.mark_words"))
    st.caption(t("evaluation.few_words", n=MIN_SENTENCES))


def _slices(judged: Judged, cut: str) -> pd.DataFrame:
    """One row per slice: its name in words and its figures."""
    if cut == "length":
        table = by_length(judged.table)
        return table.assign(name=table["length"].map(_length_name))
    if cut == "mark":
        table = by_mark(judged.table)
        return table.assign(name=table["mark"].map(_mark_name))
    if cut == "phenomenon":
        table = figures_by(judged.table, judged.table["phenomenon"], "phenomenon")
        return table.assign(
            name=table["phenomenon"].map(lambda name: name or plain("evaluation.no_phenomenon"))
        )
    table = figures_by(judged.table, judged.table["source"])
    return table.assign(name=table["source"].map(source_name))


def _length_name(ends: tuple[int, int | None]) -> str:
    low, high = ends
    if high is None:
        return plain("evaluation.words_from", low=low)
    return plain("evaluation.words", low=low, high=high)


def _mark_name(mark: str) -> str:
    return plain("samples.no_mark") if mark == NO_MARK else mark


def _for_people(table: pd.DataFrame, cut: str) -> pd.DataFrame:
    """Every slice with its figures; MCC is missing if there is only one class."""
    one_class = table["acceptable_share"].isin((0, 1))
    shown = pd.DataFrame(
        {
            plain(f"evaluation.cut_{cut}"): table["name"],
            plain("columns.sentences"): table["sentences"],
            plain("columns.acceptable_share"): table["acceptable_share"].round(3),
            plain("columns.accuracy"): table["accuracy"].round(3),
            plain("columns.mcc"): table["mcc"].round(3).where(~one_class),
        }
    )
    if "pairs" in table:
        shown[plain("evaluation.pairs")] = table["pairs"].astype(float).round(3)
    shown[plain("evaluation.note")] = [
        plain("evaluation.too_few") if n < MIN_SENTENCES else "" for n in table["sentences"]
    ]
    return shown
