"""The style that all figures share, and a histogram for several pages.

Pure: no Streamlit, and all texts come from `say`.

The colours are Okabe and Ito's, adjusted to be clear on light and on dark backgrounds; shapes, dashes and
hatching distinguish what colour might not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
TEXT_PIXELS = 14
_PROJECTED_PIXELS = 19
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
        title={"text": title, "x": 0, "font": {"size": 16}, "automargin": True, "yref": "container"},
        height=height,
        font={"size": TEXT_PIXELS},
        margin={"l": 10, "r": 10, "t": 44, "b": 10},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": TEXT_PIXELS}},
        hovermode="x unified",
        modebar={"orientation": "h", "bgcolor": "rgba(0, 0, 0, 0)"},
        uirevision="kept",  # a visitor's zoom survives a redraw
    )
    return with_axes(figure, x, y)


def take_style(figure: go.Figure, style: go.Figure) -> None:
    """Give a figure of several plots the style of a `blank` one."""
    layout = style.layout
    figure.update_layout({key: layout[key] for key in layout if not key.startswith(("xaxis", "yaxis"))})
    with_axes(figure)


def with_axes(figure: go.Figure, x: str | None = None, y: str | None = None) -> go.Figure:
    """Set the size of the texts of all axes, and their titles if given."""
    size = {"size": TEXT_PIXELS}
    shared = {"tickfont": size, "title_font": size, "automargin": True, "title_standoff": 6}
    figure.update_xaxes(**shared, **({} if x is None else {"title_text": x}))
    figure.update_yaxes(**shared, **({} if y is None else {"title_text": y}))
    return figure


def counts(figure: go.Figure, axis: str, most: int) -> None:
    """Whole numbers on an axis ("x" or "y") of counts."""
    update = figure.update_xaxes if axis == "x" else figure.update_yaxes
    update(tickformat=",d", rangemode="tozero", **({"dtick": 1} if most < _FEW else {}))


_FEW = 6  # counts below it get a tick each


def projected(figure: go.Figure) -> go.Figure:
    """The same figure with texts for the last row of a classroom."""
    large = go.Figure(figure)
    size = {"size": _PROJECTED_PIXELS}
    large.update_layout(font=size, legend_font=size, title_font={"size": _PROJECTED_PIXELS + 2})
    large.update_xaxes(tickfont=size, title_font=size)
    large.update_yaxes(tickfont=size, title_font=size)
    large.update_annotations(font=size)
    if figure.layout.height:
        large.update_layout(height=int(1.15 * figure.layout.height))
    if figure.layout.margin.r:
        large.update_layout(margin_r=int(figure.layout.margin.r * _PROJECTED_PIXELS / TEXT_PIXELS))
    return large


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line to be named at its end: what stands before the name, its colour, and where it ends."""

    name: str
    sign: str
    colour: str
    end: float


def name_lines(
    figure: go.Figure, lines: Sequence[Line], low: float, high: float, axes: str = "", height: float = 220
) -> None:
    """Name lines to the right of the plot, in the order of their ends and without overlaps.

    `low`, `high`: the range of the axis. `axes`: the number of the axes, as in "y2". `height`: of the plot,
    in pixels.
    """
    figure.update_layout({f"yaxis{axes}": {"range": [low, high]}})
    ordered = sorted(lines, key=lambda line: line.end)
    texts = [_in_two(line.name) for line in ordered]
    for line, text, place in zip(ordered, texts, _apart(ordered, texts, low, high, height), strict=True):
        figure.add_annotation(
            x=1,
            xref=f"x{axes} domain",
            y=place,
            yref=f"y{axes}",
            text=f'<span style="color:{line.colour}">{line.sign}</span> {text}',
            showarrow=False,
            xanchor="left",
            align="left",
            font={"size": TEXT_PIXELS},
        )
    longest = max((len(part) for text in texts for part in text.split("<br>")), default=0)
    wide = int(24 + 7.4 * longest)
    figure.update_layout(margin_r=max(wide, figure.layout.margin.r or 0))


def _in_two(name: str) -> str:
    """A name of more than a dozen letters in two lines."""
    if len(name) <= 12 or " " not in name:
        return name
    gaps = [place for place, letter in enumerate(name) if letter == " "]
    middle = min(gaps, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:middle]}<br>{name[middle + 1 :]}"


def _apart(
    lines: Sequence[Line], texts: Sequence[str], low: float, high: float, height: float
) -> list[float]:
    """Places for the names, from the lowest up: as near to the ends as they fit without touching."""
    unit = (high - low) / height
    sizes = [unit * 17 * (1 + text.count("<br>")) for text in texts]
    places: list[float] = []
    for line, size in zip(lines, sizes, strict=True):
        lowest = places[-1] + (sizes[len(places) - 1] + size) / 2 if places else low
        places.append(max(line.end, lowest))
    top = high
    for number in range(len(places) - 1, -1, -1):  # push down what stands above the plot
        places[number] = min(places[number], top)
        top = places[number] - (sizes[number] + (sizes[number - 1] if number else 0)) / 2
    return places


def curve(
    figure: go.Figure, x, y: np.ndarray, name: str, colour: str, opacity=1.0, width=2.5, **more
) -> None:
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
        **more,
    )


def points(figure: go.Figure, x, y, name: str, colour: str, symbol: str, dash: str = "solid", **more) -> None:
    """Add a few points, joined by lines."""
    figure.add_scatter(
        x=x,
        y=y,
        name=name,
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": dash},
        marker={"symbol": symbol, "size": 9, "color": colour},
        hovertemplate="%{y:.3f}",
        **more,
    )


def lengths(values: np.ndarray, title: str, axis: str, say: Say, limit: int | None = None) -> go.Figure:
    """A histogram of whole numbers <int>[n], with a line at `limit` if given."""
    figure = blank(title, axis, say("charts.sentences"))
    numbers, heights = np.unique(values, return_counts=True)
    figure.add_bar(
        x=numbers,
        y=heights,
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
            annotation_font_size=TEXT_PIXELS,
        )
        figure.update_xaxes(range=[0, max(limit, int(numbers.max())) + 2])
    counts(figure, "y", int(heights.max()))
    return figure
