"""The choice of a trained model."""

import streamlit as st

from colabert_core.runs import Run
from pages.ui.runs.names import run_label
from pages.ui.text import t


def run_picker(runs: list[Run], key: str, usual: Run) -> Run:
    """Choose a run with a model. Its id is kept in the URL, so that the choice can be shared."""
    by_id = {run.id: run for run in runs}
    ids, wanted = list(by_id), st.query_params.get(key)
    chosen = st.selectbox(
        t("widgets.run"),
        ids,
        index=ids.index(wanted if wanted in by_id else usual.id),
        format_func=lambda run_id: run_label(by_id[run_id]),
        key=f"pick_{key}",
        help=t("widgets.run_help"),
    )
    if wanted != chosen and (wanted or chosen != usual.id):
        st.query_params[key] = chosen
    return by_id[chosen]
