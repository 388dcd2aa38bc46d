"""Every chart opens its numbers, as a table and as a file."""

import pytest

from tests.pages.conftest import open_tab, tables

CHARTS = [
    ("samples", "charts", "balance"),
    ("samples", "charts", "sources"),
    ("samples", "charts", "words"),
    ("training", None, "loss_curve"),
    ("training", None, "accuracy_curve"),
]


@pytest.mark.parametrize(("page", "tab", "key"), CHARTS)
def test_a_chart_opens_its_numbers(open_page, trained_run, page, tab, key):
    app = open_page(page, trained_run[0])
    if tab:
        open_tab(app, page, tab)
    before = len(tables(app))
    app.session_state[f"{key}_numbers"] = True
    app.run()
    assert not app.exception
    assert len(tables(app)) == before + 1
    assert len(tables(app)[0]) > 0
