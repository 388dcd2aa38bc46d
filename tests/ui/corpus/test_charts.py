"""Charts of a corpus are pure functions from its table to figures."""

from colabert_core.corpus import browsing, load
from pages.ui.corpus import charts
from pages.ui.text import locale


def say(key, **values):
    return locale("en")[key].format(**values)


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
