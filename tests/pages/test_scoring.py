"""The scoring page."""

import json
import re
import shutil
from html import escape

import pytest

from colabert_core.events import Validating
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import starter_quality
from tests.pages.conftest import open_tab, tables, words


@pytest.fixture
def app(open_page, trained_run):
    return open_page("scoring", trained_run[0], judge=trained_run[1].id)


def html(app) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def judged(app, sentence: str):
    return app.text_input(key="one").set_value(sentence).run()


def test_a_sentence_gets_a_verdict_with_its_probability_and_its_judge(app):
    shown = html(judged(app, "The cat slept."))
    assert "cb-verdict" in shown
    assert "Probability of “acceptable”: " in shown
    assert "Judged by tiny" in shown
    assert "[CLS]" in shown


def test_the_probability_is_the_models(app, trained_run):
    from transformers import pipeline

    sentence = "My neighbour can swim after lunch."
    shown = html(judged(app, sentence))
    classify = pipeline("text-classification", str(trained_run[1].folder), device="cpu", top_k=None)
    probabilities = {row["label"]: row["score"] for row in classify([sentence])[0]}
    told = float(re.search(r'title="([0-9.]+)"', shown)[1])
    assert told == pytest.approx(probabilities["acceptable"], abs=1e-5)
    assert f"{probabilities['acceptable']:.1%}" in shown


HOSTILE = ["<script>alert(1)</script>", "**bold** [x](y) $a$ :red[z]", "<b>&amp;</b>"]


@pytest.mark.parametrize("sentence", HOSTILE)
def test_html_and_markdown_are_shown_as_typed(app, sentence):
    shown = html(judged(app, sentence))
    assert escape(sentence) in shown
    assert "<script" not in shown


def test_a_number_and_a_mark_are_not_judged_and_are_shown(app):
    shown = words(judged(app, "(22) *The cat slept.")).replace("\\", "")
    assert "not part of the sentence: (22) *" in shown
    assert app.session_state["visit"][0].sentence == "The cat slept."


def test_spaces_alone_are_nothing_to_judge(app):
    judged(app, "   ")
    assert "There is nothing to judge yet" in words(app)


def test_ten_thousand_characters_are_cut_and_told(app):
    judged(app, "word " * 2000)
    assert "it was cut at 32 tokens" in words(app)


@pytest.mark.parametrize("sentence", ["학교에 갑니다.", "Она идёт в школу.", "彼女は学校へ行く。"])
def test_another_script_cannot_be_judged(app, sentence):
    judged(app, sentence)
    shown = "".join(html.body for html in app.get("html"))
    assert "Cannot judge" in shown and "has learned only from text in the Latin alphabet" in shown
    assert "Probability of" not in shown and "cb-verdict cb-none" in shown
    assert app.session_state["visit"][0].acceptable is None
    assert not any(tab.label == "Repair" for tab in app.tabs)


@pytest.mark.parametrize("sentence", ["😀😀😀", "12345", "?!"])
def test_a_line_without_words_cannot_be_judged(app, sentence):
    judged(app, sentence)
    assert "no words in this" in "".join(html.body for html in app.get("html"))


def test_what_cannot_be_judged_has_no_probability(app):
    open_tab(app, "scoring", "many")
    app.text_area(key="many").set_value("학교에 갑니다.\nThe cat slept.").run()
    app.button(key="judge_many").click().run()
    table = tables(app)[0]
    assert table["Judgment"].tolist()[0] == "– Cannot judge"
    assert table["Probability of “acceptable”"].isna().tolist() == [True, False]
    assert "Sentences that the model cannot judge: 1." in words(app)


def test_several_sentences_come_in_the_order_typed_with_their_counts(app):
    open_tab(app, "scoring", "many")
    app.text_area(key="many").set_value("The cat slept.\n\n  My pilot can flyed. \nThese robots fell.\n")
    app.button(key="judge_many").click().run()
    table = tables(app)[0]
    assert list(table["Sentence"]) == ["The cat slept.", "My pilot can flyed.", "These robots fell."]
    yes = int((table["Probability of “acceptable”"] >= 0.5).sum())
    assert f"Acceptable: {yes} · Unacceptable: {3 - yes}" in words(app)


def test_what_was_taken_off_stands_beside_the_sentences(app):
    open_tab(app, "scoring", "many")
    app.text_area(key="many").set_value("(2) *The cat slept.\nThese robots fell.").run()
    app.button(key="judge_many").click().run()
    table = tables(app)[0].set_index("Sentence")
    assert table.loc["The cat slept.", "Taken off"] == "(2) *"
    assert table.loc["These robots fell.", "Taken off"] == ""
    app.text_area(key="many").set_value("These robots fell.").run()
    app.button(key="judge_many").click().run()
    assert "Taken off" not in tables(app)[0]


def test_no_line_at_all_is_told_kindly(app):
    open_tab(app, "scoring", "many")
    app.button(key="judge_many").click().run()
    assert "There is nothing to judge yet" in words(app)


