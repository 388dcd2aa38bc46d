import io
import json
import random
import zipfile
from datetime import datetime

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from colabert_core import errors
from colabert_core.tables import sheet as sheet_module
from colabert_core.tables.reading import read, tables_in
from colabert_core.tables.sheet import (
    CELLS,
    LINES,
    MAX_FILE_BYTES,
    Note,
    Reading,
    Sheet,
    distinct,
    is_formula,
)
from colabert_core.tables.words import own_meaning

ROWS = [["The pilot slept.", "1"], ["Him slept.", "0"]]


def cells(sheet: Sheet) -> list[list[str]]:
    return sheet.cells.to_numpy().tolist()


def lines(sheet: Sheet) -> list[int]:
    return sheet.cells.index.tolist()


def csv_of(text: str, **wanted) -> Sheet:
    return read("ours.csv", text.encode(), Reading(**wanted))


def fault_of(file: str, content: bytes) -> errors.CorpusError:
    with pytest.raises(errors.CorpusError) as caught:
        read(file, content)
    return caught.value


def workbook(*rows: list, **others: list) -> bytes:
    """An .xlsx file: rows of its first sheet, and further sheets by their names."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, more in others.items():
        table = book.create_sheet(name)
        for row in more:
            table.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(content: bytes, **replaced: bytes | str) -> bytes:
    """An .xlsx file with members replaced, such as `sheet1`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            name = member.rpartition("/")[2].removesuffix(".xml")
            new.writestr(member, replaced.get(name, old.read(member)))
    return file.getvalue()


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return zipped.read("xl/worksheets/sheet1.xml").decode()


# --- separators, quotes, lines ---------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator):
    sheet = csv_of(f"sentence{separator}label\nThe pilot slept.{separator}1\nHim slept.{separator}0\n")
    assert sheet.columns == ("sentence", "label")
    assert cells(sheet) == ROWS
    assert lines(sheet) == [2, 3]
    assert sheet.headed is True


def test_commas_in_sentences_do_not_hide_a_semicolon():
    sheet = csv_of("sentence;label\nOnce, twice, he slept.;1\nNever, him slept.;0\n")
    assert cells(sheet) == [["Once, twice, he slept.", "1"], ["Never, him slept.", "0"]]


def test_a_list_of_sentences_with_commas_is_one_column():
    sheet = read("list.txt", b"Once, twice, he slept.\n*Him slept.\nHe slept, as ever.\nThey slept.\n")
    assert sheet.columns == ("A",)
    assert cells(sheet)[0] == ["Once, twice, he slept."]
    assert sheet.headed is False


def test_excels_hint_at_the_separator_is_no_row():
    sheet = csv_of("sep=;\r\nsentence;label\r\nThe pilot slept.;1\r\n")
    assert (sheet.columns, cells(sheet), lines(sheet)) == (("sentence", "label"), [ROWS[0]], [3])


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks():
    sheet = csv_of('sentence,label\n"He said, ""Fly!""\nand flew.",1\n\nHim slept.,0\n')
    assert cells(sheet) == [['He said, "Fly!"\nand flew.', "1"], ["Him slept.", "0"]]
    assert lines(sheet) == [2, 5]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(end):
    sheet = csv_of(end.join(["sentence,label", "The pilot slept.,1", "", "Him slept.,0", ""]))
    assert (cells(sheet), lines(sheet)) == (ROWS, [2, 4])


def test_where_a_quote_never_closes_every_line_is_a_row():
    sheet = csv_of('sentence,label\nHe slept.,1\n"Him slept.,0\nThey slept.,1\n')
    assert cells(sheet) == [["He slept.", "1"], ['"Him slept.', "0"], ["They slept.", "1"]]
    assert sheet.notes == (Note(kind="open_quote", n=1, what="3"),)


def test_text_after_a_closing_quote_belongs_to_the_cell():
    sheet = csv_of('sentence,label\nHe slept.,1\n"Fly!" he said.,1\n')
    assert cells(sheet)[1] == ['"Fly!" he said.', "1"]


