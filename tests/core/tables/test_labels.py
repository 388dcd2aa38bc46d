import pytest

from colabert_core.tables.headings import (
    ACCEPTABLE,
    CONVENTION,
    UNACCEPTABLE,
    UNKNOWN,
    has_headings,
    polarity,
    role_of,
)
from colabert_core.tables.labels import is_rating, meanings

# --- labels that explain themselves -----------------------------------------------------------------

ACCEPTABLE_FIRST = [
    ("good", "bad"),
    ("ok", "bad"),
    ("acceptable", "unacceptable"),
    ('["acceptable"]', '["unacceptable"]'),
    ("['acceptable']", "['unacceptable']"),
    ("1: acceptable", "0: unacceptable"),
    ("acceptable", "* unacceptable"),
    ("grammatical", "ungrammatical"),
    ("correct", "incorrect"),
    ("ok", "*"),
    ("정문", "비문"),
    ("적절", "부적절"),
    ("용인 가능", "용인 불가"),
    ("맞음", "틀림"),
    ("자연스러움", "부자연스러움"),
    ("문법적", "비문법적"),
]


@pytest.mark.parametrize("heading", ["label", "class", "error", "비문"])
@pytest.mark.parametrize(("acceptable", "unacceptable"), ACCEPTABLE_FIRST)
def test_words_mean_what_they_say_under_any_heading(acceptable, unacceptable, heading):
    found = meanings([acceptable, unacceptable], heading)
    assert (found.labels, found.is_open) == ((1, 0), False)


SIGNS = [("o", "x"), ("O", "X"), ("○", "×"), ("✓", "✗"), ("+", "-")]


@pytest.mark.parametrize(("yes", "no"), SIGNS)
def test_signs_are_known_and_turned_under_a_heading_of_errors(yes, no):
    assert meanings([yes, no], "class").labels == (1, 0)
    assert meanings([yes, no], "class").is_open is False
    assert meanings([yes, no], "비문").labels == (0, 1)


# --- answers and numbers mean what the heading asks -------------------------------------------------

ANSWERS = [
    ("1", "0"),
    ("1.0", "0.0"),
    ("1,0", "0,0"),
    ("1", "-1"),
    ("LABEL_1", "LABEL_0"),
    ("yes", "no"),
    ("TRUE", "FALSE"),
    ("Y", "N"),
    ("예", "아니요"),
    ("참", "거짓"),
]
HEADINGS = {
    ACCEPTABLE: [
        *("acceptable", "Acceptability", "is_grammatical", "isCorrect", "correct", "ok", "Grammatical?"),
        *("error_free", "no error", "not_ungrammatical", "문법성", "용인성", "적절", "오류 없음", "문법적"),
        *("label (1 = acceptable)", "label (0=bad, 1=good)", "class (0: ungrammatical)"),
    ],
    UNACCEPTABLE: [
        *("ungrammatical", "error", "errors", "has_error", "isError", "incorrect", "unacceptable", "bad"),
        *("not_acceptable", "non-grammatical", "un-grammatical", "is wrong", "violation", "contains mistake"),
        *(
            "비문",
            "오류",
            "비문 여부",
            "문법 오류",
            "부적절",
            "비문법적",
            "label (1 = ungrammatical)",
            "0=good,1=bad",
        ),
    ],
    CONVENTION: ["label", "Labels", "gold", "gold_label", "judgment", "레이블", "판단"],
    UNKNOWN: [
        "class",
        "value",
        "code",
        "answer",
        "good/bad",
        "grammatical or ungrammatical",
        "정오",
        "group",
        "A",
    ],
}
ALL = [(heading, points) for points, headings in HEADINGS.items() for heading in headings]


@pytest.mark.parametrize(("heading", "points"), ALL)
def test_a_heading_says_what_1_means(heading, points):
    assert polarity(heading) == points


@pytest.mark.parametrize(("heading", "points"), ALL)
@pytest.mark.parametrize(("yes", "no"), ANSWERS)
def test_answers_and_numbers_are_read_as_the_heading_says_or_asked_about(yes, no, heading, points):
    found = meanings([yes, no], heading)
    assert found.labels == ((0, 1) if points == UNACCEPTABLE else (1, 0))
    assert found.is_open == (points == UNKNOWN)


