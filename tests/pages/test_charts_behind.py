"""Every chart opens its numbers, as a table and as a file."""

import pytest

from tests.pages.conftest import open_tab

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
    before = len(app.dataframe)
    app.session_state[f"{key}_numbers"] = True
    app.run()
    assert not app.exception
    assert len(app.dataframe) == before + 1
    assert len(app.dataframe[0].value) > 0
