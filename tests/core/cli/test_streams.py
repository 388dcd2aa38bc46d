"""`-` for standard input and output, and the kinds of files that `score` writes."""

import io
import json
import sys
import tempfile
import zipfile

import pytest

from colabert_core.cli import main
from colabert_core.tables.reading import read

LIST = "The pilot slept.\nHowever, these the sleeped, him.\nMy cat can fly.\n"


@pytest.fixture
def piped(trained_run, monkeypatch, capsysbinary):
    """A helper: what a command answers to the bytes that come from standard input."""
    home, _ = trained_run

    def run(content: str | bytes, *words: str) -> tuple[int, str, str]:
        given = content if isinstance(content, bytes) else content.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = main(list(words), {"COLABERT_HOME": str(home.root)})
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def rows(out: str, kind: str = "csv") -> list[dict[str, str]]:
    return read(f"out.{kind}", out.encode()).cells.to_dict("records")


SCORE = ("score", "latest", "--input", "-", "--output", "-")


def test_a_list_has_a_sentence_per_line_whatever_commas_it_has(piped):
    code, out, _ = piped(LIST, *SCORE)
    assert code == 0
    assert [row["A"] for row in rows(out)] == LIST.splitlines()
    assert all(row["verdict"] for row in rows(out))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("id,sentence\n1,The pilot slept.\n", "csv"),
        ("id;sentence\n1;The pilot slept.\n", "csv"),
        ("id\tsentence\n1\tThe pilot slept.\n", "tsv"),
        ('{"id": "1", "sentence": "The pilot slept."}\n', "jsonl"),
        ('[{"id": "1", "sentence": "The pilot slept."}]', "jsonl"),
        ("번호,문장\n1,The pilot slept.\n".encode("cp949"), "csv"),
        ("id,sentence\n1,The pilot slept.\n".encode("utf-16"), "csv"),
    ],
)
def test_what_comes_in_goes_out_as_the_same_kind(piped, content, kind):
    code, out, _ = piped(content, *SCORE)
    (row,) = rows(out, kind)
    assert code == 0
    assert "The pilot slept." in row.values()
    assert "1" in row.values()
    assert row["verdict"] in ("acceptable", "unacceptable")


@pytest.mark.parametrize(
    "heading", ["english,label", "original;label", "id,my_col,x", "stimulus,grammatical", "no,utterance"]
)
def test_a_table_is_known_by_any_usual_heading(piped, heading):
    separator = ";" if ";" in heading else ","
    cells = [
        "The pilot slept." if at in ("english", "original", "my_col", "stimulus", "utterance") else "1"
        for at in heading.split(separator)
    ]
    code, out, _ = piped(heading + "\n" + separator.join(cells) + "\n", *SCORE)
    assert code == 0
    assert out.splitlines()[0].split(separator)[: len(cells)] == heading.split(separator)
    assert rows(out)[0]["verdict"] in ("acceptable", "unacceptable")


@pytest.mark.parametrize(
    "content",
    [
        "Well, the sentence is good.\nYes, the text is bad.\n",
        "[[NP the cat] slept].\n[The dog] slept.\n",
        "{The, a} cat slept.\nThe cat slept.\n",
        "However, the label came off, and so on.\n",
    ],
)
def test_a_list_stays_a_list(piped, content):
    code, out, err = piped(content, *SCORE)
    assert code == 0
    assert [row["A"] for row in rows(out)] == content.splitlines()
    assert "read as a list" in err


def test_a_list_with_commas_is_the_same_list_for_a_corpus(piped):
    lines = "".join(
        f"Yesterday, the cat slept {n} times, and it woke.\n*Yesterday, him sleeped {n}.\n" for n in range(15)
    )
    code, out, _ = piped(lines, "corpus", "add", "-", "--dry-run", "--json")
    assert (code, json.loads(out)["rows"]) == (0, 30)


def test_the_named_column_makes_a_table_of_text(piped):
    _, out, _ = piped("n,target\n1,The pilot slept.\n", *SCORE, "--column", "target")
    assert rows(out)[0]["target"] == "The pilot slept."


