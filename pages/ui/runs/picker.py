"""The choice of a trained model."""

import streamlit as st

from colabert_core.runs import Run
from pages.ui import address
from pages.ui.runs.names import run_label
from pages.ui.runs.opening import open_model
from pages.ui.text import t

# Session key: the id of the model that was just opened, to be selected in the next run of the page.
_OPENED = "run_opened"


def run_picker(runs: list[Run], key: str, usual: Run) -> Run:
    """Choose a run with a model, or open one. Its id is kept in the URL, so that it can be shared."""
    by_id = {run.id: run for run in runs}
    field = f"pick_{key}"
    _tell_if_gone(st.query_params.get(key), by_id)
    address.take(field, key, by_id, usual.id)
    if (opened := st.session_state.pop(_OPENED, None)) in by_id:
        st.session_state[field] = opened
    if st.session_state.get(field) not in by_id:
        st.session_state[field] = usual.id
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            t("widgets.run"),
            list(by_id),
            format_func=lambda run_id: run_label(by_id[run_id]),
            key=field,
            help=t("widgets.run_help"),
            persist_state="session",
        )
        address.put(key, chosen, usual.id)
        run = open_model("opening.short", f"open_{key}")
    if run:
        st.session_state[_OPENED] = run.id
        st.rerun()
    return by_id[chosen]


def _tell_if_gone(wanted: str | None, by_id: dict[str, Run]) -> None:
    """A link to a model that is no longer here says so."""
    if wanted and wanted not in by_id:
        st.warning(t("widgets.run_gone"), icon=":material/search_off:")
