import pytest

from colabert_core.corpus.guessing import (
    guess_label,
    guess_labels,
    guess_mark,
    guess_sentence,
    guess_source,
    has_headings,
    is_mark,
    role_of,
    split_mark,
)

IN_FRONT = [
    ("*The pilot sleeped.", "*", "The pilot sleeped."),
    ("* The pilot sleeped.", "*", "The pilot sleeped."),
    ("??Him slept.", "??", "Him slept."),
    ("?*Him slept.", "?*", "Him slept."),
    ("*? Him slept.", "*?", "Him slept."),
    ("?Him slept.", "?", "Him slept."),
    ("*/??Him slept.", "*/??", "Him slept."),
    ("#The rock was angry.", "#", "The rock was angry."),
    ("＊비문이 이다.", "*", "비문이 이다."),
    ("*", "*", ""),
    ("The pilot slept.", "", "The pilot slept."),
    ("The pilot *(has) slept.", "", "The pilot *(has) slept."),
    ("#1 is the best.", "", "#1 is the best."),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "mark", "sentence"), IN_FRONT)
def test_a_mark_in_front_is_taken_off(text, mark, sentence):
    assert split_mark(text) == (mark, sentence)


def test_a_mark_is_nothing_but_marks():
    assert is_mark("?*") and is_mark("＊")
    assert not is_mark("") and not is_mark("* x") and not is_mark("x")


# --- labels ----------------------------------------------------------------------------------------

ACCEPTABLE_FIRST = [
    ("1", "0"),
    ("1.0", "0.0"),
    ("1", "-1"),
    ("yes", "no"),
    ("Yes", "NO"),
    ("TRUE", "FALSE"),
    ("o", "x"),
    ("O", "X"),
    ("○", "×"),
    ("good", "bad"),
    ("acceptable", "unacceptable"),
    ("acceptable", "* unacceptable"),
    ("grammatical", "ungrammatical"),
    ("correct", "incorrect"),
    ("ok", "*"),
    ("예", "아니요"),
    ("정문", "비문"),
    ("용인 가능", "용인 불가"),
    ("용인 가능", "* 용인 불가"),
    ("맞음", "틀림"),
    ("자연스러움", "부자연스러움"),
    ("문법적", "비문법적"),
]


@pytest.mark.parametrize(("acceptable", "unacceptable"), ACCEPTABLE_FIRST)
def test_labels_that_people_use(acceptable, unacceptable):
    assert guess_labels([acceptable, unacceptable]) == [1, 0]
    assert guess_labels([unacceptable, acceptable]) == [0, 1]


def test_no_mark_means_acceptable_where_all_others_are_marks():
    assert guess_labels(["", "*", "??", "?*", "*?", "**"]) == [1, 0, 0, 0, 0, 0]
    assert guess_labels(["", "yes", "no"]) == [None, 1, 0]


def test_milder_marks_are_left_out_as_in_cola():
    assert guess_labels(["", "?", "#", "%"]) == [1, None, None, None]


@pytest.mark.parametrize("values", [["1", "2", "3"], ["1", "2"], ["0", "1", "7"], ["0.5", "1"]])
def test_a_scale_is_for_people_to_cut(values):
    assert guess_labels(values) == [None] * len(values)


def test_what_nobody_knows_is_left_out():
    assert guess_labels(["maybe", "1", "0"]) == [None, 1, 0]


# --- headings --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("sentence", "sentence"),
        ("Sentences", "sentence"),
        (" Example sentence ", "sentence"),
        ("영어 문장", "sentence"),
        ("Label", "label"),
        ("acceptability judgment", "label"),
        ("label (2)", "label"),
        ("용인성 판단", "label"),
        ("Mark", "mark"),
        ("표시", "mark"),
        ("source", "source"),
        ("출처", "source"),
        ("context", None),
        ("id", None),
        ("", None),
    ],
)
def test_headings_are_known_in_both_languages(heading, role):
    assert role_of(heading) == role


HEADED = [
    [["sentence", "label"], ["The pilot slept.", "1"], ["Him slept.", "0"]],
    [["acceptable", "satz"], ["1", "The pilot slept."], ["0", "Him slept."]],
    [["Satz", "Urteil"], ["Der Pilot schlief.", "gut"], ["Ihn schlief.", "schlecht"]],
    [["문장", "판단"], ["나는 갔다.", "O"], ["나를 갔다.", "X"]],
    [["sentence", "label"]],
]
DATA = [
    [["bc01", "1", "", "The pilot slept."], ["bc01", "0", "*", "Him slept."]],
    [["The pilot slept.", "good"], ["Him slept.", "bad"]],
    [["acceptable", "The pilot slept."], ["acceptable", "The cat slept."]],
    [["The pilot slept."], ["*Him slept."]],
    [["*Him slept."], ["He slept."]],
    [["나는 밥을 먹었다"], ["*나를 밥을 먹었다"]],
]


@pytest.mark.parametrize("rows", HEADED)
def test_headings_are_recognised(rows):
    assert has_headings(rows)


@pytest.mark.parametrize("rows", DATA)
def test_a_first_row_of_data_is_recognised(rows):
    assert not has_headings(rows)


# --- columns ---------------------------------------------------------------------------------------

SENTENCES = ["The pilot slept.", "Him slept on the roof.", "They sleep."]


def test_the_sentence_is_the_column_so_named_and_not_its_number():
    cells = [["a long note on the sentence and more", "and another one"], ["1", "2"], ["He slept.", "She."]]
    assert guess_sentence(["note", "sentence_id", "sentence"], cells) == 2


def test_else_it_is_the_column_of_the_longest_texts():
    assert guess_sentence(["A", "B"], [["1", "0", "1"], SENTENCES]) == 1


def test_the_label_is_the_column_in_which_both_classes_are_recognised():
    cells = [["1", "2", "3"], SENTENCES, ["yes", "no", "yes"]]
    assert guess_label(["A", "B", "C"], cells, {1}, max_values=20) == 2


def test_a_label_column_of_unknown_values_is_known_by_its_name():
    cells = [["1", "2", "3"], SENTENCES, ["fein", "oje", "fein"]]
    assert guess_label(["item", "sentence", "judgment"], cells, {1}, max_values=20) == 2
    assert guess_label(["item", "sentence", "other"], cells, {1}, max_values=20) is None


def test_too_many_values_are_no_labels():
    cells = [[str(number) for number in range(30)]]
    assert guess_label(["label"], cells, set(), max_values=20) is None


def test_labels_go_before_marks():
    cells = [["", "*", ""], ["1", "0", "1"], SENTENCES]
    assert guess_label(["A", "B", "C"], cells, {2}, max_values=20) == 1
    assert guess_mark(["A", "B", "C"], cells, {1, 2}) == 0


def test_a_column_of_marks_alone_is_a_label_column():
    assert guess_label(["A", "B"], [["", "*", "??"], SENTENCES], {1}, max_values=20) == 0


def test_a_source_is_known_by_its_name_alone():
    assert guess_source(["A", "source", "sentence"], {2}) == 1
    assert guess_source(["A", "B"], {1}) is None