@pytest.mark.parametrize("heading", ["label", "acceptable", "class"])
def test_1_and_2_may_be_yes_and_no_or_a_scale(heading):
    assert meanings(["1", "2"], heading).is_open


def test_a_table_without_headings_asks_but_for_colas_own_format():
    assert meanings(["1", "0"], None).is_open
    assert not meanings(["1", "0"], None, usual=CONVENTION).is_open


def test_minus_1_is_no_label_beside_0_and_1():
    assert meanings(["-1", "0", "1"], "label").labels == (None, 0, 1)
    assert meanings(["-1"], "label").labels == (None,)


def test_no_mark_means_acceptable_where_all_others_are_marks():
    assert meanings(["", "*", "??", "?*", "*?", "**"], "label").labels == (1, 0, 0, 0, 0, 0)
    assert meanings(["", "yes", "no"], "label").labels == (None, 1, 0)


def test_milder_marks_are_left_out_as_in_cola():
    assert meanings(["", "?", "#", "%"], "label").labels == (1, None, None, None)


@pytest.mark.parametrize("values", [["1", "2", "3"], ["0", "1", "7"], ["0.5", "1"], ["20", "80"]])
def test_a_scale_is_for_people_to_cut(values):
    assert meanings(values, "label").labels == (None,) * len(values)


def test_ratings_are_at_least_three_numbers():
    assert (
        is_rating(["1", "5", "7", ""])
        and is_rating(["-1.2", "0,4", "0.9"])
        and is_rating(["10%", "50%", "90%"])
    )
    assert not is_rating(["0", "1", "-1"]) and not is_rating(["1", "2", "a", "b"])


def test_what_nobody_knows_is_left_out():
    assert meanings(["maybe", "1", "0"], "label").labels == (None, 1, 0)


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
        ("비문 여부", "label"),
        ("Mark", "mark"),
        ("표시", "mark"),
        ("source", "source"),
        ("출처", "source"),
        ("sentence_id", "other"),
        ("error type", "phenomenon"),
        ("오류 유형", "phenomenon"),
        ("rating", "rating"),
        ("hobby", None),
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
    [["grammatical", "ungrammatical"], ["He slept.", "Him slept."], ["We fell.", "Us fell."]],
    [["good", "bad"], ["He slept.", "Him slept."], ["We fell.", "Us fell."]],
    [["Sentence", "Is this sentence acceptable?"], ["He slept.", "yes"], ["Him slept.", "no"]],
    [["sentence", "1", "2"], ["He slept all day.", "1", "0"], ["Him slept all day.", "0", "0"]],
    [["sentence", "label"]],
    [["sentence", "n"], ["He slept", "1"], ["Him slept", "2"]],
    [["sentence"], ["He slept."], ["*Him slept."]],
    [["test sentences"], ["He slept."], ["*Him slept."]],
    [["예시 문장"], ["나는 밥을 먹었다."], ["*나를 밥을 먹었다."]],
]
DATA = [
    [["bc01", "1", "", "The pilot slept."], ["bc01", "0", "*", "Him slept."]],
    [["The pilot slept.", "good"], ["Him slept.", "bad"]],
    [["acceptable", "The pilot slept."], ["acceptable", "The cat slept."]],
    [["He slept.", "Him slept."], ["We fell.", "Us fell."]],
    [["text-1", "The pilot slept.", "gut"], ["text-2", "Him slept.", "schlecht"]],
    [["The pilot slept."], ["*Him slept."]],
    [["*Him slept."], ["He slept."]],
    [["Who wrote this text?"], ["The pilot slept."], ["Him slept."]],
    [["This text is good"], ["The pilot slept"], ["Him slept"]],
    [["Sleep"], ["The pilot slept."], ["Him slept."]],
    [["이 문장 좀 이상해"], ["나는 밥을 먹었다"], ["나를 밥을 먹었다"]],
    [["나는 밥을 먹었다"], ["*나를 밥을 먹었다"]],
]


@pytest.mark.parametrize("rows", HEADED)
def test_headings_are_recognised(rows):
    assert has_headings(rows)


@pytest.mark.parametrize("rows", DATA)
def test_a_first_row_of_data_is_recognised(rows):
    assert not has_headings(rows)
