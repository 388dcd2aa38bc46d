"""Charts of a training are pure functions from its history to figures."""

import numpy as np
import pandas as pd
import pytest

from colabert_core.events import Started, Stepped, Validated
from colabert_core.runs.history import epoch_table, history_of
from pages.ui.charts import lengths
from pages.ui.text import locale
from pages.ui.training import charts


def say(key, **values):
    return locale("en")[key].format(**values)


def history(steps: int):
    rng = np.random.default_rng(0)
    events = [
        Started(
            total_steps=steps,
            steps_per_epoch=steps // 2,
            train_size=100,
            validation_size=10,
            acceptable_share=0.7,
            device="cpu",
        )
    ]
    for step in range(1, steps + 1):
        epoch = 1 + (step > steps // 2)
        events.append(
            Stepped(
                step=step,
                epoch=epoch,
                size=32,
                loss=float(rng.random()),
                accuracy=0.5,
                learning_rate=1e-5,
                seconds=0.1,
            )
        )
        if step % max(1, steps // 4) == 0:
            events.append(Validated(step=step, epoch=epoch, loss=0.6, accuracy=0.7, mcc=-0.1, seconds=0.2))
    return history_of(events)


@pytest.mark.parametrize("steps", [1, 8, 999, 5000])
def test_no_curve_has_more_than_a_thousand_points(steps):
    for figure in (charts.loss_curve(history(steps), say), charts.accuracy_curve(history(steps), say)):
        assert max(len(curve.x) for curve in figure.data) <= 1000


def test_curves_before_anything_happened():
    empty = history_of([])
    assert charts.loss_curve(empty, say).layout.title.text
    assert charts.accuracy_curve(empty, say).layout.title.text


def test_a_negative_mcc_stays_in_sight():
    low, high = charts.accuracy_curve(history(40), say).layout.yaxis2.range
    assert low < -0.1
    assert high > 0


def test_the_baseline_is_named_with_its_share():
    names = [label.text for label in charts.accuracy_curve(history(40), say).layout.annotations]
    assert any("Always yes (70%)" in name.replace("<br>", " ") for name in names)


def test_learning_curve_has_a_point_per_epoch():
    figure = charts.epoch_curve(epoch_table(history(40)), say)
    assert [list(curve.x) for curve in figure.data] == [[1, 2], [1, 2]]


def test_every_axis_has_a_name():
    epochs = pd.DataFrame({"epoch": [1], "training_loss": [1.0], "validation_loss": [1.0]})
    figures = [
        charts.loss_curve(history(8), say),
        charts.accuracy_curve(history(8), say),
        charts.epoch_curve(epochs, say),
        lengths(np.asarray([1]), "title", "axis", say),
    ]
    for figure in figures:
        assert figure.layout.yaxis.title.text
        assert (figure.layout.xaxis2 if "xaxis2" in figure.layout else figure.layout.xaxis).title.text


def test_the_replays_curves_stay_between_0_and_1():
    table = pd.DataFrame({"step": [0, 5], "acceptable": [0.5, 0.9], "unacceptable": [0.5, 0.2]})
    figure = charts.replay_curve(table, say)
    assert figure.layout.yaxis.range == (0, 1)
    assert [line.marker.symbol for line in figure.data] == ["circle", "x"]
    assert figure.layout.shapes[0].y0 == 0.5
