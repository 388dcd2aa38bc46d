"""What the labels of a column mean, as far as the labels and their heading tell.

    words that explain themselves    good, ungrammatical, 정문, *     mean what they say, under any heading
    signs                            o and x, ticks, + and -          are turned around under "error"
    answers and numbers              yes, false, 1, 0                 mean what the heading asks

Where a heading does not say what 1 means, and both readings are possible, people are asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from colabert_core.tables.headings import ACCEPTABLE, UNACCEPTABLE, UNKNOWN, polarity
from colabert_core.tables.notation import is_mark
from colabert_core.tables.words import answer, number_of, own_meaning, sign, unwrapped

# Hugging Face's label of hidden test sentences.
HIDDEN = -1.0
# Different numbers, from which on they are a rating and no two classes.
_MIN_RATINGS = 3


@dataclass(frozen=True, kw_only=True)
class Meanings:
    """What the distinct labels of a column mean: 1 acceptable, 0 unacceptable, None left out, in their order.

    `is_open` says that the other reading, 0 for 1 and 1 for 0, is as likely, so that people must decide.
    `is_plain` says that the labels or their heading leave no doubt, whatever the marks of the sentences are.
    """

    labels: tuple[int | None, ...]
    is_open: bool = False
    is_plain: bool = False


def meanings(values: Sequence[str], heading: str | None = None, usual: str = UNKNOWN) -> Meanings:
    """What the distinct `values` of a column mean under its heading; `usual` counts if there is no heading.

    If all filled values are marks, an empty one means acceptable, as linguists write. As in CoLA, milder
    doubts (?) are left out, and so are # and %, which mark meaning and dialect.
    """
    points = usual if heading is None else polarity(heading)
    filled = [value for value in values if value]
    numbers = {number for value in filled if (number := number_of(value)) is not None} - {HIDDEN}
    if -1 in map(number_of, filled) and numbers == {1.0}:
        numbers = {HIDDEN, 1.0}
    empty = 1 if filled and all(is_mark(value) for value in filled) else None
    turned = points == UNACCEPTABLE
    found = tuple(_meaning(value, numbers, turned) if value else empty for value in values)
    rests_on_heading = _rests_on_heading(values, found)
    return Meanings(
        labels=found,
        is_open=rests_on_heading and (points == UNKNOWN or numbers == {1.0, 2.0}),
        is_plain=not rests_on_heading or points in (ACCEPTABLE, UNACCEPTABLE),
    )


def _meaning(value: str, numbers: set[float], turned: bool) -> int | None:
    if (known := own_meaning(value)) is not None or is_mark(value):
        return known
    for read in (answer, sign):
        if (known := read(value)) is not None:
            return 1 - known if turned else known
    number = number_of(value)
    if number is None or number not in numbers:
        return None
    if numbers <= {0.0, 1.0} or numbers <= {-1.0, 1.0}:
        return int((number == 1) != turned)
    if numbers == {1.0, 2.0}:  # as surveys code yes and no
        return int((number == 1) != turned)
    return None


def _rests_on_heading(values: Sequence[str], found: Sequence[int | None]) -> bool:
    """Whether what was found rests on numbers and answers, which mean what the heading asks."""
    known = [value for value, label in zip(values, found, strict=True) if value and label is not None]
    return any(number_of(value) is not None or answer(value) is not None for value in known)


def is_rating(values: Iterable[str]) -> bool:
    """Whether a column holds ratings: at least three different numbers, and hardly anything else."""
    filled = [value for value in values if value.strip()]
    numbers = [number for value in filled if (number := rating_of(value)) is not None]
    return len(set(numbers) - {HIDDEN}) >= _MIN_RATINGS and len(numbers) >= 0.9 * len(filled)


def rating_of(value: str) -> float | None:
    """A rating: a number, also with a comma or a percent sign; None if it is none."""
    return number_of(unwrapped(value).removesuffix("%").strip())
