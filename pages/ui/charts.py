"""The style that all figures share, and a histogram for several pages.

Pure: no Streamlit, and all texts come from `say`.

The colours are Okabe and Ito's, adjusted to be clear on light and on dark backgrounds; shapes, dashes and
hatching distinguish what colour might not.
"""

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go

Say = Callable[..., str]

ACCEPTABLE = "#2F86C9"
UNACCEPTABLE = "#D9691E"
TRAINING = "#2F86C9"
VALIDATION = "#D9691E"
MCC = "#A8659B"
NEUTRAL = "#8A94A0"
GREEN = "#2A9D74"
LABELS = ((1, ACCEPTABLE, ""), (0, UNACCEPTABLE, "/"))  # label, colour, hatching
# Light lines on the full colour: hatched bars remain prominent, and numbers on them can be read.
HATCHING = {"fillmode": "overlay", "fgcolor": "rgba(255, 255, 255, 0.4)", "solidity": 0.25}
MAX_POINTS = 500  # per curve, however long the training: a screen does not show more


def thin(values: np.ndarray, limit: int = MAX_POINTS) -> np.ndarray:
    """Positions <int>[<= limit] of each bin's lowest and highest value, and of the last value.

    Bins are 2^k wide, so that the points already drawn stay while the curve grows.
    """
    count = len(values)
    if count <= limit:
        return np.arange(count)
    width = 2 ** int(np.ceil(np.log2(count / (limit // 2 - 1))))
    kept = {count - 1}
    for start in range(0, count, width):
        part = values[start : start + width]
        kept |= {start + int(np.argmin(part)), start + int(np.argmax(part))}
    return np.asarray(sorted(kept)[-limit:])


def blank(title: str, x: str, y: str, height: int = 400) -> go.Figure:
    """An empty figure in the shared style, with a title and axis titles."""
    figure = go.Figure()
    figure.update_layout(
        title={"text": title, "x": 0, "font": {"size": 16}},
        xaxis_title=x,
        yaxis_title=y,
        height=height,
        margin={"l": 10, "r": 10, "t": 56, "b": 10},
        legend={"orientation": "h", "y": -0.28, "x": 0},
        hovermode="x unified",
        modebar={"orientation": "v"},  # beside the title, not over it
        uirevision="kept",  # a visitor's zoom survives a redraw
    )
    return figure


def curve(figure: go.Figure, x, y: np.ndarray, name: str, colour: str, opacity=1.0, width=2.5) -> None:
    """Add a line of at most MAX_POINTS points."""
    kept = thin(y)
    figure.add_scatter(
        x=np.asarray(x)[kept],
        y=np.round(y[kept], 4),
        name=name,
        mode="lines",
        opacity=opacity,
        line={"color": colour, "width": width},
        hovertemplate="%{y:.3f}",
    )


def points(figure: go.Figure, x, y, name: str, colour: str, symbol: str, dash: str = "solid") -> None:
    """Add a few points, joined by lines."""
    figure.add_scatter(
        x=x,
        y=y,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": dash},
        marker={"symbol": symbol, "size": 9, "color": colour},
        hovertemplate="%{y:.3f}",
    )


def lengths(values: np.ndarray, title: str, axis: str, say: Say, limit: int | None = None) -> go.Figure:
    """A histogram of whole numbers <int>[n], with a line at `limit` if given."""
    figure = blank(title, axis, say("charts.sentences"))
    numbers, counts = np.unique(values, return_counts=True)
    figure.add_bar(
        x=numbers,
        y=counts,
        marker={"color": ACCEPTABLE},
        hovertemplate=say("charts.lengths_hover"),
        showlegend=False,
    )
    if limit is not None:
        figure.add_vline(
            x=limit + 0.5,
            line={"color": UNACCEPTABLE, "dash": "dash", "width": 2},
            annotation_text=say("charts.max_length", limit=limit),
            annotation_position="top left",
        )
        figure.update_xaxes(range=[0, max(limit, int(numbers.max())) + 2])
    return figure