SWALLOWED = 'sentence,label\nHe slept.,1\n"We came,1\nHim slept.,0\nand we saw",1\nThey slept.,1\n'


def test_rows_between_two_quotation_marks_are_not_swallowed():
    sheet = csv_of(SWALLOWED)
    assert (len(sheet.cells), sheet.quotes) == (5, LINES)
    assert sheet.notes == (Note(kind="swallowed", n=1, what="3–5"),)


def test_both_readings_of_quotation_marks_can_be_chosen():
    sheet = csv_of(SWALLOWED, quotes=CELLS)
    assert (len(sheet.cells), sheet.quotes) == (3, CELLS)
    assert sheet.notes == (Note(kind="long_cells", n=1, what="3–5"),)


@pytest.mark.parametrize("file", ["ours.tsv", "list.txt"])
def test_in_tsv_and_lists_every_line_is_a_row(file):
    sheet = read(file, b'1\t"He slept,\n0\tHim slept.\n1\tand woke."\n1\tThey slept.\n')
    assert sheet.cells["B"].tolist() == ['"He slept,', "Him slept.", 'and woke."', "They slept."]


def test_cells_of_several_lines_are_told_with_their_lines():
    sheet = csv_of('sentence,label\n"He said,\nand slept.",1\nHim slept.,0\n')
    assert (len(sheet.cells), sheet.quotes) == (2, CELLS)
    assert sheet.notes == (Note(kind="long_cells", n=1, what="2–3"),)


def test_between_tabs_quotes_may_be_plain_characters_as_in_cola():
    rows = 'ks08\t1\t\t"Fly!" said he.\nks08\t0\t*\t"Never closed.\nks08\t1\t\tSo "" what?\n'
    sheet = read("raw.tsv", rows.encode())
    assert sheet.cells["D"].tolist() == ['"Fly!" said he.', '"Never closed.', 'So "" what?']


def test_between_tabs_quotes_may_also_be_those_of_a_spreadsheet():
    sheet = read("ours.tsv", b'sentence\tlabel\n"He said ""fly""\tand flew."\t1\n')
    assert cells(sheet) == [['He said "fly"\tand flew.', "1"]]


def test_a_sentence_with_a_comma_and_no_quotes_is_told_and_not_cut():
    sheet = csv_of("label,sentence\n1,He slept.\n1,Yes, he slept.\n0,Him slept.\n")
    assert cells(sheet) == [["1", "He slept."], ["0", "Him slept."]]
    assert sheet.unread.to_dict("records") == [{"line": 3, "reason": "cells", "text": "1 | Yes | he slept."}]


def test_cells_missing_at_the_end_are_empty_and_empty_ones_too_many_are_none():
    sheet = csv_of("sentence,label,note\nHe slept.,1\nHim slept.,0,odd,,\n")
    assert cells(sheet) == [["He slept.", "1", ""], ["Him slept.", "0", "odd"]]
    assert sheet.unread.empty


def test_row_names_of_r_get_a_heading():
    sheet = read("r.tsv", b'"sentence"\t"ok"\n"1"\t"He slept."\t"yes"\n"2"\t"Him slept."\t"no"\n')
    assert sheet.columns == ("A", "sentence", "ok")
    assert cells(sheet) == [["1", "He slept.", "yes"], ["2", "Him slept.", "no"]]


# --- headings --------------------------------------------------------------------------------------


def test_headings_that_are_equal_or_missing_are_made_distinct_and_told():
    sheet = csv_of("label,sentence,label,,label (2)\n1,He slept.,2,x,3\n")
    assert sheet.columns == ("label", "sentence", "label (2)", "D", "label (2) (2)")
    assert [(note.kind, note.n) for note in sheet.notes] == [("renamed", 3)]
    assert cells(sheet) == [["1", "He slept.", "2", "x", "3"]]


def test_columns_without_heading_and_cells_are_left_away():
    sheet = csv_of("sentence,label,,\nHe slept.,1,,\nHim slept.,0,,\n")
    assert (sheet.columns, sheet.notes) == (("sentence", "label"), ())


