"""Figures of the evaluation page: thresholds, calibration, ROC, precision-recall, slices.

Pure: no Streamlit, and all texts come from `say`.
"""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from colabert_core.evaluation import MIN_SENTENCES, Curves, Reliability
from pages.ui.charts import (
    ACCEPTABLE,
    GREEN,
    HATCHING,
    MCC,
    NEUTRAL,
    TRAINING,
    VALIDATION,
    Say,
    blank,
    points,
)

_SQUARE_HEIGHT = 380  # pixels, of figures that compare two shares
_SLICE_HEIGHT = 34  # pixels
RUNS = (  # colour, dash and marker of each compared run
    (TRAINING, "solid", "circle"),
    (VALIDATION, "dash", "square"),
    (MCC, "dot", "diamond"),
    (GREEN, "dashdot", "triangle-up"),
)


def compared_curves(table: pd.DataFrame, names: tuple[str, ...], measure: str, say: Say) -> go.Figure:
    """Validation `measure` (mcc or loss) of runs over epochs. Columns run, epochs, mcc, loss.

    A run keeps its colour, dash and marker whichever runs have curves. Names are escaped: people type them.
    """
    axis = say("charts.loss_axis") if measure == "loss" else say("columns.mcc")
    figure = blank(say(f"compare.{measure}_title"), say("compare.epochs"), axis)
    for name, (colour, dash, symbol) in zip(names, RUNS, strict=False):
        rows = table[table["run"] == name]
        if len(rows):
            points(figure, rows["epochs"], rows[measure], escape(name, quote=False), colour, symbol, dash)
    figure.update_layout(hovermode="closest", showlegend=True)
    figure.update_traces(hovertemplate=say("compare.hover"))
    figure.update_xaxes(rangemode="tozero")
    return figure


def thresholds(table: pd.DataFrame, chosen: float, best: float | None, say: Say) -> go.Figure:
    """Accuracy and MCC at every threshold (columns threshold, accuracy, mcc).

    Lines mark the chosen threshold and, if known, the best one on validation.
    """
    figure = blank(say("evaluation.sweep"), say("evaluation.threshold_axis"), say("evaluation.slices_axis"))
    for column, name, colour, dash in (
        ("accuracy", say("columns.accuracy"), ACCEPTABLE, "solid"),
        ("mcc", say("columns.mcc"), MCC, "dash"),
    ):
        figure.add_scatter(
            x=table["threshold"],
            y=table[column],
            name=name,
            mode="lines",
            line={"color": colour, "width": 2.5, "dash": dash},
            hovertemplate="%{y:.3f}",
        )
    figure.add_vline(x=chosen, line={"color": NEUTRAL, "dash": "dot", "width": 2})
    if best is not None:
        figure.add_vline(
            x=best,
            line={"color": MCC, "dash": "dashdot", "width": 1.5},
            annotation_text=say("evaluation.best_here"),
            annotation_position="bottom right" if best < 0.6 else "bottom left",
        )
    figure.update_xaxes(range=[0, 1])
    return figure


def reliability(found: Reliability, say: Say) -> go.Figure:
    """Predicted probability against the share of acceptable sentences; on the diagonal, the two agree."""
    figure = blank(
        say("evaluation.reliability"),
        say("evaluation.said_axis"),
        say("evaluation.is_axis"),
        height=_SQUARE_HEIGHT,
    )
    _diagonal(figure, say("evaluation.calibrated"))
    bins = found.bins
    figure.add_bar(
        x=(bins["low"] + bins["high"]) / 2,
        y=bins["acceptable_share"],
        width=(bins["high"] - bins["low"]) * 0.94,
        name=say("evaluation.share_bars"),
        marker={"color": ACCEPTABLE, "opacity": 0.45},
        customdata=bins[["low", "high", "sentences", "probability"]].to_numpy(),
        hovertemplate=say("evaluation.reliability_hover"),
    )
    points(
        figure,
        bins["probability"],
        bins["acceptable_share"],
        say("evaluation.bins_at"),
        MCC,
        "diamond",
        dash="dot",
    )
    figure.update_layout(hovermode="closest")
    return _shares(figure)


