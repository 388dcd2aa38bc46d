"""The tab where people add their own sentences."""

import io

import pytest
import streamlit as st
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from colabert_core.corpus import own
from colabert_core.tables import reading as tables_reading
from tests.pages.conftest import tables, words

TABLE = "label,sentence,author\n" + "".join(
    f"{'good' if n % 2 else 'bad'},{'' if n % 2 else '*'}The pilot number {n} slept.,Kim\n" for n in range(24)
)


def tab():
    from pages.ui.corpus.own_data import own_data_tab

    own_data_tab()


@pytest.fixture
def app(empty_home, monkeypatch) -> AppTest:
    st.cache_resource.clear()
    monkeypatch.setenv("COLABERT_HOME", str(empty_home.root))
    return AppTest.from_function(tab, default_timeout=60).run()


def uploaded(app: AppTest, content: str | bytes = TABLE, file: str = "ours.csv") -> AppTest:
    content = content.encode() if isinstance(content, str) else content
    app.file_uploader[0].upload(file, content).run()
    assert not app.exception, app.exception
    return app


def picker(app: AppTest, label: str):
    return next(box for box in app.selectbox if box.label.startswith(label))


def counts(app: AppTest) -> list[str]:
    """The numbers of acceptable and unacceptable sentences, and of rows left out."""
    return [metric.value for metric in app.metric]


def test_guesses_are_filled_in_and_counted(app):
    uploaded(app, TABLE + "maybe,They slept.,Kim\ngood,,Kim\n")
    assert [picker(app, label).value for label in ("Sentence", "Label", "Mark", "Source")] == [
        "sentence",
        "label",
        "",
        "author",
    ]
    assert [box.label for box in app.selectbox[6:]] == [
        "“bad” (rows: 12)",
        "“good” (rows: 12)",
        "“maybe” (rows: 1)",
    ]
    assert counts(app) == ["12", "12", "2"]


def test_dropped_rows_are_listed_with_line_and_reason(app):
    uploaded(app, TABLE + "maybe,They slept.,Kim\ngood,,Kim\ngood,=A1,Kim\n")
    listed = next(table for table in tables(app) if "Reason" in table.columns)
    assert listed.to_numpy().tolist() == [
        [26, "its label or rating is left out", "They slept."],
        [27, "no sentence", ""],
        [28, "a formula, which is not calculated", "=A1"],
    ]


def test_what_a_label_means_can_be_put_right(app):
    uploaded(app, TABLE + "maybe,They slept.,Kim\n")
    picker(app, "“maybe”").set_value(0).run()
    assert counts(app) == ["12", "13", "0"]


def test_an_added_corpus_is_there_and_chosen(app, empty_home):
    uploaded(app)
    app.text_input[0].set_value("내 *문장*")
    app.button(key="own_add").click().run()
    assert not app.exception
    assert own.ids(empty_home) == ["own-corpus"]
    assert own.name_of(empty_home, "own-corpus") == "내 *문장*"
    assert app.query_params["corpus"] == "own-corpus"
    assert "has been added" in app.success[0].value
    assert "24 sentences" in words(app)
    assert own.load(empty_home, "own-corpus").table["mark"].tolist()[:2] == ["*", ""]
    assert all(button.key != "own_add" for button in app.button)


def test_the_files_name_is_offered_as_the_corpus_name(app):
    assert uploaded(app, file="semester 2.csv").text_input[0].value == "semester 2"


def test_headings_can_be_switched_off(app):
    uploaded(app)
    assert app.toggle[0].value is True
    app.toggle[0].set_value(False).run()
    assert picker(app, "Sentence").value == "B"
    assert picker(app, "“label”").value == -1
    assert counts(app) == ["12", "12", "1"]


def test_marks_in_front_of_the_sentences_can_be_the_labels(app):
    uploaded(app)
    picker(app, "Label").set_value("").run()
    assert [box.label for box in app.selectbox[6:]] == ["“\\*” (rows: 12)", "“\\(empty\\)” (rows: 12)"]
    assert counts(app) == ["12", "12", "0"]


