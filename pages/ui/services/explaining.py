"""Explanations of verdicts; measurements are kept for the next run of the page."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from colabert_core.explaining import AttentionMap, Explanation, Repair, find_repair, method_named
from colabert_core.judging import SharedJudge
from colabert_core.runs import Run
from pages.ui.services.judging import classifier
from pages.ui.services.workspaces import workspace


def explanation_of(run: Run, sentence: str, method: str) -> Explanation:
    """How far each word moves a run's verdict, by one of METHODS. Raises UnknownMethod.

    Methods based on the same measurement share it.
    """
    chosen = method_named(method)
    return chosen.read(_measured(run, chosen.measurement, sentence, chosen.measure))


def repair_of(run: Run, sentence: str) -> Repair:
    """What small changes do to a run's verdict."""
    return _measured(run, "repair", sentence, find_repair)


def _measured(run: Run, what: str, sentence: str, measure: Callable[[SharedJudge, str], Any]) -> Any:
    model = classifier(run)
    return _kept(what, str(run.folder), model.weights, sentence, lambda: measure(model, sentence))


@st.cache_resource(max_entries=200, show_spinner=False)
def _kept(what: str, folder: str, weights: int, sentence: str, _measure: Callable[[], Any]) -> Any:
    return _measure()


def attention_of(run: Run, sentence: str) -> AttentionMap:
    """How much each word attends to each other word."""
    return _attention(str(run.folder), classifier(run).weights, sentence, run)


# Few are kept: with a large model, the map of a long sentence takes megabytes.
@st.cache_resource(max_entries=30, show_spinner=False)
def _attention(folder: str, weights: int, sentence: str, _run: Run) -> AttentionMap:
    return workspace().judging.attention(_run, sentence)
