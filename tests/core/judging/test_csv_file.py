"""Files of any size, judged piece by piece; interrupted work continues where it stopped."""

import json
from functools import partial

import pandas as pd
import pytest

from colabert_core.errors import FileUnreadable, FileUnwritable, MissingColumn
from colabert_core.judging import csv_file
from colabert_core.judging.csv_file import (
    FileProgress,
    JudgedFile,
    check,
    judge_file,
    rows_kept,
)
from colabert_core.tables import writing
from colabert_core.tables.reading import read
from colabert_core.tables.sheet import CELLS, Reading

from ..helpers import LengthJudge, Tired, rows_of


@pytest.fixture
def judge() -> LengthJudge:
    return LengthJudge()


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(csv_file, "PIECE_ROWS", 4)


@pytest.fixture
def write(tmp_path):
    """A helper: a CSV file with this content; returns its path."""

    def write_csv(content: str | bytes):
        path = tmp_path / "in.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_csv


@pytest.fixture
def target(tmp_path):
    return tmp_path / "out.csv"


def judged(judge, source, target) -> list[dict]:
    judge_file(judge, source, target, "a judge")
    return rows_of(target)


NUMBERED = "id,sentence\n" + "".join(f"{i},{'word ' * (1 + i % 9)}\n" for i in range(10))


@pytest.fixture
def other_process_writes(target):
    """Holds the target's lock, as another process would."""
    with csv_file._exclusive(target):
        yield


# --- what is read and written ----------------------------------------------------------------------


def test_a_file_is_judged_with_its_order_and_its_other_columns_kept(judge, write, target):
    rows = judged(judge, write("id,sentence,note\n007,one two,NA\n3,one two three four five six,\n"), target)
    assert list(rows[0]) == ["id", "sentence", "note", "probability", "verdict", "taken_off"]
    assert [row["id"] for row in rows] == ["007", "3"]
    assert [row["note"] for row in rows] == ["NA", ""]
    assert [float(row["probability"]) for row in rows] == pytest.approx([0.2, 0.6])
    assert [row["verdict"] for row in rows] == ["unacceptable", "acceptable"]


@pytest.mark.parametrize("content", ["sentence\n", "id,sentence\n1,\n"])
def test_a_file_without_a_sentence_in_it_is_judged_without_a_fault(judge, write, target, content):
    rows = judged(judge, write(content), target)
    assert target.read_text().splitlines()[0].endswith("sentence,probability,verdict,taken_off")
    assert all(row["probability"] == row["verdict"] == "" for row in rows)


def test_quotes_commas_and_line_ends_in_a_cell_are_kept_as_written(judge, write, target, small_pieces):
    sentences = ['Well, "yes", she said.', "two\nlines", " spaces ", "1.50", "null", "TRUE"]
    content = "sentence\n" + "".join('"' + s.replace('"', '""') + '"\n' for s in sentences)
    assert [row["sentence"] for row in judged(judge, write(content), target)] == sentences


def test_a_byte_order_mark_is_no_part_of_the_first_column(judge, write, target):
    rows = judged(judge, write(b"\xef\xbb\xbfsentence\nThe pilot slept.\n"), target)
    assert next(iter(rows[0])) == "sentence"


def test_a_file_is_the_same_whatever_the_pieces(judge, write, target, tmp_path, monkeypatch):
    source, other = write(NUMBERED), tmp_path / "other.csv"
    assert judge_file(judge, source, target, "a judge") == JudgedFile(rows=10, cannot_judge=0)
    monkeypatch.setattr(csv_file, "PIECE_ROWS", 3)
    assert judge_file(judge, source, other, "a judge") == JudgedFile(rows=10, cannot_judge=0)
    assert other.read_bytes() == target.read_bytes()
    assert max(len(batch) for batch in judge.asked[1:]) == 3


def test_another_column_can_hold_the_sentences(judge, write, target):
    source = write("sentence,text\none,one two\n")
    judge_file(judge, source, target, "a judge", column="text")
    assert float(rows_of(target)[0]["probability"]) == pytest.approx(0.2)


def test_for_spreadsheets_formulas_are_guarded_in_every_piece(judge, write, target, small_pieces):
    source = write("sentence,=note\n" + "=1+1,safe\n" * 6)
    judge_file(judge, source, target, "a judge", for_spreadsheets=True)
    assert target.read_bytes().startswith(b"\xef\xbb\xbfsentence,'=note,")
    assert target.read_bytes().count(b"\xef\xbb\xbf") == 1
    assert [row["sentence"] for row in rows_of(target)] == ["'=1+1"] * 6


# --- what cannot be read or written ----------------------------------------------------------------


