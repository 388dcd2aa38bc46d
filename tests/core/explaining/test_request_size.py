"""How many variants of a sentence make up one request."""

import pytest

from colabert_core.explaining.request_size import MAX_POSITIONS, MAX_VARIANTS, max_variants

from ..helpers import HatingJudge


@pytest.mark.parametrize("words", [0, 1, 20, 100])
def test_with_the_sentence_itself_visitors_share_it(words):
    assert max_variants(HatingJudge("cat", max_length=512), "cat " * words) + 1 == MAX_VARIANTS


def test_of_a_long_sentence_fewer_are_judged_but_what_is_cut_costs_nothing():
    assert max_variants(HatingJudge("cat", max_length=512), "cat " * 300) == MAX_POSITIONS // 302
    assert max_variants(HatingJudge("cat", max_length=64), "cat " * 300) == MAX_VARIANTS - 1
