"""Figures of a training: curves over steps and epochs, and the replay.

Pure: no Streamlit, and all texts come from `say`.
"""

import pandas as pd
import plotly.graph_objects as go

from colabert_core.runs import History, running_mean
from pages.ui.charts import (
    ACCEPTABLE,
    MCC,
    NEUTRAL,
    TRAINING,
    UNACCEPTABLE,
    VALIDATION,
    Say,
    blank,
    curve,
    points,
)


def loss_curve(history: History, say: Say) -> go.Figure:
    """Training loss per step, raw as a faint line and smoothed as a strong one, and validation loss."""
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
    """Training and validation loss per epoch: where they diverge, overfitting begins."""
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
    """How the two kinds of sentences separate. Columns: step; acceptable, unacceptable (mean probability)."""
    figure = blank(say("replay.chart"), say("charts.step"), say("replay.chart_axis"))
    points(figure, table["step"], table["acceptable"], say("replay.mean_1"), ACCEPTABLE, "circle")
    points(figure, table["step"], table["unacceptable"], say("replay.mean_0"), UNACCEPTABLE, "x", dash="dash")
    figure.add_hline(y=0.5, line={"color": NEUTRAL, "dash": "dot", "width": 1.5})
    figure.update_yaxes(range=[0, 1])
    return figure


def _with_span(figure: go.Figure, history: History) -> go.Figure:
    """Set the x-axis to the whole training from its first step, so that the curve is seen to advance."""
    if history.started:
        figure.update_xaxes(range=[0, history.started.total_steps * 1.02 + 1])
    return figure
