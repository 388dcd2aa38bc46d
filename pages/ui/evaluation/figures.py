"""A run's figures with their confidence intervals, and the threshold with its confusion matrix."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import seen_in_training
from colabert_core.evaluation import (
    MIN_MEASURED,
    Interval,
    Metrics,
    best_threshold,
    cell_of,
    intervals_of,
    metrics_of,
    pair_accuracy,
    pair_interval,
    splits_for,
    sweep,
)
from colabert_core.judging import THRESHOLD
from pages.ui import frame, services, widgets
from pages.ui.components.table import show_table
from pages.ui.evaluation import charts
from pages.ui.evaluation.judged import THRESHOLD_KEY, Judged, sentence_list
from pages.ui.evaluation.predictions import predict
from pages.ui.text import plain, t

# MCC on GLUE's hidden test set: Devlin et al. (2019, table 1); Nangia and Bowman (2019, table 1).
LITERATURE = (
    ("bert_base", 0.521, "test", "Devlin et al. (2019)"),
    ("bert_large", 0.605, "test", "Devlin et al. (2019)"),
    ("people", 0.664, "sample", "Nangia and Bowman (2019)"),
)


def show_figures(judged: Judged) -> None:
    """The figures and the matrix, then the threshold, and the literature to compare them with."""
    st.fragment(_figures_and_threshold)(judged)
    st.caption(t("evaluation.against", **_baseline(judged.table)))
    _without_seen(judged)
    with st.expander(t("evaluation.literature.title"), icon=":material/menu_book:"):
        _literature()


def _head(table: pd.DataFrame) -> None:
    metrics, ends, pairs = metrics_of(table), intervals_of(table), pair_accuracy(table)
    cells = st.columns(3 if pairs is None else 4)
    _metric(cells[0], "columns.accuracy", f"{metrics.accuracy:.1%}", _percent(ends.accuracy))
    _metric(cells[1], "columns.mcc", f"{metrics.mcc:.3f}", _number(ends.mcc), t("run.mcc_help"))
    _metric(cells[2], "evaluation.f1", f"{metrics.f1:.3f}", _number(ends.f1), t("evaluation.f1_help"))
    if pairs is not None:
        pair_ends = pair_interval(table)
        between = "–" if pair_ends is None else _percent(pair_ends)
        _metric(cells[3], "evaluation.pairs", f"{pairs:.1%}", between, t("evaluation.pairs_help"))
    if len(table) < MIN_MEASURED:
        st.warning(
            t("evaluation.too_few_to_say", n=len(table), ends=_number(ends.mcc)), icon=":material/info:"
        )


def _metric(cell, name: str, value: str, ends: str, help: str | None = None) -> None:
    between = plain("evaluation.interval", ends=ends)
    cell.metric(t(name), value, between, delta_color="off", delta_arrow="off", help=help, border=True)


def _percent(ends: Interval) -> str:
    return f"{100 * ends[0]:.1f}–{100 * ends[1]:.1f}%"


def _number(ends: Interval) -> str:
    """The ends; a dash if a model always gives the same answer, so that its MCC never varies."""
    if ends[0] == ends[1]:
        return "–"
    return f"{ends[0]:.3f}–{ends[1]:.3f}"


def _baseline(table: pd.DataFrame) -> dict[str, float]:
    """Accuracy and F1 of always answering "acceptable"."""
    share = float(table["label"].mean())
    return {"share": share, "f1": 2 * share / (1 + share)}


def _without_seen(judged: Judged) -> None:
    """The figures without the sentences that are also in the training file."""
    if judged.split not in ("in_domain_dev", "out_of_domain_dev", "test"):
        return
    seen = seen_in_training(judged.corpus.table, judged.table["sentence"])
    if 0 < seen.sum() < len(seen):
        rest = metrics_of(judged.table[~seen])
        facts = {"n": int(seen.sum()), "accuracy": rest.accuracy, "mcc": rest.mcc, "f1": rest.f1}
        suffix = "_starter" if judged.run.is_starter else ""  # the starter was trained without them
        st.caption(t(f"evaluation.without_seen{suffix}", **facts))


def _literature() -> None:
    rows = [
        (plain(f"evaluation.literature.{who}"), f"{mcc:.3f}", plain(f"evaluation.literature.on_{on}"), source)
        for who, mcc, on, source in LITERATURE
    ]
    headings = ("evaluation.literature.who", "columns.mcc", "evaluation.literature.on", "columns.literature")
    names = [plain(heading) for heading in headings]
    table = pd.DataFrame(rows, columns=names)
    show_table(table, "literature", plain("evaluation.literature.title"))
    st.markdown(t("evaluation.literature.text"))


# --- the threshold and what it changes -----------------------------------------------------------


def _figures_and_threshold(judged: Judged) -> None:
    """A fragment: the slider redraws the figures, the matrix and the list, but not the rest of the page."""
    with frame.faults_shown():
        left, right = st.columns([6, 5], gap="medium")
        with left:
            _head(judged.table)
            threshold, best = _threshold(judged)
            moved = metrics_of(judged.table, threshold)
            _moved(judged.table, moved)
        with right:
            _matrix(judged, moved.confusion)
        _cell(judged, threshold)
        _sweep(judged.table, threshold, best, moved.mcc)


def _threshold(judged: Judged) -> tuple[float, float | None]:
    """The chosen threshold, and the best one on validation if it is known."""
    slider = st.container()
    best = _threshold_buttons(judged)  # before the slider, since a button may move it
    st.session_state.setdefault(THRESHOLD_KEY, THRESHOLD)
    help = t("evaluation.threshold_words")
    chosen = slider.slider(
        t("evaluation.threshold"),
        0.01,
        0.99,
        step=0.01,
        key=THRESHOLD_KEY,
        help=help,
        persist_state="session",
    )
    return chosen, best


def _moved(table: pd.DataFrame, moved: Metrics) -> None:
    usual = metrics_of(table)
    if abs(moved.accuracy - usual.accuracy) < 1e-9 and abs(moved.mcc - usual.mcc) < 1e-9:
        return  # the figures above are those of this threshold
    cells = st.columns(2)
    accuracy, mcc = moved.accuracy - usual.accuracy, moved.mcc - usual.mcc
    cells[0].metric(t("columns.accuracy"), f"{moved.accuracy:.1%}", _gain(accuracy, "points", 100))
    cells[1].metric(t("columns.mcc"), f"{moved.mcc:.3f}", _gain(mcc, "mcc_gain"))


def _sweep(judged: pd.DataFrame, threshold: float, best: float | None, mcc: float) -> None:
    table = sweep(judged)
    alt = plain("evaluation.sweep_alt", threshold=threshold, mcc=mcc, best=float(table["mcc"].max()))
    figure = charts.thresholds(table, threshold, best, plain)
    widgets.chart(figure, "sweep", alt, lambda: _for_people(table))


def _gain(difference: float, words: str, scale: int = 1) -> str | None:
    """The gain over the usual threshold as a text; None if there is none."""
    return plain(f"evaluation.{words}", gain=scale * difference) if abs(difference) > 1e-9 else None


def _for_people(table: pd.DataFrame) -> pd.DataFrame:
    names = ("evaluation.threshold", "columns.accuracy", "columns.mcc", "evaluation.f1")
    shown = table[["threshold", "accuracy", "mcc", "f1"]].round(4)
    return shown.set_axis([plain(name) for name in names], axis=1)


def _threshold_buttons(judged: Judged) -> float | None:
    """Buttons for the usual threshold and for the best one on validation; returns the latter if known."""
    with st.container(horizontal=True):
        if st.button(t("evaluation.use_usual"), key="threshold_usual"):
            st.session_state[THRESHOLD_KEY] = THRESHOLD
        if "validation" not in splits_for(judged.run, judged.corpus):
            st.caption(t("evaluation.no_validation"))
            return None
        kept = services.kept_predictions(judged.run, judged.corpus, "validation")
        if kept is None:
            _find_best(judged)
            return None
        best = best_threshold(kept)
        if st.button(t("evaluation.use_best", best=best), key="threshold_best"):
            st.session_state[THRESHOLD_KEY] = best
    if judged.split == "validation":
        st.caption(t("evaluation.best_flatters"))
    return best


def _find_best(judged: Judged) -> None:
    """A button that judges the validation part to find its best threshold."""
    if st.button(t("evaluation.find_best"), key="threshold_find"):
        table = predict(judged.run, judged.corpus, "validation")
        st.session_state[THRESHOLD_KEY] = best_threshold(table)
        st.rerun()


def _matrix(judged: Judged, confusion) -> None:
    """The four cells as buttons; a click on one shows its sentences."""
    chosen = _chosen_cell(judged)
    with st.container(key="matrix"):
        for label in (1, 0):
            row = st.columns([5, 6, 6], vertical_alignment="center")
            row[0].markdown(t(f"evaluation.row_{label}"))
            for column, verdict in ((1, 1), (2, 0)):
                name = plain(f"evaluation.cell_{label}{verdict}")
                row[column].button(
                    f"**{int(confusion[label, verdict]):,}**\n\n{name}",
                    key=f"cell_{label}{verdict}",
                    type="primary" if chosen == (label, verdict) else "secondary",
                    width="stretch",
                    wrap=True,
                    on_click=_choose,
                    args=(judged, (label, verdict)),
                )
    st.caption(t("evaluation.matrix_words"))


def _choose(judged: Judged, cell: tuple[int, int]) -> None:
    """Choose a cell; a second click hides its sentences again."""
    st.session_state["cell"] = (judged.key, None if _chosen_cell(judged) == cell else cell)


def _chosen_cell(judged: Judged) -> tuple[int, int] | None:
    key, cell = st.session_state.get("cell", (None, None))
    return cell if key == judged.key else None


def _cell(judged: Judged, threshold: float) -> None:
    cell = _chosen_cell(judged)
    if cell is None:
        return
    found = cell_of(judged.table, *cell, threshold)
    name = plain(f"evaluation.cell_{cell[0]}{cell[1]}")
    st.markdown(t("evaluation.cell_list", name=name, n=len(found)))
    if len(found):
        sentence_list(found, "cell_list", f"{judged.key}-cell.csv", threshold, judge=judged.run.id)
