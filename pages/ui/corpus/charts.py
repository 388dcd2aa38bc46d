"""Figures of a corpus: labels per split, sources, and ratings.

Pure: no Streamlit, and all texts come from `say`.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from colabert_core.corpus import Cutoffs
from pages.ui.charts import ACCEPTABLE, HATCHING, LABELS, NEUTRAL, Say, blank, counts


def label_balance(table: pd.DataFrame, say: Say) -> go.Figure:
    """Stacked bars: sentences per split and label. Columns: split, label, sentences."""
    figure = blank(say("charts.balance"), say("charts.sentences"), "")
    for label, colour, hatching in LABELS:
        rows = table[table["label"] == label]
        figure.add_bar(
            y=[say(f"splits.{split}") for split in rows["split"]],
            x=rows["sentences"],
            orientation="h",
            name=say(f"labels.{label}"),
            marker={"color": colour, "pattern": {"shape": hatching, **HATCHING}},
            text=rows["sentences"].map("{:,}".format),
            hovertemplate="%{y}: %{x:,}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(barmode="stack", hovermode="closest")
    counts(figure, "x", int(table["sentences"].max()))
    figure.update_yaxes(autorange="reversed", automargin=True)
    return figure


def sources(table: pd.DataFrame, say: Say) -> go.Figure:
    """Bars: sentences per publication, hatched if out of domain. Columns: those of `by_source`."""
    figure = blank(say("charts.sources"), say("charts.sentences"), "", height=620)
    for inside, colour, hatching, key in (
        (True, ACCEPTABLE, "", "charts.in_domain"),
        (False, NEUTRAL, ".", "charts.out_of_domain"),
    ):
        rows = table[table["in_domain"] == inside]
        figure.add_bar(
            y=rows["publication"],
            x=rows["sentences"],
            orientation="h",
            name=say(key),
            marker={"color": colour, "pattern": {"shape": hatching, **HATCHING}},
            customdata=np.stack([rows["title"], rows["acceptable_share"] * 100], axis=-1),
            hovertemplate=say("charts.sources_hover"),
        )
    figure.update_layout(hovermode="closest")
    counts(figure, "x", int(table["sentences"].max()))
    order = list(table.sort_values("sentences", ascending=False)["publication"])
    figure.update_yaxes(categoryorder="array", categoryarray=order, autorange="reversed", automargin=True)
    return figure


_MAX_BARS = 30  # of a histogram; with no more different ratings, each has a bar


def ratings(values: np.ndarray, cutoffs: Cutoffs, say: Say) -> go.Figure:
    """A histogram of ratings <float>[n]; the bars show what each rating means."""
    figure = blank(say("charts.ratings"), say("charts.rating"), say("charts.sentences"))
    at, heights, width = _bars(values)
    labels = np.array([-1 if (label := cutoffs.label_of(float(x))) is None else label for x in at])
    kinds = [(label, colour, hatching, say(f"labels.{label}")) for label, colour, hatching in LABELS]
    for label, colour, hatching, name in (*kinds, (-1, NEUTRAL, ".", say("charts.left_out"))):
        shown = labels == label
        figure.add_bar(
            x=at[shown],
            y=heights[shown],
            width=width,
            name=name,
            marker={"color": colour, "pattern": {"shape": hatching, **HATCHING}},
            hovertemplate="%{x:.4g}: %{y:,}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(barmode="overlay", hovermode="closest")
    counts(figure, "y", int(heights.max()))
    return figure


def _bars(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """The middles of the bars, their heights, and their width."""
    different, heights = np.unique(values, return_counts=True)
    if len(different) <= _MAX_BARS:
        return different, heights, 0.8 * float(np.diff(different).min())
    heights, edges = np.histogram(values, bins=_MAX_BARS)
    return (edges[:-1] + edges[1:]) / 2, heights, 0.95 * float(edges[1] - edges[0])
