"""A run on the training page: live while it trains, with its results once it has ended."""

import time
from dataclasses import replace

import pandas as pd
import streamlit as st

from colabert_core import errors
from colabert_core.config import BUNDLED
from colabert_core.errors import ColabertError
from colabert_core.events import error_of
from colabert_core.runs import SHARED_ENDING, UNKNOWN, History, Run, State, epoch_table, overfitting_epoch
from pages.ui import services
from pages.ui.frame import link
from pages.ui.runs.names import encoder_label, run_name, starter_facts
from pages.ui.runs.opening import label_choice
from pages.ui.text import duration, error_text, plain, size, t
from pages.ui.training import charts
from pages.ui.widgets import chart, download

_MIN_LEARNED_MCC = 0.05  # below it, a model has learned almost nothing
REFRESH = 2.0  # seconds between two updates of a live run's state
REDRAW = 5.0  # seconds between two redraws of its curves, which take processor time from the training


def show_run(run: Run) -> None:
    """The whole view of a run. Only a live run is updated by itself."""
    st.subheader(t("run.heading", name=run_name(run)), anchor=False)
    if run.is_starter:
        st.markdown(t("run.starter", **starter_facts()))
    if not run.info.validation_is_new:
        why = "unknown" if UNKNOWN in run.info.learned else "known"
        st.warning(t(f"run.validation_{why}"), icon=":material/info:")
    alive = run.is_live()
    st.fragment(_watch, run_every=REFRESH if alive else None)(run, alive)
    st.fragment(_curves, run_every=_redraw(run) if alive else None)(run)
    if not alive:
        _ending(run)


def _watch(run: Run, was_alive: bool) -> None:
    state = run.state()
    if was_alive and not state.is_live:
        st.rerun()  # the whole page: the run has ended
    history = services.history(run)
    _state_line(run, state, history)
    if state == State.RUNNING:
        _progress(run, history)
    if was_alive:
        _stop_button(run)


def _redraw(run: Run) -> float:
    """Seconds between two redraws: fewer on a GPU, where training is fast and drawing does not slow it."""
    on_cpu = run.info.config.device == "cpu" or not services.may_have_gpu()
    return REDRAW if on_cpu else REFRESH


def _curves(run: Run) -> None:
    history = services.history(run)
    if len(history.steps):
        _figures(history)
        _epochs(run, history)


def _state_line(run: Run, state: State, history: History) -> None:
    match state:
        case State.RUNNING:
            st.info(t("run.running", since=since(run)), icon=":material/play_circle:")
        case State.QUEUED:
            _queue_line(run)
        case State.FAILED:
            st.error(failure_text(history), icon=":material/error:")
        case State.ELSEWHERE:
            _elsewhere_line(run)
        case State.FINISHED:
            st.success(t("run.finished"), icon=":material/check_circle:")
        case State.STOPPED if not run.has_model:
            st.warning(t("run.stopped_early"), icon=":material/pause_circle:")
        case _:
            st.warning(t(f"run.{state}"), icon=":material/pause_circle:")


def _elsewhere_line(run: Run) -> None:
    known = run.info.elsewhere
    if known is not None:
        first, second = known.labels
        facts = {"source": known.source, "first": first, "second": second}
        acceptable = services.acceptable_of(run)
        st.info(t("run.elsewhere", **facts, acceptable=acceptable), icon=":material/folder_open:")


def since(run: Run) -> str:
    """The time of day at which a run started to train, hh:mm on the server's clock."""
    began = services.history(run).began or run.info.created
    return time.strftime("%H:%M", time.localtime(began))


def _queue_line(run: Run) -> None:
    queue = services.store().queue()
    place = queue.index(run) + 1 if run in queue else 1
    ahead = services.store().training()
    st.info(t("run.queued", place=place, name=ahead.name if ahead else "–"), icon=":material/hourglass_top:")


def failure_text(history: History) -> str:
    """The plain sentence for a Failed event, in the visitor's language."""
    return error_text(ColabertError() if history.failed is None else error_of(history.failed))


