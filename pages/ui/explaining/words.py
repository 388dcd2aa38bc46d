"""Which word breaks it: the words of a sentence, drawn by how far the verdict moves without them."""

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.explaining import Attribution
from colabert_core.judging import Score, label_of
from colabert_core.runs import Run
from pages.ui import services, widgets
from pages.ui.explaining import charts
from pages.ui.explaining.charts import WordMove
from pages.ui.text import plain, t

_METHODS = ("left_out", "masked", "gradient")


def which_word(run: Run, verdict: Score) -> None:
    method = st.segmented_control(
        t("explain.words.method"),
        _METHODS,
        default="left_out",
        required=True,
        format_func=lambda name: t(f"explain.words.name_{name}"),
        key="explain_method",
    )
    found = services.attribution_of(run, verdict.sentence)
    shift = _shift(found, method, run, verdict.sentence)
    if np.isnan(shift).all():  # one word alone, or no [MASK] in this vocabulary
        st.info(t(f"explain.words.not_{method}"), icon=":material/info:")
    else:
        _strip(found, method, shift)
    st.caption(t(f"explain.words.how_{method}"))
    st.caption(t("explain.words.warning"))
    if found.tried < len(found.words) and method != "gradient":
        st.caption(t("explain.words.limited", n=found.tried))
    if verdict.cut:
        st.caption(t("explain.words.cut"))
    alt = plain("explain.words.table_alt", n=len(found.words))
    widgets.numbers_behind("word_moves", alt, lambda: _table(found, run, verdict.sentence))


def _shift(found: Attribution, method: str, run: Run, sentence: str) -> np.ndarray:
    """Log-odds <float>[words]."""
    return services.gradient_of(run, sentence) if method == "gradient" else found.shift(method)


def _strip(found: Attribution, method: str, shift: np.ndarray) -> None:
    decisive = found.decisive(shift)
    says = {} if decisive is None else _facts(found, method, decisive)
    key = f"explain.words.{_finding(found, method, decisive)}_{method}"
    st.markdown(t(key, **says))
    moves = [_move(found, method, place, shift[place]) for place in range(len(found.words))]
    strip = charts.word_strip(moves, decisive, plain(key, **says))
    st.html(f'{strip}<div class="cb-legend">{_legend(method)}</div>')


def _finding(found: Attribution, method: str, decisive: int | None) -> str:
    """What there is to tell: no word, one that turns the verdict, or one that moves it most."""
    if decisive is None:
        return "none"
    if method == "gradient":
        return "moves"
    return "moves" if label_of(found.after(method)[decisive]) == label_of(found.before) else "turns"


def _facts(found: Attribution, method: str, place: int) -> dict[str, str]:
    if method == "gradient":
        label = plain(f"explain.words.{label_of(found.before)}")
        return {"word": found.words[place], "label": label}
    after = found.after(method)[place]
    return {"word": found.words[place], "before": f"{found.before:.1%}", "after": f"{after:.1%}"}


def _move(found: Attribution, method: str, place: int, shift: float) -> WordMove:
    word = found.words[place]
    if np.isnan(shift):
        return WordMove(word=word, shift=shift, number="–", told=plain("explain.words.not_asked"))
    if method == "gradient":
        told = plain("explain.words.title_gradient", word=word, shift=shift)
        return WordMove(word=word, shift=shift, number=f"{abs(shift):.2f}", told=told)
    after = found.after(method)[place]
    told = plain(f"explain.words.title_{method}", word=word, **_percents(found.before, after))
    return WordMove(word=word, shift=shift, number=f"{100 * abs(after - found.before):.1f}", told=told)


def _percents(before: float, after: float) -> dict[str, str]:
    return {"before": f"{before:.1%}", "after": f"{after:.1%}"}


def _legend(method: str) -> str:
    unit = "log_odds" if method == "gradient" else "points"
    keys = ("up", "down", f"unit_{unit}")
    return "".join(f"<span>{plain(f'explain.words.{key}')}</span>" for key in keys)


def _table(found: Attribution, run: Run, sentence: str) -> pd.DataFrame:
    """A row per word: probabilities 0 to 1, and the gradient's second opinion in log-odds."""
    gradient = services.gradient_of(run, sentence)
    return pd.DataFrame(
        {
            plain("explain.table.word"): list(found.words),
            plain("explain.table.before"): round(found.before, 4),
            plain("explain.table.left_out"): np.round(found.left_out, 4),
            plain("explain.table.masked"): np.round(found.masked, 4),
            plain("explain.table.gradient"): np.round(gradient, 3),
        }
    )
