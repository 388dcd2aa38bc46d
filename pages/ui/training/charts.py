"""Figures of a training: curves over steps and epochs, and the replay.

Pure: no Streamlit, and all texts come from `say`.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from colabert_core.runs import History, running_mean
from pages.ui.charts import (
    ACCEPTABLE,
    MCC,
    NEUTRAL,
    TRAINING,
    UNACCEPTABLE,
    VALIDATION,
    Line,
    Say,
    blank,
    curve,
    name_lines,
    points,
    take_style,
)

_FIRST: dict[str, Any] = {"row": 1, "col": 1}
_HEIGHT = 330  # pixels of the two figures beside each other


def loss_curve(history: History, say: Say) -> go.Figure:
    """Training loss per step, raw as a faint line and smoothed as a strong one, and validation loss."""
    steps, checks = history.steps, history.validations
    figure = blank(say("charts.loss"), say("charts.step"), say("charts.loss_axis"), height=_HEIGHT)
    raw, smooth = steps["loss"].to_numpy(dtype=float), running_mean(steps["loss"])
    curve(figure, steps["step"], raw, say("charts.training_raw"), TRAINING, opacity=0.35, width=1)
    curve(figure, steps["step"], smooth, say("charts.training_loss"), TRAINING)
    points(figure, checks["step"], checks["loss"], say("charts.validation_loss"), VALIDATION, "circle")
    ends = _training_end(smooth, say)
    if len(checks):
        end = float(checks["loss"].iloc[-1])
        ends.append(Line(name=say("charts.validation"), sign="●", colour=VALIDATION, end=end))
    low, high = _span([raw, checks["loss"].to_numpy(dtype=float)])
    name_lines(figure, ends, low, high)
    return _with_span(figure.update_layout(showlegend=False), history)


def _training_end(smooth: np.ndarray, say: Say) -> list[Line]:
    end = [float(value) for value in smooth[-1:]]
    return [Line(name=say("charts.training"), sign="━", colour=TRAINING, end=value) for value in end]


def accuracy_curve(history: History, say: Say) -> go.Figure:
    """Accuracy above, with what always answering "acceptable" reaches, and MCC below."""
    figure = make_subplots(rows=2, shared_xaxes=True, vertical_spacing=0.09, row_heights=[0.6, 0.4])
    take_style(figure, blank(say("charts.accuracy"), "", "", height=_HEIGHT))
    figure.update_xaxes(title_text=say("charts.step"), row=2, col=1)
    figure.update_yaxes(title_text=say("columns.accuracy"), tickformat=".0%", row=1, col=1)
    figure.update_yaxes(title_text=say("columns.mcc"), row=2, col=1)
    _accuracy(figure, history, say)
    _mcc(figure, history.validations, say)
    return _with_span(figure.update_layout(showlegend=False), history)


def _accuracy(figure: go.Figure, history: History, say: Say) -> None:
    steps, checks, first = history.steps, history.validations, _FIRST
    smooth, checked = running_mean(steps["accuracy"]), checks["accuracy"].to_numpy(dtype=float)
    curve(figure, steps["step"], smooth, say("charts.training_accuracy"), TRAINING, **first)
    points(figure, checks["step"], checked, say("charts.validation_accuracy"), VALIDATION, "circle", **first)
    ends = _training_end(smooth, say)
    if len(checked):
        ends.append(Line(name=say("charts.validation"), sign="●", colour=VALIDATION, end=float(checked[-1])))
    shares = []
    if history.started:
        shares = [history.started.acceptable_share]
        line = {"color": NEUTRAL, "dash": "dash", "width": 1.5}
        figure.add_hline(y=shares[0], line=line, **first)
        name = say("charts.baseline", share=shares[0])
        ends.append(Line(name=name, sign="╌", colour=NEUTRAL, end=shares[0]))
    low, high = _span([smooth, checked, np.asarray(shares)])
    name_lines(figure, ends, low, min(1.02, high), height=110)


def _mcc(figure: go.Figure, checks: pd.DataFrame, say: Say) -> None:
    values = checks["mcc"].to_numpy(dtype=float)
    points(figure, checks["step"], values, say("charts.mcc"), MCC, "diamond", row=2, col=1)
    low, high = _span([values, np.asarray([0.0])])
    end = float(values[-1]) if len(values) else 0.0
    line = Line(name=say("charts.validation"), sign="◆", colour=MCC, end=end)
    name_lines(figure, [line], low, max(high, 0.2), axes="2", height=80)


def _span(parts: Sequence[np.ndarray]) -> tuple[float, float]:
    """The range of an axis that shows all the values with a little room."""
    values = np.concatenate(parts)
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    room = 0.06 * max(high - low, 0.05)
    return low - room, high + room


def epoch_curve(epochs: pd.DataFrame, say: Say) -> go.Figure:
    """Training and validation loss per epoch: where they diverge, overfitting begins."""
    figure = blank(say("charts.learning_curve"), say("charts.epoch"), say("charts.loss_axis"), height=_HEIGHT)
    ends = []
    for column, name, colour, symbol, sign in (
        ("training_loss", "charts.training", TRAINING, "square", "■"),
        ("validation_loss", "charts.validation", VALIDATION, "circle", "●"),
    ):
        points(figure, epochs["epoch"], epochs[column], say(f"charts.{column}"), colour, symbol)
        ends.append(Line(name=say(name), sign=sign, colour=colour, end=float(epochs[column].iloc[-1])))
    low, high = _span([epochs["training_loss"].to_numpy(float), epochs["validation_loss"].to_numpy(float)])
    name_lines(figure, ends, low, high)
    figure.update_xaxes(dtick=1)
    return figure.update_layout(showlegend=False)


def replay_curve(table: pd.DataFrame, say: Say) -> go.Figure:
    """How the two kinds of sentences separate. Columns: step; acceptable, unacceptable (mean probability)."""
    figure = blank(say("replay.chart"), say("charts.step"), say("replay.chart_axis"))
    ends = []
    for kind, column, colour, symbol, sign, dash in (
        (1, "acceptable", ACCEPTABLE, "circle", "●", "solid"),
        (0, "unacceptable", UNACCEPTABLE, "x", "✕", "dash"),
    ):
        points(figure, table["step"], table[column], say(f"replay.mean_{kind}"), colour, symbol, dash=dash)
        end = float(table[column].iloc[-1])
        ends.append(Line(name=say(f"replay.mean_{kind}"), sign=sign, colour=colour, end=end))
    figure.add_hline(y=0.5, line={"color": NEUTRAL, "dash": "dot", "width": 1.5})
    name_lines(figure, ends, 0.0, 1.0)
    return figure.update_layout(showlegend=False)


def _with_span(figure: go.Figure, history: History) -> go.Figure:
    """Set the x-axis to the whole training from its first step, so that the curve is seen to advance."""
    if history.started:
        figure.update_xaxes(range=[0, history.started.total_steps * 1.02 + 1])
    return figure
