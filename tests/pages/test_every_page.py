"""What every page owes its visitors, with the corpus and without it, in both languages."""

import os
import shutil
import subprocess
import sys

import pytest

from colabert_core.runs import RunStore
from tests.pages.conftest import PAGES, ROOT, words


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", PAGES)
def test_opens_without_a_corpus(open_page, empty_home, page, language):
    app = open_page(page, empty_home, language)
    assert len(app.title) == 1
    assert not app.error


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", PAGES)
def test_opens_with_corpus_and_run(open_page, trained_run, page, language):
    home, _ = trained_run
    app = open_page(page, home, language)
    assert len(app.title) == 1
    assert not app.error


@pytest.mark.parametrize("page", ["samples", "training", "scoring"])
def test_offers_the_corpus_where_it_is_missing(open_page, empty_home, page):
    app = open_page(page, empty_home)
    assert app.button(key="fetch_corpus")
    assert app.file_uploader[0].label.startswith("Or bring the file")


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


LIGHT = """
import os, sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
for page in ("pages/samples.py", "pages/tokens.py", "streamlit_app.py"):
    app.switch_page(page).run()
    assert not app.exception, app.exception
    assert "torch" not in sys.modules, page
"""


def test_light_pages_never_load_torch(trained_run):
    environment = {**os.environ, "COLABERT_HOME": str(trained_run[0].root)}
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_a_damaged_corpus_is_told_and_can_be_replaced(open_page, home, page):
    path = home.corpus / "cola" / "in_domain_dev.tsv"
    path.write_text(path.read_text() + "only\tthree\tcolumns\n")
    app = open_page(page, home)
    assert not app.error
    if page in ("samples", "training", "tokens", "scoring"):
        assert "in\\_domain\\_dev\\.tsv, line 41: 3 columns" in app.warning[0].value
        assert app.button(key="fetch_corpus")


def test_a_wrong_path_in_the_environment_is_told(open_page, empty_home, monkeypatch):
    app = open_page("samples", empty_home)
    monkeypatch.setenv("COLABERT_COLA", "/nowhere/cola.zip")
    app.run()
    assert "cannot be opened" in app.warning[0].value
