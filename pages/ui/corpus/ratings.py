"""Where people say from which rating on a sentence is acceptable."""

from dataclasses import replace

import numpy as np
import streamlit as st

from colabert_core.corpus import Cutoffs, Labels
from pages.ui import widgets
from pages.ui.corpus import charts
from pages.ui.text import plain, t

_STEPS = 100  # of a slider over ratings that are not whole numbers


def cutoffs(labels: Labels, key: str) -> Cutoffs:
    """The cut-offs that people choose, shown in a histogram of the ratings."""
    assert labels.cutoffs is not None  # only ratings have them
    st.info(t("own.is_rating"), icon=":material/help:")
    chart = st.container()
    is_reversed = _direction(labels.cutoffs, key)
    with_middle = st.toggle(t("own.leave_middle"), key=f"own_middle_{key}", help=t("own.leave_middle_help"))
    low, high = _slider(labels, with_middle, key)
    chosen = replace(labels.cutoffs, low=low, high=high, is_reversed=is_reversed)
    with chart:
        values = np.asarray(labels.ratings)
        alt = plain("charts.ratings_alt", n=len(values), low=float(values[0]), high=float(values[-1]))
        figure = charts.ratings(values, chosen, plain)
        widgets.chart(figure, "own_ratings", alt, lambda: widgets.counted(values, plain("charts.rating")))
    st.caption(t(_words(chosen), low=low, high=high))
    return chosen


def _direction(guess: Cutoffs, key: str) -> bool:
    """Whether low ratings are the acceptable ones."""
    options = (False, True)
    return st.radio(
        t("own.rating_direction"),
        options,
        index=options.index(guess.is_reversed),
        format_func=lambda is_reversed: plain("own.low_ratings" if is_reversed else "own.high_ratings"),
        key=f"own_direction_{key}",
        horizontal=True,
    )


def _slider(labels: Labels, with_middle: bool, key: str) -> tuple[float, float]:
    """One cut-off twice, or the two ends of the ratings that are left out."""
    assert labels.cutoffs is not None
    lowest, highest, guess = labels.ratings[0], labels.ratings[-1], labels.cutoffs.high
    are_whole = all(rating.is_integer() for rating in labels.ratings)
    step = 0.5 if are_whole and highest - lowest <= _STEPS else (highest - lowest) / _STEPS
    label = t("own.cutoffs" if with_middle else "own.cutoff")
    if not with_middle:
        chosen = st.slider(label, lowest, highest, guess, step, key=f"own_cutoff_{key}")
        return chosen, chosen
    third = (highest - lowest) / 3
    ends = (lowest + third, highest - third)
    return st.slider(label, lowest, highest, ends, step, key=f"own_cutoffs_{key}")


def _words(chosen: Cutoffs) -> str:
    """The sentence that says what the cut-offs mean."""
    number = "one" if chosen.low == chosen.high else "two"
    return f"own.cut_{number}_reversed" if chosen.is_reversed else f"own.cut_{number}"
