"""Predictions of runs, read once, and the report cards made from them."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus, Level
from colabert_core.judging import ReportingJudge
from colabert_core.runs import Run
from pages.ui.services.workspaces import workspace


def kept_predictions(run: Run, corpus: Corpus, split: str) -> pd.DataFrame | None:
    """A run's predictions on a split; None if there are none yet."""
    path = workspace().evaluation.predictions_path(run, corpus, split)
    if not path.is_file():
        return None
    return _predictions_in(str(path), path.stat().st_mtime_ns, run, corpus, split)


@st.cache_resource(max_entries=20, show_spinner=False)
def _predictions_in(path: str, changed: int, _run: Run, _corpus: Corpus, split: str) -> pd.DataFrame | None:
    return workspace().evaluation.kept_predictions(_run, _corpus, split)


def predictions(
    run: Run, corpus: Corpus, split: str, on_progress: Callable[[int], None] = lambda done: None
) -> pd.DataFrame:
    """The same, made first if missing; `on_progress` gets the number of sentences done."""
    return workspace().evaluation.predictions(
        run, corpus, split, report=lambda judge: ReportingJudge(judge, on_progress)
    )


def report_card(judged: pd.DataFrame, level: Level, threshold: float) -> pd.DataFrame:
    """The card of judged rows (source, label, sentence, acceptable); takes 0.3 s the first time."""
    space = workspace()
    needed = judged[["source", "label", "sentence", "acceptable"]]
    return _report_card(needed, level, threshold, str(space.home.root), space.corpora.annotations_version)


@st.cache_resource(max_entries=40, show_spinner=False)
def _report_card(
    judged: pd.DataFrame, level: Level, threshold: float, root: str, changed: int
) -> pd.DataFrame:
    return workspace().evaluation.report_card(judged, level, threshold)
