"""The replay of a short training in a real browser, with mouse and keyboard."""

import re

import pytest
from playwright.sync_api import expect

from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.runs.history import history_of
from colabert_core.runs.store import RunStore
from colabert_core.training import watched_sentences
from colabert_core.training.jobs import carry_out, training_of
from tests.browser.conftest import TIMEOUT, Servers, settled

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)

MINE = "The wombat <b>sang</b>."


@pytest.fixture(scope="module")
def replayed(tmp_path_factory, make_home, tiny_encoder):
    """The server's address and the run of a training with sentences that a visitor added."""
    home = make_home()
    config = TrainConfig(encoder=str(tiny_encoder), epochs=2, max_length=32, device="cpu")
    run = RunStore(home.runs).create(config, load(home), watched=(MINE, "* The wombat singed."))
    carry_out(home, run, training_of(run, load(home)))
    servers = Servers(tmp_path_factory.mktemp("replay"))
    yield servers(home), run
    servers.close()


@pytest.fixture
def replay_page(replayed, visitor):
    page, (address, run) = visitor(), replayed
    page.goto(f"{address}/evaluation?judge={run.id}&tab=replay")
    expect(page.locator(".player")).to_be_visible()
    settled(page)
    return page


def moment(page) -> int:
    return int(page.locator(".player input").input_value())


def dots(page) -> list[float]:
    """The position that each sentence's dot moves to, in percent."""
    places = page.locator(".player .row .dot").evaluate_all("dots => dots.map(dot => dot.style.left)")
    return [float(place.removesuffix("%")) for place in places]


def test_the_replay_plays_what_the_training_told(replay_page, replayed):
    page, run = replay_page, replayed[1]
    told = history_of(run.events()).replay
    kept = watched_sentences.read(run.folder)
    assert kept["sentence"].tolist()[-2:] == [MINE, "The wombat singed."]
    said, button = page.locator(".player output"), page.locator(".player .play")

    expect(said).to_contain_text("Before the first step")
    expect(page.locator(".player .row", has_text=MINE)).to_have_count(1)  # as typed
    assert sorted(dots(page)) == pytest.approx(sorted(100 * told.iloc[0, 2:]), abs=0.01)

    button.click()
    expect(button).to_have_text("Pause")
    expect(said).to_contain_text(re.compile(r"Step \d+ of \d+, epoch 2"))
    between = dots(page)
    expect(said).to_contain_text(f"Step {told['step'].iloc[-1]} of")
    expect(button).to_have_text("Play")  # it has ended
    assert moment(page) == len(told) - 1
    assert sorted(dots(page)) == pytest.approx(sorted(100 * told.iloc[-1, 2:]), abs=0.01)
    assert between != dots(page)


def test_the_replay_is_played_and_stepped_by_keyboard(replay_page):
    page = replay_page
    button, slider = page.locator(".player .play"), page.locator(".player input")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".player output")).to_contain_text(re.compile(r"^Step"))
    page.keyboard.press("Space")
    expect(button).to_have_text("Play")
    paused = moment(page)
    assert paused >= 1
    page.keyboard.press("Tab")
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert moment(page) == paused + 1
    page.keyboard.press("Home")
    assert moment(page) == 0
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Before the first step"))


def test_the_picture_moves_with_the_numbers(replay_page):
    page = replay_page
    first, seen = dots(page), places(page)
    tracks = [track.bounding_box()["width"] for track in page.locator(".player .row .track").all()]
    page.locator(".player input").focus()
    page.keyboard.press("End")
    page.wait_for_timeout(2500)  # until the dots have moved
    shares = [(last - one) / 100 for one, last in zip(first, dots(page), strict=True)]
    expected = [share * width for share, width in zip(shares, tracks, strict=True)]
    moved = [last - one for one, last in zip(seen, places(page), strict=True)]
    assert max(map(abs, expected)) > 2
    assert moved == pytest.approx(expected, abs=0.6)


def test_the_replay_fills_the_screen_for_a_class(replay_page):
    page = replay_page
    full, text = page.locator(".player .full"), page.locator(".player .text").first
    before = font_size(text)
    full.click()
    expect(full).to_have_text("Leave full screen")
    assert font_size(text) > 1.3 * before
    assert page.locator(".player").bounding_box()["width"] == page.viewport_size["width"]
    page.locator(".player .play").click()
    expect(page.locator(".player output")).to_contain_text(re.compile("^Step"))
    page.evaluate("document.exitFullscreen()")  # as the browser does on Esc
    expect(full).to_have_text("Full screen")
    assert font_size(text) == before


def font_size(element) -> float:
    return element.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")


def test_a_sentence_without_a_label_is_never_wrong(replay_page):
    page = replay_page
    mine = page.locator(".player .row", has_text=MINE)
    starred = page.locator(".player .row", has_text="singed")
    expect(page.locator(".player .legend")).to_contain_text("no label")
    seen = set()
    for at in range(int(page.locator(".player input").get_attribute("max")) + 1):
        page.locator(".player input").fill(str(at))
        expect(mine).not_to_have_class(re.compile("wrong"))
        seen.add(mine.locator(".dot").evaluate("dot => getComputedStyle(dot).clipPath"))
    assert len(seen) == 1 and seen.pop().startswith("polygon")
    expect(starred.locator(".dot")).to_have_css("clip-path", "none")


def places(page) -> list[float]:
    """The position of each sentence's dot on the screen, in pixels from the left."""
    return [dot.bounding_box()["x"] for dot in page.locator(".player .row .dot").all()]
