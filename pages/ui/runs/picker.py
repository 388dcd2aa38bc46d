"""The choice of a trained model."""

import streamlit as st

from colabert_core.runs import Run
from pages.ui.runs.names import run_label
from pages.ui.runs.opening import open_model
from pages.ui.text import t

# Session key: the id of the model that was just opened, to be selected in the next run of the page.
_OPENED = "run_opened"


def run_picker(runs: list[Run], key: str, usual: Run) -> Run:
    """Choose a run with a model, or open one. Its id is kept in the URL, so that it can be shared."""
    by_id = {run.id: run for run in runs}
    if (opened := st.session_state.pop(_OPENED, None)) in by_id:
        st.session_state[f"pick_{key}"] = opened
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
    if run := open_model("opening.title", f"open_{key}"):
        st.session_state[_OPENED] = run.id
        st.rerun()
    return by_id[chosen]
