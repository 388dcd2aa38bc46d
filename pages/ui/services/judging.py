"""Verdicts: the models that judge, and judged tables."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from colabert_core.judging import FileProgress, JudgedTable, SharedJudge, read_judged
from colabert_core.model import WordPiece
from colabert_core.runs import Run
from colabert_core.tables import Sheet
from pages.ui.services.workspaces import workspace


def classifier(run: Run) -> SharedJudge:
    """A run's model, kept in memory; loading takes seconds the first time."""
    return workspace().judging.judge(run)


def warm(run: Run) -> None:
    """Load a run's model in the background, after the page is drawn."""
    workspace().judging.warm(run)


def judge_sheet(run: Run, sheet: Sheet, column: str, on_progress: Callable[[FileProgress], None]) -> Path:
    """Judge a column of a table; returns the path of the resulting CSV."""
    return workspace().judging.judge_cells(run, sheet.cells, column, on_progress)


@st.cache_resource(max_entries=40, show_spinner=False)
def judged_table(path: str, changed: int) -> JudgedTable:
    """A judged table. `changed`: the file's time of change, so that new contents are read."""
    return read_judged(Path(path))


def word_piece_of(run: Run) -> WordPiece:
    """The tokenizer of a run's model."""
    return _word_piece_in(str(run.folder), run)


@st.cache_resource(max_entries=8, show_spinner=False)
def _word_piece_in(folder: str, _run: Run) -> WordPiece:
    return workspace().judging.word_piece(_run)
