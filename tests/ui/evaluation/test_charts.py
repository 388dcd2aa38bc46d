"""Charts of the evaluation page: compared runs, and slices."""

import pandas as pd
import pytest

from pages.ui.evaluation import charts
from pages.ui.text import locale


def say(key, **values):
    return locale("en")[key].format(**values)


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


def test_a_source_is_shown_as_its_owner_wrote_it():
    """Plotly interprets some HTML: a link in a name would be a link on the page."""
    name = '<a href="https://example.org">Click</a>'
    table = pd.DataFrame(
        {"name": [name], "sentences": [50], "accuracy": [0.8], "mcc": [0.3], "acceptable_share": [0.5]}
    )
    figure = charts.slices(table, "x", say)
    assert {y for trace in figure.data for y in trace.y} == {name.replace("<", "&lt;").replace(">", "&gt;")}
