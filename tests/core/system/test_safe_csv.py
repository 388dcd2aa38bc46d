import csv
import io

import pandas as pd
import pytest

from colabert_core.system.safe_csv import safe_csv


def read_back(content: bytes) -> pd.DataFrame:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return pd.DataFrame(rows[1:], columns=rows[0])


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        " =1",
        '=HYPERLINK("http://x";"click")',
        "  -2+3",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    content = safe_csv(pd.DataFrame({"sentence": [cell]}))
    assert read_back(content)["sentence"][0].startswith("'")
    assert read_back(content)["sentence"][0][1:].strip() == cell.strip()


@pytest.mark.parametrize(
    "cell", ["The pilot slept.", "a=b", "'quoted'", "", "5 - 3", '"Fly!"', "한국어", "a, b\nc"]
)
def test_any_other_cell_stays_as_it_is(cell):
    assert read_back(safe_csv(pd.DataFrame({"n": [1], "sentence": [cell]})))["sentence"][0] == cell


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_within_a_cell_begins_no_row(end):
    content = safe_csv(pd.DataFrame({"sentence": [f"harmless{end}=1+1"], "n": [1]}))
    assert f'"harmless{end}=1+1"'.encode() in content


def test_headers_are_made_safe_too():
    assert list(read_back(safe_csv(pd.DataFrame({"=cmd": ["x"], "label": ["y"]}))).columns) == [
        "'=cmd",
        "label",
    ]


def test_numbers_stay_numbers():
    content = safe_csv(pd.DataFrame({"mcc": [-0.25, 0.5], "label": [0, 1], "whole": [-3, 4]}))
    assert read_back(content)["mcc"].tolist() == ["-0.25", "0.5"]
    assert read_back(content)["whole"].tolist() == ["-3", "4"]


def test_two_columns_of_the_same_name_are_both_made_safe():
    table = pd.DataFrame([["=a", "=b"]], columns=["x", "x"])
    assert safe_csv(table).decode("utf-8-sig").splitlines()[1] == "'=a,'=b"


def test_text_in_any_kind_of_column_is_made_safe():
    table = pd.DataFrame({"a": pd.Series(["=1"], dtype="category"), "b": pd.Series(["=2"], dtype=object)})
    assert safe_csv(table).decode("utf-8-sig").splitlines()[1] == "'=1,'=2"


def test_a_mixed_column_keeps_its_numbers_and_gaps():
    table = pd.DataFrame({"x": pd.Series(["=1", -2, None], dtype=object), "y": ["a", "b", "c"]})
    assert safe_csv(table).decode("utf-8-sig").splitlines()[1:] == ["'=1,a", "-2,b", ",c"]


def test_the_file_begins_with_a_byte_order_mark_and_has_no_row_numbers():
    content = safe_csv(pd.DataFrame({"sentence": ["문장"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["sentence", "문장"]


def test_the_table_that_is_exported_is_not_changed():
    table = pd.DataFrame({"sentence": ["=1"]})
    safe_csv(table)
    assert table["sentence"][0] == "=1"
