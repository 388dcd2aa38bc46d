"""Sentences of a corpus as tables, and minimal pairs as cards."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from colabert_core.corpus import cited
from pages.ui.explaining.difference import difference
from pages.ui.text import plain


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a corpus with translated headings and values; texts are cells, never Markdown."""
    return pd.DataFrame(
        {
            plain("columns.verdict"): table["label"].map({1: plain("labels.1"), 0: plain("labels.0")}),
            plain("columns.sentence"): table["sentence"],
            plain("columns.mark"): table["mark"],
            plain("columns.source"): table["source"].map(cited),
            plain("columns.split"): table["split"].map(lambda split: plain(f"splits.{split}")),
        }
    )


def sentence_table(table: pd.DataFrame, key: str, height="auto", with_split: bool = True) -> None:
    """Show rows of a corpus; leave out the split if all rows are from the same one."""
    shown = readable(table)
    st.dataframe(
        shown if with_split else shown.drop(columns=plain("columns.split")),
        key=key,
        hide_index=True,
        height=height,
        alt=plain("samples.table_alt", n=len(table)),
        column_config={
            plain("columns.sentence"): st.column_config.TextColumn(width=470),
            plain("columns.mark"): st.column_config.TextColumn(width=55),
        },
    )


def pair_cards(pairs: pd.DataFrame, explain_source: Callable[[str], str]) -> None:
    """Show minimal pairs (columns source, acceptable, unacceptable), differences in bold, all escaped."""
    cards = []
    for source, acceptable, unacceptable in pairs[["source", "acceptable", "unacceptable"]].to_numpy():
        good, bad = difference(acceptable, unacceptable)
        cards.append(
            f'<div class="cb-pair"><p><b class="cb-mark">✓</b>{good}</p><p><b class="cb-mark">*</b>{bad}</p>'
            f"<small>{escape(explain_source(source))}</small></div>"
        )
    st.html(f'<div class="cb-pairs">{"".join(cards)}</div>')