def test_a_sheet_of_a_spreadsheet_can_be_chosen(app):
    book = Workbook()
    book.active.title = "notes"
    book.active.append(["Nothing to see here."])
    table = book.create_sheet("data")
    for line in TABLE.splitlines():
        table.append(line.split(","))
    file = io.BytesIO()
    book.save(file)
    uploaded(app, file.getvalue(), "ours.xlsx")
    assert "No labels were found" in app.error[0].value
    picker(app, "Which sheet?").set_value("data").run()
    assert not app.error
    assert counts(app) == ["12", "12", "0"]


def test_formulas_are_told(app):
    book = Workbook()
    for line in TABLE.splitlines():
        book.active.append(line.split(","))
    book.active["B2"] = "=A1"
    file = io.BytesIO()
    book.save(file)
    uploaded(app, file.getvalue(), "ours.xlsx")
    assert "Cells with a formula: 1, the first in row 2" in app.info[0].value
    assert counts(app) == ["12", "11", "1"]


FAULTS = [
    (b"sentence,label\nHe slept.,1\n" + bytes(range(1, 32)) * 9, "this is not text"),
    (b"", "There are no rows"),
    (b"label,sentence\n" + b"1,He slept.\n" * 30, "All 30 sentences are acceptable"),
    (b"label,sentence\n" + b"0,Him slept.\n" * 30, "All 30 sentences are unacceptable"),
    (b"label,sentence\n1,He slept.\n0,Him slept.\n", "too few usable sentences: 2 of the 20 needed"),
    (b"sentence\nHe slept.\nThey slept.\n", "No labels were found"),
]


@pytest.mark.parametrize(("content", "told"), FAULTS)
def test_faults_are_told_and_nothing_is_added(app, empty_home, content, told):
    uploaded(app, content)
    assert told.replace("\\", "") in app.error[0].value.replace("\\", "")
    assert "Nothing was changed" in app.error[0].value
    assert all(button.key != "own_add" for button in app.button)
    assert own.ids(empty_home) == []


def test_what_was_typed_is_escaped(app):
    hostile = "<b>*x*</b>"
    uploaded(app, TABLE.replace("good", hostile), "<i>ours</i>.csv")
    shown = words(app) + "".join(box.label for box in app.selectbox)
    assert "<b>" not in shown and "<i>" not in shown
    picker(app, "“\\<").set_value(1).run()
    app.button(key="own_add").click().run()
    assert "<i>" not in words(app)


def test_a_corpus_is_deleted_only_when_sure(app, empty_home):
    uploaded(app)
    app.button(key="own_add").click().run()
    app.button(key="own_delete_own-ours").click().run()
    assert own.ids(empty_home) == ["own-ours"]
    app.button(key="dialog_yes").click().run()
    assert own.ids(empty_home) == []
    assert "corpus" not in app.query_params
    assert not app.success


def test_a_damaged_corpus_is_listed_and_can_be_deleted(app, empty_home):
    uploaded(app)
    app.button(key="own_add").click().run()
    (own.folder_of(empty_home, "own-ours") / "corpus.json").unlink()
    app.run()
    assert "damaged" in words(app)
    app.button(key="own_delete_own-ours").click().run()
    app.button(key="dialog_yes").click().run()
    assert own.ids(empty_home) == []


def test_speaks_korean(empty_home, monkeypatch):
    monkeypatch.setenv("COLABERT_HOME", str(empty_home.root))
    app = AppTest.from_function(tab, default_timeout=60)
    app.session_state["lang"] = "ko"
    uploaded(app.run())
    assert app.metric[0].label == "용인 가능 문장"


def test_a_file_is_read_once_while_its_owner_chooses(app, monkeypatch):
    read, times = tables_reading.read, []
    monkeypatch.setattr(
        "pages.ui.services.corpora.read_sheet",
        lambda *given, **wanted: times.append(1) or read(*given, **wanted),
    )
    uploaded(app)
    picker(app, "“bad”").set_value(1).run()
    picker(app, "Source").set_value("").run()
    assert len(times) == 1


# --- what only people can decide ------------------------------------------------------------------


def of_class(good: str = "1", bad: str = "0") -> str:
    rows = [f"The pilot slept {n} times.,{good}\nHim slept {n} times.,{bad}\n" for n in range(12)]
    return "sentence,class\n" + "".join(rows)


