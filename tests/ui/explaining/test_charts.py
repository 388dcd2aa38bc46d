"""The figures of explanations."""

import re

import numpy as np
import pytest

from pages.ui.explaining.charts import (
    MAX_CHIPS,
    WordMove,
    attention_map,
    moved_card,
    side_card,
    word_strip,
)
from pages.ui.text import plain


def moves(*shifts: float, word: str = "cat") -> list[WordMove]:
    return [WordMove(word=word, shift=shift, number="12.3", description="told") for shift in shifts]


def chips(html: str) -> list[str]:
    return re.findall(r'<div class="cb-token.*?</div>', html)


def weight(chip: str) -> float:
    return float(re.search(r"--weight:([\d.]+)", chip)[1])


def test_a_words_strength_is_how_far_the_verdict_moves():
    one, two, three = chips(word_strip(moves(4.0, -2.0, 0.0), 0, "alt"))
    assert (weight(one), weight(two), weight(three)) == (1.0, 0.5, 0.0)
    assert "cb-up" in one
    assert "▲ 12.3" in one
    assert "cb-down" in two
    assert "▼ 12.3" in two


def test_small_moves_are_not_blown_up():
    (chip,) = chips(word_strip(moves(0.1), None, "alt"))
    assert weight(chip) == 0.1


def test_a_move_too_small_to_show_has_no_sign():
    html = word_strip([WordMove(word="cat", shift=0.01, number="0.0", description="told")], None, "alt")
    assert "<small>0.0</small>" in html


def test_only_the_decisive_word_is_framed():
    found = chips(word_strip(moves(1.0, 4.0), 1, "alt"))
    assert ["cb-decisive" in chip for chip in found] == [False, True]
    assert "cb-decisive" not in word_strip(moves(1.0), None, "alt")


def test_a_word_that_was_not_tried_has_no_sign():
    (chip,) = chips(word_strip(moves(float("nan")), None, "alt"))
    assert "cb-pad" in chip
    assert "▲" not in chip
    assert "▼" not in chip


def test_of_very_many_words_the_rest_is_counted():
    assert f"+ {5}" in chips(word_strip(moves(*[1.0] * (MAX_CHIPS + 5)), None, "alt"))[-1]


HOSTILE = '<script>"&'


def test_what_was_typed_is_escaped():
    html = word_strip(moves(1.0, word=HOSTILE), 0, f'"{HOSTILE}')
    html += moved_card(HOSTILE, "", 0.1, 0.9, HOSTILE) + side_card(HOSTILE, "", 0.1, HOSTILE)
    assert "<script" not in html
    assert "&lt;script&gt;&quot;&amp;" in html


@pytest.mark.parametrize(("after", "kind", "star"), [(0.9, "cb-yes", False), (0.1, "cb-no", True)])
def test_the_bar_moves_from_one_probability_to_the_other(after, kind, star):
    html = moved_card("Heading", "The cat.", 0.25, after, "told")
    assert kind in html
    assert f"--from:25.0%;width:{after:.1%}" in html
    assert ("* The cat." in html) == star


def test_the_map_has_words_on_both_sides_and_says_each_cell_in_words():
    weights = np.asarray([[0.5, 0.5, 0.0], [0.0, 0.75, 0.25], [1.0, 0.0, 0.0]])
    figure = attention_map(("the", "the", "<b>"), weights, plain)
    (cells,) = figure.data
    assert list(figure.layout.xaxis.ticktext) == list(figure.layout.yaxis.ticktext)
    assert list(figure.layout.xaxis.ticktext) == [
        "the",
        "the",
        "&lt;b&gt;",
    ]  # the same word twice remains two
    assert cells.z.tolist() == [[50, 50, 0], [0, 75, 25], [100, 0, 0]]
    assert cells.text[1][2] == "<b>the</b> attends to <b>&lt;b&gt;</b>: 25%"
    assert figure.layout.title.text
    assert figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text