def test_a_file_without_the_column_is_told_with_those_it_has(judge, write, target):
    source = write("id,text\n1,hello\n")
    for ask in (lambda: check(source, "sentence"), lambda: judge_file(judge, source, target, "a judge")):
        with pytest.raises(MissingColumn) as caught:
            ask()
        assert caught.value.facts == {"file": str(source), "column": "sentence", "found": "id, text"}


@pytest.mark.parametrize(
    "content",
    [b"", bytes(range(1, 32)) * 40, b"id,sentence\n1,one\n2,one,two,three\n"],
)
def test_a_file_that_is_no_csv_is_told(judge, write, target, content):
    with pytest.raises(FileUnreadable) as caught:
        judge_file(judge, write(content), target, "a judge")
    assert caught.value.reason
    assert not target.exists()


def test_cells_that_no_column_has_are_told_instead_of_shifting_the_others(judge, write, target):
    source = write("id,sentence\n1,Well, yes\n2,Oh, no\n")
    for ask in (lambda: check(source), lambda: judge_file(judge, source, target, "a judge")):
        with pytest.raises(FileUnreadable, match="more cells"):
            ask()


FILES = {
    "semicolons": ("id;sentence\n1;one two\n2;Yes, one\n".encode("utf-8-sig"), "in.csv"),
    "tabs": (b'id\tsentence\n1\tone two\n2\t"one\n', "in.tsv"),
    "Korean": ("번호,문장,sentence\n1,가,one two\n2,나,둘 셋\n".encode("cp949"), "in.csv"),
    "NUL": (b"id,sentence\n1,one\0 two\n2,one\n", "in.csv"),
    "UTF-16": ("id,sentence\n1,one two\n2,one\n".encode("utf-16"), "in.csv"),
    "UTF-16 without a mark": ("번호,sentence\n1,one two\n2,나는 갔다\n".encode("utf-16-le"), "in.csv"),
    "JSON Lines": (b'{"id": 1, "sentence": "one two"}\n{"id": 2, "sentence": "one"}\n', "in.json"),
    "sections": (
        b"Grammatical:\nOne two three.\nYes, one.\nTwo.\nBad:\nThree one.\nOne\tORT\nNo two.\n",
        "in.txt",
    ),
    "swallowed": (b'sentence,n\n"one two,1\none,2\none",3\n', "in.csv"),
}


@pytest.mark.parametrize("kind", FILES)
def test_files_are_read_as_on_the_page(judge, target, tmp_path, kind):
    content, name = FILES[kind]
    (tmp_path / name).write_bytes(content)
    judge_file(judge, tmp_path / name, target, "a judge")
    rows = read(target.name, target.read_bytes()).cells
    sheet = read(name, content)
    assert rows[list(sheet.columns)].to_numpy().tolist() == sheet.cells.to_numpy().tolist()
    assert check(tmp_path / name).notes == tuple(note for note in sheet.notes if note.kind != "nul")
    assert all(rows["verdict"])


@pytest.mark.parametrize(
    ("content", "column"),
    [
        ("id,sentence,text\n1,One two.,Three four five six.\n", "sentence"),
        ("id,text\n1,One two.\n", "text"),
        ("번호,문장\n1,나는 갔다.\n", "문장"),
        ("item,context,target\n1,It was raining all day long.,He left the house.\n", "target"),
        ("item,author\nHe left it.,Kim and Lee and Park 2010\nShe went.,Someone and many others\n", "item"),
        ("번호,문맥,표현\n1,하루 종일 비가 왔고 아무도 오지 않았다.,그는 갔다.\n", "표현"),
        ("A,probability\nHe left.,0.8276984691619873\nShe left it.,0.1234567890123456\n", "A"),
        ("He left.\nShe left it.\n", "A"),
    ],
)
def test_the_column_of_sentences_is_guessed_where_none_has_that_name(write, content, column):
    assert check(write(content)).column == column


# --- what is written -------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
def test_csv_keeps_the_separator_of_the_file(judge, write, target, separator):
    source = write(separator.join(["id", "sentence"]) + "\n" + separator.join(["1", "one two"]) + "\n")
    judge_file(judge, source, target, "a judge")
    first = target.read_text(encoding="utf-8").splitlines()[0]
    assert first == separator.join(["id", "sentence", "probability", "verdict", "taken_off"])


def test_a_list_becomes_csv(judge, tmp_path, target):
    (tmp_path / "in.txt").write_text("One two.\nOne, two, three.\nOne.\n")
    judge_file(judge, tmp_path / "in.txt", target, "a judge", column="A")
    assert [row["A"] for row in rows_of(target)] == ["One two.", "One, two, three.", "One."]


# What a cell may hold, and every kind must give back.
CELLS_TO_KEEP = [
    'say "yes", he',
    "=1+1",
    "a; b",
    "한국어",
    "007",
    "",
    "NA",
    "'quoted'",
    "<b>bold</b>",
    "_x0041_",
]


