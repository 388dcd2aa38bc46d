"""The report card of the chosen part, or of both dev parts of CoLA together."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import COLA
from pages.ui import services
from pages.ui.evaluation.judged import Judged
from pages.ui.evaluation.predictions import predict
from pages.ui.evaluation.report_card import show_report_card
from pages.ui.text import t

_DEV = ("in_domain_dev", "out_of_domain_dev")


def show_phenomena(judged: Judged) -> None:
    """The report card; the other dev part can be added, since more sentences make it more reliable."""
    table = judged.table
    if judged.corpus.id == COLA and judged.split in _DEV:
        both = st.toggle(t("evaluation.both_dev"), key="both_dev", persist_state="session")
        table = _both(judged) if both else table
    show_report_card(table, judged.corpus, judged.split, judge=judged.run.id)


def _both(judged: Judged) -> pd.DataFrame:
    """The verdicts on both dev parts; missing ones are made."""
    parts = []
    for split in _DEV:
        kept = services.kept_predictions(judged.run, judged.corpus, split)
        parts.append(predict(judged.run, judged.corpus, split) if kept is None else kept)
    return pd.concat(parts, ignore_index=True)
