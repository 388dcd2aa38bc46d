"""Tables to plotly figures. Pure: no streamlit, and every word comes in through `say`.

Colours are Okabe and Ito's, toned so that they stand out on white and on dark alike; shapes, dashes and
hatching tell apart what colour might not.
"""

from collections.abc import Callable
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from colabert_core.runs.history import History, running_mean

Say = Callable[..., str]

ACCEPTABLE = "#2F86C9"
UNACCEPTABLE = "#D9691E"
TRAINING = "#2F86C9"
VALIDATION = "#D9691E"
MCC = "#A8659B"
NEUTRAL = "#8A94A0"
GREEN = "#2A9D74"
RUNS = (  # colour, dash and marker of each run that is compared
    (TRAINING, "solid", "circle"),
    (VALIDATION, "dash", "square"),
    (MCC, "dot", "diamond"),
    (GREEN, "dashdot", "triangle-up"),
)
LABELS = ((1, ACCEPTABLE, ""), (0, UNACCEPTABLE, "/"))  # label, colour, hatching
# Light lines over the full colour: hatched bars keep their weight, and numbers on them can be read.
HATCHING = {"fillmode": "overlay", "fgcolor": "rgba(255, 255, 255, 0.4)", "solidity": 0.25}
MOST_POINTS = 500  # on any curve, however long the training: more than a screen shows apart


