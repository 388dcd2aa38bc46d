"""Training: choose, start, watch, stop, resume; and what the model is made of."""

import time
from functools import partial

import pandas as pd
import streamlit as st

from colabert_core.encoders import SHAPES, Shape, parameter_table
from colabert_core.runs import Run
from colabert_core.system import Device, cores
from pages.ui import frame, services, widgets
from pages.ui.runs.names import encoder_label, run_name
from pages.ui.runs.opening import open_model
from pages.ui.text import plain, size, t
from pages.ui.training.run_view import settings_for_people, show_run
from pages.ui.training.settings_form import settings_form


def body() -> None:
    device_panel = st.container()
    run = _shown_run()
    if run:
        with st.container(border=True):
            show_run(run)
    new, *views = widgets.tabs("training", ("new", "runs", "model", "loop"))
    with new, frame.faults_shown():  # always drawn: otherwise Streamlit would forget the settings
        settings_form()
    for tab, draw in zip(views, (_runs, _model, _loop), strict=True):
        if tab.open:
            with tab, frame.faults_shown():
                draw(run)
    for topic in ("training.why_fine_tune", "training.why_loss", "training.words"):
        widgets.explain(topic)
    with device_panel:  # last, since it loads torch: by now the rest is on the screen
        _devices()


def _shown_run() -> Run | None:
    """The run in the URL; without one, the run that is training; without that, the newest.

    The URL then names it, so that the page stays with this run when another one starts.
    """
    run = services.run_to_show(wanted := st.query_params.get("run"))
    if run and run.id != wanted:
        st.query_params["run"] = run.id
    return run


def _devices() -> None:
    with st.spinner(t("training.looking_for_device")):
        found = services.devices()
    if not found:
        st.caption(f":material/memory: {t('training.no_gpu', cores=cores())}")
        return
    names = ", ".join(_device_name(device) for device in found)
    st.caption(f":material/memory: {t('training.gpus', n=len(found), names=names)}")


def _device_name(device: Device) -> str:
    return device.name if device.memory is None else f"{device.name} ({size(device.memory)})"


def _runs(shown: Run | None) -> None:
    runs = services.store().all()
    if len(runs) == 1:
        st.info(t("training.no_runs"))
    ids = tuple(run.id for run in runs)
    # A changed list starts without a selection, since Streamlit knows rows only by their positions.
    key = f"runs_{hash(ids)}"
    st.dataframe(
        pd.DataFrame([_row(run) for run in runs]),
        key=key,
        hide_index=True,
        on_select=partial(_show_selected, key, ids),
        selection_mode="single-row",
        alt=plain("training.runs_alt", n=len(runs)),
    )
    st.caption(t("training.disk", n=len(runs), size=size(sum(run.size for run in runs))))
    if shown and not shown.is_from_elsewhere:
        st.markdown(t("training.settings_of", name=run_name(shown)))
        st.dataframe(settings_for_people(shown), hide_index=True, key="run_settings")
    if opened := open_model("opening.title", "open_shared"):
        st.query_params["run"] = opened.id
        st.rerun()


def _show_selected(key: str, ids: tuple[str, ...]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        st.query_params["run"] = ids[rows[0]]


def _row(run: Run) -> dict:
    best = services.history(run).best
    return {
        plain("columns.run"): run_name(run),
        plain("columns.state"): plain(f"states.{run.state()}"),
        plain("columns.encoder"): encoder_label(run.info.config.encoder),
        plain("columns.mcc"): "–" if best is None else f"{best['mcc']:.3f}",
        plain("columns.accuracy"): "–" if best is None else f"{best['accuracy']:.1%}",
        plain("columns.began"): time.strftime("%Y-%m-%d %H:%M", time.localtime(run.info.created)),
        plain("columns.disk"): size(run.size),
    }


def _model(run: Run | None) -> None:
    """The parameters by group, of the shown run's model or of an encoder in the catalogue."""
    shapes = _shapes(run)
    chosen = st.selectbox(
        t("settings.encoder"),
        list(shapes),
        format_func=services.encoder_name,
        key="model_encoder",
        persist_state="session",
    )
    table = parameter_table(shapes[chosen])
    st.markdown(t("training.model_sum", tensors=len(table), parameters=int(table["count"].sum())))
    groups = table.groupby("group", sort=False)["count"].agg(["size", "sum"]).reset_index()
    groups.columns = [plain("columns.group"), plain("columns.tensors"), plain("columns.parameters")]
    st.dataframe(groups, hide_index=True, key="model_groups")
    table["shape"] = table["shape"].map(lambda size: " × ".join(map(str, size)))
    table.columns = [plain(f"columns.{c}") for c in ("group", "parameter", "shape", "parameters")]
    st.dataframe(table, hide_index=True, key="model_parameters")


def _shapes(run: Run | None) -> dict[str, Shape]:
    shape = services.shape_of_run(run) if run else None
    found = {run.info.config.encoder: shape} if run and shape else {}
    return {**found, **{name: shape for name, shape in SHAPES.items() if name not in found}}


def _loop(run: Run | None) -> None:
    st.markdown(t("training.loop_text"))
    shown = [services.source_of("training/fine_tune", name) for name in ("training_loop", "train_step")]
    st.code("\n\n\n".join(shown), language="python", line_numbers=True)


frame.show("training", body)