def test_which_label_means_acceptable_is_asked_with_sentences_of_each(app, empty_home):
    uploaded(app, of_class(good="0", bad="1"))
    question = next(radio for radio in app.radio if radio.key.startswith("own_reading"))
    assert (question.value, question.options) == (None, ["1", "0"])
    assert any("The pilot slept 0 times.\nThe pilot slept 1 times." in code.value for code in app.code)
    assert all(button.key != "own_add" for button in app.button)
    question.set_value("0").run()
    app.button(key="own_add").click().run()
    table = own.load(empty_home, own.ids(empty_home)[0]).table
    assert table.loc[table["label"] == 1, "sentence"].str.startswith("The pilot").all()


def test_a_guessed_encoding_is_shown_and_can_be_changed(app):
    text = "문장,판단\n" + "".join(f"나는 {n}번 갔다.,정문\n나를 {n}번 갔다.,비문\n" for n in range(12))
    uploaded(app, text.encode("cp949"))
    chosen = next(box for box in app.selectbox if box.key.startswith("own_encoding"))
    assert chosen.value == "cp949"
    assert any("나는 0번 갔다." in code.value for code in app.code)
    chosen.set_value("cp1252").run()
    assert not any("나는" in code.value for code in app.code)


def test_both_readings_of_quotation_marks_are_offered(app):
    rows = [f"The pilot slept {n} times.,1\nHim slept {n} times.,0\n" for n in range(12)]
    uploaded(app, 'sentence,label\n"We came,1\n' + "".join(rows) + 'and left",1\n')
    way = next(radio for radio in app.radio if radio.key.startswith("own_quotes"))
    assert (way.value, counts(app)[0]) == ("lines", "14")
    way.set_value("cells").run()
    assert "too few usable sentences" in app.error[0].value


def test_numbers_and_marks_that_came_off_are_shown(app):
    uploaded(app, "sentence,label\n" + "(1) The pilot slept.,1\n(2) *Him slept.,0\n" * 12)
    assert any("(24)" in expander.label for expander in app.expander)


def rated_table(heading: str = "rating") -> str:
    return f"sentence,{heading}\n" + "".join(f"Pilot {n} slept.,{1 + n % 7}\n" for n in range(70))


def test_a_cutoff_is_chosen_in_a_histogram(app):
    uploaded(app, rated_table())
    assert counts(app) == ["40", "30", "0"]
    app.slider[0].set_value(5.5).run()
    assert counts(app) == ["20", "50", "0"]
    assert "Ratings from 5.5 upwards are acceptable" in words(app)
    next(toggle for toggle in app.toggle if "middle" in toggle.label).set_value(True).run()
    app.slider[0].set_range(2.0, 6.0).run()
    assert counts(app) == ["20", "20", "30"]


def test_low_ratings_may_be_the_acceptable_ones(app):
    uploaded(app, rated_table("unacceptability"))
    assert counts(app) == ["40", "30", "0"]
    assert "Ratings up to 4 are acceptable" in words(app)


def test_ratings_are_kept_beside_the_labels(app, empty_home):
    uploaded(app, rated_table())
    app.button(key="own_add").click().run()
    assert set(own.load(empty_home, own.ids(empty_home)[0]).table["rating"]) == {1, 2, 3, 4, 5, 6, 7}


def test_a_part_with_one_label_is_told(app):
    rows = "".join(f"Sentence {n}.,{n % 2},train\n" for n in range(30)) + "".join(
        f"More {n}.,1,test\n" for n in range(5)
    )
    uploaded(app, "sentence,label,split\n" + rows)
    assert "MCC is always 0 there" in app.warning[0].value


PARTS = "sentence,label,phenomenon,split\n" + "".join(
    f"Pilot {n} slept.,{n % 2},tense {n % 2},{('train', 'train', 'dev', 'test')[n % 4]}\n" for n in range(80)
)


def test_the_parts_that_a_file_names_are_kept_and_told(app, empty_home):
    uploaded(app, PARTS)
    assert "Training 40, Validation 20, Test \\(held out\\) 20" in words(app)
    app.button(key="own_add").click().run()
    corpus = own.load(empty_home, own.ids(empty_home)[0])
    assert (corpus.rows_per_split(), corpus.validation_rows) == ({"in_domain_train": 60, "test": 20}, 20)
    assert set(corpus.table["phenomenon"]) == {"tense 0", "tense 1"}


def test_parts_may_be_drawn_anew(app):
    uploaded(app, PARTS)
    picker(app, "Parts").set_value("").run()
    assert "Training 64, Validation 8, Test \\(held out\\) 8" in words(app)