def _progress(run: Run, history: History) -> None:
    share, text = _how_far(history)
    st.progress(min(1.0, share), text=text)
    elapsed = time.time() - (history.began or run.info.created)
    left = history.seconds_left()
    best = history.best
    cells = st.columns(4)
    cells[0].metric(t("run.elapsed"), duration(elapsed))
    cells[1].metric(t("run.left"), "–" if left is None else duration(left))
    cells[2].metric(t("run.pace"), f"{history.samples_per_second:,.0f}")
    cells[3].metric(t("run.best_mcc"), "–" if best is None else f"{best['mcc']:.3f}", help=t("run.mcc_help"))
    st.caption(t("run.may_close") + " " + t("run.stop_help"))


def _how_far(history: History) -> tuple[float, str]:
    """The share done and what is being done: of bytes while the encoder is downloaded, then of steps."""
    if history.phase == "fetching" and history.fetching is not None:
        done, total = history.fetching.done, history.fetching.total
        if not total:
            return 0.0, t("phases.asking")
        return done / total, t("phases.fetching", done=size(done), total=size(total))
    total = history.started.total_steps if history.started else 0
    text = t(f"phases.{history.phase}", step=history.step, total=total)
    return history.step / total if total else 0.0, text


def _stop_button(run: Run) -> None:
    if run.is_asked_to_stop():
        st.warning(t("run.stopping"))
        return
    if st.button(t("run.stop"), key="stop_run", icon=":material/stop_circle:"):
        run.ask_to_stop()
        st.rerun(scope="fragment")


def _figures(history: History) -> None:
    left, right = st.columns(2)
    best = history.best
    facts = {
        "step": history.step,
        "loss": float(history.steps["loss"].tail(40).mean()),
        "mcc": 0.0 if best is None else float(best["mcc"]),
    }
    with left:
        alt = plain("charts.loss_alt", **facts)
        chart(charts.loss_curve(history, plain), "loss_curve", alt, lambda: _steps(history))
    with right:
        alt = plain("charts.accuracy_alt", **facts)
        chart(charts.accuracy_curve(history, plain), "accuracy_curve", alt, lambda: _validations(history))


def _steps(history: History) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("charts.step"): history.steps["step"],
            plain("columns.epoch"): history.steps["epoch"],
            plain("columns.training_loss"): history.steps["loss"].round(4),
            plain("charts.training_accuracy"): history.steps["accuracy"].round(4),
        }
    )


def _validations(history: History) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("charts.step"): history.validations["step"],
            plain("columns.epoch"): history.validations["epoch"],
            plain("columns.validation_loss"): history.validations["loss"].round(4),
            plain("charts.validation_accuracy"): history.validations["accuracy"].round(4),
            plain("columns.mcc"): history.validations["mcc"].round(4),
        }
    )


def _epochs(run: Run, history: History) -> None:
    table = epoch_table(history)
    if table.empty:
        return
    st.dataframe(epochs_for_people(table), key="epoch_table", hide_index=True, alt=plain("run.epochs_alt"))


def epochs_for_people(table: pd.DataFrame) -> pd.DataFrame:
    """The epoch table as in the tutorial, rounded, with times as h:mm:ss."""
    return pd.DataFrame(
        {
            plain("columns.epoch"): table["epoch"],
            plain("columns.training_loss"): table["training_loss"].map("{:.3f}".format),
            plain("columns.validation_loss"): table["validation_loss"].map("{:.3f}".format),
            plain("columns.accuracy"): table["accuracy"].map("{:.1%}".format),
            plain("columns.mcc"): table["mcc"].map("{:.3f}".format),
            plain("columns.training_time"): table["training_seconds"].map(duration),
            plain("columns.validation_time"): table["validation_seconds"].map(duration),
        }
    )


# --- after the training ------------------------------------------------------------------------


def _ending(run: Run) -> None:
    history = services.history(run)
    if history.failed and history.failed.error == errors.EncoderUnreachable.__name__:
        _offer_bundled(run)
    table = epoch_table(history)
    if len(table) and history.best is not None:
        _reading(table, history.best)
        download(table, f"{run.id}-epochs.csv", key="epochs_csv")
    left, right = st.columns(2)
    with left:
        if run.has_model:
            link("scoring", t("run.judge_with"), judge=run.id)
            _evaluation_link(run)
    with right:
        if run.has_model and not run.is_from_elsewhere:
            _share_button(run)
        if run.can_resume() and st.button(t("run.resume"), key="resume_run", icon=":material/resume:"):
            services.resume_training(run)
            st.rerun()
    if not run.is_starter:
        with st.expander(t("run.manage"), icon=":material/edit:"):
            _manage(run)


