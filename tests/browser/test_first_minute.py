"""From an empty home without a network: a verdict, the minimal pairs, and a table of your own."""

import re

import pytest
from playwright.sync_api import expect

from colabert_core.runs.store import RunStore
from tests.browser.conftest import TIMEOUT, by_key, choose, enter, settled
from tests.browser.test_journey import go, see

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)

TABLE = "text,judgment\n" + "".join(
    f"The {noun} {verb} here.,{label}\n"
    for noun in ("cat", "pilot", "robot", "singer", "guest", "driver")
    for verb, label in (
        ("sleeps", "good"),
        ("sleep", "bad"),
        ("waits", "good"),
        ("wait", "bad"),
        ("sings", "good"),
        ("sing", "bad"),
    )
)


def probability(page, sentence: str) -> float:
    """The probability of acceptable in percent, as shown on Home."""
    enter(page, "home_sentence", sentence)
    card = page.locator(".cb-verdict", has_text=sentence)
    expect(card).to_be_visible()
    return float(re.search(r"([\d.]+)%", card.inner_text())[1])


def quick_training(page, name: str) -> None:
    """Train the bundled encoder for one epoch on 1% of the sentences, to the end."""
    page.get_by_text("Adjust the settings").click()
    enter(page, "epochs-recommended-bundled-4-None", "1")
    settled(page)
    by_key(page, "share-recommended-bundled-4-None").get_by_role("slider").focus()
    page.keyboard.press("Home")  # one percent
    settled(page)
    enter(page, "run_name", name)
    settled(page)
    by_key(page, "start_run", "button").click()
    expect(page.locator(".cb-result")).to_be_visible(timeout=4 * TIMEOUT)


def test_a_verdict_the_starter_corpus_and_a_table_of_ones_own(serve, visitor, empty_home, tmp_path):
    address, page = serve(empty_home), visitor()
    page.goto(address)
    good, bad = probability(page, "She goes to school."), probability(page, "She go to school.")
    assert good > 50 > bad
    see(page, "This is the starter model, which comes with ColaBERT")

    go(page, "Samples")
    see(page, "Eight minimal pairs, drawn at random")
    see(page, "16,000")

    go(page, "Training")
    quick_training(page, "on our pairs")
    run = RunStore(empty_home.runs).all()[0]
    assert (run.name, run.info.corpus_id, run.info.config.train_limit) == ("on our pairs", "pairs", 144)

    by_key(page, "run_actions").get_by_role("link", name="Evaluate").click()
    see(page, "sentences that were kept back")
    choose(page, "evaluation_part", "Out-of-domain dev")
    settled(page)
    by_key(page, "evaluate", "button").click()
    see(page, "Correct pairs")

    (tmp_path / "mine.csv").write_text(TABLE)
    go(page, "Samples")
    page.get_by_role("tab", name="Bring your own").click()
    settled(page)
    by_key(page, "own_file_0", "input[type=file]").set_input_files(str(tmp_path / "mine.csv"))
    see(page, "mine.csv")
    settled(page)
    page.get_by_role("button", name="Add this corpus").click()
    expect(page).to_have_url(re.compile("corpus=own-mine"))
    see(page, "has been added")

    go(page, "Training")
    enter(page, "run_name", "on my own")
    settled(page)
    by_key(page, "start_run", "button").click()
    expect(page.get_by_role("heading", name="on my own")).to_be_visible()
    expect(page.locator(".cb-result")).to_be_visible(timeout=4 * TIMEOUT)
    assert RunStore(empty_home.runs).all()[0].info.corpus_id == "own-mine"
