"""The lesson as a class follows it, in a real browser with a real server."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from colabert_core.runs.run import State
from colabert_core.runs.store import RunStore
from tests.browser.conftest import TIMEOUT, by_key, enter, settled

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)

PATHS = ("", "samples", "tokens", "training", "evaluation", "scoring")


def see(page, text: str | re.Pattern) -> None:
    expect(page.get_by_text(text).first).to_be_visible()


def go(page, label: str) -> None:
    """Follow the menu, as a visitor does."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=label, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)


def start_training(page, encoder, name: str = "class one") -> None:
    enter(page, "encoder", str(encoder))
    settled(page)
    enter(page, "run_name", name)
    settled(page)
    by_key(page, "start_run", "button").click()
    expect(by_key(page, "stop_run", "button")).to_be_visible()


def test_samples_tokens_train_reload_stop_score(serve, visitor, long_home, tiny_encoder):
    address, page = serve(long_home), visitor()

    page.goto(f"{address}/samples")
    see(page, "24,000")
    see(page, "Ten training sentences, drawn at random")
    by_key(page, "draw_again", "button").click()
    expect(by_key(page, "draw_seed", "input")).to_have_value("43")

    go(page, "Tokens")
    page.get_by_text("Typed by me").click()
    enter(page, "sentence", "The unfathomable cat slept.")
    expect(page.locator(".cb-piece").first).to_be_visible()
    page.get_by_role("tab", name="Special tokens").click()
    expect(page.locator(".cb-special", has_text="[CLS]").first).to_be_visible()
    page.get_by_role("tab", name="Padding and numbers").click()
    expect(page.locator(".cb-pad", has_text="[PAD]").first).to_be_visible()

    go(page, "Training")
    start_training(page, tiny_encoder)
    see(page, "You can close this page")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()

    page.reload()  # F5: the running training is found again
    see(page, "class one")
    expect(by_key(page, "stop_run", "button")).to_be_visible()
    other = visitor()  # also from another browser, without the run in the address
    other.goto(f"{address}/training")
    see(other, "class one")
    expect(other.get_by_role("button", name="Queue this run")).to_be_visible()
    other.close()

    by_key(page, "stop_run", "button").click()
    see(page, "Stopped. The best model so far is kept")
    expect(by_key(page, "resume_run", "button")).to_be_visible()
    assert RunStore(long_home.runs).all()[0].state() == State.STOPPED

    by_key(page, "run_actions").get_by_role("link", name="Judge sentences").click()
    enter(page, "one", "The <b>cat</b> slept.")
    verdict = page.locator(".cb-verdict")
    expect(verdict).to_be_visible()
    expect(verdict).to_contain_text("The <b>cat</b> slept.")
    expect(verdict).to_contain_text(re.compile(r"Probability of “acceptable”: \d+\.\d%"))
    expect(verdict).to_contain_text("class one")


def test_clear_cache_and_a_new_visitor_find_the_training_again(serve, visitor, long_home, tiny_encoder):
    address, page = serve(long_home, "--client.toolbarMode", "developer"), visitor()
    page.goto(f"{address}/training")
    settled(page)
    start_training(page, tiny_encoder)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("c")  # Streamlit's own shortcut
    page.get_by_role("dialog").get_by_role("button", name="Clear caches").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{address}/training")
    see(page, "class one")
    by_key(page, "stop_run", "button").click()
    see(page, re.compile("^Stopped"))


def test_a_run_whose_server_died_is_interrupted_and_resumes(serve, visitor, long_home, tiny_encoder):
    address, page = serve(long_home), visitor()
    page.goto(f"{address}/training")
    settled(page)
    start_training(page, tiny_encoder)
    serve.kill_last()
    run = RunStore(long_home.runs).all()[0]
    assert run.state() == State.INTERRUPTED

    address = serve(long_home)
    page.goto(f"{address}/training")
    see(page, "Interrupted:")
    by_key(page, "resume_run", "button").click()
    expect(by_key(page, "stop_run", "button")).to_be_visible()
    by_key(page, "stop_run", "button").click()
    see(page, re.compile("^Stopped"))


def test_ctrl_c_on_the_server_stops_a_training_as_its_button_does(serve, visitor, long_home, tiny_encoder):
    page = visitor()
    page.goto(f"{serve(long_home)}/training")
    settled(page)
    start_training(page, tiny_encoder)
    said = serve.interrupt_last()
    run = RunStore(long_home.runs).all()[0]
    assert run.state() == State.STOPPED
    assert "Stopping the training" in said
    assert "terminate called" not in said and "Traceback" not in said
    lost = page.get_by_role("dialog")
    expect(lost).to_contain_text("What was saved is kept.")
    expect(lost.get_by_text("Is Streamlit still running")).to_be_hidden()


def test_a_deep_link_to_a_fresh_server_has_menu_and_language(serve, visitor, home):
    page = visitor()
    page.goto(f"{serve(home)}/tokens")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tokens")
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name="Scoring")).to_be_visible()


def test_a_korean_browser_is_spoken_to_in_korean_and_may_choose(serve, visitor, home):
    page = visitor(locale="ko-KR")
    page.goto(serve(home))
    expect(page.get_by_role("heading", level=1)).to_contain_text("기계도")
    page.get_by_text("English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Can a machine")
    go(page, "Samples")  # the choice is kept on other pages and after F5
    expect(page.get_by_role("heading", level=1)).to_have_text("Samples")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Samples")


def test_the_corpus_can_be_brought_along_as_a_zip(serve, visitor, empty_home, cola_zip):
    page = visitor()
    page.goto(f"{serve(empty_home)}/samples")
    page.get_by_text("CoLA is not on this computer yet").click()
    by_key(page, "fetch_corpus", "button").click()
    see(page, "cannot be reached")
    by_key(page, "corpus_zip", "input[type=file]").set_input_files(str(cola_zip))
    see(page, "8,551")


def test_a_wrong_file_is_refused_in_words(serve, visitor, empty_home, tmp_path):
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"no zip at all")
    page = visitor()
    page.goto(f"{serve(empty_home)}/samples")
    page.get_by_text("CoLA is not on this computer yet").click()
    by_key(page, "corpus_zip", "input[type=file]").set_input_files(str(wrong))
    see(page, "holiday.zip is not a zip file, or it is damaged")


def test_nothing_leaves_this_machine(serve, visitor, home, trained_run):
    """No font, icon or script from elsewhere: the dashboard works without any network."""
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    address, page, asked = serve(home), visitor(), []
    page.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        page.goto(f"{address}/{path}")
        settled(page)
    elsewhere = [url for url in asked if not re.match(r"(https?|wss?)://localhost[:/]|data:|blob:", url)]
    assert elsewhere == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_does_not_scroll_sideways(serve, visitor, home, trained_run, scheme):
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    address, page = serve(home), visitor(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 800})
    for path in PATHS:
        page.goto(f"{address}/{path}")
        settled(page)
        wider = page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return m.scrollWidth - m.clientWidth; }"
        )
        assert wider <= 1, path


def test_a_link_chooses_the_judge_by_its_id(serve, visitor, make_home, trained_run):
    home, run = make_home(), trained_run[1]
    for number in (1, 2):
        shutil.copytree(run.folder, home.runs / f"{run.id}-{number}")
    page = visitor()
    page.goto(f"{serve(home)}/training?run={run.id}-1")
    by_key(page, "run_actions").get_by_role("link", name="Judge sentences").click()
    expect(page).to_have_url(re.compile(f"judge={run.id}-1"))
    settled(page)
    page.reload()
    expect(page).to_have_url(re.compile(f"judge={run.id}-1"))