def test_letters_go_on_after_z():
    assert distinct([""] * 28)[25:] == ["Z", "AA", "AB"]


def test_whether_the_first_row_is_headings_is_guessed_and_can_be_said():
    text = "bc01,1,He slept.\nbc01,0,Him slept.\n"
    assert csv_of(text).headed is False
    assert lines(csv_of(text)) == [1, 2]
    said = csv_of(text, headed=True)
    assert (said.columns, lines(said)) == (("bc01", "1", "He slept."), [2])
    said = csv_of("sentence,label\nHe slept.,1\n", headed=False)
    assert cells(said) == [["sentence", "label"], ["He slept.", "1"]]


# --- bytes -----------------------------------------------------------------------------------------

KOREAN = "문장,판단\n나는 갔다.,O\n나를 갔다.,X\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_are_read(encoding):
    sheet = read("ours.csv", KOREAN.encode(encoding))
    assert sheet.columns == ("문장", "판단")
    assert cells(sheet) == [["나는 갔다.", "O"], ["나를 갔다.", "X"]]


def test_utf_16_of_either_order():
    content = b"\xfe\xff" + KOREAN.encode("utf-16-be")
    assert cells(read("ours.csv", content)) == cells(read("ours.csv", KOREAN.encode("utf-16")))


ENCODED = [
    ("cp949", "나를 갔다."),
    ("cp949", "고양이가 창가에서 잔다."),
    ("cp1252", "She said “no” – and left the café."),
    ("cp932", "私は昨日手紙を書いた。"),
    ("gb18030", "他昨天在家里看书，我们没有去学校。"),
    ("cp1251", "Кошка спит на окне."),
]


@pytest.mark.parametrize(("encoding", "sentence"), ENCODED)
def test_other_encodings_are_guessed_and_told_with_lines_to_look_at(encoding, sentence):
    sheet = read("ours.csv", f"sentence,label\nHe slept.,1\n{sentence},0\n".encode(encoding))
    assert cells(sheet) == [["He slept.", "1"], [sentence, "0"]]
    assert (sheet.encoding, sheet.note("encoding").what) == (encoding, encoding)
    assert sheet.sample == (f"{sentence},0",)


def test_the_guessed_encoding_can_be_changed():
    content = "sentence,label\nThe café sleeps.,1\n".encode("mac_roman")
    assert cells(read("ours.csv", content, Reading(encoding="mac_roman")))[0][0] == "The café sleeps."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [KOREAN, "sentence,label\nHe slept.,1\nHim slept.,0\n"])
def test_utf_16_is_known_without_its_mark(encoding, text):
    assert cells(read("ours.csv", text.encode(encoding))) == cells(read("ours.csv", text.encode()))


def test_nul_characters_are_removed_and_told():
    sheet = csv_of("sentence,label\nHe slept.,1\nHim\0 slept.,0\n")
    assert cells(sheet)[1] == ["Him slept.", "0"]
    assert sheet.notes == (Note(kind="nul", n=1, what="3"),)


def test_a_file_that_is_no_text_is_told():
    assert type(fault_of("ours.csv", bytes(range(256)) * 20)) is errors.SheetNotText


def test_half_a_character_at_the_end_of_utf_16_is_told():
    error = fault_of("ours.csv", "a,b\nc,d".encode("utf-16") + b"\0")
    assert (type(error), error.line) == (errors.SheetNotText, 2)


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,\n", b"\xef\xbb\xbf", b"sentence,label\n"])
def test_a_file_without_rows_is_told(content):
    assert type(fault_of("ours.csv", content)) is errors.SheetEmpty


def test_other_kinds_of_file_are_told():
    error = fault_of("ours.pdf", b"%PDF")
    assert type(error) is errors.SheetKind
    assert ".xlsx" in error.kinds


