"""Figures of explanations: words as chips, a moving bar, a heat map.

Pure: no Streamlit, and all texts come from the caller.
"""

from dataclasses import dataclass
from html import escape

import numpy as np
import plotly.graph_objects as go

from colabert_core.judging import THRESHOLD
from pages.ui.charts import ACCEPTABLE, NEUTRAL, Say, blank
from pages.ui.judging.meter import meter

MAX_CHIPS = 80  # words; further ones are only counted
# Log-odds. If no word moves the verdict further than this, none is drawn at full strength.
_MIN_FULL_SHIFT = 1.0
_SHADES = [[0, "rgba(47, 134, 201, 0.03)"], [1, ACCEPTABLE]]
_CELL, _MARGIN = 22, 190  # pixels of a heat map


@dataclass(frozen=True, kw_only=True)
class WordMove:
    """A word, and how far the verdict moves without it.

    `shift`: in log-odds, above 0 towards acceptable, NaN if the word was not tried. `number`: the distance as
    it is shown. `description`: the same in words.
    """

    word: str
    shift: float
    number: str
    description: str


def word_strip(moves: list[WordMove], decisive: int | None, alt: str) -> str:
    """Words as chips, as HTML: the further the verdict moves, the stronger their style."""
    known = [abs(move.shift) for move in moves if not np.isnan(move.shift)]
    full = max([_MIN_FULL_SHIFT, *known])
    chips = [_chip(move, full, place == decisive) for place, move in enumerate(moves[:MAX_CHIPS])]
    if (more := len(moves) - MAX_CHIPS) > 0:
        chips.append(f'<div class="cb-token cb-pad"><b>+ {more}</b></div>')
    return f'<div class="cb-strip cb-words" role="group" aria-label="{escape(alt)}">{"".join(chips)}</div>'


def _chip(move: WordMove, full: float, is_decisive: bool) -> str:
    if np.isnan(move.shift):
        kind, sign, weight = "cb-pad", "", 0.0
    else:
        kind, sign = ("cb-up", "▲ ") if move.shift > 0 else ("cb-down", "▼ ")
        sign = sign if move.number.strip("0.") else ""  # no arrow beside a number that is rounded to 0
        weight = abs(move.shift) / full
    kind += " cb-decisive" if is_decisive else ""
    title = escape(move.description)
    return (
        f'<div class="cb-token cb-word {kind}" style="--weight:{weight:.2f}" title="{title}">'
        f"<b>{escape(move.word)}</b><small>{sign}{escape(move.number)}</small></div>"
    )


def moved_card(heading: str, sentence: str, before: float, after: float, footer: str) -> str:
    """A changed sentence (already HTML) with a bar that moves from one probability to the other, as HTML."""
    good = after >= THRESHOLD
    return (
        f'<div class="cb-verdict cb-moved {"cb-yes" if good else "cb-no"}" role="status">'
        f"<h4>{escape(heading)}</h4>"
        f'<div class="cb-sentence">{"" if good else "* "}{sentence}</div>'
        f"{meter(after, before, shows_before=True)}"
        f'<div class="cb-foot"><span>{escape(footer)}</span></div></div>'
    )


def side_card(heading: str, sentence: str, acceptable: float, footer: str) -> str:
    """One of two sentences (already HTML) with its bar, as HTML."""
    good = acceptable >= THRESHOLD
    return (
        f'<div class="cb-verdict cb-moved {"cb-yes" if good else "cb-no"}">'
        f'<h4>{escape(heading)}</h4><div class="cb-sentence">{"" if good else "* "}{sentence}</div>'
        f"{meter(acceptable, before=acceptable)}"
        f'<div class="cb-foot"><span>{escape(footer)}</span></div></div>'
    )


def attention_map(names: tuple[str, ...], weights: np.ndarray, say: Say) -> go.Figure:
    """A heat map <float>[n, n] with words on both sides: rows attend to columns."""
    places, labels = list(range(len(names))), [escape(name) for name in names]
    figure = blank(
        say("explain.attention.chart"),
        say("explain.attention.read"),
        say("explain.attention.reads"),
        height=_MARGIN + _CELL * len(names),
    )
    hover = [
        [
            say("explain.attention.hover", reads=row, read=column, share=weights[i, j])
            for j, column in enumerate(labels)
        ]
        for i, row in enumerate(labels)
    ]
    figure.add_heatmap(
        z=np.round(weights * 100, 1),
        text=hover,
        hoverinfo="text",
        colorscale=_SHADES,
        zmin=0,
        xgap=1,
        ygap=1,
        colorbar={"title": {"text": "%"}, "thickness": 12, "outlinecolor": NEUTRAL},
    )
    figure.update_layout(hovermode="closest")
    ticks = {
        "tickmode": "array",
        "tickvals": places,
        "ticktext": labels,
        "showgrid": False,
        "zeroline": False,
    }
    figure.update_xaxes(**ticks, tickangle=-60, side="bottom", automargin=True)
    figure.update_yaxes(**ticks, autorange="reversed", automargin=True)
    return figure
