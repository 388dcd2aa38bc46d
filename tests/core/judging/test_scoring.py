import numpy as np
import pandas as pd
import pytest

from colabert_core.judging.scoring import ReportingJudge, judge_table, label_of, score, sentences_in

from ..helpers import LengthJudge


@pytest.fixture
def judge() -> LengthJudge:
    return LengthJudge()


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
    assert found.kinds == ("special", "word", "word", "word", "part", "word", "special")
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


def table_of(*sentences: str) -> pd.DataFrame:
    ids = [f"00{i}" for i in range(len(sentences))]
    return pd.DataFrame({"id": ids, "sentence": sentences}, dtype=str)


def test_a_table_is_judged_with_its_order_and_its_other_columns_kept(judge):
    table = table_of("one two", "one two three four five six")
    judged = judge_table(judge, table)
    assert list(judged.columns) == ["id", "sentence", "probability", "verdict", "taken_off"]
    assert judged["id"].tolist() == ["000", "001"]
    assert judged["probability"].tolist() == pytest.approx([0.2, 0.6])
    assert judged["verdict"].tolist() == ["unacceptable", "acceptable"]
    assert list(table.columns) == ["id", "sentence"]


def test_a_column_by_another_name_can_be_judged(judge):
    judged = judge_table(judge, pd.DataFrame({"text": ["one two"], "sentence": ["one"]}), column="text")
    assert judged["probability"].tolist() == pytest.approx([0.2])


def test_an_empty_cell_stays_without_a_verdict(judge):
    judged = judge_table(judge, table_of("one two three four five", "", "  ", "one"))
    assert judge.asked == [["one two three four five", "one"]]
    assert judged["probability"].isna().tolist() == [False, True, True, False]
    assert judged["verdict"].isna().tolist() == [False, True, True, False]
    assert judged.to_csv(index=False).splitlines()[2] == "001,,,,"


@pytest.mark.parametrize("sentences", [(), ("",)])
def test_a_table_without_a_sentence_in_it_is_judged_without_a_fault(judge, sentences):
    judged = judge_table(judge, table_of(*sentences))
    assert judged["probability"].isna().all()
    assert list(judged.columns)[-3:] == ["probability", "verdict", "taken_off"]
    assert judge.asked == []


def test_labels_that_a_table_has_are_kept(judge):
    table = pd.DataFrame({"label": ["gold"], "sentence": ["one"], "acceptable": ["yes"]})
    judged = judge_table(judge, table)
    assert judged.loc[0, ["label", "acceptable", "verdict"]].tolist() == ["gold", "yes", "unacceptable"]


def test_columns_of_an_earlier_verdict_are_kept_under_another_name(judge):
    table = pd.DataFrame({"verdict": ["old"], "sentence": ["one"], "verdict (before)": ["older"]})
    judged = judge_table(judge, table)
    names = ["verdict", "verdict (before) (before)", "verdict (before)"]
    assert judged.loc[0, names].tolist() == ["unacceptable", "old", "older"]


@pytest.mark.parametrize(
    ("text", "taken_off"),
    [("(22) *one two", "(22) *"), ("b. one two", "b."), ("*one two", "*"), ("one two", "")],
)
def test_numbers_and_marks_are_not_judged(judge, text, taken_off):
    (found,) = score(judge, [text])
    assert (found.sentence, found.taken_off) == ("one two", taken_off)
    assert found.acceptable == pytest.approx(0.2)
    judged = judge_table(judge, table_of(text))
    assert judged.loc[0, ["sentence", "taken_off"]].tolist() == [text, taken_off]
    assert judged.loc[0, "probability"] == pytest.approx(0.2)


def test_a_mark_alone_is_judged_as_it_is(judge):
    assert score(judge, ["*"])[0].sentence == "*"


def test_a_table_with_row_names_of_its_own_is_judged_row_by_row(judge):
    table = pd.DataFrame({"sentence": ["one two", "", "one"]}, index=[7, 3, 5])
    assert judge_table(judge, table)["probability"].tolist()[::2] == pytest.approx([0.2, 0.1])


# --- a judge that is watched -----------------------------------------------------------------------


def test_who_watches_gets_the_same_probabilities_in_the_same_order(judge):
    sentences = [" ".join(["word"] * (1 + i * 7 % 9)) for i in range(300)]
    watched = ReportingJudge(judge, lambda done: None)
    assert np.array_equal(watched.probabilities(sentences), judge.probabilities(sentences))


def test_who_watches_is_told_of_every_request_and_the_longest_sentences_come_first(judge):
    told = []
    sentences = ["one"] * 200 + ["one two three"] * 100
    ReportingJudge(judge, told.append).probabilities(sentences)
    assert told == [128, 256, 300]
    assert judge.asked[0] == ["one two three"] * 100 + ["one"] * 28


def test_watching_no_sentences_asks_nobody(judge):
    assert len(ReportingJudge(judge, pytest.fail).probabilities([])) == 0
    assert judge.asked == []
