"""The verdicts of a run on a split, with a progress bar while they are made."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus
from colabert_core.evaluation import rows_to_judge
from colabert_core.runs import Run
from pages.ui import services
from pages.ui.text import t


def predict(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """A run's predictions on a split; if not stored yet, they are made with a progress bar."""
    total = len(rows_to_judge(run, corpus, split))
    bar = st.progress(0.0, text=t("verdict.thinking"))

    def advance(done: int) -> None:
        bar.progress(done / total, text=t("evaluation.judging", n=done, all=total))

    try:
        return services.predictions(run, corpus, split, advance)
    finally:
        bar.empty()