def test_nothing_but_the_rows_is_on_standard_output(piped, tmp_path):
    (tmp_path / "in.csv").write_text("sentence\n한국어 문장이다.\n", encoding="utf-8")
    _, out, err = piped("", "score", "latest", "--input", str(tmp_path / "in.csv"), "--output", "-")
    assert rows(out)[0]["verdict"] == "cannot judge"
    assert "cannot be judged: 1" in err


def test_the_test_sentences_of_glues_zip_are_a_table_to_judge(piped, tmp_path):
    with zipfile.ZipFile(tmp_path / "CoLA.zip", "w") as zipped:
        for part in ("train", "dev"):
            zipped.writestr(f"CoLA/{part}.tsv", "g\t1\t\tThe pilot slept.\ng\t0\t*\tHim slept.\n")
        zipped.writestr("CoLA/test.tsv", "index\tsentence\n0\tMy cat can fly.\n")
    words = ("score", "latest", "--input", str(tmp_path / "CoLA.zip"), "--output", "-")
    _, out, err = piped("", *words, "--table", "test.tsv")
    assert [row["sentence"] for row in rows(out)] == ["My cat can fly."]
    _, out, err = piped("", *words)
    assert len(rows(out)) == 4
    assert "the first of 2 tables is read" in err
    code, _, err = piped("", *words, "--table", "tset.tsv")
    assert (code, "test.tsv" in err) == (2, True)


def test_standard_input_can_go_to_a_file(piped, tmp_path):
    target = tmp_path / "out.xlsx"
    code, out, _ = piped(LIST, "score", "latest", "--input", "-", "--output", str(target), "--json")
    assert (code, json.loads(out)["rows"]) == (0, 3)
    assert len(read("out.xlsx", target.read_bytes()).cells) == 3


@pytest.mark.parametrize("content", [b"", b"\n", bytes(range(1, 32)) * 40, b"PK\x03\x04 no workbook"])
def test_what_cannot_be_read_is_told_in_one_line(piped, content):
    code, out, err = piped(content, *SCORE)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1 + ("read as a list" in err)
    assert "standard input" in err
    assert "tmp" not in err


def test_json_and_rows_do_not_share_standard_output(piped):
    with pytest.raises(SystemExit):
        piped(LIST, *SCORE, "--json")
    with pytest.raises(SystemExit):
        piped("", "pairs", "--output", "-", "--json")


def test_an_interruption_is_told_without_a_promise(piped, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("colabert_core.workspace.judging.Judging.judge_file", interrupted)
    code, out, err = piped(LIST, *SCORE)
    assert (code, out) == (130, "")
    assert "nothing was written" in err


def test_pairs_can_be_piped(piped):
    code, out, err = piped("", "pairs", "--count", "3", "--output", "-")
    assert (code, err) == (0, "")
    assert [len(line.split("\t")) for line in out.splitlines()] == [4] * 6


def test_a_corpus_can_be_piped(piped):
    table = "sentence,label\n" + "".join(f"A cat slept {n} times.,1\nHim slept {n}.,0\n" for n in range(12))
    code, out, _ = piped(table, "corpus", "add", "-", "--dry-run", "--json")
    facts = json.loads(out)
    assert (code, facts["rows"], facts["sentence"], facts["label"]) == (0, 24, "sentence", "label")


def test_nothing_stays_behind(piped, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert piped(LIST, *SCORE)[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_the_beginning_of_a_long_file_is_enough(piped):
    """It may end within a character, which is then no sign of another encoding."""
    lines = "sentence\n" + "나는 갔다.\n" * 10_000
    _, out, _ = piped(lines, "corpus", "add", "-", "--dry-run", "--json")
    facts = json.loads(out)
    assert (facts["sentence"], facts["dropped"]) == ("sentence", 10_000)
    assert "encoding" not in [note["kind"] for note in facts["notes"]]
