"""Figures of the report card.

Pure: no Streamlit, and all texts come from `say`.
"""

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from colabert_core.evaluation import MIN_SENTENCES
from pages.ui import charts
from pages.ui.charts import Say

_ROW_HEIGHT = 27  # pixels, of a bar and its gap
_PALE_OPACITY = 0.4


def features(card: pd.DataFrame, title: str, whole: float, say: Say) -> go.Figure:
    """Bars show the MCC per feature, the best first; accuracy is in the hover texts and the table.

    Features with too few sentences come below a heading, pale and hatched. `card` has the columns of
    `evaluation.report_card` and name, and no features of one class. `whole` is the MCC of all sentences
    together, drawn as a line.
    """
    rows = card.assign(
        label=_labels(card["name"], card["sentences"]),
        length=card["mcc"].fillna(0.0),
        text=_figures(card["mcc"], "{:.2f}"),
        size=card["sentences"],
    )
    figure = _blank(title, say("report_card.axis_mcc"), say("report_card.axis_feature"))
    _both_kinds(figure, rows, charts.MCC, say("report_card.few", limit=MIN_SENTENCES), say)
    figure.update_traces(name=say("report_card.measured"), hovertemplate=say("report_card.hover"))
    _line(figure, whole, say("report_card.whole", mcc=whole))
    low = min(0.0, whole, *rows["length"])
    figure.update_xaxes(range=[low - 0.12 * (low < 0), 1.02])
    return figure


def phenomena(table: pd.DataFrame, say: Say) -> go.Figure:
    """Bars show the share of correct pairs per phenomenon, the best first; a line marks tossing a coin.

    Columns: name, short (for the axis), pairs, right (0 to 1), kind.
    """
    rows = table.assign(
        label=_labels(table["short"], table["pairs"]),
        length=100 * table["right"],
        text=_figures(100 * table["right"], "{:.0f}%"),
        size=table["pairs"],
    )
    title, x = say("report_card.pairs_chart"), say("report_card.axis_pairs")
    figure = _blank(title, x, say("report_card.axis_phenomenon"))
    _both_kinds(figure, rows, charts.ACCEPTABLE, say("report_card.pairs_few", limit=MIN_SENTENCES), say)
    figure.update_traces(name=say("report_card.pairs_right"), hovertemplate=say("report_card.pairs_hover"))
    _line(figure, 50, say("report_card.coin"))
    figure.update_xaxes(range=[0, 103], tickvals=[0, 25, 50, 75, 100])
    return figure


def _labels(names: pd.Series, counts: pd.Series) -> list[str]:
    """Labels for the axis: each name with its number of sentences or pairs; plotly would read HTML in it."""
    return [f"{escape(name, quote=False)} ({count:,})" for name, count in zip(names, counts, strict=True)]


def _figures(values: pd.Series, form: str) -> list[str]:
    return ["–" if np.isnan(value) else form.format(value) for value in values]


def _both_kinds(figure: go.Figure, rows: pd.DataFrame, colour: str, heading: str, say: Say) -> None:
    """The measured rows, best first; below a heading, rows with too few sentences, largest first."""
    few = rows["kind"] == "too few"
    measured = rows[~few].sort_values("length", ascending=False, kind="stable")
    pale = rows[few].sort_values("size", ascending=False, kind="stable")
    _bars(figure, measured, say, {"color": colour}, text=measured["text"])
    hatched = {
        "color": charts.NEUTRAL,
        "opacity": _PALE_OPACITY,
        "pattern": {"shape": "/", **charts.HATCHING},
    }
    _bars(figure, pale, say, hatched, showlegend=False)
    heading = f"<b>{heading}</b>"
    _in_order(figure, [*measured["label"], *([heading] if len(pale) else []), *pale["label"]])


def _bars(figure: go.Figure, rows: pd.DataFrame, say: Say, marker: dict, **more) -> None:
    figure.add_bar(
        y=rows["label"],
        x=rows["length"],
        orientation="h",
        marker=marker,
        customdata=_hover_data(rows, say),
        textposition="auto",  # inside the bar if there is room, so that the line does not cross it
        insidetextanchor="end",
        textangle=0,
        textfont_size=13,
        cliponaxis=False,
        **more,
    )


def _hover_data(rows: pd.DataFrame, say: Say) -> np.ndarray:
    """Values of hover texts <object>[rows, 4 or 6]: name, figure, count, remark; of features two shares."""
    remarks = [say(f"report_card.kinds.{kind.replace(' ', '_')}") for kind in rows["kind"]]
    columns = [rows["name"], rows["text"], rows["size"], remarks]
    if "accuracy" in rows:
        columns += [_figures(rows[column], "{:.0%}") for column in ("accuracy", "acceptable_share")]
    return np.stack([np.asarray(column, dtype=object) for column in columns], axis=-1)


def _line(figure: go.Figure, x: float, name: str) -> None:
    """A dashed line with its name in the legend."""
    figure.add_vline(x=x, line={"color": charts.NEUTRAL, "dash": "dash", "width": 1.5})
    charts.points(figure, [None], [None], name, charts.NEUTRAL, "line-ns", dash="dash")


def _blank(title: str, x: str, y: str) -> go.Figure:
    """An empty figure: its legend is between title and bars, the title of the y-axis above its labels."""
    figure = charts.blank(title, x, "")
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}
    figure.update_layout(hovermode="closest", legend=legend, margin_t=110, bargap=0.15)
    above_labels = {"x": 0, "y": 1, "xanchor": "right", "yanchor": "bottom", "xshift": -6, "yshift": 4}
    figure.add_annotation(text=y, xref="paper", yref="paper", showarrow=False, **above_labels)
    return figure


def _in_order(figure: go.Figure, labels: list[str]) -> None:
    """Order the bars from top to bottom, label every one, and make the figure high enough."""
    figure.update_layout(height=180 + _ROW_HEIGHT * len(labels))
    figure.update_yaxes(categoryorder="array", categoryarray=labels, autorange=False, automargin=True)
    figure.update_yaxes(range=[len(labels) - 0.5, -0.5], tickmode="array", tickvals=labels)
