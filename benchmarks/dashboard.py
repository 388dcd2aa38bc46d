"""How fast the dashboard is in a real Chromium, compared with an empty Streamlit app.

python -m benchmarks.dashboard

First page: from entering the address to the field for the first sentence, in a new window on a server that
has just started to answer. Page change: from the click in the menu to the end of the new page. Verdict: from
Enter to the card. Measured at rest, then while the same server fine-tunes the bundled encoder on the CPU.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.common import ROUNDS, machine, print_table, scratch_home
from benchmarks.serving import EMPTY, ROOT, Server, chromium, serving

PAGES = ("samples", "tokens", "training", "evaluation", "scoring", "home")
TITLES = {
    "home": "Can a machine tell when English sounds right?",
    "samples": "Samples",
    "tokens": "Tokens",
    "training": "Training",
    "evaluation": "Evaluation",
    "scoring": "Scoring",
}
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def window(browser):
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US").new_page()
    page.set_default_timeout(60_000)
    return page


def seconds_to(page, address: str, selector: str) -> float:
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(selector)
    return time.perf_counter() - began


def first_pages(browser, home: Path, empty: Path) -> dict[str, list[float]]:
    """Seconds of our app and of the empty one, each on its own server that has just started.

    Counted from the moment the server answers, and from the command that starts it: ours imports and reads
    before it answers.
    """
    found: dict[str, list[float]] = {"ours": [], "empty": [], "ours, started": [], "empty, started": []}
    apps = {
        "ours": (ROOT / "streamlit_app.py", ".st-key-home_sentence input"),
        "empty": (empty, "h1"),
    }
    for number in range(2 * ROUNDS):
        name = ("empty", "ours", "ours", "empty")[number % 4]  # neither always goes first
        script, selector = apps[name]
        with serving(home, script) as server:
            page = window(browser)
            found[name].append(seconds_to(page, server.address, selector))
            found[f"{name}, started"].append(time.perf_counter() - server.began)
            page.context.close()
    return found


def page_changes(page, rounds: int) -> dict[str, list[float]]:
    """Seconds from a click in the menu to the end of the page's run, for each page."""
    found: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(rounds):
        for name in PAGES:
            page.wait_for_selector(AT_REST)
            label = "Home" if name == "home" else TITLES[name]
            began = time.perf_counter()
            page.locator('[data-testid="stSidebar"]').get_by_role("link", name=label, exact=True).click()
            page.locator("h1", has_text=TITLES[name]).wait_for()
            page.wait_for_selector(AT_REST)
            found[name].append(time.perf_counter() - began)
            time.sleep(0.7)  # people look at a page before they leave it
    return found


def verdicts(page, address: str, sentences: list[str]) -> list[float]:
    """Seconds from Enter to the verdict's card, once the model is in memory."""
    page.goto(f"{address}/scoring")
    field = page.locator(".st-key-one input").first
    field.wait_for()
    found = []
    for sentence in ["The first one loads the model.", *sentences]:
        field.fill(sentence)
        began = time.perf_counter()
        page.keyboard.press("Enter")
        page.locator(".cb-verdict", has_text=sentence).wait_for()
        found.append(time.perf_counter() - began)
        time.sleep(0.7)
    return found[1:]


def start_training(page, address: str, epochs: int = 10) -> None:
    """Start a long training with the recommended settings, as a visitor does."""
    page.goto(f"{address}/training")
    page.wait_for_selector(AT_REST)
    page.locator('[data-testid="stExpander"]', has_text="Adjust the settings").first.locator(
        "summary"
    ).click()
    field = page.locator('[class*="st-key-epochs-recommended"] input').first
    field.fill(str(epochs))
    page.keyboard.press("Enter")
    time.sleep(2)
    page.wait_for_selector(AT_REST)
    page.locator(".st-key-start_run button").first.click()
    page.locator(".st-key-loss_curve").first.wait_for()


SENTENCES = [
    f"The {animal} sleeps in the garden." for animal in ("cat", "dog", "horse", "bird", "mouse", "fox")
]


def main() -> None:
    print(machine())
    with scratch_home() as home, tempfile.TemporaryDirectory() as folder, chromium() as browser:
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY)
        for server_of, seconds in (found := first_pages(browser, home.root, empty)).items():
            print(f"first page, {server_of}: {median(seconds):.2f} s", [f"{value:.2f}" for value in seconds])
        for one, other in (("ours", "empty"), ("ours, started", "empty, started")):
            print(f"  {one} over {other}: {median(found[one]) / median(found[other]):.2f} x")
        with serving(home.root) as server:
            page = window(browser)
            page.goto(server.address)
            page.wait_for_selector(AT_REST)
            time.sleep(8)  # until the model is loaded and the machine is at rest
            rows = [_row("at rest", page, server)]
            start_training(page, server.address)
            time.sleep(10)
            rows.append(_row("while training", page, server))
        print_table(rows)


def _row(when: str, page, server: Server) -> dict:
    page.goto(server.address)
    page.wait_for_selector(AT_REST)
    page_changes(page, 1)
    changes = page_changes(page, ROUNDS)
    answers = verdicts(page, server.address, SENTENCES)
    everything = [value for values in changes.values() for value in values]
    return {
        "when": when,
        "page change (median), s": f"{median(everything):.2f}",
        **{name: f"{median(values):.2f}" for name, values in changes.items()},
        "verdict (median), s": f"{median(answers):.2f}",
        "slowest verdict, s": f"{max(answers):.2f}",
    }


if __name__ == "__main__":
    main()
