"""Whether a model's probabilities are calibrated, and how well it separates the two classes."""

import pandas as pd
import streamlit as st

from colabert_core.evaluation import Curves, Reliability, curves, metrics_of, reliability
from pages.ui import widgets
from pages.ui.evaluation import charts
from pages.ui.evaluation.judged import Judged, clicked_list
from pages.ui.text import plain, t


def show_confidence(judged: Judged) -> None:
    _reliability(judged)
    found = curves(judged.table)
    if found is None:
        st.info(t("evaluation.one_class"))
        return
    left, right = st.columns(2)
    with left:
        _roc(found, judged.table)
    with right:
        _precision_recall(found, judged.table)
    st.caption(t("evaluation.curves_words"))


def _reliability(judged: Judged) -> None:
    found = reliability(judged.table)
    st.markdown(t("evaluation.reliability_words", error=found.error))
    names = {
        "low": "evaluation.from",
        "high": "evaluation.to",
        "sentences": "columns.sentences",
        "probability": "evaluation.mean_points",
        "acceptable_share": "columns.acceptable_share",
    }
    shown = found.bins[list(names)].round(3).set_axis([plain(name) for name in names.values()], axis=1)
    alt = plain("evaluation.reliability_alt", error=found.error, bins=len(shown))
    figure = charts.reliability(found, plain)
    if clicked := widgets.chart(figure, "reliability", alt, lambda: shown, clickable=True):
        _list_bin(judged, found, float(clicked[0]["x"]))
    else:
        st.caption(t("evaluation.click_bar"))


def _list_bin(judged: Judged, found: Reliability, probability: float) -> None:
    """The sentences of the bin in which a bar or a point was clicked."""
    bins, given = found.bins, judged.table["acceptable"]
    at = int((bins["low"] <= probability).sum()) - 1
    low, high = float(bins["low"].iloc[at]), float(bins["high"].iloc[at])
    rows = judged.table[(given >= low) & ((given < high) | (high >= 1))]
    clicked_list(plain("evaluation.of_bin", low=low, high=high), rows, "bin", judged.key, judged.run.id)


def _roc(found: Curves, table: pd.DataFrame) -> None:
    (true_no, false_yes), (false_no, true_yes) = metrics_of(table).confusion
    here = pd.Series(
        {"false_yes": false_yes / (true_no + false_yes), "true_yes": true_yes / (false_no + true_yes)}
    )
    st.metric(t("evaluation.roc_area"), f"{found.roc_area:.3f}", help=t("evaluation.roc_help"))
    names = ("evaluation.false_yes", "evaluation.true_yes", "evaluation.threshold")
    shown = found.roc.round(4).set_axis([plain(name) for name in names], axis=1)
    alt = plain("evaluation.roc_alt", area=found.roc_area)
    widgets.chart(charts.roc(found, here, plain), "roc", alt, lambda: shown)


def _precision_recall(found: Curves, table: pd.DataFrame) -> None:
    (_, false_yes), (false_no, true_yes) = metrics_of(table).confusion
    here = pd.Series(
        {"recall": true_yes / (false_no + true_yes), "precision": true_yes / max(1, true_yes + false_yes)}
    )
    st.metric(
        t("evaluation.average_precision"), f"{found.average_precision:.3f}", help=t("evaluation.pr_help")
    )
    names = ("evaluation.recall", "evaluation.precision", "evaluation.threshold")
    shown = found.precision_recall.round(4).set_axis([plain(name) for name in names], axis=1)
    share = float(table["label"].mean())
    alt = plain("evaluation.pr_alt", area=found.average_precision, share=share)
    figure = charts.precision_recall(found, share, here, plain)
    widgets.chart(figure, "precision_recall", alt, lambda: shown)
