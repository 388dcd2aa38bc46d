"""Widgets for every page: explanations, tabs, charts with their numbers, downloads."""

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.system import as_safe_csv
from pages.ui import address
from pages.ui.charts import projected
from pages.ui.components.table import show_table
from pages.ui.text import counted_text, language, plain, t

PROJECTOR_KEY = "projector"


def is_projector() -> bool:
    """Whether the page is shown large, for a class."""
    return bool(st.session_state.get(PROJECTOR_KEY))


def learn_more(*keys: str) -> None:
    """The one folded part of a page with explanations: `key.title` and `key.text` of the locale for each."""
    door = st.expander(
        t("widgets.learn_more"), icon=":material/lightbulb:", key="learn_more", on_change="rerun"
    )
    if door.open:  # closed, it is not sent
        with door:
            for key in keys:
                st.markdown(f"**{t(f'{key}.title')}**\n\n{t(f'{key}.text').strip()}")


def explain(key: str, **values: object) -> None:
    """An explanation beside what it explains: `key.title` and `key.text` of the locale."""
    with st.popover(t(f"{key}.title"), icon=":material/lightbulb:", type="tertiary"):
        st.markdown(t(f"{key}.text", **values))


def tabs(page: str, names: tuple[str, ...]) -> list:
    """Tabs that know whether they are open, so that closed ones are neither built nor sent.

    The URL names the open one, unless it is the first.
    """
    labels = {name: t(f"{page}.tab_{name}") for name in names}
    by_label = {label: name for name, label in labels.items()}
    key, wanted = f"{page}_tab_{language()}", f"{page}_tab_wanted"
    address.take(wanted, "tab", names, names[0])
    if (name := st.session_state.pop(wanted, None)) is not None:
        st.session_state[key] = labels[name]
    shown = list(st.tabs(list(labels.values()), key=key, on_change="rerun"))
    address.put("tab", by_label.get(st.session_state.get(key, ""), names[0]), names[0])
    return shown


def open_tab(page: str, name: str) -> NoReturn:
    """Run the page again with another tab open."""
    st.session_state[f"{page}_tab_wanted"] = name
    st.rerun()


def chart(
    figure, key: str, alt: str, numbers: Callable[[], pd.DataFrame], clickable: bool = False
) -> list[dict]:
    """A figure with an alternative text, buttons that save it as PNG or SVG, and one that shows its numbers.

    `numbers` is called only when the table is opened. Returns the points or bars that a visitor clicked in a
    `clickable` figure.
    """
    config = {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"], ["zoom2d", "resetScale2d"]],
        "toImageButtonOptions": {"filename": key, "scale": 2},
    }
    shown = projected(figure) if is_projector() else figure
    select: dict[str, Any] = {"on_select": "rerun", "selection_mode": "points"} if clickable else {}
    with st.container(key=f"{key}_chart", gap=None):
        event = st.plotly_chart(shown, key=key, config=config, alt=alt, **select)
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{key}_tools"):
            numbers_popover(key, alt, numbers)
            _save_buttons(key)
    return event["selection"]["points"] if clickable and event else []


def _save_buttons(key: str) -> None:
    place = f'data-chart="{key}_chart"'
    buttons = (
        f'<button type="button" data-save="{kind}" {place}>{kind.upper()}</button>' for kind in ("png", "svg")
    )
    st.html(f'<div class="cb-tools">{"".join(buttons)}</div>', width="content")


def numbers_popover(key: str, alt: str, numbers: Callable[[], pd.DataFrame]) -> None:
    """A small button that opens the numbers of a figure as a table and a CSV; they are made only then."""
    popover = st.popover(
        t("widgets.numbers"),
        icon=":material/table_chart:",
        type="tertiary",
        key=f"{key}_numbers",
        on_change="rerun",
    )
    if popover.open:
        with popover:
            table = numbers()
            show_table(table, f"{key}_table", alt)
            download(table, f"{key}.csv", key=f"{key}_csv")


def counted(values: np.ndarray, name: str) -> pd.DataFrame:
    """The numbers of a histogram: how many sentences have each of the values <int>[n]."""
    numbers, counts = np.unique(values, return_counts=True)
    return pd.DataFrame({name: numbers, plain("columns.sentences"): counts})


def download(table: pd.DataFrame, file_name: str, key: str, label: str | None = None) -> None:
    """A button to download a table as CSV; cells that a spreadsheet would run as formulas are escaped."""
    st.download_button(
        label or counted_text("widgets.download_csv", len(table)),
        as_safe_csv(table),
        file_name,
        "text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
