"""The strip of tokens in a real browser: its three steps by mouse, by keyboard and played; links to it."""

import re

import pytest
from playwright.sync_api import expect

from colabert_core.corpus import load
from tests.browser.conftest import TIMEOUT, by_key, enter, settled

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)

MINE = "The unfathomable <b>wombat</b> sang."


@pytest.fixture
def strip_page(shared_server, visitor):
    page = visitor()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{shared_server}/tokens?from=type")
    enter(page, "sentence", MINE)
    expect(page.locator(".cb-strip").get_by_text("sang", exact=True)).to_be_visible()
    settled(page)
    return page


def step(page, number: int):
    return page.get_by_role("tab").nth(number - 1)


def seen(page) -> list[str]:
    """The tokens that are visible on the strip, in order."""
    page.wait_for_timeout(800)  # until those that come and go have moved
    chips = page.locator(".cb-steps .cb-strip .cb-token b").all()
    return [chip.inner_text() for chip in chips if chip.is_visible()]


def tops(elements) -> list[int]:
    """How far each is from the top of the window, in pixels, all measured at one moment."""
    return elements.evaluate_all("all => all.map(one => Math.round(one.getBoundingClientRect().top))")


def test_the_strip_grows_through_the_three_steps(strip_page):
    page, said = strip_page, strip_page.locator(".cb-steps-said")
    pieces = ["the", "un", "##fat", "##hom", "##able", *"<b>", "womb", "##at", *"</b>", "sang", "."]
    expect(step(page, 1)).to_have_attribute("aria-selected", "true")
    expect(said).to_contain_text("tokens from the vocabulary: 16 tokens")
    assert seen(page) == pieces

    step(page, 2).click()
    expect(said).to_contain_text("[CLS] at the start and [SEP] at the end: 18 tokens")
    assert seen(page) == ["[CLS]", *pieces, "[SEP]"]
    expect(page.locator(".cb-strip small").first).to_be_hidden()

    step(page, 3).click()
    expect(said).to_contain_text("64 positions (tokens added: 46)")
    assert seen(page) == ["[CLS]", *pieces, "[SEP]", *["[PAD]"] * 6, "+ 40 [PAD]"]
    assert page.locator(".cb-strip .cb-token").first.inner_text().split() == ["[CLS]", "101", "1", "0"]
    last = page.locator(".cb-strip .cb-token").last.bounding_box()
    assert last["y"] + last["height"] < 768  # all of it is seen without scrolling


def test_the_names_of_the_rows_stand_beside_every_line(strip_page):
    page = strip_page
    step(page, 3).click()
    page.wait_for_timeout(800)
    chips, names = page.locator(".cb-steps .cb-strip .cb-token"), page.locator(".cb-steps-rows div")
    expect(names).not_to_have_count(1)
    assert tops(names) == sorted(set(tops(chips)))
    assert names.first.inner_text().split("\n") == ["token", "id", "attention mask", "segment id"]


def test_the_steps_are_played(strip_page):
    page, play = strip_page, strip_page.locator(".cb-steps-play")
    play.click()
    expect(play).to_have_text("Pause")
    expect(step(page, 2)).to_have_attribute("aria-selected", "true")
    expect(step(page, 3)).to_have_attribute("aria-selected", "true")
    expect(play).to_have_text("Play")  # it has ended
    play.click()
    expect(step(page, 1)).to_have_attribute("aria-selected", "true")
    play.click()
    expect(play).to_have_text("Play")
    page.wait_for_timeout(2000)
    expect(step(page, 1)).to_have_attribute("aria-selected", "true")  # it was paused


def test_the_steps_are_walked_by_keyboard(strip_page):
    page = strip_page
    step(page, 1).focus()
    page.keyboard.press("ArrowRight")
    expect(step(page, 2)).to_be_focused()
    expect(page.locator(".cb-steps")).to_have_attribute("data-step", "2")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")  # there is no fourth
    expect(page.locator(".cb-steps")).to_have_attribute("data-step", "3")
    page.keyboard.press("Home")
    expect(step(page, 1)).to_be_focused()
    expect(page.locator(".cb-steps")).to_have_attribute("data-step", "1")


def test_the_step_is_kept_when_sentence_language_or_page_change(strip_page):
    page, steps = strip_page, strip_page.locator(".cb-steps")
    step(page, 3).click()
    settled(page)
    enter(page, "sentence", "The wombat slept.")
    expect(page.locator(".cb-strip").get_by_text("slept", exact=True)).to_be_visible()
    expect(steps).to_have_attribute("data-step", "3")
    page.get_by_text("한국어").click()
    expect(step(page, 1)).to_contain_text("나누기")
    expect(steps).to_have_attribute("data-step", "3")
    menu = page.get_by_test_id("stSidebar")
    menu.get_by_role("link", name="학습", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("학습")
    settled(page)
    menu.get_by_role("link", name="토큰", exact=True).click()
    expect(by_key(page, "sentence", "input")).to_have_value("The wombat slept.")
    expect(steps).to_have_attribute("data-step", "3")


def test_what_is_cut_is_struck_through_in_the_last_step(strip_page):
    page = strip_page
    page.goto(f"{page.url}&max_length=8")
    cut = page.locator(".cb-strip .cb-cut-later b")
    expect(cut).to_have_count(10)
    expect(cut.first).not_to_have_css("text-decoration-line", "line-through")
    step(page, 3).click()
    expect(cut.first).to_have_css("text-decoration-line", "line-through")
    expect(page.locator(".cb-steps-said")).to_contain_text("tokens dropped: 10")


def test_a_link_opens_the_same_strip_in_any_language(strip_page, visitor, trained_run):
    page = strip_page
    expect(page).to_have_url(re.compile("from=type.*sentence=The"))
    other = visitor(locale="ko-KR")
    other.goto(page.url)
    expect(by_key(other, "sentence", "input")).to_have_value(MINE)
    expect(other.locator(".cb-strip").get_by_text("sang", exact=True)).to_be_visible()

    page.get_by_text("From the corpus").click()
    enter(page, "row", "7")
    seventh = load(trained_run[0]).split("in_domain_train")["sentence"].iloc[6]
    expect(by_key(page, "corpus_sentence")).to_have_text(seventh)
    expect(page).to_have_url(re.compile(r"tokens\?row=7"))
    other.goto(page.url)
    expect(by_key(other, "row", "input")).to_have_value("7")
    expect(by_key(other, "corpus_sentence")).to_have_text(seventh)


def test_on_paper_the_strip_has_all_its_rows(strip_page):
    page = strip_page
    page.emulate_media(media="print")
    assert seen(page)[0] == "[CLS]" and seen(page)[-1] == "+ 40 [PAD]"
    expect(page.locator(".cb-strip small").first).to_be_visible()
    expect(page.locator(".cb-steps-printed")).to_contain_text("tokens added: 46")
    expect(page.locator(".cb-steps-play")).to_be_hidden()