def roc(curves: Curves, chosen: pd.Series, say: Say) -> go.Figure:
    """The ROC curve with the chosen threshold as a point (`chosen`: false_yes, true_yes)."""
    figure = blank(
        say("evaluation.roc"), say("evaluation.false_yes"), say("evaluation.true_yes"), height=_SQUARE_HEIGHT
    )
    _diagonal(figure, say("evaluation.coin"))
    _line(figure, curves.roc["false_yes"], curves.roc["true_yes"], say("evaluation.roc_name"))
    _here(figure, chosen["false_yes"], chosen["true_yes"], say("evaluation.usual"))
    return _shares(figure)


def precision_recall(curves: Curves, share: float, chosen: pd.Series, say: Say) -> go.Figure:
    """The precision-recall curve for "acceptable"; always answering that has the precision `share`."""
    figure = blank(
        say("evaluation.precision_recall"),
        say("evaluation.recall"),
        say("evaluation.precision"),
        height=_SQUARE_HEIGHT,
    )
    figure.add_scatter(
        x=[0, 1],
        y=[share, share],
        name=say("evaluation.always"),
        mode="lines",
        line={"color": NEUTRAL, "dash": "dash", "width": 1.5},
        hovertemplate="%{y:.3f}",
    )
    table = curves.precision_recall
    _line(figure, table["recall"], table["precision"], say("evaluation.pr_name"))
    _here(figure, chosen["recall"], chosen["precision"], say("evaluation.usual"))
    return _shares(figure)


def slices(table: pd.DataFrame, title: str, say: Say) -> go.Figure:
    """Accuracy as bars, hatched if sentences are few, and MCC as diamonds. Columns: `figures_by`, name."""
    figure = blank(title, say("evaluation.slices_axis"), "", height=170 + _SLICE_HEIGHT * len(table))
    table = table.assign(name=table["name"].map(lambda name: escape(name, quote=False)))  # plotly reads HTML
    few = table["sentences"] < MIN_SENTENCES
    for rows, name, hatching, opacity in (
        (table[~few], say("columns.accuracy"), "", 0.75),
        (table[few], say("evaluation.few_bars", n=MIN_SENTENCES), "/", 0.4),
    ):
        figure.add_bar(
            y=rows["name"],
            x=rows["accuracy"],
            orientation="h",
            name=name,
            marker={"color": ACCEPTABLE, "opacity": opacity, "pattern": {"shape": hatching, **HATCHING}},
            customdata=rows[["sentences"]],
            hovertemplate=say("evaluation.slice_hover"),
        )
    both = ~table["acceptable_share"].isin((0, 1))  # MCC needs both classes
    figure.add_scatter(
        y=table["name"][both],
        x=table["mcc"][both],
        name=say("columns.mcc"),
        mode="markers",
        marker={"symbol": "diamond", "size": 11, "color": MCC, "line": {"color": "white", "width": 1}},
        hovertemplate="%{y}: MCC %{x:.3f}<extra></extra>",
    )
    figure.update_layout(hovermode="closest", legend={"y": -60 / figure.layout.height, "yanchor": "top"})
    low = min(0.0, float(table["mcc"].min()))
    figure.update_xaxes(range=[low - (0.12 if low < 0 else 0.03), 1.02])  # room for a whole diamond
    figure.update_yaxes(
        categoryorder="array", categoryarray=list(table["name"]), autorange="reversed", automargin=True
    )
    return figure


def _line(figure: go.Figure, x, y, name: str) -> None:
    figure.add_scatter(
        x=x,
        y=y,
        name=name,
        mode="lines",
        line={"color": ACCEPTABLE, "width": 2.5},
        hovertemplate="%{y:.3f}",
    )


def _here(figure: go.Figure, x: float, y: float, name: str) -> None:
    figure.add_scatter(
        x=[x],
        y=[y],
        name=name,
        mode="markers",
        marker={"symbol": "circle-open", "size": 14, "color": MCC, "line": {"width": 3}},
        hovertemplate="%{y:.3f}",
    )


def _diagonal(figure: go.Figure, name: str) -> None:
    figure.add_scatter(
        x=[0, 1],
        y=[0, 1],
        name=name,
        mode="lines",
        line={"color": NEUTRAL, "dash": "dash", "width": 1.5},
        hoverinfo="skip",
    )


def _shares(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(range=[-0.02, 1.02], tickformat=".0%")
    figure.update_yaxes(range=[-0.02, 1.05], tickformat=".0%")
    return figure
