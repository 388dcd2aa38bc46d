"""A page that behaves like a page: links, Back, what was typed, copying, printing, and where the eyes go."""

import io
import re
import shutil

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from colabert_core.runs.store import RunStore
from tests.browser.conftest import TIMEOUT, by_key, enter, settled

pytestmark = pytest.mark.browser
expect.set_options(timeout=TIMEOUT)


def menu(page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
    heading = {"Home": "Can a machine tell when English sounds right?"}.get(name, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    settled(page)


def top(page, selector: str) -> float:
    return page.locator(selector).first.bounding_box()["y"]


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desktop", "phone"])
def test_starting_a_run_takes_the_eyes_to_it(serve, visitor, home, tiny_encoder, size):
    page = visitor()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{serve(home)}/training")
    settled(page)
    enter(page, "encoder", str(tiny_encoder))
    settled(page)
    by_key(page, "learn_more").scroll_into_view_if_needed()
    page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, main.scrollHeight)")
    by_key(page, "start_run", "button").evaluate("button => button.click()")  # it is out of sight
    expect(page.locator(".cb-result, .st-key-stop_run").first).to_be_visible()
    expect(page.locator(".cb-result")).to_be_visible()
    page.wait_for_timeout(1000)  # until the page has scrolled
    assert -1 <= top(page, ".st-key-run_view") < 250


def test_what_was_typed_and_sought_stays_and_back_works(shared_server, visitor):
    page = visitor()
    page.goto(f"{shared_server}/")
    enter(page, "home_sentence", "The cat sleeps.")
    expect(page.locator(".cb-verdict")).to_be_visible()
    menu(page, "Samples")
    page.get_by_role("tab", name="All sentences").click()
    enter(page, "search", "cat")
    expect(page).to_have_url(re.compile("tab=table.*search=cat|search=cat.*tab=table"))
    settled(page)
    menu(page, "Tokens")
    menu(page, "Home")
    expect(by_key(page, "home_sentence", "input")).to_have_value("The cat sleeps.")
    menu(page, "Samples")
    expect(by_key(page, "search", "input")).to_have_value("cat")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Can a machine tell")
    page.go_forward()
    expect(by_key(page, "search", "input")).to_have_value("cat")


def test_a_sentence_and_its_history_survive_a_reload(shared_server, visitor):
    page = visitor()
    page.goto(f"{shared_server}/scoring")
    for sentence in ("The cat sleeps.", "The cat sleep."):
        enter(page, "one", sentence)
        expect(page.locator(".cb-verdict")).to_contain_text(sentence)
    page.reload()
    expect(page.locator(".cb-verdict")).to_contain_text("The cat sleep.")
    page.get_by_text("Sentences from this visit (2)").click()
    expect(page.get_by_text("The cat sleeps.").first).to_be_visible()


def test_links_open_in_a_language_and_say_what_is_gone(shared_server, visitor):
    page = visitor()
    page.goto(f"{shared_server}/training?lang=ko&run=20200101-000000-000abcd")
    expect(page.get_by_role("heading", level=1)).to_have_text("학습")
    expect(page.get_by_text("이 컴퓨터에 더 이상 없습니다")).to_be_visible()
    page.goto(f"{shared_server}/samples?corpus=own-gone")
    expect(page.get_by_text("The link names a corpus that is no longer")).to_be_visible()
    page.goto(f"{shared_server}/evaluation?tab=errors&judge=gone")
    expect(page.get_by_text("The link names a model that is no longer")).to_be_visible()
    expect(page.get_by_role("tab", name="Errors")).to_have_attribute("aria-selected", "true")


def test_tables_and_verdicts_are_copied(shared_server, visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{shared_server}/samples?tab=table")
    page.locator(".cb-table").get_by_role("button", name="Copy").click()
    heading, first, *_ = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert heading.split("\t")[:2] == ["Judgment", "Sentence"]
    assert len(first.split("\t")) == len(heading.split("\t"))
    page.goto(f"{shared_server}/?lang=en")
    enter(page, "home_sentence", "The cat sleeps.")
    page.locator(".cb-verdict [data-copy]").click()
    expect(page.locator(".cb-verdict [data-copy]")).to_have_text("Copied")
    assert "The cat sleeps." in page.evaluate("navigator.clipboard.readText()")


def test_a_copied_cell_is_never_a_formula(shared_server, visitor):
    page = visitor(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{shared_server}/scoring?tab=many")
    by_key(page, "many", "textarea").fill("=SUM(1) is one.\nThe cat sleeps.")
    by_key(page, "judge_many", "button").click()
    page.locator(".cb-table").get_by_role("button", name="Copy").click()
    _, first, second = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert first.split("\t")[2] == "'=SUM(1) is one."
    assert second.split("\t")[2] == "The cat sleeps."


def test_a_printed_page_has_the_whole_table_and_no_menu(shared_server, visitor, make_home):
    page = visitor(color_scheme="dark")
    page.goto(f"{shared_server}/samples?tab=table")
    rows = page.locator(".cb-table tbody tr")
    expect(rows.first).to_be_visible()
    settled(page)
    on_screen = rows.count()
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert "Samples" in text
    assert "Projector" not in text  # the sidebar
    assert text.count("acceptable") > on_screen
    page.goto(f"{shared_server}/training")
    expect(page.get_by_role("table")).to_be_visible()
    settled(page)
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages)
    assert all(words in text for words in ("MCC on CoLA", "Training loss", "Accuracy and MCC"))
    assert not any(words in text for words in ("Name of this run", "Rename"))


def test_a_run_is_deleted_only_after_a_dialog_and_this_is_told(serve, visitor, make_home, trained_run):
    home = make_home()
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    page = visitor()
    page.goto(f"{serve(home)}/training")
    by_key(page, "delete_run", "button").click()
    by_key(page, "dialog_no", "button").click()
    assert len(RunStore(home.runs).all()) == 2
    by_key(page, "delete_run", "button").click()
    by_key(page, "dialog_yes", "button").click()
    expect(page.get_by_test_id("stToast")).to_contain_text("tiny")
    assert len(RunStore(home.runs).all()) == 1
