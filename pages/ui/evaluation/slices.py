"""Where a model does well and where it fails: figures by source, length and mark."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pandas as pd
import streamlit as st

from colabert_core.evaluation import MIN_SENTENCES, NO_MARK, by_length, by_mark, figures_by, lengths_of
from pages.ui import widgets
from pages.ui.evaluation import charts
from pages.ui.evaluation.judged import Judged, clicked_list, has_phenomena, source_name
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
    shown = table.head(_MAX_BARS)
    figure = charts.slices(shown, title, plain)
    clicked = widgets.chart(figure, f"slices_{cut}", alt, lambda: _for_people(table, cut), clickable=True)
    _list_clicked(judged, cut, clicked)
    if len(table) > _MAX_BARS:
        st.caption(t("evaluation.more_behind", n=_MAX_BARS, all=len(table)))
    if cut == "mark":
        st.caption(t("evaluation.mark_words"))
    st.caption(t("evaluation.few_words", n=MIN_SENTENCES))


def _list_clicked(judged: Judged, cut: str, clicked: list[dict]) -> None:
    """The sentences of the bar that was clicked."""
    if not clicked:
        st.caption(t("evaluation.click_bar"))
        return
    name = unescape(str(clicked[0]["y"]))
    rows = judged.table[_names(judged.table, cut) == name]
    clicked_list(name, rows, f"slice_{cut}", judged.key, judged.run.id)


def _slices(judged: Judged, cut: str) -> pd.DataFrame:
    """One row per slice: its name in words and its figures."""
    if cut == "length":
        table = by_length(judged.table)
    elif cut == "mark":
        table = by_mark(judged.table)
    else:
        table = figures_by(judged.table, judged.table[cut], cut)
    return table.assign(name=table[cut].map(_NAMERS[cut]))


def _names(table: pd.DataFrame, cut: str) -> pd.Series:
    """The slice of every row, by its name in words."""
    values = lengths_of(table) if cut == "length" else table[cut]
    return values.map(_NAMERS[cut])


def _length_name(ends: tuple[int, int | None]) -> str:
    low, high = ends
    if high is None:
        return plain("evaluation.words_from", low=low)
    return plain("evaluation.words", low=low, high=high)


def _mark_name(mark: str) -> str:
    return plain("samples.no_mark") if mark == NO_MARK else mark


def _phenomenon_name(name: str) -> str:
    return name or plain("evaluation.no_phenomenon")


_NAMERS: dict[str, Callable[[Any], str]] = {
    "length": _length_name,
    "mark": _mark_name,
    "phenomenon": _phenomenon_name,
    "source": source_name,
}


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
