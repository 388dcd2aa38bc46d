"""The choice of an encoder: by name, from the catalogue, or uploaded as a zip file."""

import pandas as pd
import streamlit as st

from colabert_core.config import BUNDLED
from colabert_core.encoders import MAX_ZIP_BYTES, Entry
from pages.ui import services
from pages.ui.components.table import show_table
from pages.ui.frame import faults_shown
from pages.ui.runs.names import run_name
from pages.ui.text import duration, megabytes, plain, size, t

# Session key: the encoder that was just uploaded, to be selected in the next run of the page.
_UPLOADED = "encoder_uploaded"


def encoder_choice() -> str:
    """The name of the chosen encoder."""
    return _select(services.encoder_entries())


def _select(entries: list[Entry]) -> str:
    if _UPLOADED in st.session_state:
        st.session_state["encoder"] = st.session_state.pop(_UPLOADED)
    labels = {entry.name: _label(entry) for entry in entries} | _trained()
    with st.spinner(t("training.looking_for_device")):
        usual = services.default_encoder()
    chosen = st.selectbox(
        t("settings.encoder"),
        list(labels),
        index=list(labels).index(usual),
        format_func=lambda name: labels.get(name, name),
        accept_new_options=True,
        key="encoder",
        help=t("help.encoder"),
        persist_state="session",
    )
    return (chosen or "").strip() or BUNDLED


_MAX_RUNS = 20  # trained models offered


def _trained() -> dict[str, str]:
    """Trained models to continue from: first the minimal pairs, then CoLA, for example."""
    runs = services.store().with_model()
    own = [run for run in runs if not (run.is_starter or run.is_from_elsewhere)][:_MAX_RUNS]
    offered = [*own, *(run for run in runs if run.is_starter), services.pretrained()]
    return {str(run.folder): plain("encoders.option_run", name=run_name(run)) for run in offered}


def _label(entry: Entry) -> str:
    if entry.origin == "bundled":
        return plain("encoders.bundled")
    facts = {"name": entry.short_name, "millions": entry.parameters / 1e6}
    if entry.origin == "uploaded":
        return plain("encoders.option_uploaded", **facts)
    return plain("encoders.option_hub", **facts, size=size(entry.download_bytes))


# --- the catalogue -----------------------------------------------------------------------------


def catalogue(sentences: int) -> None:
    """All encoders, with the time of an epoch of so many sentences, and a form to add one."""
    entries = services.encoder_entries()
    st.markdown(t("encoders.about_all"))
    if st.button(t("encoders.measure"), key="measure_encoders", icon=":material/timer:"):
        with st.spinner(t("encoders.measuring")):
            services.measure_paces([entry.name for entry in entries])
    table = pd.DataFrame([_row(entry, sentences) for entry in entries])
    show_table(table, "encoders", plain("encoders.table_alt", n=len(entries)))
    st.caption(t("encoders.times_busy" if services.store().training() else "encoders.times"))
    _upload()


def _row(entry: Entry, sentences: int) -> dict[str, str]:
    is_bundled = entry.origin == "bundled"
    return {
        plain("columns.encoder"): plain("encoders.bundled_name") if is_bundled else entry.short_name,
        plain("columns.parameters"): f"{entry.parameters:,}",
        plain("columns.download"): size(entry.download_bytes) if entry.download_bytes else "–",
        plain("columns.licence"): entry.licence or "–",
        plain("columns.place"): plain(f"encoders.place_{_place(entry)}"),
        plain("columns.epoch_time"): _epoch_time(entry, sentences),
    }


def _place(entry: Entry) -> str:
    """Where an encoder is: bundled, uploaded, here (downloaded from the hub) or hub."""
    if entry.origin == "hub" and services.encoder_is_at_hand(entry.name):
        return "here"
    return entry.origin


def _epoch_time(entry: Entry, sentences: int) -> str:
    """The time of an epoch as h:mm:ss, with "about" if it is an estimate; a dash if unknown.

    An epoch validates four times, and validating is about four times as fast as training; so every sentence
    counts once.
    """
    pace = services.pace(entry.name)
    if pace is None:
        return "–"
    time = duration(sentences / pace.sentences_per_second)
    return time if pace.measured else plain("encoders.about", time=time)


# --- your own encoder --------------------------------------------------------------------------


def _upload() -> None:
    st.markdown(t("encoders.own"))
    number = st.session_state.setdefault("encoders_uploaded", 0)  # a new key empties the upload field
    limit = megabytes(MAX_ZIP_BYTES)
    upload = st.file_uploader(
        t("encoders.upload", mb=limit), type="zip", key=f"encoder_zip_{number}", max_upload_size=limit
    )
    if upload is not None and st.button(t("encoders.take"), key="take_encoder", type="primary"):
        with faults_shown(), st.spinner(t("encoders.taking")):
            st.session_state[_UPLOADED] = services.install_encoder(upload)
            st.session_state["encoders_uploaded"] = number + 1
            st.rerun()
