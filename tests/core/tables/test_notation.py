import pytest

from colabert_core.tables.notation import bare, is_mark, split_mark

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
    ("**bold** he slept.", "", "**bold** he slept."),
    ("*Him* slept.", "", "*Him* slept."),
    ("*The pilot *(has) slept.", "*", "The pilot *(has) slept."),
    ("#1 is the best.", "", "#1 is the best."),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "mark", "sentence"), IN_FRONT)
def test_a_mark_in_front_is_taken_off(text, mark, sentence):
    assert split_mark(text) == (mark, sentence)


def test_a_mark_is_nothing_but_marks():
    assert is_mark("?*") and is_mark("＊")
    assert not is_mark("") and not is_mark("* x") and not is_mark("x")


NUMBERED = [
    ("(22) *The book sleeped.", "(22) *", "*", "The book sleeped."),
    ("b. *Him slept.", "b. *", "*", "Him slept."),
    ("3a. ?? Him slept.", "3a. ??", "??", "Him slept."),
    ("(ㄱ) 나는 갔다.", "(ㄱ)", "", "나는 갔다."),
    ("(3) a. He slept.", "(3) a.", "", "He slept."),
    ("12) He slept.", "12)", "", "He slept."),
    ("① 나는 갔다.", "①", "", "나는 갔다."),
    ("*(22) Him slept.", "*(22)", "*", "Him slept."),
    ("A. Smith slept.", "", "", "A. Smith slept."),
    ("3 men slept.", "", "", "3 men slept."),
    ("1.5 litres were lost.", "", "", "1.5 litres were lost."),
    ("(He slept.)", "", "", "(He slept.)"),
    ("I slept.", "", "", "I slept."),
]


@pytest.mark.parametrize(("text", "taken", "mark", "sentence"), NUMBERED)
def test_a_number_in_front_is_taken_off_too(text, taken, mark, sentence):
    found = bare(text)
    assert (found.taken, found.mark, found.sentence) == (taken, mark, sentence)