@pytest.mark.parametrize("kind", ["csv", "tsv", "txt", "xlsx", "jsonl", "ndjson", "json", "parquet"])
def test_every_kind_of_file_gives_back_all_cells(judge, tmp_path, kind, small_pieces):
    cells = [*CELLS_TO_KEEP, "last"]
    source, target = tmp_path / "in.jsonl", tmp_path / f"out.{kind}"
    records = [{"sentence": f"one two {n}", "note": cell} for n, cell in enumerate(cells)]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert judge_file(judge, source, target, "a judge").rows == len(cells)
    found = read(target.name, target.read_bytes())
    assert found.columns == ("sentence", "note", "probability", "verdict", "taken_off")
    assert found.cells["note"].tolist() == cells
    assert found.cells["sentence"].tolist() == [record["sentence"] for record in records]
    assert all(abs(float(cell) - 0.3) < 1e-6 for cell in found.cells["probability"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", target.name]


@pytest.mark.parametrize("kind", ["xlsx", "parquet", "jsonl"])
def test_probabilities_are_numbers_where_the_kind_has_numbers(judge, write, tmp_path, kind):
    source, target = write('sentence\none two\n""\n'), tmp_path / f"out.{kind}"
    judge_file(judge, source, target, "a judge")
    readers = {"xlsx": pd.read_excel, "parquet": pd.read_parquet, "jsonl": partial(pd.read_json, lines=True)}
    found = readers[kind](target)["probability"]
    assert found.dtype == float
    assert found[0] == pytest.approx(0.2)


def test_breaks_and_tabs_in_a_cell_stay_in_their_row_of_tsv(judge, write, tmp_path):
    source, target = write('sentence,note\none two,"a\tb\nc\r\nd"\n'), tmp_path / "out.tsv"
    judge_file(judge, source, target, "a judge")
    assert target.read_text().splitlines()[1].split("\t")[:2] == ["one two", "a b c d"]


def test_an_interrupted_file_of_another_kind_goes_on_too(judge, write, tmp_path, small_pieces):
    source, target = write(NUMBERED), tmp_path / "out.xlsx"
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(2), source, target, "a judge")
    kept = rows_kept(target)
    assert kept > 0
    assert judge_file(judge, source, target, "a judge").rows == 10
    assert len(read(target.name, target.read_bytes()).cells) == 10


@pytest.mark.parametrize("name", ["out.ods", "out.xls", "out.zip", "out.docx"])
def test_a_kind_that_is_not_written_is_told(judge, write, tmp_path, name):
    with pytest.raises(FileUnwritable, match=r"\.xlsx"):
        judge_file(judge, write("sentence\none\n"), tmp_path / name, "a judge")
    assert judge.asked == []


@pytest.mark.parametrize(
    ("limit", "told"),
    [("_MAX_EXCEL_ROWS", "rows"), ("_MAX_EXCEL_CELL", "characters"), ("_MAX_EXCEL_COLUMNS", "columns")],
)
def test_what_excel_cannot_hold_is_told_before_anything_is_judged(
    judge, write, tmp_path, monkeypatch, limit, told
):
    monkeypatch.setattr(writing, limit, 4)
    target = tmp_path / "out.xlsx"
    with pytest.raises(FileUnwritable, match=told):
        judge_file(judge, write(NUMBERED), target, "a judge")
    assert judge.asked == []
    assert not target.exists()


def test_csv_with_tabs_keeps_line_breaks_where_it_had_them(judge, write, target):
    source = write('id\tsentence\n1\t"one\ntwo"\n2\tone\n')
    judge_file(judge, source, target, "a judge", reading=Reading(quotes=CELLS))
    found = read(target.name, target.read_bytes(), Reading(quotes=CELLS))
    assert found.cells["sentence"].tolist() == ["one\ntwo", "one"]


def test_a_long_list_under_a_heading_like_a_label_is_no_list_with_sections(judge, tmp_path, target):
    (tmp_path / "in.txt").write_text("acceptable\n" + "One two.\n" * 210_000)
    assert check(tmp_path / "in.txt").column == "acceptable"


def test_the_other_reading_can_be_chosen(judge, target, tmp_path):
    (tmp_path / "in.csv").write_bytes(FILES["swallowed"][0])
    judge_file(judge, tmp_path / "in.csv", target, "a judge", reading=Reading(quotes=CELLS))
    assert len(rows_of(target)) == 1


def test_a_file_that_is_not_there_is_told(judge, target, tmp_path):
    with pytest.raises(FileUnreadable, match="No such file"):
        check(tmp_path / "none.csv")
    with pytest.raises(FileUnreadable):
        judge_file(judge, tmp_path, target, "a judge")


def test_a_place_that_cannot_be_written_is_told(judge, write, tmp_path):
    with pytest.raises(FileUnwritable, match=r"none.out\.csv"):
        judge_file(judge, write(NUMBERED), tmp_path / "none" / "out.csv", "a judge")


# --- interrupted -----------------------------------------------------------------------------------


def test_an_interrupted_file_goes_on_behind_the_last_whole_piece(judge, write, target, small_pieces):
    source = write(NUMBERED)
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(2), source, target, "a judge")
    assert rows_kept(target) == 8
    assert not target.exists()
    assert judge_file(judge, source, target, "a judge") == JudgedFile(rows=10, cannot_judge=0)
    assert [len(batch) for batch in judge.asked] == [2]
    assert [row["id"] for row in rows_of(target)] == [str(i) for i in range(10)]
    assert sorted(path.name for path in target.parent.iterdir()) == ["in.csv", "out.csv"]


