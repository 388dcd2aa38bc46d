"""Figures of a corpus: labels per split, and sources.

Pure: no Streamlit, and all texts come from `say`.
"""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.ui.charts import ACCEPTABLE, HATCHING, LABELS, NEUTRAL, Say, blank


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
    order = list(table.sort_values("sentences", ascending=False)["publication"])
    figure.update_yaxes(categoryorder="array", categoryarray=order, autorange="reversed", automargin=True)
    return figure