def test_limits_are_counted(monkeypatch):
    assert type(fault_of("ours.csv", b"x" * (MAX_FILE_BYTES + 1))) is errors.SheetTooBig
    wide = ",".join(["a"] * 101).encode()
    assert fault_of("ours.csv", wide + b"\n" + wide).facts == {"file": "ours.csv", "found": 101, "limit": 100}
    monkeypatch.setattr(sheet_module, "MAX_ROWS", 3)
    assert len(csv_of("sentence,label\n" + "He slept.,1\n" * 3).cells) == 3
    assert type(fault_of("ours.csv", b"sentence,label\n" + b"He slept.,1\n" * 4)) is errors.SheetTooManyRows


def test_a_million_rows_are_told():
    assert fault_of("ours.csv", b"He slept.,1\n" * 1_000_000).limit == 200_000


# --- JSON Lines ------------------------------------------------------------------------------------


def json_of(text: str) -> Sheet:
    return read("ours.jsonl", text.encode())


def test_an_object_a_line_gives_a_row():
    sheet = json_of(
        '{"text": "He slept.", "label": 1}\n\n{"label": 0.0, "text": "Him slept.", "note": null}\n'
    )
    assert sheet.columns == ("text", "label", "note")
    assert cells(sheet) == [["He slept.", "1", ""], ["Him slept.", "0", ""]]
    assert (lines(sheet), sheet.headed) == ([1, 3], None)


def test_values_of_any_kind_become_text():
    sheet = json_of('{"a": true, "b": [1, "zwei"], "c": {"d": 1}, "e": 1.5, "f": "x\\ny"}')
    assert cells(sheet) == [["TRUE", '[1, "zwei"]', '{"d": 1}', "1.5", "x\ny"]]


def test_a_key_that_stands_twice_is_kept_twice_and_told():
    sheet = json_of('{"label": 1, "text": "He slept.", "label": 2}')
    assert sheet.columns == ("label", "text", "label (2)")
    assert [(note.kind, note.what) for note in sheet.notes] == [("renamed", "label (2)")]


def test_nobody_can_switch_headings_off_where_every_row_has_them():
    assert cells(read("ours.jsonl", b'{"a": "x"}\n{"a": "y"}', Reading(headed=True))) == [["x"], ["y"]]


@pytest.mark.parametrize(
    "line", ["[1, 2]", '"text"', "{", "not json", '{"a": ' + "9" * 5000 + "}", "[" * 100_000]
)
def test_a_line_that_is_no_object_is_told(line):
    error = fault_of("ours.jsonl", f'{{"text": "He slept."}}\n{line}\n'.encode())
    assert (type(error), error.line) == (errors.SheetNotJson, 2)
    assert error.reason


def test_half_a_character_is_replaced():
    assert cells(json_of('{"a": "\\ud83d x", "b": "\\ud83d\\ude00"}')) == [["\ufffd x", "😀"]]


# --- spreadsheets ----------------------------------------------------------------------------------


def test_a_spreadsheet_is_read_with_its_row_numbers():
    content = workbook(["sentence", "label"], ["The pilot slept.", 1], [], [None, None], ["Him slept.", 0])
    sheet = read("ours.xlsx", content)
    assert (sheet.columns, cells(sheet), lines(sheet)) == (("sentence", "label"), ROWS, [2, 5])


def test_values_are_written_as_people_type_them():
    content = workbook(["sentence", "a", "b", "c", "d"], ["x y z", 1.0, 0.5, True, datetime(2024, 5, 1)])
    assert cells(read("ours.xlsx", content)) == [["x y z", "1", "0.5", "TRUE", "2024-05-01 00:00:00"]]


def test_line_breaks_that_excel_writes_in_code_are_line_breaks():
    content = workbook(["sentence", "label"], ["He slept._x000D_\nWell.", 1], ["a _x0041_ b", 1])
    assert [row[0] for row in cells(read("ours.xlsx", content))] == ["He slept.\r\nWell.", "a A b"]


