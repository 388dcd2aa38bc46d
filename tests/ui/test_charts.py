"""Charts are pure functions from tables to figures."""

import numpy as np
import pandas as pd
import pytest

from colabert_core.corpus import browsing, load
from colabert_core.events import Started, Stepped, Validated
from colabert_core.history import epoch_table, history_of
from pages.ui import charts
from pages.ui.evaluation import charts as evaluation_charts
from pages.ui.text import locale


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


@pytest.mark.parametrize("count", [1, 1000, 1001, 4096, 100_000])
def test_thinning_keeps_lowest_highest_and_last(count):
    values = np.random.default_rng(1).normal(size=count)
    kept = charts.thin(values)
    assert len(kept) <= 1000
    assert {int(values.argmin()), int(values.argmax()), count - 1} <= set(kept.tolist())
    assert list(kept) == sorted(set(kept))


def test_thinning_is_stable_while_a_curve_grows():
    values = np.random.default_rng(2).normal(size=3000)
    before, after = charts.thin(values[:2500]), charts.thin(values)
    assert set(before[before < 2400]) == set(after[after < 2400])


def test_curves_before_anything_happened():
    empty = history_of([])
    assert charts.loss_curve(empty, say).layout.title.text
    assert charts.accuracy_curve(empty, say).layout.title.text


def test_a_negative_mcc_stays_in_sight():
    low, high = charts.accuracy_curve(history(40), say).layout.yaxis.range
    assert low < -0.1
    assert high > 1


def test_the_baseline_is_named_with_its_share():
    names = [curve.name for curve in charts.accuracy_curve(history(40), say).data]
    assert "Always “acceptable” (70%)" in names


def test_learning_curve_has_a_point_per_epoch():
    figure = charts.epoch_curve(epoch_table(history(40)), say)
    assert [list(curve.x) for curve in figure.data] == [[1, 2], [1, 2]]


def test_labels_are_told_apart_by_more_than_colour(home):
    figure = charts.label_balance(browsing.label_balance(load(home).table), say)
    assert len({bar.marker.pattern.shape for bar in figure.data}) == 2
    assert len({bar.marker.color for bar in figure.data}) == 2
    assert sum(sum(bar.x) for bar in figure.data) == 320


def test_every_source_has_its_bar(home):
    table = browsing.by_source(load(home).table)
    figure = charts.sources(table, say)
    assert {name for bar in figure.data for name in bar.y} == set(table["publication"])
    assert sum(sum(bar.x) for bar in figure.data) == 320


def test_lengths_count_every_sentence_and_show_the_limit():
    figure = charts.lengths(np.asarray([3, 3, 9]), "title", "axis", say, limit=8)
    assert dict(zip(figure.data[0].x, figure.data[0].y, strict=True)) == {3: 2, 9: 1}
    assert figure.layout.shapes[0].x0 == 8.5


def test_every_axis_has_a_name():
    epochs = pd.DataFrame({"epoch": [1], "training_loss": [1.0], "validation_loss": [1.0]})
    figures = [
        charts.loss_curve(history(8), say),
        charts.accuracy_curve(history(8), say),
        charts.epoch_curve(epochs, say),
        charts.lengths(np.asarray([1]), "title", "axis", say),
    ]
    for figure in figures:
        assert figure.layout.xaxis.title.text
        assert figure.layout.yaxis.title.text


# --- runs compared, and the replay -----------------------------------------------------------------


def compared(*names: str) -> pd.DataFrame:
    rows = [(name, epoch, 0.1 * epoch, 0.7 - 0.1 * epoch) for name in names for epoch in (1, 2)]
    return pd.DataFrame(rows, columns=["run", "epochs", "mcc", "loss"])


@pytest.mark.parametrize("measure", ["mcc", "loss"])
def test_compared_runs_are_told_apart_by_more_than_colour(measure):
    names = ("a", "b", "c", "d")
    figure = charts.compared_curves(compared(*names), names, measure, say)
    looks = [(line.line.color, line.line.dash, line.marker.symbol) for line in figure.data]
    assert all(len(set(look)) == 4 for look in zip(*looks, strict=True))
    expected = compared("a")[measure].tolist()
    assert list(figure.data[0].y) == expected


def test_a_run_keeps_its_look_where_another_has_no_curve():
    whole = charts.compared_curves(compared("a", "b"), ("a", "b"), "mcc", say)
    alone = charts.compared_curves(compared("b"), ("a", "b"), "mcc", say)
    assert alone.data[0].line.color == whole.data[1].line.color


def test_a_name_is_text_and_no_markup():
    figure = charts.compared_curves(compared("<b>x</b>"), ("<b>x</b>",), "mcc", say)
    assert figure.data[0].name == "&lt;b&gt;x&lt;/b&gt;"


def test_the_replays_curves_stay_between_0_and_1():
    table = pd.DataFrame({"step": [0, 5], "acceptable": [0.5, 0.9], "unacceptable": [0.5, 0.2]})
    figure = charts.replay_curve(table, say)
    assert figure.layout.yaxis.range == (0, 1)
    assert [line.marker.symbol for line in figure.data] == ["circle", "x"]
    assert figure.layout.shapes[0].y0 == 0.5


def test_a_source_is_shown_as_its_owner_wrote_it():
    """Plotly reads some HTML: a link in a name would be a link for everybody."""
    name = '<a href="https://example.org">Click</a>'
    table = pd.DataFrame(
        {"name": [name], "sentences": [50], "accuracy": [0.8], "mcc": [0.3], "acceptable_share": [0.5]}
    )
    figure = evaluation_charts.slices(table, "x", say)
    assert {y for trace in figure.data for y in trace.y} == {name.replace("<", "&lt;").replace(">", "&gt;")}