def _evaluation_link(run: Run) -> None:
    if run.is_from_elsewhere:
        link("evaluation", t("run.evaluate_only"), judge=run.id)
    else:
        link("evaluation", t("run.evaluate"), judge=run.id, corpus=run.info.corpus_id)


def _offer_bundled(run: Run) -> None:
    """After the hub was unreachable: a button for the same training with the bundled encoder."""
    if st.button(t("run.use_bundled"), key="use_bundled", type="primary", icon=":material/play_arrow:"):
        config = replace(run.info.config, encoder=BUNDLED)
        corpus, watched = services.corpus(run.info.corpus_id), run.info.watched
        started = services.start_training(config, corpus, run.name, watched)
        st.query_params["run"] = started.id
        st.rerun()


def _share_button(run: Run) -> None:
    """The run as a file, made only at a click, since that takes a second or two."""
    st.download_button(
        t("run.share"),
        lambda: services.shared(run),
        f"{run.id}{SHARED_ENDING}",
        "application/zip",
        key="share_run",
        help=t("run.share_help"),
        icon=":material/share:",
        on_click="ignore",
    )


def _reading(table: pd.DataFrame, best: pd.Series) -> None:
    """The learning curve over the epochs, and what it means in plain words."""
    if len(table) > 1:
        alt = plain("charts.learning_curve_alt", epochs=len(table))
        chart(charts.epoch_curve(table, plain), "epoch_curve", alt, lambda: epochs_for_people(table))
    turning = overfitting_epoch(table)
    facts = {"mcc": float(best["mcc"]), "accuracy": float(best["accuracy"])}
    st.markdown(t("reading.best", epoch=int(best["epoch"]), step=int(best["step"]), **facts))
    if best["mcc"] < _MIN_LEARNED_MCC:
        st.markdown(t("reading.nothing_learned"))
    elif len(table) == 1:
        st.markdown(t("reading.one_epoch"))
    elif turning:
        st.markdown(t("reading.overfitting", epoch=turning))
    else:
        st.markdown(t("reading.still_learning"))
    st.markdown(t("reading.loss_tells_more"))


def _manage(run: Run) -> None:
    st.caption(t("run.disk", size=size(run.size)))
    with st.form(f"rename_{run.id}", border=False):
        name = st.text_input(t("run.new_name"), value=run.name, key=f"name_{run.id}", max_chars=60)
        if st.form_submit_button(t("run.rename"), icon=":material/edit:"):
            run.rename(name)
            st.rerun()
    if run.is_from_elsewhere:
        _labels(run)
    sure = st.checkbox(t("run.delete_sure"), key=f"sure_{run.id}")
    if st.button(t("run.delete"), key="delete_run", disabled=not sure, icon=":material/delete:"):
        services.store().delete(run)
        st.query_params.pop("run", None)
        st.rerun()


def _labels(run: Run) -> None:
    """Which of its labels means acceptable: changed at a click only, as others may have this page open."""
    known, now = run.info.elsewhere, services.acceptable_of(run)
    if known is not None:
        with st.form(f"labels_{run.id}", border=False):
            chosen = label_choice(known.labels, f"label_{run.id}_{now}", now)
            if st.form_submit_button(t("run.relabel"), icon=":material/swap_horiz:") and chosen:
                services.relabel(run, chosen)
                st.rerun()


def settings_for_people(run: Run) -> pd.DataFrame:
    """Every setting of a run with its name in the visitor's language."""
    row = {**run.info.config.to_row(), "encoder": encoder_label(run.info.config.encoder)}
    shown = {name: "–" if value is None else str(value) for name, value in row.items()}
    return pd.DataFrame(
        {
            plain("columns.setting"): [plain(f"settings.{name}") for name in shown],
            plain("columns.value"): list(shown.values()),
        }
    )
