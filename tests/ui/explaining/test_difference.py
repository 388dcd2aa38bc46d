"""The difference between two sentences."""

import re
from html import unescape

import pytest

from pages.ui.explaining.difference import difference

DIFFERENT = [
    ("The keys is here.", "The keys are here.", "The keys <b>is</b> here.", "The keys <b>are</b> here."),
    ("Same.", "Same.", "Same.", "Same."),
    ('He "said" <i>.', "He said.", None, "He said."),
    ("One.", "One two three.", "One.", "One <b>two three</b>."),
]


@pytest.mark.parametrize(("one", "two", "first", "second"), DIFFERENT)
def test_what_differs_is_bold_and_spaces_stay(one, two, first, second):
    found = difference(one, two)
    for html, text, wanted in zip(found, (one, two), (first, second), strict=True):
        bare = re.sub(r"</?b>", "", html)
        assert unescape(bare) == text
        assert wanted is None or wanted == html
