"""What all pages have in common, with and without a corpus, in every language."""

import shutil

import pytest

from colabert_core.runs.store import RunStore
from pages.ui.text import LANGUAGES
from tests.pages.conftest import PAGES, words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_opens_without_a_corpus(open_page, empty_home, page, language):
    app = open_page(page, empty_home, language)
    assert len(app.title) == 1
    assert not app.error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_opens_with_corpus_and_run(open_page, trained_run, page, language):
    home, _ = trained_run
    app = open_page(page, home, language)
    assert len(app.title) == 1
    assert not app.error


@pytest.mark.parametrize("page", ["samples", "tokens", "training", "evaluation"])
def test_offers_cola_where_it_is_missing_and_goes_on_with_the_minimal_pairs(open_page, empty_home, page):
    app = open_page(page, empty_home)
    assert app.button(key="fetch_corpus")
    assert app.file_uploader[0].label.startswith("Or upload the file")
    assert not app.error


@pytest.mark.parametrize("page", ["samples", "tokens", "training", "evaluation"])
def test_the_corpus_is_chosen_by_the_address_and_holds_for_the_visit(open_page, home, page):
    app = open_page(page, home, corpus="pairs")
    assert app.selectbox(key="pick_corpus").value == "pairs"
    app.switch_page(PAGES["samples"]).run()
    assert app.selectbox(key="pick_corpus").value == "pairs"


def test_download_without_network_is_told_and_leaves_nothing(open_page, empty_home):
    app = open_page("samples", empty_home)
    app.button(key="fetch_corpus").click().run()
    assert "cannot be reached" in app.error[0].value
    assert [path.name for path in empty_home.corpus.iterdir()] == ["fetch.lock"]


def test_speaks_english_and_korean(open_page, empty_home):
    assert open_page("home", empty_home, "ko").title[0].value.startswith("기계도")
    assert open_page("home", empty_home, "en").title[0].value.startswith("Can a machine")


def test_names_of_runs_are_shown_as_typed(open_page, make_home, trained_run):
    home = make_home()
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    RunStore(home.runs).all()[0].rename("*bold* <script>alert(1)</script> [x](http://y)")
    shown = words(open_page("training", home))
    plainly = shown.replace("\u2060", "")
    assert r"\*bold\* \<script\>alert\(1\)\</script\> \[x\]\(http\:" in plainly


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_corpus_is_told_and_can_be_replaced(open_page, home, page):
    path = home.corpus / "cola" / "in_domain_dev.tsv"
    path.write_text(path.read_text() + "only\tthree\tcolumns\n")
    app = open_page(page, home)
    assert not app.error
    if page in ("samples", "training", "tokens", "evaluation"):
        assert "in\\_domain\\_dev\\.tsv, line 41: 3 columns" in app.warning[0].value
        assert app.button(key="fetch_corpus")


def test_a_zip_in_the_environment_is_there_from_the_first_look(open_page, empty_home, cola_zip, monkeypatch):
    app = open_page("evaluation", empty_home)
    monkeypatch.setenv("COLABERT_COLA", str(cola_zip))
    app.run()
    assert app.selectbox(key="pick_corpus").options[0] == "CoLA 1.1"


def test_a_wrong_path_in_the_environment_is_told(open_page, empty_home, monkeypatch):
    app = open_page("samples", empty_home)
    monkeypatch.setenv("COLABERT_COLA", "/nowhere/cola.zip")
    app.run()
    assert "cannot be opened" in app.warning[0].value