def test_the_visit_is_remembered_once_per_sentence(app):
    judged(app, "The cat slept.")
    app.run()
    judged(app, "The cats slept.")
    assert list(tables(app)[-1]["Sentence"].sort_values()) == ["The cat slept.", "The cats slept."]


@pytest.mark.parametrize(("page", "key"), [("home", "home_sentence"), ("scoring", "one")])
def test_from_the_first_minute_the_starter_judges_and_says_how_good_it_is(open_page, empty_home, page, key):
    app = open_page(page, empty_home)
    app.text_input(key=key).set_value("She goes to school.").run()
    assert "Judged by Starter model" in html(app)
    assert f"it found {starter_quality().found:.0%} of learners' errors" in words(app)
    assert "It found at least nine out of ten errors of these kinds: Verb forms" in words(app)


def test_home_judges_with_the_best_run(open_page, make_home, trained_run):
    home = make_home()
    for mcc in (0.99, 0.01):
        shutil.copytree(trained_run[1].folder, home.runs / f"{trained_run[1].id}-{mcc}")
        run = Run(home.runs / f"{trained_run[1].id}-{mcc}")
        run.rename(f"MCC {mcc}")
        lines = (run.metrics_path).read_text().splitlines()
        changed = [json.loads(line) for line in lines]
        changed = [{**row, "mcc": mcc} if row["event"] == "Validated" else row for row in changed]
        run.metrics_path.write_text("".join(json.dumps(row) + "\n" for row in changed))
    app = open_page("home", home)
    app.text_input(key="home_sentence").set_value("The cat slept.").run()
    assert "Judged by MCC 0.99" in html(app)


def test_verdicts_of_another_judge_are_not_shown_under_this_ones_name(open_page, make_home, trained_run):
    home, run = make_home(), trained_run[1]
    for number in (1, 2):
        shutil.copytree(run.folder, home.runs / f"{run.id}-{number}")
    RunStore(home.runs).find(f"{run.id}-1").rename("the other one")
    app = open_tab(open_page("scoring", home, judge=f"{run.id}-2"), "scoring", "many")
    app.text_area(key="many").set_value("The cat slept.")
    app.button(key="judge_many").click().run()
    assert len(tables(app)) == 1
    app.selectbox(key="pick_judge").set_value(f"{run.id}-1").run()
    assert len(tables(app)) == 0


def test_a_run_in_training_is_no_judge_yet(open_page, make_home, trained_run):
    home, run = make_home(), trained_run[1]
    shutil.copytree(run.folder, home.runs / run.id)
    copy = RunStore(home.runs).all()[0]
    copy.record(Validating(step=1))
    with copy.held():
        app = open_page("scoring", home)
        (only,) = app.selectbox(key="pick_judge").options
        assert only.startswith("Starter model")


# --- a file ----------------------------------------------------------------------------------------


def bring(app, content: str, name: str = "mine.csv"):
    app.file_uploader(key="judge_file").set_value((name, content.encode(), "text/csv")).run()
    assert not app.exception, app.exception
    return app


def judged_tables(home) -> list:
    return sorted((home.root / "judged").glob("*/judged.csv"))


def test_a_file_comes_back_with_probability_and_verdict(app, trained_run):
    bring(app, "no;text\n1;The cat slept.\n2;My neighbour can swim.\n3;\n")
    app.button(key="judge_file_start").click().run()
    assert "Sentences judged: 2." in app.success[0].value
    shown = next(table for table in tables(app) if "verdict" in table.columns)
    assert list(shown.columns) == ["no", "text", "probability", "verdict", "taken_off"]
    assert (shown["verdict"] == "").tolist() == [False, False, True]
    (path,) = judged_tables(trained_run[0])
    assert path.read_bytes().startswith("\ufeffno,text,probability,verdict,taken_off".encode())


def test_another_column_can_hold_the_sentences(app):
    bring(app, "first,second\nThe cat slept.,A dog barked.\n")
    box = next(box for box in app.selectbox if str(box.key).startswith("judge_column"))
    assert box.value == "first"
    box.set_value("second").run()
    app.button(key="judge_file_start").click().run()
    assert "Sentences judged: 1." in app.success[0].value


def test_verdicts_are_not_shown_under_another_column(app):
    bring(app, "first,second\nThe cat slept.,A dog barked.\n")
    app.button(key="judge_file_start").click().run()
    box = next(box for box in app.selectbox if str(box.key).startswith("judge_column"))
    box.set_value("second").run()
    assert not app.success


def test_a_file_that_cannot_be_read_is_told_where_it_was_brought(app):
    bring(app, "", name="empty.csv")
    assert "empty" in app.error[0].value
    assert app.text_input(key="one")


def test_rows_that_do_not_fit_are_told_before_the_rest_is_judged(app):
    bring(app, "id,sentence\n1,The cat slept.\n2,Well, yes.\n3,A dog barked.\n")
    assert "more cells than the first line: 1 (line numbers: 3)" in app.warning[0].value
    app.button(key="judge_file_start").click().run()
    assert "Sentences judged: 2." in app.success[0].value
