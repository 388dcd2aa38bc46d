import numpy as np
import pandas as pd
import pytest

from colabert_core.encoders import bundled_vocabulary
from colabert_core.errors import FileUnreadable, MissingColumn
from colabert_core.scoring import (
    judge_table,
    label_of,
    read_sentences,
    score,
    sentences_in,
)
from colabert_core.tokenization import WordPiece


class LengthJudge:
    """Less than BERT: the more words, the more acceptable. Remembers what it was asked."""

    def __init__(self, max_length: int = 16):
        self.max_length = max_length
        self.word_piece = WordPiece(bundled_vocabulary())
        self.asked = []

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        self.asked.append(list(sentences))
        return np.asarray([min(1.0, len(sentence.split()) / 10) for sentence in sentences], dtype=np.float32)


@pytest.fixture
def judge() -> LengthJudge:
    return LengthJudge()


@pytest.fixture
def write(tmp_path):
    """A helper: a CSV file with this content; returns its path."""

    def write_csv(content: str | bytes) -> str:
        path = tmp_path / "in.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write_csv


# --- sentences -------------------------------------------------------------------------------------


def test_scores_come_in_the_order_of_the_sentences(judge):
    sentences = ["one two three", "one", "one two three four five six seven", "one"]
    scores = score(judge, sentences)
    assert [found.sentence for found in scores] == sentences
    assert [found.acceptable for found in scores] == pytest.approx([0.3, 0.1, 0.7, 0.1])
    assert [found.label for found in scores] == ["unacceptable", "unacceptable", "acceptable", "unacceptable"]


def test_all_sentences_are_judged_in_one_go(judge):
    score(judge, ["a", "b", "c"])
    assert judge.asked == [["a", "b", "c"]]


def test_no_sentences_have_no_scores(judge):
    assert score(judge, []) == []


def test_a_score_tells_the_tokens_that_were_read(judge):
    (found,) = score(judge, ["The pilot sleeped."])
    assert found.tokens == ("[CLS]", "the", "pilot", "sleep", "##ed", ".", "[SEP]")
    assert found.cut == 0


def test_a_score_tells_how_many_tokens_were_not_read(judge):
    (found,) = score(judge, ["cat " * 20])
    assert len(found.tokens) == 16
    assert found.cut == 20 - 14
    assert (found.tokens[0], found.tokens[-1]) == ("[CLS]", "[SEP]")


def test_a_sentence_that_just_fits_is_not_cut(judge):
    (found,) = score(judge, ["cat " * 14])
    assert (len(found.tokens), found.cut) == (16, 0)


@pytest.mark.parametrize(
    "sentence",
    [
        "한국어 문장입니다.",
        "😀😀😀",
        "<script>alert(1)</script>",
        "**bold** [x](y)",
        "\x00",
        "...",
        "a" * 10_000,
    ],
)
def test_any_text_gets_a_score(judge, sentence):
    (found,) = score(judge, [sentence])
    assert found.sentence == sentence
    assert len(found.tokens) <= judge.max_length


@pytest.mark.parametrize(
    ("acceptable", "label"),
    [(0.0, "unacceptable"), (0.4999, "unacceptable"), (0.5, "acceptable"), (1.0, "acceptable")],
)
def test_one_half_and_more_is_acceptable(acceptable, label):
    assert label_of(acceptable) == label


def test_a_text_has_one_sentence_per_line():
    assert sentences_in("  The pilot slept. \n\n\t\nMy cat can fly.\r\n") == [
        "The pilot slept.",
        "My cat can fly.",
    ]
    assert sentences_in(" \n ") == []


# --- files -----------------------------------------------------------------------------------------


def test_a_file_is_judged_with_its_order_and_its_other_columns_kept(judge, write):
    table = read_sentences(write("id,sentence,note\n007,one two,NA\n3,one two three four five six,\n"))
    judged = judge_table(judge, table)
    assert list(judged.columns) == ["id", "sentence", "note", "acceptable", "label"]
    assert judged["id"].tolist() == ["007", "3"]
    assert judged["note"].tolist() == ["NA", ""]
    assert judged["acceptable"].tolist() == pytest.approx([0.2, 0.6])
    assert judged["label"].tolist() == ["unacceptable", "acceptable"]
    assert list(table.columns) == ["id", "sentence", "note"]


def test_an_empty_cell_stays_without_a_verdict(judge, write):
    table = read_sentences(write('id,sentence\n1,one two three four five\n2,\n3,"  "\n4,one\n'))
    judged = judge_table(judge, table)
    assert judge.asked == [["one two three four five", "one"]]
    assert judged["acceptable"].isna().tolist() == [False, True, True, False]
    assert judged["label"].isna().tolist() == [False, True, True, False]
    assert judged.to_csv(index=False).splitlines()[2] == "2,,,"


def test_a_table_without_a_sentence_in_it_is_judged_without_a_fault(judge, write):
    for content in ("sentence\n", "id,sentence\n1,\n"):
        judged = judge_table(judge, read_sentences(write(content)))
        assert judged["acceptable"].isna().all()
        assert list(judged.columns)[-2:] == ["acceptable", "label"]


def test_quotes_commas_and_line_ends_in_a_cell_are_read_as_written(write):
    table = read_sentences(write('sentence\n"Well, ""yes"", she said."\n"two\nlines"\n'))
    assert table["sentence"].tolist() == ['Well, "yes", she said.', "two\nlines"]


def test_a_byte_order_mark_is_no_part_of_the_first_column(write):
    assert list(read_sentences(write(b"\xef\xbb\xbfsentence\nThe pilot slept.\n")).columns) == ["sentence"]


def test_every_cell_is_read_as_text(write):
    assert read_sentences(write("sentence\n1.50\nnull\nTRUE\n"))["sentence"].tolist() == [
        "1.50",
        "null",
        "TRUE",
    ]


def test_a_file_without_the_column_is_told_with_those_it_has(write):
    path = write("id,text\n1,hello\n")
    with pytest.raises(MissingColumn) as caught:
        read_sentences(path)
    assert caught.value.facts == {"file": path, "column": "sentence", "found": "id, text"}


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfes\x00e\x00", b'sentence\n"never closed\n', b"id,sentence\n1,one\n2,one,two,three\n"],
)
def test_a_file_that_is_no_csv_is_told(write, content):
    with pytest.raises(FileUnreadable) as caught:
        read_sentences(write(content))
    assert caught.value.reason


def test_cells_that_no_column_has_are_told_instead_of_shifting_the_others(write):
    with pytest.raises(FileUnreadable, match="more cells"):
        read_sentences(write("id,sentence\n1,Well, yes\n2,Oh, no\n"))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileUnreadable, match="No such file"):
        read_sentences(str(tmp_path / "none.csv"))
    with pytest.raises(FileUnreadable):
        read_sentences(str(tmp_path))


def test_a_column_of_an_earlier_verdict_is_written_anew(judge):
    table = pd.DataFrame({"label": ["old"], "sentence": ["one"], "acceptable": ["old"]})
    judged = judge_table(judge, table)
    assert judged["label"].tolist() == ["unacceptable"]
    assert judged["acceptable"].tolist() == pytest.approx([0.1])


def test_a_table_with_row_names_of_its_own_is_judged_row_by_row(judge):
    table = pd.DataFrame({"sentence": ["one two", "", "one"]}, index=[7, 3, 5])
    assert judge_table(judge, table)["acceptable"].tolist()[::2] == pytest.approx([0.2, 0.1])