def test_formulas_are_recognised_told_and_not_computed():
    book = Workbook()
    for row in (["sentence", "label"], ["He slept.", "=1+1"], ["=A2", 0], ["Him slept.", 0]):
        book.active.append(row)
    book.active["B4"] = ArrayFormula("B4", "=SUM(B2:B3)")
    sheet = read("ours.xlsx", saved(book))
    assert cells(sheet) == [["He slept.", "=1+1"], ["=A2", "0"], ["Him slept.", "=SUM(B2:B3)"]]
    assert [(note.kind, note.n, note.what) for note in sheet.notes] == [("formulas", 3, "2")]


def test_what_a_failed_formula_leaves_counts_as_one():
    assert is_formula("=A1") and is_formula("#NAME?") and is_formula("#N/A")
    assert not is_formula("# N/A") and not is_formula("a=b")


def test_the_first_visible_sheet_is_read_or_the_one_wanted():
    book = Workbook()
    book.active.title = "hidden"
    book.active.append(["not this"])
    book.active.sheet_state = "hidden"
    for name in ("one", "two"):
        book.create_sheet(name).append([f"This is sheet {name}."])
    content = saved(book)
    assert tables_in("ours.xlsx", content) == ("one", "two")
    assert cells(read("ours.xlsx", content)) == [["This is sheet one."]]
    assert cells(read("ours.xlsx", content, Reading(table="two"))) == [["This is sheet two."]]
    assert tables_in("ours.csv", b"a,b") == ()


def test_cells_beyond_the_headings_get_a_heading():
    sheet = read("ours.xlsx", workbook(["sentence", "label"], ["He slept.", 1, "a note"], ["Him slept.", 0]))
    assert sheet.columns == ("sentence", "label", "C")
    assert sheet.unread.empty


def test_a_workbook_that_is_wrong_about_its_own_size_is_read_whole():
    content = workbook(["sentence", "label"], ["He slept.", 1], ["Him slept.", 0])
    assert 'ref="A1:B3"' in sheet_xml(content)
    lying = sheet_xml(content).replace("A1:B3", "A1:A1")
    assert len(cells(read("ours.xlsx", packed(content, sheet1=lying)))) == 2


def test_a_spreadsheet_is_known_by_its_bytes():
    content = workbook(["sentence", "label"], ["He slept.", 1])
    assert cells(read("ours.csv", content)) == [["He slept.", "1"]]
    assert type(fault_of("ours.xlsx", b"sentence,label\nHe slept.,1\n")) is errors.SheetDamaged


def test_old_and_locked_spreadsheets_are_told():
    for file in ("ours.xls", "ours.xlsx", "ours.csv"):
        assert type(fault_of(file, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)) is errors.SheetDamaged


def of_two_sheets() -> bytes:
    book = Workbook()
    for name, sheet in (("first", book.active), ("second", book.create_sheet("second"))):
        sheet.title = name
        for row in (("sentence", "label"), (f"The {name} cat slept.", 1), (f"Slept {name} the.", 0)):
            sheet.append(row)
    return saved(book)


def test_without_a_choice_the_first_of_several_sheets_is_read_and_told():
    sheet = read("x.xlsx", of_two_sheets())
    assert sheet.cells["sentence"].iloc[0] == "The first cat slept."
    assert (sheet.note("table").n, sheet.note("table").what) == (2, "first, second")


def test_the_chosen_sheet_is_read_without_a_word():
    sheet = read("x.xlsx", of_two_sheets(), Reading(table="second"))
    assert sheet.cells["sentence"].iloc[0] == "The second cat slept."
    assert sheet.notes == ()


def test_a_sheet_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(errors.SheetMissing) as caught:
        read("x.xlsx", of_two_sheets(), Reading(table="third"))
    assert caught.value.facts == {"file": "x.xlsx", "table": "third", "tables": "first, second"}


def test_another_zip_is_told():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("word/document.xml", "<w/>")
    assert type(fault_of("ours.xlsx", file.getvalue())) is errors.SheetDamaged


def test_an_empty_sheet_is_told():
    assert type(fault_of("ours.xlsx", workbook())) is errors.SheetEmpty


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    bomb = packed(workbook(["a"]), sheet1=b"<!--" + b" " * 120_000_000 + b"-->")
    assert len(bomb) < 1_000_000
    error = fault_of("ours.xlsx", bomb)
    assert (type(error), error.limit_mb) == (errors.SheetUnsafe, 100)


