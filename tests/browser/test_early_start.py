"""A training is started while the server still loads torch for the first verdict."""

import pytest
from playwright.sync_api import expect

from colabert_core.events import Failed, Stepped
from colabert_core.runs.store import RunStore
from tests.browser.conftest import TIMEOUT, by_key
from tests.core.helpers import wait_until

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)


def test_start_pressed_right_after_the_first_page_trains(serve, visitor, long_home):
    """Home loads the starter 1.5 s after it is drawn, and the training imports the same libraries."""
    address, page = serve(long_home), visitor()
    page.goto(address)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Training", exact=True).click()
    by_key(page, "start_run", "button").click()
    wait_until(lambda: len(RunStore(long_home.runs).all()) == 2, 60)
    run = RunStore(long_home.runs).all()[0]
    wait_until(lambda: any(isinstance(event, Stepped | Failed) for event in run.events()), 120)
    assert [event for event in run.events() if isinstance(event, Failed)] == []
    run.ask_to_stop()
    expect(by_key(page, "resume_run", "button")).to_be_visible()
