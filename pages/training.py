"""Training: choose, start, watch, stop, resume; and what the model is made of."""

import time

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from colabert_core.encoders import SHAPES, Shape, parameter_table
from colabert_core.runs import Run
from colabert_core.system import Device, cores
from pages.ui import frame, services, widgets
from pages.ui.components.table import show_table
from pages.ui.runs.names import encoder_label, run_name
from pages.ui.runs.opening import open_model
from pages.ui.text import plain, size, t
from pages.ui.training.loop import with_core
from pages.ui.training.run_view import RUN_VIEW, settings_for_people, show_run
from pages.ui.training.settings_form import settings_form


def body() -> None:
    run = _shown_run()
    train, *views = widgets.tabs("training", ("new", "runs", "model", "loop"))
    with train, frame.faults_shown():  # always drawn: otherwise Streamlit would forget the settings
        device_line = _train(run)
    for tab, draw in zip(views, (_runs, _model, _loop), strict=True):
        if tab.open:
            with tab, frame.faults_shown():
                draw(run)
    widgets.learn_more("training.why_fine_tune", "training.why_loss", "training.words")
    with device_line:  # last, since it loads torch: by now the rest is on the screen
        _devices()


def _train(run: Run | None) -> DeltaGenerator:
    """The form on the left, the run on the right; returns the place for the line about the devices."""
    with st.container(key="training_columns"):
        form, view = st.columns([1, 3], gap="medium")
    with form, st.container(key="training_form"):
        settings_form()
        device_line = st.container()
    with view, st.container(key=RUN_VIEW), frame.faults_shown():
        if run:
            show_run(run)
        else:
            st.info(t("training.nothing_yet"), icon=":material/show_chart:")
    return device_line


def _shown_run() -> Run | None:
    """The run in the URL; without one, the run that this visit has seen, the one in training, or the newest.

    The page stays with this run when another one starts.
    """
    wanted = st.query_params.get("run")
    if wanted and services.run_named(wanted) is None:
        st.warning(t("training.run_gone"), icon=":material/search_off:")
    run = services.run_to_show(wanted or st.session_state.get("shown_run"))
    st.session_state["shown_run"] = run.id if run else None
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
    place = runs.index(shown) if shown in runs else None
    clicked = show_table(
        pd.DataFrame([_row(run) for run in runs]),
        "runs",
        plain("training.runs_alt", n=len(runs)),
        opens=plain("columns.run"),
        opening="choose",
        chosen=place,
    )
    if clicked is not None:
        _show(runs[clicked])
    st.caption(t("training.disk", n=len(runs), size=size(sum(run.size for run in runs))))
    if opened := open_model("opening.title", "open_shared"):
        _show(opened)
    if shown and not shown.is_from_elsewhere:
        st.markdown(t("training.settings_of", name=run_name(shown)))
        show_table(settings_for_people(shown), "run_settings", plain("training.settings_alt"))


def _show(run: Run) -> None:
    st.query_params["run"] = run.id
    widgets.open_tab("training", "new")


def _row(run: Run) -> dict:
    best = services.history(run).best
    return {
        plain("columns.run"): run_name(run),
        plain("columns.state"): plain(f"states.{run.state()}"),
        plain("columns.encoder"): encoder_label(run.info.config.encoder),
        plain("columns.corpus"): run.info.corpus or "–",
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
    show_table(groups, "model_groups", plain("training.groups_alt"))
    table["shape"] = table["shape"].map(lambda size: " × ".join(map(str, size)))
    table.columns = [plain(f"columns.{c}") for c in ("group", "parameter", "shape", "parameters")]
    show_table(table, "model_parameters", plain("training.parameters_alt"), first=12)


def _shapes(run: Run | None) -> dict[str, Shape]:
    shape = services.shape_of_run(run) if run else None
    found = {run.info.config.encoder: shape} if run and shape else {}
    return {**found, **{name: shape for name, shape in SHAPES.items() if name not in found}}


def _loop(run: Run | None) -> None:
    st.markdown(t("training.loop_text"))
    shown = [services.source_of("training/fine_tune", name) for name in ("training_loop", "train_step")]
    st.html(with_core("\n\n\n".join(shown)))


frame.show("training", body)
