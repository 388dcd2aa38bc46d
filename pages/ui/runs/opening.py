"""Opening a model that was trained elsewhere: a shared run, or a finished classifier."""

import streamlit as st

from colabert_core.encoders import MAX_ZIP_BYTES
from colabert_core.errors import LabelsUnknown
from colabert_core.events import Fetching
from colabert_core.runs import SHARED_ENDING, Run
from pages.ui import services
from pages.ui.frame import faults_shown
from pages.ui.text import megabytes, t


def open_model(title: str, key: str) -> Run | None:
    """Fields for a zip file or a classifier's name; the opened run, once. `title` is a key of the locale."""
    opened = st.session_state.setdefault(f"{key}_opened", 0)
    fields = f"{key}_{opened}"  # new keys close and empty the form after each model
    more = st.popover(t(title), icon=":material/folder_open:", key=fields, on_change="rerun", width="content")
    if not more.open:
        return None
    with more, faults_shown():
        if run := _form(fields):
            st.session_state[f"{key}_opened"] = opened + 1
        return run
    return None


def _form(key: str) -> Run | None:
    st.markdown(t("opening.text", ending=SHARED_ENDING))
    limit = megabytes(MAX_ZIP_BYTES)
    upload = st.file_uploader(t("opening.file"), type="zip", key=f"{key}_zip", max_upload_size=limit)
    name = st.text_input(
        t("opening.name"), key=f"{key}_name", help=t("opening.name_help"), disabled=upload is not None
    ).strip()
    source = name if upload is None else f"{upload.name} {upload.file_id}"
    is_asked = bool(source) and st.session_state.get(f"{key}_asked", ("",))[0] == source
    label = _asked_label(key) if is_asked else None
    is_incomplete = not source or (is_asked and label is None)
    if not st.button(t("opening.open"), key=f"{key}_open", type="primary", disabled=is_incomplete):
        return None
    try:
        with st.spinner(t("opening.checking")):
            return services.open_file(upload, label) if upload else _named(name, label)
    except LabelsUnknown as error:
        st.session_state[f"{key}_asked"] = (source, error.facts["first"], error.facts["second"])
        st.rerun()


def _named(name: str, label: str | None) -> Run:
    place = st.empty()

    def report(event: Fetching) -> None:
        place.caption(t("opening.fetching", done=event.done / 1e6, total=event.total / 1e6))

    return services.open_named(name, label, report)


def _asked_label(key: str) -> str | None:
    """The label that means acceptable: asked once the names of the two were found not to say it."""
    _, first, second = st.session_state[f"{key}_asked"]
    st.warning(t("opening.which_text", first=first, second=second), icon=":material/help:")
    return label_choice((first, second), f"{key}_label")


def label_choice(labels: tuple[str, str], key: str, chosen: str | None = None) -> str | None:
    """Ask which of a classifier's own labels means acceptable."""
    return st.radio(
        t("opening.which"),
        labels,
        index=None if chosen is None else labels.index(chosen),
        format_func=lambda label: t("opening.label", label=label),
        key=key,
        horizontal=True,
    )
