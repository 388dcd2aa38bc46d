"""A sentence explained, repaired and broken in a real browser, with the starter model."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TIMEOUT, by_key, enter, settled
from tests.browser.test_journey import see

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)

GOOD, BAD = "The keys to the cabinet are on the table.", "The keys to the cabinet is on the table."
REPAIRED = GOOD.replace(" are ", " were ")  # what the starter proposes
MAIN, MOVED = ".cb-verdict:not(.cb-moved)", ".cb-moved"


def open_part(page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    settled(page)


def filled(page, card: str) -> float:
    """How much of a card's bar is filled, 0 to 1, once it has stopped moving."""
    page.wait_for_function(
        "card => document.querySelector(card + ' .cb-meter i').getAnimations().length === 0", arg=card
    )
    bar, meter = (
        page.locator(f"{card} {part}").first.bounding_box() for part in (".cb-meter i", ".cb-meter")
    )
    return bar["width"] / meter["width"]


def test_a_sentence_is_explained_broken_and_repaired(serve, visitor, empty_home):
    address, page = serve(empty_home), visitor()
    page.goto(f"{address}/scoring")
    enter(page, "one", BAD)
    expect(page.locator(MAIN)).to_contain_text("✗ Unacceptable")

    # words, by leaving out: the verb that does not agree has a frame
    expect(page.locator(".cb-word")).to_have_count(10)
    decisive = page.locator(".cb-decisive")
    expect(decisive).to_have_count(1)
    expect(decisive).to_contain_text(re.compile(r"is\s*▲ \d+\.\d"))
    see(page, "The verdict depends most on is")  # without any verb, it is no sentence either
    expect(page.locator(".cb-words")).to_have_attribute("aria-label", re.compile("depends most on is"))
    by_key(page, "explain_method").get_by_text("Gradient").click()
    see(page, "A second opinion")
    expect(page.locator(".cb-word")).to_have_count(10)

    open_part(page, "Repair")
    expect(page.locator(MOVED).first).to_contain_text("Perhaps: “were” instead of “is”")
    by_key(page, "take_repair_0", "button").click()
    expect(page.locator(MAIN)).to_contain_text("✓ Acceptable")
    expect(by_key(page, "one", "input")).to_have_value(REPAIRED)
    whole = filled(page, MAIN)
    assert whole > 0.5

    open_part(page, "Break it")
    expect(page.locator(MOVED)).to_have_count(0)
    by_key(page, "break_ending", "button").click()
    expect(page.locator(MOVED)).to_contain_text("✗ Unacceptable")
    first = page.locator(f"{MOVED} .cb-sentence").inner_text()
    assert filled(page, MOVED) < 0.5 < whole
    expect(page.locator(MAIN)).to_contain_text(REPAIRED)  # the sentence itself stays
    by_key(page, "break_ending", "button").click()
    expect(page.locator(f"{MOVED} .cb-sentence")).not_to_have_text(first)
    assert {first, page.locator(f"{MOVED} .cb-sentence").inner_text()} == {
        f"* {REPAIRED.replace('were', 'was')}",
        f"* {REPAIRED.replace('keys', 'key')}",
    }

    open_part(page, "Attention")
    expect(page.locator(".js-plotly-plot .heatmaplayer image")).to_be_visible()
    see(page, "Attention is not an explanation")

    page.get_by_role("tab", name="Two sentences").click()
    enter(page, "pair_one", BAD)
    settled(page)
    enter(page, "pair_two", GOOD)
    see(page, re.compile("prefers the second sentence"))
    expect(page.locator(MOVED)).to_have_count(2)
    expect(page.locator(f"{MOVED} .cb-sentence b")).to_have_text(["is", "are"])
