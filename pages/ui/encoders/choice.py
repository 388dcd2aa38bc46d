"""The choice of an encoder: by name, from the catalogue, or brought as a zip file."""

import pandas as pd
import streamlit as st

from colabert_core.config import BUNDLED
from colabert_core.encoders import MAX_ZIP_BYTES, Entry
from pages.ui import services
from pages.ui.frame import faults_told
from pages.ui.runs.names import run_name
from pages.ui.text import duration, megabytes, plain, size, t

_BROUGHT = "encoder_brought"  # the encoder taken in last, to be chosen when the page is drawn next


def encoder_choice(sentences: int) -> str:
    """The name of the chosen encoder. `sentences`: how many an epoch trains on and validates on."""
    entries = services.encoder_entries()
    chosen = _select(entries)
    more = st.expander(t("encoders.more"), icon=":material/info:", key="encoder_catalogue", on_change="rerun")
    if more.open:  # what nobody looks at is not looked up
        with more:
            _catalogue(entries, sentences)
            _upload()
    return chosen


def _select(entries: list[Entry]) -> str:
    if _BROUGHT in st.session_state:
        st.session_state["encoder"] = st.session_state.pop(_BROUGHT)
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
    )
    return (chosen or "").strip() or BUNDLED


_MOST_RUNS = 20  # trained models on offer


def _trained() -> dict[str, str]:
    """Trained models to go on from: a warm-up on the minimal pairs, then CoLA, for example."""
    runs = services.store().with_model()
    offered = [*runs[:_MOST_RUNS], *(run for run in runs[_MOST_RUNS:] if run.is_starter)]
    return {str(run.folder): plain("encoders.option_run", name=run_name(run)) for run in offered}


def _label(entry: Entry) -> str:
    if entry.origin == "bundled":
        return plain("encoders.bundled")
    facts = {"name": entry.short_name, "millions": entry.parameters / 1e6}
    if entry.origin == "uploaded":
        return plain("encoders.option_uploaded", **facts)
    return plain("encoders.option_hub", **facts, size=size(entry.download_bytes))


# --- the catalogue -----------------------------------------------------------------------------


def _catalogue(entries: list[Entry], sentences: int) -> None:
    st.markdown(t("encoders.about_all"))
    if st.button(t("encoders.measure"), key="measure_encoders", icon=":material/timer:"):
        with st.spinner(t("encoders.measuring")):
            services.measure_paces([entry.name for entry in entries])
    table = pd.DataFrame([_row(entry, sentences) for entry in entries])
    st.dataframe(table, hide_index=True, key="encoders", alt=plain("encoders.table_alt", n=len(entries)))
    st.caption(t("encoders.times_busy" if services.store().training() else "encoders.times"))


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
    """bundled, uploaded, here (from the hub, stored) or hub."""
    if entry.origin == "hub" and services.encoder_is_at_hand(entry.name):
        return "here"
    return entry.origin


def _epoch_time(entry: Entry, sentences: int) -> str:
    """h:mm:ss. An epoch validates four times, about four times as fast as it trains on as many sentences."""
    pace = services.pace(entry.name)
    if pace is None:
        return "–"
    time = duration(sentences / pace.sentences_per_second)
    return time if pace.measured else plain("encoders.about", time=time)


# --- an encoder of one's own -------------------------------------------------------------------


def _upload() -> None:
    st.markdown(t("encoders.own"))
    number = st.session_state.setdefault("encoders_brought", 0)  # a new key lets go of a file
    most = megabytes(MAX_ZIP_BYTES)
    upload = st.file_uploader(
        t("encoders.upload", mb=most), type="zip", key=f"encoder_zip_{number}", max_upload_size=most
    )
    if upload is not None and st.button(t("encoders.take"), key="take_encoder", type="primary"):
        with faults_told(), st.spinner(t("encoders.taking")):
            st.session_state[_BROUGHT] = services.install_encoder(upload)
            st.session_state["encoders_brought"] = number + 1
            st.rerun()
