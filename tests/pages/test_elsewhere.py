"""A finished classifier of someone else's on the pages: it judges, and is never called trained here."""

import io
import zipfile

import pytest

from colabert_core.runs import elsewhere
from colabert_core.runs.store import RunStore
from colabert_core.workspace.runs import Runs
from tests.pages.conftest import open_tab, words


@pytest.fixture
def home(make_home):
    return make_home()


def zip_of(folder) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in folder.iterdir():
            zipped.write(path, f"theirs/{path.name}")
    return archive.getvalue()


def opening(app, key: str = "open_judge_0"):
    """The page with the fields for a model from elsewhere."""
    app.session_state[key] = True
    return app.run()


def named(app, name: str, key: str = "open_judge_0"):
    opening(app, key).text_input(key=f"{key}_name").set_value(name).run()
    app.button(key=f"{key}_open").click().run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("page", ["scoring", "evaluation"])
def test_a_folder_is_opened_and_chosen(open_page, home, finished_classifier, page):
    app = named(open_page(page, home), str(finished_classifier("bad", "good")))
    run = RunStore(home.runs).all()[0]
    assert app.selectbox(key="pick_judge").value == run.id
    assert "their-model (from elsewhere)" in app.selectbox(key="pick_judge").options
    assert not [field for field in app.text_input if field.key.startswith("open_judge")]  # it is closed again


def test_a_zip_is_opened_and_judges(open_page, home, finished_classifier):
    app = opening(open_page("scoring", home))
    content = zip_of(finished_classifier("bad", "good"))
    app.file_uploader(key="open_judge_0_zip").set_value(("theirs.zip", content, "application/zip")).run()
    app.button(key="open_judge_0_open").click().run()
    assert not app.exception, app.exception
    app.text_input(key="one").set_value("The pilot slept.").run()
    assert not app.exception, app.exception
    assert any("Judged by theirs.zip" in element.proto.body for element in app.get("html"))


def test_labels_that_do_not_say_what_they_mean_are_asked_once(open_page, home, finished_classifier):
    folder = str(finished_classifier("<b>no*", "LABEL_1"))
    app = named(open_page("scoring", home), folder)
    assert "which of them means acceptable" in app.warning[0].value
    assert "<b>" not in app.warning[0].value
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]
    app.radio(key="open_judge_0_label").set_value("LABEL_1").run()
    app.button(key="open_judge_0_open").click().run()
    assert not app.exception, app.exception
    run = RunStore(home.runs).all()[0]
    assert elsewhere.acceptable_of(run) == "LABEL_1"
    assert app.selectbox(key="pick_judge").value == run.id


def test_without_an_answer_nothing_is_opened(open_page, home, finished_classifier):
    app = named(open_page("scoring", home), str(finished_classifier()))
    assert "which of them means acceptable" in app.warning[0].value
    assert app.button(key="open_judge_0_open").disabled
    app.text_input(key="open_judge_0_name").set_value("").run()
    assert not app.warning
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]


def test_an_encoder_is_refused_in_plain_words(open_page, home, tiny_encoder):
    app = named(open_page("scoring", home), str(tiny_encoder))
    assert "is not a finished classifier" in app.error[0].value
    assert app.text_input(key="one") is not None


@pytest.fixture
def theirs(home, finished_classifier):
    return elsewhere.add(home, finished_classifier("bad", "good"), "their-model")


def test_evaluation_says_that_it_may_know_the_sentences(open_page, home, theirs):
    app = open_page("evaluation", home, judge=theirs.id)
    assert "it may have learned from some of them" in words(app)
    assert "not trained on" not in words(app)
    app.button(key="evaluate").click().run()
    for tab in ("figures", "slices", "errors", "confidence", "compare", "replay"):
        open_tab(app, "evaluation", tab)
        assert not app.exception, (tab, app.exception)
    assert "no training to replay" in words(app)


def test_training_says_where_it_came_from_and_offers_no_more(open_page, home, theirs):
    app = open_page("training", home, run=theirs.id)
    assert "Not trained with ColaBERT: opened from their" in words(app)
    assert not [button for button in app.button if button.key == "resume_run"]
    assert {button.key for button in app.get("download_button")} == {"export_zip", "export_xlsx"}
    assert str(theirs.folder) not in app.selectbox(key="encoder").options
    assert all("their-model" not in option for option in app.selectbox(key="encoder").options)
    for tab in ("runs", "model", "loop"):
        open_tab(app, "training", tab)
        assert not app.exception, (tab, app.exception)


def test_the_meaning_of_the_labels_can_be_corrected(open_page, home, theirs):
    app = open_page("training", home, run=theirs.id)
    app.radio(key=f"label_{theirs.id}_good").set_value("bad")
    next(button for button in app.button if button.label == "Change what the labels mean").click().run()
    assert not app.exception, app.exception
    assert elsewhere.acceptable_of(theirs) == "bad"
    assert "“bad” means acceptable" in words(app)


def test_a_page_that_another_visitor_has_open_does_not_undo_a_correction(open_page, home, theirs):
    app = open_page("training", home, run=theirs.id)
    elsewhere.relabel(home, theirs, "bad")
    app.run()
    assert elsewhere.acceptable_of(theirs) == "bad"
    assert app.radio(key=f"label_{theirs.id}_bad").value == "bad"


def test_it_can_be_renamed_and_deleted(open_page, home, theirs):
    app = open_page("training", home, run=theirs.id)
    app.text_input(key=f"name_{theirs.id}").set_value("a guest")
    next(button for button in app.button if button.label == "Rename").click().run()
    assert theirs.name == "a guest"
    app.button(key="delete_run").click().run()
    app.button(key="dialog_yes").click().run()
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]


@pytest.mark.parametrize("page", ["", "samples", "tokens"])
def test_the_other_pages_live_with_it(open_page, home, theirs, page):
    app = open_page(page or "home", home)
    assert not app.exception, app.exception


def test_a_shared_run_is_opened_and_shown_on_training(open_page, home):
    content = Runs(home=home).shared(Runs(home=home).default_run())
    app = open_tab(open_page("training", home), "training", "runs")
    app = opening(app, "open_shared_0")
    app.file_uploader(key="open_shared_0_zip").set_value(("a.colabert.zip", content, "application/zip")).run()
    app.button(key="open_shared_0_open").click().run()
    assert not app.exception, app.exception
    (opened,) = (run for run in RunStore(home.runs).all() if not run.is_starter)
    assert opened.state() == "finished"
    assert app.query_params["run"] in (opened.id, [opened.id])
