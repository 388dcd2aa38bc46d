"""The tab "Which word?": the words of a sentence, and how far the verdict moves without each.

Nothing here depends on a particular method: `METHODS` and `Explanation` decide what is shown.
"""

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.explaining import METHODS, Explanation
from colabert_core.judging import Score, label_of
from colabert_core.runs import Run
from pages.ui import services, widgets
from pages.ui.explaining import charts
from pages.ui.explaining.charts import WordMove
from pages.ui.text import plain, spoken, t

_NAMES = tuple(method.name for method in METHODS)


def which_word(run: Run, verdict: Score) -> None:
    """The choice of a method, and the words as this method explains them."""
    mask = _mask(run)
    method = st.segmented_control(
        t("explain.words.method"),
        _NAMES,
        default=_NAMES[0],
        required=True,
        format_func=lambda name: t(f"explain.words.name_{name}", mask=mask),
        key="explain_method",
    )
    found = services.explanation_of(run, verdict.sentence, method)
    if np.isnan(found.shift).all():  # one word alone, or no [MASK] in this vocabulary
        st.info(t(f"explain.words.not_{method}", mask=mask), icon=":material/info:")
    else:
        _strip(found, method, mask)
    st.caption(t(f"explain.words.how_{method}", mask=mask))
    st.caption(t("explain.words.warning"))
    if found.tried < len(found.words):
        st.caption(t("explain.words.limited", n=found.tried))
    if verdict.cut:
        st.caption(t("explain.words.cut"))
    alt = plain("explain.words.table_alt", n=len(found.words))
    widgets.numbers_popover("word_moves", alt, lambda: _table(run, verdict.sentence))


def _mask(run: Run) -> str:
    """The model's token for "some word"; BERT's if it has none."""
    mask = services.word_piece_of(run).special.mask
    return mask.text if mask else "[MASK]"


def _strip(found: Explanation, method: str, mask: str) -> None:
    decisive = found.decisive()
    facts = {"mask": mask} if decisive is None else _facts(found, decisive, mask)
    key = f"explain.words.{_finding(found, decisive)}_{method}"
    st.markdown(t(key, **facts))
    moves = [_move(found, method, mask, place) for place in range(len(found.words))]
    strip = charts.word_strip(moves, decisive, spoken(key, **facts))
    st.html(f'{strip}<div class="cb-legend">{_legend()}</div>')
    st.caption(t(f"explain.words.unit_{found.unit}"))


def _finding(found: Explanation, decisive: int | None) -> str:
    """Which text to show: no word is decisive, one turns the verdict, or one only moves it."""
    if decisive is None:
        return "none"
    if found.after is None:
        return "moves"
    return "moves" if label_of(found.after[decisive]) == label_of(found.before) else "turns"


def _facts(found: Explanation, place: int, mask: str) -> dict[str, str | float]:
    """Values for the texts about a word; `before` and `after` only if the method judges a second time."""
    label = plain(f"explain.words.{label_of(found.before)}")
    shift = float(found.shift[place])
    facts: dict[str, str | float] = {"word": found.words[place], "label": label, "shift": shift, "mask": mask}
    if found.after is None:
        return facts
    return facts | {"before": f"{found.before:.1%}", "after": f"{found.after[place]:.1%}"}


def _move(found: Explanation, method: str, mask: str, place: int) -> WordMove:
    word, shift = found.words[place], found.shift[place]
    if np.isnan(shift):
        return WordMove(word=word, shift=shift, number="–", description=plain("explain.words.not_asked"))
    description = plain(f"explain.words.title_{method}", **_facts(found, place, mask))
    return WordMove(word=word, shift=shift, number=_number(found, place), description=description)


def _number(found: Explanation, place: int) -> str:
    """How far the verdict moves, without its sign."""
    if found.unit == "points" and found.after is not None:
        return f"{100 * abs(found.after[place] - found.before):.1f}"
    return f"{abs(found.shift[place]):.2f}"


def _legend() -> str:
    keys = ("up", "down")
    return "".join(f"<span>{plain(f'explain.words.{key}')}</span>" for key in keys)


def _table(run: Run, sentence: str) -> pd.DataFrame:
    """A row per word and a column per method: probabilities 0 to 1, or shifts in log-odds."""
    found = {name: services.explanation_of(run, sentence, name) for name in _NAMES}
    first, mask = found[_NAMES[0]], _mask(run)
    return pd.DataFrame(
        {
            plain("explain.table.word"): [first.words[place] for place in range(len(first.words))],
            plain("explain.table.before"): round(first.before, 4),
            **{plain(f"explain.table.{name}", mask=mask): _column(one) for name, one in found.items()},
        }
    )


def _column(found: Explanation) -> np.ndarray:
    return np.round(found.shift, 3) if found.after is None else np.round(found.after, 4)
