"""Figures of the evaluation page: thresholds, calibration, ROC, precision-recall, slices.

Pure: no Streamlit, and all texts come from `say`.
"""

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from colabert_core.evaluation import MIN_SENTENCES, Curves, Reliability
from pages.ui.charts import (
    ACCEPTABLE,
    GREEN,
    HATCHING,
    MCC,
    NEUTRAL,
    TRAINING,
    VALIDATION,
    Line,
    Say,
    blank,
    name_lines,
    points,
    take_style,
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
    figure.update_layout(hovermode="closest", showlegend=False)
    figure.update_traces(hovertemplate=say("compare.hover"))
    figure.update_xaxes(rangemode="tozero")
    _name_runs(figure, table, measure)
    return figure


_SIGNS = {"circle": "●", "square": "■", "diamond": "◆", "triangle-up": "▲"}


def _name_runs(figure: go.Figure, table: pd.DataFrame, measure: str) -> None:
    lines = [
        Line(name=run.name, sign=_SIGNS[run.marker.symbol], colour=run.line.color, end=float(run.y[-1]))
        for run in figure.data
    ]
    low, high = float(table[measure].min()), float(table[measure].max())
    room = 0.06 * max(high - low, 0.05)
    name_lines(figure, lines, low - room, high + room, height=260)


def thresholds(table: pd.DataFrame, chosen: float, best: float | None, say: Say) -> go.Figure:
    """Accuracy and MCC at every threshold (columns threshold, accuracy, mcc).

    Lines mark the chosen threshold and, if known, the best one on validation.
    """
    figure = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.08)
    take_style(figure, blank(say("evaluation.sweep"), "", ""))
    for row, (column, colour, dash) in enumerate(
        (("accuracy", ACCEPTABLE, "solid"), ("mcc", MCC, "dash")), start=1
    ):
        figure.add_scatter(
            x=table["threshold"],
            y=table[column],
            name=say(f"columns.{column}"),
            mode="lines",
            line={"color": colour, "width": 2.5, "dash": dash},
            hovertemplate="%{y:.3f}",
            row=row,
            col=1,
        )
        figure.update_yaxes(title_text=say(f"columns.{column}"), row=row, col=1)
    figure.add_vline(x=chosen, line={"color": NEUTRAL, "dash": "dot", "width": 2})
    if best is not None:
        _best_line(figure, best, say)
    figure.update_xaxes(range=[0, 1])
    figure.update_xaxes(title_text=say("evaluation.threshold_axis"), row=2, col=1)
    return figure.update_layout(showlegend=False)


def _best_line(figure: go.Figure, best: float, say: Say) -> None:
    line = {"color": MCC, "dash": "dashdot", "width": 1.5}
    figure.add_vline(x=best, line=line)
    side = {"xanchor": "left", "xshift": 4} if best < 0.6 else {"xanchor": "right", "xshift": -4}
    text = say("evaluation.best_here")
    figure.add_annotation(
        x=best, y=0.02, yref="y2 domain", xref="x2", text=text, showarrow=False, yanchor="bottom", **side
    )


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
    """Accuracy as bars, hatched if sentences are few, beside MCC as diamonds. Columns: `figures_by`, name."""
    table = table.assign(name=table["name"].map(lambda name: escape(name, quote=False)))  # plotly reads HTML
    figure = make_subplots(cols=2, shared_yaxes=True, horizontal_spacing=0.04, column_widths=[0.6, 0.4])
    take_style(figure, blank(title, "", "", height=150 + _SLICE_HEIGHT * len(table)))
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
            showlegend=bool(few.any()) and len(rows) > 0,
            row=1,
            col=1,
        )
    _slice_mcc(figure, table, say)
    figure.update_layout(hovermode="closest", bargap=0.25)
    figure.update_xaxes(title_text=say("columns.accuracy"), range=[0, 1.02], tickformat=".0%", row=1, col=1)
    order = {"categoryorder": "array", "categoryarray": list(table["name"])}
    figure.update_yaxes(**order, autorange=False, range=[len(table) - 0.5, -0.5])
    return figure


def _slice_mcc(figure: go.Figure, table: pd.DataFrame, say: Say) -> None:
    both = ~table["acceptable_share"].isin((0, 1))  # MCC needs both classes
    figure.add_scatter(
        y=table["name"][both],
        x=table["mcc"][both],
        name=say("columns.mcc"),
        mode="markers",
        marker={"symbol": "diamond", "size": 11, "color": MCC, "line": {"color": "white", "width": 1}},
        hovertemplate="%{y}: MCC %{x:.3f}<extra></extra>",
        showlegend=False,
        row=1,
        col=2,
    )
    low = min(0.0, float(table["mcc"].min()))
    # room for a whole diamond
    figure.update_xaxes(
        title_text=say("columns.mcc"), range=[low - (0.12 if low < 0 else 0.05), 1.05], row=1, col=2
    )


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
