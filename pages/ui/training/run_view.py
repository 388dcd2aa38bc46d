"""A run on the training page: live while it trains, with its results once it has ended."""

import time
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from colabert_core import errors
from colabert_core.config import BUNDLED
from colabert_core.errors import ColabertError
from colabert_core.evaluation import MIN_MEASURED, mcc_interval
from colabert_core.events import Queued, error_of
from colabert_core.runs import (
    SHARED_ENDING,
    UNKNOWN,
    History,
    Run,
    State,
    epoch_table,
    file_name,
    overfitting_epoch,
)
from pages.ui import services
from pages.ui.components.behaviour import take_eyes_to
from pages.ui.components.table import show_table
from pages.ui.dialogs import ask
from pages.ui.frame import link
from pages.ui.notices import tell
from pages.ui.runs.names import encoder_label, run_name, starter_facts
from pages.ui.runs.opening import label_choice
from pages.ui.text import duration, error_text, plain, size, t
from pages.ui.training import charts
from pages.ui.widgets import chart, download

RUN_VIEW = "run_view"  # key of the container that shows the run
_BUSY = 1.5  # from this factor on, the page says that the computer is busy
_MIN_LEARNED_MCC = 0.05  # below it, a model has learned almost nothing
_EXPORTS = {
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
REFRESH = 3.0  # seconds between two updates of a live run's state
REDRAW = 8.0  # seconds between two redraws of its curves, which take processor time from the training


def show_run(run: Run) -> None:
    """The whole view of a run, its result or its progress first. Only a live run is updated by itself."""
    alive = run.is_live()
    st.subheader(t("run.heading", name=run_name(run)), anchor=False)
    if not alive:
        _result(run)
        _actions(run)
    st.fragment(_watch, run_every=REFRESH if alive else None)(run, alive)
    st.fragment(_curves, run_every=_redraw(run) if alive else None)(run)
    if not alive:
        _ending(run)
    if run.is_starter:
        st.markdown(t("run.starter", **starter_facts()))
    if not run.info.validation_is_new:
        why = "unknown" if UNKNOWN in run.info.learned else "known"
        st.warning(t(f"run.validation_{why}"), icon=":material/info:")


def _watch(run: Run, was_alive: bool) -> None:
    state = run.state()
    if was_alive and not state.is_live:
        take_eyes_to(RUN_VIEW)
        st.rerun()  # the whole page: the run has ended
    history = services.history(run)
    if state == State.RUNNING:
        _progress(run, history)
    elif state != State.FINISHED:
        _state_line(run, state, history)
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


def _state_line(run: Run, state: State, history: History) -> None:
    match state:
        case State.QUEUED:
            _queue_line(run)
        case State.FAILED:
            st.error(failure_text(history), icon=":material/error:")
        case State.ELSEWHERE:
            _elsewhere_line(run)
        case State.STOPPED if not run.has_model:
            st.warning(t("run.stopped_early"), icon=":material/pause_circle:")
        case State.STOPPED if history.best is None:
            st.warning(t("run.stopped_unmeasured"), icon=":material/pause_circle:")
        case State.INTERRUPTED if isinstance(run.last_event(), Queued):
            st.warning(t("run.was_waiting"), icon=":material/hourglass_top:")
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
    left, best = history.seconds_left(), history.best
    with st.container(horizontal=True, gap="medium", key="run_facts"):
        for name, value in (
            ("elapsed", duration(elapsed)),
            ("left", "–" if left is None else duration(left)),
            ("pace", f"{history.samples_per_second:,.0f}"),
            ("best_mcc", "–" if best is None else f"{best['mcc']:.3f}"),
        ):
            st.metric(t(f"run.{name}"), value, width="content")
    if (slower := history.slowdown()) >= _BUSY:
        st.warning(t("run.busy_computer", factor=slower), icon=":material/hourglass_top:")


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
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(t("run.stop"), key="stop_run", icon=":material/stop_circle:", help=t("run.stop_help")):
            run.ask_to_stop()
            st.rerun(scope="fragment")
        st.caption(t("run.may_close"))


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


def _result(run: Run) -> None:
    """How good the run is, large, and one sentence about what to do next."""
    history = services.history(run)
    best = history.best
    if best is not None and history.started is not None:
        st.html(_large(best, history.started.acceptable_share, run.info.corpus))
        few = history.started.validation_size < MIN_MEASURED
        if few:
            st.warning(_too_few(history), icon=":material/info:")
        st.markdown(t(f"reading.{_next_step(history, few)}", **_facts(history)))


def _large(best: pd.Series, share: float, corpus: str) -> str:
    name = plain("run.mcc_on", corpus=corpus)
    mcc, accuracy = f"{best['mcc']:.3f}", f"{best['accuracy']:.1%}"
    against = plain("run.against_always", share=share)
    return (
        f'<div class="cb-result" role="status"><span><b>{mcc}</b> {escape(name)}</span>'
        f"<span><b>{accuracy}</b> {escape(plain('columns.accuracy'))}</span>"
        f"<span>{escape(against)}</span></div>"
    )


def _actions(run: Run) -> None:
    """What can be done with a run, in one row."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="run_actions"):
        if run.can_resume() and st.button(t("run.resume"), key="resume_run", icon=":material/resume:"):
            services.resume_training(run)
            take_eyes_to(RUN_VIEW)
            st.rerun()
        if run.has_model:
            link("scoring", t("run.judge_with"), judge=run.id)
            _evaluation_link(run)
        if not run.is_starter:
            _rename(run)
        if run.has_model and not run.is_from_elsewhere:
            _share_button(run)
        _export(run)
        if not run.is_starter:
            _delete_button(run)


def _ending(run: Run) -> None:
    history = services.history(run)
    if history.failed and history.failed.error == errors.EncoderUnreachable.__name__:
        _offer_bundled(run)
    table = epoch_table(history)
    if len(table) and history.best is not None:
        _reading(run, table, history)
    if run.is_from_elsewhere:
        _labels(run)


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
        take_eyes_to(RUN_VIEW)
        st.rerun()


def _share_button(run: Run) -> None:
    """The run as a file, made only at a click, since that takes a second or two."""
    st.download_button(
        t("run.share"),
        lambda: services.shared(run),
        file_name(run, SHARED_ENDING),
        "application/zip",
        key="share_run",
        help=t("run.share_help"),
        icon=":material/share:",
        on_click="ignore",
    )


def _export(run: Run) -> None:
    """Everything of the run as a zip or a workbook, made only at a click."""
    with st.popover(t("run.export"), icon=":material/download:", key="export_run"):
        st.markdown(t("run.export_text"))
        for kind, type in _EXPORTS.items():
            st.download_button(
                t(f"run.export_{kind}"),
                partial(services.exported, run, kind),
                file_name(run, f".{kind}"),
                type,
                key=f"export_{kind}",
                on_click="ignore",
            )


def _next_step(history: History, few: bool) -> str:
    """The key of the sentence that says what to do next."""
    table, best = epoch_table(history), history.best
    if few:
        return "few"
    if best is None or best["mcc"] < _MIN_LEARNED_MCC:
        return "nothing_learned"
    if overfitting_epoch(table):
        return "overfitting"
    if len(table) == 1:
        return "one_epoch"
    return "still_learning"


def _facts(history: History) -> dict[str, int]:
    return {"epoch": overfitting_epoch(epoch_table(history)) or 0}


def _too_few(history: History) -> str:
    """That the MCC on so few sentences says little, with the interval in which it may lie."""
    assert history.started is not None and history.best is not None
    n = history.started.validation_size
    low, high = mcc_interval(float(history.best["mcc"]), n)
    return t("run.too_few", n=n, low=low, high=high)


def _reading(run: Run, table: pd.DataFrame, history: History) -> None:
    """The epochs as a table and as a curve, folded: the figures above are what counts."""
    with st.expander(t("run.by_epoch"), icon=":material/table_rows:", expanded=True):
        show_table(epochs_for_people(table), "epoch_table", plain("run.epochs_alt"))
        download(table, file_name(run, " epochs.csv"), key="epochs_csv")
        best = history.best
        assert best is not None
        facts = {"mcc": float(best["mcc"]), "accuracy": float(best["accuracy"])}
        st.markdown(t("reading.best", epoch=int(best["epoch"]), step=int(best["step"]), **facts))
        st.caption(t("reading.loss_tells_more"))
        if len(table) > 1:
            alt = plain("charts.learning_curve_alt", epochs=len(table))
            figure = charts.epoch_curve(table, plain)
            chart(figure, "epoch_curve", alt, lambda: epochs_for_people(table))


def _rename(run: Run) -> None:
    with (
        st.popover(t("run.rename"), icon=":material/edit:", key="rename_run"),
        st.form(f"rename_{run.id}", border=False),
    ):
        name = st.text_input(t("run.new_name"), value=run.name, key=f"name_{run.id}", max_chars=60)
        if st.form_submit_button(t("run.rename"), icon=":material/edit:"):
            services.store().rename(run, name)
            tell(t("run.renamed", name=run.name))
            st.rerun()


def _delete_button(run: Run) -> None:
    if st.button(t("run.delete"), key="delete_run", icon=":material/delete:"):
        title = t("run.delete_title", name=run.name)
        ask(title, t("run.delete_text", size=size(run.size)), t("run.delete"), lambda: _delete(run))


def _delete(run: Run) -> None:
    name = run.name
    services.store().delete(run)
    st.query_params.pop("run", None)
    tell(t("run.deleted", name=name))


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