def test_entities_that_grow_are_refused():
    content = workbook(["sentence", "label"], ["He slept.", 1])
    grows = '<!DOCTYPE worksheet [<!ENTITY a "He slept. "><!ENTITY b "&a;&a;&a;">]><worksheet'
    xml = sheet_xml(content).replace("<worksheet", grows, 1).replace("He slept.</t>", "&b;</t>")
    assert "&b;" in xml
    assert type(fault_of("ours.xlsx", packed(content, sheet1=xml))) is errors.SheetDamaged


def test_a_spreadsheet_of_too_many_rows_is_told_and_empty_ones_do_not_count(monkeypatch):
    monkeypatch.setattr(sheet_module, "MAX_ROWS", 5)
    assert len(read("ours.xlsx", workbook(["a b c d"], *[[]] * 20, ["e f g h"])).cells) == 2
    assert type(fault_of("ours.xlsx", workbook(*[["a b c d", 1]] * 7))) is errors.SheetTooManyRows


def test_the_last_row_of_a_spreadsheet_is_found():
    book = Workbook()
    book.active["A1"] = "sentence"
    book.active["A1048576"] = "He slept."
    assert lines(read("ours.xlsx", saved(book))) == [1_048_576]


def test_whatever_is_uploaded_nothing_unforeseen_happens():
    """Good files with bytes changed: they are read, or refused with one of our own errors."""
    draw = random.Random(11)
    table = 'sentence,label\n"He, too, slept.",1\nHim slept.,0\n'
    good = {
        "a.csv": table.encode(),
        "b.tsv": table.replace(",", "\t").encode("utf-16"),
        "c.jsonl": b'{"text": "He slept.", "label": 1}\n{"text": "Him slept.", "label": 0}\n',
        "d.xlsx": workbook(["sentence", "label"], ["He slept.", 1], ["Him slept.", 0]),
    }
    refused = 0
    for _ in range(150):
        for file, content in good.items():
            changed = bytearray(content)
            for _ in range(draw.randint(1, 6)):
                changed[draw.randrange(len(changed))] = draw.randrange(256)
            try:
                read(file, bytes(changed))
            except errors.CorpusError:
                refused += 1
    assert 100 < refused < 600


# --- merged cells, other formats --------------------------------------------------------------------


