"""Widgets for every page: explanations, tabs, charts with their numbers, downloads."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.system import as_safe_csv
from pages.ui.text import language, plain, t


def explain(key: str, **values: object) -> None:
    """A folded explanation: `key.title` and `key.text` of the locale."""
    with st.expander(t(f"{key}.title"), icon=":material/lightbulb:"):
        st.markdown(t(f"{key}.text", **values))


def tabs(page: str, names: tuple[str, ...]) -> list:
    """Tabs that know whether they are open, so that closed ones are neither built nor sent."""
    labels = [t(f"{page}.tab_{name}") for name in names]
    return list(st.tabs(labels, key=f"{page}_tab_{language()}", on_change="rerun"))


def chart(figure, key: str, alt: str, numbers: Callable[[], pd.DataFrame]) -> None:
    """A figure with an alternative text, to be downloaded as a picture, and a button that shows its numbers.

    `numbers` is called only when the table is opened.
    """
    config = {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["lasso2d", "select2d"],
        "toImageButtonOptions": {"filename": key, "scale": 2},
    }
    st.plotly_chart(figure, key=key, config=config, alt=alt)
    numbers_popover(key, alt, numbers)


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
            st.dataframe(table, key=f"{key}_table", hide_index=True, alt=alt)
            download(table, f"{key}.csv", key=f"{key}_csv")


def counted(values: np.ndarray, name: str) -> pd.DataFrame:
    """The numbers of a histogram: how many sentences have each of the values <int>[n]."""
    numbers, counts = np.unique(values, return_counts=True)
    return pd.DataFrame({name: numbers, plain("columns.sentences"): counts})


def download(table: pd.DataFrame, file_name: str, key: str, label: str | None = None) -> None:
    """A button to download a table as CSV; cells that a spreadsheet would run as formulas are escaped."""
    st.download_button(
        label or t("widgets.download_csv", n=len(table)),
        as_safe_csv(table),
        file_name,
        "text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
