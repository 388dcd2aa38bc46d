import io
import zipfile
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from colabert_core.corpus import Corpus
from colabert_core.errors import FileUnwritable
from colabert_core.exporting import JudgedPart, Sheet, judged_part, model_card, sheets_of, write
from colabert_core.runs import elsewhere
from colabert_core.runs.history import history_of

from ..helpers import a_corpus, new_run, stepped


def rows(**more) -> pd.DataFrame:
    """Four judged sentences, one of them wrongly."""
    columns = {
        "source": ["a", "a", "b", "b"],
        "label": [1, 0, 1, 0],
        "mark": ["", "*", "", "??"],
        "sentence": ["=1+1 is two.", "Two is is.", "The cat slept in the garden.", "Cat slept."],
        "acceptable": [0.9, 0.1, 0.8, 0.7],
    }
    return pd.DataFrame({**columns, **more})


def part(**more) -> JudgedPart:
    return JudgedPart(corpus="ours", split="validation", rows=rows(), card=pd.DataFrame(**more))


def tables(run, *parts: JudgedPart) -> dict[str, pd.DataFrame]:
    return {sheet.name: sheet.table for sheet in sheets_of(run, history_of(run.events()), parts)}


def corpus_named(id: str) -> Corpus:
    return replace(a_corpus(), id=id)


@pytest.fixture
def run(home):
    return new_run(home, "Monday class", learning_rate=3e-5)


def test_a_run_without_steps_and_model_has_its_settings_only(run):
    settings = tables(run)
    assert list(settings) == ["settings"]
    values = settings["settings"].set_index("setting")["value"]
    assert (values["name"], values["learning_rate"], values["train_limit"]) == ("Monday class", "3e-05", "")
    assert values["corpus"] == "our corpus"


def test_an_encoders_path_stays_here(home, trained_run):
    before = trained_run[1]
    run = new_run(home, "after", encoder=str(before.folder))
    for text in (str(tables(run)["settings"]), model_card(run, history_of([]), [])):
        assert before.name in text
        assert str(before.folder.parent) not in text


def test_nothing_is_claimed_of_a_training_elsewhere(home, finished_classifier):
    run = elsewhere.add(home, finished_classifier("no", "acceptable"), "theirs", "acceptable")
    assert "learning_rate" not in set(tables(run)["settings"]["setting"])
    card = model_card(run, history_of([]), [])
    assert "nothing else is known of its training" in card
    assert "Epochs" not in card


def test_the_curves_have_a_row_per_step(run):
    for step in (1, 2, 3):
        run.record(stepped(step))
    assert list(tables(run)["steps"]["step"]) == [1, 2, 3]


def test_every_table_of_a_judged_part_names_corpus_and_part(run):
    found = tables(run, part())
    assert list(found) == ["settings", "figures", "slices", "errors", "verdicts"]
    for name in list(found)[1:]:
        assert set(found[name]["corpus"]) == {"ours"}
        assert set(found[name]["part"]) == {"validation"}


def test_figures_slices_errors_and_verdicts_are_those_of_the_rows(run):
    found = tables(run, part())
    assert found["figures"]["accuracy"].item() == 0.75
    assert found["figures"]["mcc"].item() == pytest.approx(1 / 3**0.5)
    slices = found["slices"].set_index(["by", "group"])["sentences"]
    assert slices["source", "a"] == 2
    assert slices["length", "1 to 4"] == 3
    assert slices["mark", "??"] == 1
    assert list(found["errors"]["sentence"]) == ["Cat slept."]
    assert list(found["verdicts"]["verdict"]) == [1, 0, 1, 1]


def test_the_card_of_minimal_pairs_is_by_phenomenon():
    judged = rows(pair=[1, 1, 2, 2])
    card = judged_part(corpus_named("pairs"), "in_domain_dev", judged, None).card
    assert dict(zip(card["phenomenon"], card["right"], strict=True)) == {"a": 1.0, "b": 1.0}
    assert set(card["level"]) == {"phenomena"}


def test_the_card_of_an_own_corpus_is_by_its_phenomena():
    judged = rows(phenomenon=["order", "order", "", ""])
    card = judged_part(corpus_named("own-1"), "all", judged, None).card
    assert list(card["feature"]) == ["order"]
    assert judged_part(corpus_named("own-1"), "all", rows(), None).card.empty


def test_without_annotations_cola_has_no_card():
    assert judged_part(corpus_named("cola"), "in_domain_dev", rows(), None).card.empty


def test_the_model_card_has_settings_figures_and_their_intervals(run):
    card = model_card(run, history_of(run.events()), [part()])
    assert card.startswith("# Monday class\n")
    assert "learning rate: 3e-05" in card
    assert "| ours | validation | 4 | 75.0% | 0.577 |" in card
    assert "The validation part: not measured" in card


def test_a_name_in_the_model_card_is_no_markup(home):
    run = new_run(home, "[x](http://y) <b>")
    assert r"# \[x\](http://y) \<b\>" in model_card(run, history_of([]), [])


SHEETS = [Sheet(name="verdicts", table=rows()), Sheet(name="figures", table=pd.DataFrame({"mcc": [np.nan]}))]


def test_a_zip_has_the_card_and_a_file_per_table(tmp_path):
    write(SHEETS, "# Card", tmp_path / "run.zip")
    with zipfile.ZipFile(tmp_path / "run.zip") as zipped:
        assert zipped.namelist() == ["model_card.md", "verdicts.csv", "figures.csv"]
        assert zipped.read("model_card.md") == b"# Card"
        table = pd.read_csv(io.BytesIO(zipped.read("verdicts.csv")), encoding="utf-8-sig")
    assert list(table["sentence"])[:2] == ["'=1+1 is two.", "Two is is."]  # never a formula
    assert list(table["acceptable"]) == [0.9, 0.1, 0.8, 0.7]


def test_a_workbook_has_a_sheet_per_table_and_no_formulas(tmp_path):
    write(SHEETS, "# Card\n\nText", tmp_path / "run.xlsx")
    book = openpyxl.load_workbook(tmp_path / "run.xlsx")
    assert book.sheetnames == ["model_card", "verdicts", "figures"]
    first = list(book["verdicts"][2])
    assert [cell.value for cell in first] == ["a", 1, None, "=1+1 is two.", 0.9]
    assert first[3].data_type == "s"
    assert book["figures"]["A2"].value is None
    assert [row[0].value for row in book["model_card"].rows] == ["model card", "# Card", None, "Text"]


def test_other_kinds_are_refused_and_leave_nothing_behind(tmp_path):
    with pytest.raises(FileUnwritable, match=r"\.zip and \.xlsx"):
        write(SHEETS, "", tmp_path / "run.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_table_too_long_for_excel_is_refused_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("colabert_core.tables.writing._MAX_EXCEL_ROWS", 4)
    with pytest.raises(FileUnwritable, match="4 rows"):
        write(SHEETS, "", tmp_path / "run.xlsx")
    assert list(tmp_path.iterdir()) == []
