"""Sentences of a corpus as tables, and minimal pairs as cards."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from colabert_core.corpus import cited
from pages.ui import frame
from pages.ui.components.table import show_table
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


def sentence_table(table: pd.DataFrame, key: str, with_split: bool = True) -> None:
    """Show rows of a corpus; a click on a sentence judges it. Leave out the split if there is only one."""
    shown = readable(table)
    row = show_table(
        shown if with_split else shown.drop(columns=plain("columns.split")),
        key,
        plain("samples.table_alt", n=len(table)),
        opens=plain("columns.sentence"),
    )
    if row is not None:
        frame.open_page("scoring", one=str(table["sentence"].iloc[row]))


def pair_cards(pairs: pd.DataFrame, explain_source: Callable[[str], str]) -> None:
    """Show minimal pairs (columns source, acceptable, unacceptable), all escaped.

    How the two differ, in bold and in words, is hidden until a visitor asks for it.
    """
    cards = []
    for source, acceptable, unacceptable in pairs[["source", "acceptable", "unacceptable"]].to_numpy():
        good, bad = difference(acceptable, unacceptable)
        cards.append(
            f'<div class="cb-pair"><p><b class="cb-mark">✓</b>{good}</p><p><b class="cb-mark">*</b>{bad}</p>'
            f"<details><summary>{escape(plain('samples.answer'))}</summary>"
            f"<small>{escape(explain_source(source))}</small></details></div>"
        )
    st.html(f'<div class="cb-pairs">{"".join(cards)}</div>')
