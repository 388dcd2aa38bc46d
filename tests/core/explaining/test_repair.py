"""The smallest change that reverses a verdict."""

import numpy as np
import pytest

from colabert_core.explaining.repair import find_repair
from colabert_core.explaining.request_size import MAX_POSITIONS, MAX_VARIANTS

from ..helpers import HatingJudge


class Listed(HatingJudge):
    """Probabilities of some sentences; all others are unacceptable."""

    def __init__(self, **of):
        super().__init__("")
        self.of = of

    def probabilities(self, sentences):
        self.asked.append(list(sentences))
        return np.asarray([self.of.get(sentence.replace(" ", "_"), 0.02) for sentence in sentences])


def test_a_form_is_smaller_than_a_swap_and_that_than_a_word_less():
    judge = Listed(The_key_are_here=0.7, The_keys_is_here=0.01, The_are_keys_here=0.9, Keys_are_here=0.99)
    judge.of["The_keys_were_here"] = 0.8
    found = find_repair(judge, "The keys are here")
    kinds = [one.change.kind for one in found.turning]
    assert kinds == ["form", "form", "swap", "delete"]
    assert [one.acceptable for one in found.turning] == pytest.approx([0.8, 0.7, 0.9, 0.99])
    assert found.closest is None


def test_case_agreement_and_order_are_repaired_at_once():
    judge = Listed(He_and_I_go=0.9, Me_and_he_goes=0.6)
    found = find_repair(judge, "Me and him goes")
    assert [one.change.sentence for one in found.turning] == ["He and I go", "Me and he goes"]


def test_an_acceptable_sentence_is_turned_the_other_way():
    judge = Listed(The_cat_is_here=0.9)
    found = find_repair(judge, "The cat is here")
    assert found.before == pytest.approx(0.9)
    assert found.turning[0].change.kind == "form"
    assert all(one.acceptable < 0.5 for one in found.turning)


def test_the_hated_word_is_left_out():
    found = find_repair(HatingJudge("of"), "The cat of slept.")
    assert [one.change.sentence for one in found.turning] == ["The cat slept."]


def test_where_nothing_turns_it_the_closest_is_told():
    judge = Listed(The_cat_are_here=0.03, The_cats_is_here=0.4)
    found = find_repair(judge, "The cat is here")
    assert found.turning == ()
    assert found.closest.change.sentence == "The cats is here"


def test_all_are_one_request():
    judge = HatingJudge("is")
    found = find_repair(judge, "The cats is here.")
    assert len(judge.asked) == 1
    assert judge.asked[0][0] == "The cats is here."
    assert len(judge.asked[0]) == 1 + found.tried


@pytest.mark.parametrize("text", ["?!", "😀😀"])
def test_nothing_to_change_is_no_fault(text):
    found = find_repair(HatingJudge("cat"), text)
    assert (found.tried, found.turning, found.closest) == (0, (), None)


def test_of_a_long_sentence_not_all_is_tried():
    judge = HatingJudge("word", max_length=512)
    found = find_repair(judge, "the keys are here and " * 60)
    (asked,) = judge.asked
    assert len(asked) <= MAX_VARIANTS
    assert found.tried * 302 <= MAX_POSITIONS
    assert found.left_out > 0


def test_what_is_not_read_is_not_changed():
    found = find_repair(HatingJudge("nine", max_length=6), "one two three four five six seven eight")
    judge = HatingJudge("nine", max_length=6)
    find_repair(judge, "one two three four five six seven eight")
    assert found.tried > 0
    assert all(text.endswith("five six seven eight") for text in judge.asked[0])
