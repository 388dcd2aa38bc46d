"""Visitors' tables: judged once each, kept for a while, safe for spreadsheets."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from colabert_core.judging import judged_files
from colabert_core.judging.csv_file import rows_kept
from colabert_core.judging.judged_files import JudgedTable, judge_cells, read_judged

from ..helpers import LengthJudge, Tired, rows_of


@pytest.fixture
def judge() -> LengthJudge:
    return LengthJudge()


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(judged_files, "PIECE_ROWS", 4)


def table_of(sentences: list[str], **columns) -> pd.DataFrame:
    return pd.DataFrame({"sentence": sentences, **columns}, dtype=str)


def test_a_visitors_table_comes_back_with_its_verdicts_safe_for_spreadsheets(judge, tmp_path):
    cells = table_of(["one two", "=1+1"], note=["Ä", "x"])
    rows = rows_of(judge_cells(judge, cells, "sentence", tmp_path / "judged", "a judge"))
    assert [row["sentence"] for row in rows] == ["one two", "'=1+1"]
    assert rows[0]["note"] == "Ä"
    assert float(rows[0]["probability"]) == pytest.approx(0.2)


@pytest.mark.parametrize("column", ["sentence", "verdict"])
def test_a_column_called_like_ours_keeps_its_content(judge, tmp_path, column):
    cells = table_of(["one two"], verdict=["one two three"])
    (row,) = rows_of(judge_cells(judge, cells, column, tmp_path / "judged", "a judge"))
    assert (row["sentence"], row["verdict (before)"], row["verdict"]) == (
        "one two",
        "one two three",
        "unacceptable",
    )
    assert float(row["probability"]) == pytest.approx(0.2 if column == "sentence" else 0.3)


def test_the_same_table_is_judged_once_by_each_judge(judge, tmp_path):
    cells, folder = table_of(["one", "two"]), tmp_path / "judged"
    first = judge_cells(judge, cells, "sentence", folder, "a judge")
    assert judge_cells(judge, cells, "sentence", folder, "a judge") == first
    assert len(judge.asked) == 1
    assert judge_cells(judge, cells, "sentence", folder, "another") != first
    assert len(judge.asked) == 2


def test_an_interrupted_table_goes_on_where_it_stopped(judge, tmp_path, small_pieces):
    cells, folder = table_of(["word " * (1 + i) for i in range(6)]), tmp_path / "judged"
    with pytest.raises(KeyboardInterrupt):
        judge_cells(Tired(1), cells, "sentence", folder, "a judge")
    judge_cells(judge, cells, "sentence", folder, "a judge")
    assert [len(batch) for batch in judge.asked] == [2]


def test_carriage_returns_stay_in_their_cells_and_begin_no_formula(judge, tmp_path):
    cells = table_of(["one two", "safe\r=cmd()"], note=["a\rb", "c"])
    rows = rows_of(judge_cells(judge, cells, "sentence", tmp_path / "judged", "a judge"))
    assert [row["sentence"] for row in rows] == ["one two", "safe\r=cmd()"]
    assert rows[0]["note"] == "a\rb"


def test_small_tables_are_kept_in_small_pieces(tmp_path):
    cells, folder = table_of(["word"] * 1300), tmp_path / "judged"
    tired = Tired(requests=9)  # of 128 sentences: two pieces and a bit
    with pytest.raises(KeyboardInterrupt):
        judge_cells(tired, cells, "sentence", folder, "a judge")
    (place,) = folder.iterdir()
    assert rows_kept(place / "judged.csv") == 1024


def test_who_brings_the_same_table_meanwhile_is_told_how_far_it_is(tmp_path):
    cells, folder, told = table_of(["word"] * 1300), tmp_path / "judged", []
    begun, let_go = threading.Event(), threading.Event()

    class Slow(LengthJudge):
        def probabilities(self, sentences):
            if len(self.asked) == 5:  # the first piece is done
                begun.set()
                assert let_go.wait(20)
            return super().probabilities(sentences)

    def wait_told(progress):
        told.append(progress)
        let_go.set()

    ask = (cells, "sentence", folder, "a judge")
    with ThreadPoolExecutor(2) as visitors:
        first = visitors.submit(judge_cells, Slow(), *ask)
        assert begun.wait(20)
        second = visitors.submit(judge_cells, Tired(0), *ask, wait_told)
        assert second.result(30) == first.result(30)
    assert (told[0].rows, told[0].total, told[0].seconds_left) == (512, 1300, None)


def test_a_table_that_is_asked_for_again_is_not_the_next_to_go(judge, tmp_path, monkeypatch):
    monkeypatch.setattr(judged_files, "MAX_KEPT_TABLES", 2)
    folder = tmp_path / "judged"

    def ask(text):
        return judge_cells(judge, table_of([text]), "sentence", folder, "a judge")

    first, second = ask("a"), ask("b")
    ask("a")
    third = ask("c")
    assert [path.exists() for path in (first, second, third)] == [True, False, True]


def test_only_the_newest_tables_are_kept(judge, tmp_path, monkeypatch):
    monkeypatch.setattr(judged_files, "MAX_KEPT_TABLES", 2)
    folder = tmp_path / "judged"
    paths = [judge_cells(judge, table_of([str(i)]), "sentence", folder, "a judge") for i in range(4)]
    assert [path.exists() for path in paths] == [False, False, True, True]


def test_a_judged_table_is_read_in_numbers_and_its_first_rows(judge, tmp_path):
    cells = table_of(["one two", "one two three four five six", "", "one"], verdict=["a", "b", "c", "d"])
    table = read_judged(judge_cells(judge, cells, "sentence", tmp_path / "judged", "a judge"), first=2)
    assert isinstance(table, JudgedTable)
    assert (table.rows, table.sentences, table.acceptable) == (4, 3, 1)
    assert table.first["verdict (before)"].tolist() == ["a", "b"]
    assert table.first["verdict"].tolist() == ["unacceptable", "acceptable"]