def thin(values: np.ndarray, most: int = MOST_POINTS) -> np.ndarray:
    """Positions <int>[<= most] that keep each bin's lowest and highest value, and the last one.

    Bins are 2^k wide, so that those already drawn stay as they are while the curve grows.
    """
    count = len(values)
    if count <= most:
        return np.arange(count)
    width = 2 ** int(np.ceil(np.log2(count / (most // 2 - 1))))
    kept = {count - 1}
    for start in range(0, count, width):
        part = values[start : start + width]
        kept |= {start + int(np.argmin(part)), start + int(np.argmax(part))}
    return np.asarray(sorted(kept)[-most:])


def loss_curve(history: History, say: Say) -> go.Figure:
    """Training loss per step, raw faint and smoothed strong, and validation loss as points."""
    steps, checks = history.steps, history.validations
    figure = blank(say("charts.loss"), say("charts.step"), say("charts.loss_axis"))
    raw = steps["loss"].to_numpy(dtype=float)
    curve(figure, steps["step"], raw, say("charts.training_raw"), TRAINING, opacity=0.4, width=1)
    curve(figure, steps["step"], running_mean(steps["loss"]), say("charts.training_loss"), TRAINING)
    points(figure, checks["step"], checks["loss"], say("charts.validation_loss"), VALIDATION, "circle")
    return _with_span(figure, history)


def accuracy_curve(history: History, say: Say) -> go.Figure:
    """Accuracy in training and validation, MCC, and what always answering "acceptable" would reach."""
    steps, checks = history.steps, history.validations
    figure = blank(say("charts.accuracy"), say("charts.step"), say("charts.accuracy_axis"))
    curve(figure, steps["step"], running_mean(steps["accuracy"]), say("charts.training_accuracy"), TRAINING)
    points(
        figure, checks["step"], checks["accuracy"], say("charts.validation_accuracy"), VALIDATION, "circle"
    )
    points(figure, checks["step"], checks["mcc"], say("charts.mcc"), MCC, "diamond", dash="dot")
    if history.started:
        share = history.started.acceptable_share
        figure.add_hline(y=share, line={"color": NEUTRAL, "dash": "dash", "width": 1.5})
        points(figure, [None], [None], say("charts.baseline", share=share), NEUTRAL, "line-ew", dash="dash")
    figure.update_yaxes(range=[min(0.0, float(checks["mcc"].min() or 0.0)) - 0.02, 1.02])
    return _with_span(figure, history)


def epoch_curve(epochs: pd.DataFrame, say: Say) -> go.Figure:
    """Training and validation loss per epoch: where they part, over-fitting begins."""
    figure = blank(say("charts.learning_curve"), say("charts.epoch"), say("charts.loss_axis"))
    points(figure, epochs["epoch"], epochs["training_loss"], say("charts.training_loss"), TRAINING, "square")
    points(
        figure,
        epochs["epoch"],
        epochs["validation_loss"],
        say("charts.validation_loss"),
        VALIDATION,
        "circle",
    )
    figure.update_xaxes(dtick=1)
    return figure


def replay_curve(table: pd.DataFrame, say: Say) -> go.Figure:
    """How two kinds of sentences come apart. Columns step, acceptable, unacceptable (mean probabilities)."""
    figure = blank(say("replay.chart"), say("charts.step"), say("replay.chart_axis"))
    points(figure, table["step"], table["acceptable"], say("replay.mean_1"), ACCEPTABLE, "circle")
    points(figure, table["step"], table["unacceptable"], say("replay.mean_0"), UNACCEPTABLE, "x", dash="dash")
    figure.add_hline(y=0.5, line={"color": NEUTRAL, "dash": "dot", "width": 1.5})
    figure.update_yaxes(range=[0, 1])
    return figure


def compared_curves(table: pd.DataFrame, names: tuple[str, ...], measure: str, say: Say) -> go.Figure:
    """Validation `measure` (mcc or loss) of runs over epochs. Columns run, epochs, mcc, loss.

    A run keeps its look while others come and go; names are people's own, so they are escaped.
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


def label_balance(table: pd.DataFrame, say: Say) -> go.Figure:
    """Stacked bars: sentences per split and label. Columns: split, label, sentences."""
    figure = blank(say("charts.balance"), say("charts.sentences"), "")
    for label, colour, hatching in LABELS:
        rows = table[table["label"] == label]
        figure.add_bar(
            y=[say(f"splits.{split}") for split in rows["split"]],
            x=rows["sentences"],
            orientation="h",
            name=say(f"labels.{label}"),
            marker={"color": colour, "pattern": {"shape": hatching, **HATCHING}},
            text=rows["sentences"].map("{:,}".format),
            hovertemplate="%{y}: %{x:,}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(barmode="stack", hovermode="closest")
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def sources(table: pd.DataFrame, say: Say) -> go.Figure:
    """Bars: sentences per publication, hatched where out of domain. Columns as `by_source` gives them."""
    figure = blank(say("charts.sources"), say("charts.sentences"), "", height=620)
    for inside, colour, hatching, key in (
        (True, ACCEPTABLE, "", "charts.in_domain"),
        (False, NEUTRAL, ".", "charts.out_of_domain"),
    ):
        rows = table[table["in_domain"] == inside]
        figure.add_bar(
            y=rows["publication"],
            x=rows["sentences"],
            orientation="h",
            name=say(key),
            marker={"color": colour, "pattern": {"shape": hatching, **HATCHING}},
            customdata=np.stack([rows["title"], rows["acceptable_share"] * 100], axis=-1),
            hovertemplate=say("charts.sources_hover"),
        )
    figure.update_layout(hovermode="closest")
    order = list(table.sort_values("sentences", ascending=False)["publication"])
    figure.update_yaxes(categoryorder="array", categoryarray=order, autorange="reversed", automargin=True)
    return figure


def lengths(values: np.ndarray, title: str, axis: str, say: Say, limit: int | None = None) -> go.Figure:
    """A histogram of whole numbers <int>[n], with a line at `limit` where one is given."""
    figure = blank(title, axis, say("charts.sentences"))
    numbers, counts = np.unique(values, return_counts=True)
    figure.add_bar(
        x=numbers,
        y=counts,
        marker={"color": ACCEPTABLE},
        hovertemplate=say("charts.lengths_hover"),
        showlegend=False,
    )
    if limit is not None:
        figure.add_vline(
            x=limit + 0.5,
            line={"color": UNACCEPTABLE, "dash": "dash", "width": 2},
            annotation_text=say("charts.max_length", limit=limit),
            annotation_position="top left",
        )
        figure.update_xaxes(range=[0, max(limit, int(numbers.max())) + 2])
    return figure


def blank(title: str, x: str, y: str, height: int = 400) -> go.Figure:
    """A figure of the house's look, with a title and the names of its axes."""
    figure = go.Figure()
    figure.update_layout(
        title={"text": title, "x": 0, "font": {"size": 16}},
        xaxis_title=x,
        yaxis_title=y,
        height=height,
        margin={"l": 10, "r": 10, "t": 56, "b": 10},
        legend={"orientation": "h", "y": -0.28, "x": 0},
        hovermode="x unified",
        modebar={"orientation": "v"},  # beside the title, not over it
        uirevision="kept",  # a visitor's zoom outlives the next redraw
    )
    return figure


def _with_span(figure: go.Figure, history: History) -> go.Figure:
    """The whole training's width from its first step on, so that the curve is seen to advance."""
    if history.started:
        figure.update_xaxes(range=[0, history.started.total_steps * 1.02 + 1])
    return figure


def curve(figure: go.Figure, x, y: np.ndarray, name: str, colour: str, opacity=1.0, width=2.5) -> None:
    """Add a line of at most MOST_POINTS points."""
    kept = thin(y)
    figure.add_scatter(
        x=np.asarray(x)[kept],
        y=np.round(y[kept], 4),
        name=name,
        mode="lines",
        opacity=opacity,
        line={"color": colour, "width": width},
        hovertemplate="%{y:.3f}",
    )


def points(figure: go.Figure, x, y, name: str, colour: str, symbol: str, dash: str = "solid") -> None:
    """Add few points, joined by lines."""
    figure.add_scatter(
        x=x,
        y=y,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": dash},
        marker={"symbol": symbol, "size": 9, "color": colour},
        hovertemplate="%{y:.3f}",
    )