def merged(ranges: list[str], rows: list[list]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells_ in ranges:
        book.active.merge_cells(cells_)
    return saved(book)


def test_the_value_of_a_merged_cell_counts_for_all_its_rows():
    rows_ = [
        ["label", "sentence"],
        ["*", "Him slept."],
        [None, "Him fell."],
        ["ok", "He slept."],
        [None, "I fell."],
    ]
    sheet = read("ours.xlsx", merged(["A2:A3", "A4:A5"], rows_))
    assert sheet.cells["label"].tolist() == ["*", "*", "ok", "ok"]
    assert sheet.notes == (Note(kind="merged", n=2, what="A2–A3, A4–A5"),)


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="ours">
<table:table-row><table:table-cell><text:p>sentence</text:p></table:table-cell>
<table:table-cell><text:p>label</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>He<text:s/>slept.</text:p></table:table-cell>
<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="1"><text:p>1</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>They slept.</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="1048573">
<table:table-cell table:number-columns-repeated="16384"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_ods_is_read_with_its_merged_cells():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        zipped.writestr("content.xml", ODS)
    sheet = read("ours.ods", file.getvalue())
    assert cells(sheet) == [["He slept.", "1"], ["They slept.", "1"]]


def test_parquet_is_read():
    file = io.BytesIO()
    pd.DataFrame({"sentence": ["He slept.", "Him slept."], "label": [1, 0]}).to_parquet(file)
    assert cells(read("ours.parquet", file.getvalue())) == [["He slept.", "1"], ["Him slept.", "0"]]


def test_a_damaged_parquet_file_is_told():
    assert type(fault_of("ours.parquet", b"PAR1" + b"x" * 50)) is errors.SheetDamaged


JSON = {
    "lines": '{"sentence": "He slept.", "label": 1}\n{"sentence": "Him slept.", "label": 0}\n',
    "array": '[{"sentence": "He slept.", "label": 1}, {"sentence": "Him slept.", "label": 0}]',
    "viewer": '{"rows": [{"row_idx": 0, "row": {"sentence": "He slept.", "label": 1}},'
    ' {"row_idx": 1, "row": {"sentence": "Him slept.", "label": 0}}]}',
    "columns": '{"sentence": ["He slept.", "Him slept."], "label": [1, 0]}',
    "pandas": '{"sentence": {"0": "He slept.", "1": "Him slept."}, "label": {"0": 1, "1": 0}}',
}


@pytest.mark.parametrize("file", ["ours.json", "ours.jsonl"])
@pytest.mark.parametrize("kind", JSON)
def test_json_is_read_as_people_have_it(file, kind):
    sheet = read(file, JSON[kind].encode())
    assert sheet.columns == ("sentence", "label")
    assert cells(sheet) == [["He slept.", "1"], ["Him slept.", "0"]]


def test_what_annotation_tools_export_is_read():
    task = {
        "id": 7,
        "data": {"text": "He slept."},
        "annotations": [{"result": [{"value": {"choices": ["ok"]}}]}],
    }
    sheet = read("studio.json", json.dumps([task, task]).encode())
    assert (sheet.columns, cells(sheet)[0]) == (("id", "text", "label"), ["7", "He slept.", "ok"])
    sheet = read("doccano.jsonl", b'{"id": 1, "text": "He slept.", "label": ["acceptable"]}\n')
    assert cells(sheet) == [["1", "He slept.", "acceptable"]]


def test_glues_zip_is_a_corpus_and_a_file_to_judge():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("CoLA/train.tsv", 'x01\t1\t\tHe "slept.\nx01\t0\t*\tHim slept.\n')
        zipped.writestr("CoLA/dev.tsv", "x02\t1\t\tThey slept.\n")
        zipped.writestr("CoLA/test.tsv", "index\tsentence\n0\tWe slept.\n")
    content = file.getvalue()
    corpus, test = (read("CoLA.zip", content, Reading(table=name)) for name in tables_in("CoLA.zip", content))
    assert corpus.cells["split"].tolist() == ["train", "train", "dev"]
    assert corpus.cells["sentence"].tolist() == ['He "slept.', "Him slept.", "They slept."]
    assert cells(test) == [["0", "We slept."]]


# --- lists under headings ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("Grammatical:", "Ungrammatical:"),
        ("문법적:", "비문:"),
        ("== Good ==", "== Bad =="),
        ("OK", "Ungrammatical"),
    ],
)
def test_headings_between_rows_are_labels(good, bad):
    text = f"{good}\nHe slept.\nThey slept.\nWe slept.\n{bad}\nHim slept.\nThem slept.\nUs slept.\n"
    sheet = read("list.txt", text.encode())
    assert sheet.columns == ("sentence", "label")
    assert [own_meaning(label) for label in sheet.cells["label"]] == [1, 1, 1, 0, 0, 0]
    assert lines(sheet) == [2, 3, 4, 6, 7, 8]
    assert sheet.note("sections").n == 2


def test_codes_behind_tabs_are_a_column_of_their_own():
    bad = "Ungrammatical:\nHim slept.\tCASE\nHe sleep.\tAGR\nSlept he the.\tORD\n"
    sheet = read("list.txt", f"{bad}Grammatical:\nHe slept.\nThey slept.\nWe slept.\n".encode())
    assert sheet.columns == ("sentence", "label", "error code")
    assert cells(sheet)[0] == ["Him slept.", "Ungrammatical", "CASE"]


def test_a_list_with_one_such_line_is_a_list():
    assert len(read("list.txt", b"He slept.\nWrong.\nThey slept.\n").cells) == 3
