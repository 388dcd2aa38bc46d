"""What all charts share."""

import numpy as np
import pytest

from pages.ui import charts
from pages.ui.text import locale


def say(key, **values):
    return locale("en")[key].format(**values)


@pytest.mark.parametrize("count", [1, 1000, 1001, 4096, 100_000])
def test_thinning_keeps_lowest_highest_and_last(count):
    values = np.random.default_rng(1).normal(size=count)
    kept = charts.thin(values)
    assert len(kept) <= 1000
    assert {int(values.argmin()), int(values.argmax()), count - 1} <= set(kept.tolist())
    assert list(kept) == sorted(set(kept))


def test_thinning_is_stable_while_a_curve_grows():
    values = np.random.default_rng(2).normal(size=3000)
    before, after = charts.thin(values[:2500]), charts.thin(values)
    assert set(before[before < 2400]) == set(after[after < 2400])


def test_lengths_count_every_sentence_and_show_the_limit():
    figure = charts.lengths(np.asarray([3, 3, 9]), "title", "axis", say, limit=8)
    assert dict(zip(figure.data[0].x, figure.data[0].y, strict=True)) == {3: 2, 9: 1}
    assert figure.layout.shapes[0].x0 == 8.5
