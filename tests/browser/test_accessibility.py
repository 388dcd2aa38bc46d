"""Every page and tab, checked by axe-core in light and dark: no serious violation of WCAG 2 A and AA."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import by_key, settled

pytestmark = pytest.mark.browser

TABS = {
    "": (None,),
    "samples": (None, "table", "charts", "twice", "own"),
    "tokens": (None,),
    "training": (None, "runs", "model", "loop"),
    "evaluation": (None, "slices", "phenomena", "errors", "confidence", "compare", "replay"),
    "scoring": (None, "two", "many", "file"),
}
WCAG = {"runOnly": ["wcag2a", "wcag2aa"]}


def serious(page) -> list[str]:
    """The serious violations of the page that is open, with the elements that have them."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} ({node['failureSummary'].splitlines()[-1].strip()[:200]})"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_or_tab_has_a_serious_violation(shared_server, visitor, scheme):
    address, page = shared_server, visitor(color_scheme=scheme)
    found: dict[str, list[str]] = {}  # the places of each violation
    for name, tabs in TABS.items():
        for tab in tabs:
            page.goto(f"{address}/{name}" + (f"?tab={tab}" if tab else ""))
            settled(page)
            if name == "evaluation" and by_key(page, "evaluate", "button").count():
                by_key(page, "evaluate", "button").click()
                settled(page)
            page.wait_for_timeout(500)  # until charts and components are drawn
            for violation in serious(page):
                found.setdefault(violation, []).append(f"/{name} {tab or ''}".strip())
    assert not found, "\n".join(f"{violation} on {', '.join(places)}" for violation, places in found.items())