def test_a_half_written_piece_is_written_anew(judge, write, target, small_pieces):
    source = write(NUMBERED)
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(1), source, target, "a judge")
    with target.with_name("out.csv.unfinished").open("ab") as file:
        file.write(b"4,half a li")
    assert [row["id"] for row in judged(judge, source, target)] == [str(i) for i in range(10)]


def test_work_that_lacked_only_its_end_is_ended_without_a_judge(
    judge, write, target, small_pieces, monkeypatch
):
    source = write(NUMBERED)
    monkeypatch.setattr(csv_file.os, "replace", lambda one, other: (_ for _ in ()).throw(OSError("no")))
    with pytest.raises(FileUnwritable):
        monkeypatch.setattr(csv_file, "write_whole", lambda path, text: path.write_text(text))
        judge_file(judge, source, target, "a judge")
    monkeypatch.undo()
    monkeypatch.setattr(csv_file, "PIECE_ROWS", 4)
    assert judge_file(Tired(0), source, target, "a judge") == JudgedFile(rows=10, cannot_judge=0)
    assert len(rows_of(target)) == 10


@pytest.mark.parametrize("change", ["file", "judge", "column", "progress"])
def test_other_work_begins_anew(judge, write, target, small_pieces, change):
    source = write("text," + NUMBERED.replace("\n", "\nx,", 10).removesuffix("x,"))
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(2), source, target, "a judge")
    if change == "file":
        source.write_text(source.read_text().replace("x,3,", "y,3,"))
    if change == "progress":
        target.with_name("out.csv.progress").write_text("{broken")
    column = "text" if change == "column" else "sentence"
    judge_file(judge, source, target, "another" if change == "judge" else "a judge", column=column)
    assert sum(len(batch) for batch in judge.asked) == 10
    assert len(rows_of(target)) == 10


def test_nothing_is_kept_where_nothing_was_judged(target):
    assert rows_kept(target) == 0


# --- progress --------------------------------------------------------------------------------------


def test_progress_rises_to_the_whole_and_tells_the_time_left(judge, write, target, small_pieces):
    told: list[FileProgress] = []
    judge_file(judge, write(NUMBERED), target, "a judge", on_progress=told.append)
    assert [progress.rows for progress in told] == sorted(progress.rows for progress in told)
    assert {progress.total for progress in told} == {10}
    assert told[0].share == 0.4
    assert told[-1].rows == 10
    assert told[-1].share == 1.0
    assert told[-1].seconds_left == 0.0


def test_progress_begins_where_the_work_was_interrupted(judge, write, target, small_pieces):
    source, told = write(NUMBERED), []
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(2), source, target, "a judge")
    judge_file(judge, source, target, "a judge", on_progress=told.append)
    assert told[0].rows == 10


# --- other processes, other work -------------------------------------------------------------------


def test_two_processes_do_not_write_to_the_same_file(judge, write, target, other_process_writes):
    with pytest.raises(FileUnwritable, match="another process"):
        judge_file(judge, write(NUMBERED), target, "a judge")


def test_other_work_that_was_begun_leaves_no_trace_of_the_earlier(judge, write, target, small_pieces):
    source = write(NUMBERED)
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(2), source, target, "a judge")
    with pytest.raises(KeyboardInterrupt):
        judge_file(Tired(0), source, target, "another")
    assert rows_kept(target) == 0


def test_a_fault_in_the_last_row_is_told_before_anything_is_judged(judge, write, target, small_pieces):
    with pytest.raises(FileUnreadable):
        judge_file(judge, write(NUMBERED + "10,one,two\n"), target, "a judge")
    assert judge.asked == []


def test_a_carriage_return_stays_in_its_cell(judge, write, target):
    assert [row["sentence"] for row in judged(judge, write('sentence\n"a\rb"\n'), target)] == ["a\rb"]
