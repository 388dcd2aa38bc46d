"""Evaluation in a real browser: the matrix and the threshold, with mouse and keyboard."""

import re

from playwright.sync_api import expect

from colabert_core.corpus import load
from colabert_core.evaluation import predictions
from colabert_core.evaluation.slices import cell_of
from colabert_core.runs.run import Run
from tests.browser.conftest import TIMEOUT, by_key, settled

expect.set_options(timeout=TIMEOUT)


def number_in(page, key: str) -> int:
    return int(re.match(r"\d+", by_key(page, key, "button").inner_text()).group())


def test_the_matrix_is_clicked_and_the_threshold_moved(serve, visitor, home):
    page = visitor()
    page.goto(f"{serve(home)}/evaluation")
    by_key(page, "evaluate", "button").click()
    expect(by_key(page, "cell_11", "button")).to_be_visible()
    settled(page)
    judged = predictions.find(Run(home.runs / "starter"), load(home), "in_domain_dev")
    assert number_in(page, "cell_01") == len(cell_of(judged, 0, 1))

    by_key(page, "cell_01", "button").click()
    expect(page.get_by_text(f"wrongly accepted: {len(cell_of(judged, 0, 1))} sentences")).to_be_visible()
    expect(page.get_by_role("table", name="judged sentences")).to_be_attached()

    settled(page)
    handle = page.locator(".st-key-threshold input[type=range]")
    handle.focus()
    for _ in range(45):
        page.keyboard.press("ArrowRight")
    expect(handle).to_have_value("0.95")
    stricter = len(cell_of(judged, 0, 1, threshold=0.95))
    assert stricter < len(cell_of(judged, 0, 1))
    expect(page.get_by_text(f"wrongly accepted: {stricter} sentences")).to_be_visible()
    settled(page)
    assert number_in(page, "cell_00") == len(cell_of(judged, 0, 0, threshold=0.95))

    by_key(page, "threshold_usual", "button").click()
    expect(page.get_by_text(f"wrongly accepted: {len(cell_of(judged, 0, 1))} sentences")).to_be_visible()


def test_a_chart_opens_its_numbers(serve, visitor, home):
    page = visitor()
    page.goto(f"{serve(home)}/evaluation")
    by_key(page, "evaluate", "button").click()
    expect(by_key(page, "sweep")).to_be_visible()
    settled(page)
    by_key(page, "sweep_numbers", "button").click()
    expect(page.get_by_role("table", name="any threshold").first).to_be_attached()
    with page.expect_download() as waiting:
        by_key(page, "sweep_csv", "button").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 100
    assert lines[0].startswith("Threshold,Accuracy,MCC")
