"""Explanations: log-odds, and the word that contributes most to the verdict."""

import numpy as np
import pytest

from colabert_core.explaining.explanation import Explanation, log_odds
from colabert_core.explaining.words import words_of


def explained(before: float, *shifts: float) -> Explanation:
    words = words_of(" ".join(["word"] * len(shifts)))
    shift = np.asarray(shifts, dtype=float)
    return Explanation(
        words=words, before=before, shift=shift, after=None, unit="log_odds", tried=len(shifts)
    )


def test_a_step_near_certainty_is_as_far_as_one_in_the_middle():
    steps = log_odds([0.999, 0.71]) - log_odds([0.99, 0.20])
    assert steps[0] == pytest.approx(steps[1], abs=0.1)
    assert np.isfinite(log_odds([0.0, 1.0])).all()


@pytest.mark.parametrize(
    ("before", "shifts", "place"),
    [
        (0.1, (-3.0, 2.0, 1.0), 1),  # unacceptable: without this word it is most acceptable
        (0.9, (-3.0, 2.0, 1.0), 0),  # acceptable: without this word it is least acceptable
        (0.5, (-3.0, 2.0, 1.0), 0),
        (0.1, (np.nan, 1.0, 2.0), 2),
        (0.1, (-1.0, -2.0, np.nan), None),
        (0.9, (1.0, 0.0), None),
        (0.1, (np.nan, np.nan), None),
        (0.1, (), None),
    ],
)
def test_the_decisive_word_holds_the_verdict_up(before, shifts, place):
    assert explained(before, *shifts).decisive() == place


def test_nothing_of_it_can_be_set_anew():
    with pytest.raises(AttributeError):
        explained(0.1, 1.0).before = 0.2
