"""Why a model says so: what was explained is kept for the next run of the page."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from colabert_core.explaining import attribution, repair
from colabert_core.runs import Run
from colabert_core.system import importing_torch
from pages.ui.services.judging import classifier


def attribution_of(run: Run, sentence: str) -> attribution.Attribution:
    """Which words move a run's verdict; kept, as everything here, for the next run of the page."""
    model = classifier(run)
    return _explained(
        "words", str(run.folder), model.weights, sentence, lambda: attribution.attribute(model, sentence)
    )


def repair_of(run: Run, sentence: str) -> repair.Repair:
    model = classifier(run)
    return _explained(
        "repair", str(run.folder), model.weights, sentence, lambda: repair.repair(model, sentence)
    )


def gradient_of(run: Run, sentence: str) -> np.ndarray:
    """What the model's answer reacts to, word by word <float>[words read]."""
    model = classifier(run)
    with importing_torch():
        from colabert_core.explaining.inside import gradient_times_input as reactions

    return _explained(
        "gradient", str(run.folder), model.weights, sentence, lambda: reactions(model.judge, sentence)
    )


@st.cache_resource(max_entries=200, show_spinner=False)
def _explained(what: str, folder: str, weights: int, sentence: str, _explain: Callable):
    return _explain()


def attention_of(run: Run, sentence: str):
    """An `inside.AttentionMap`."""
    model = classifier(run)
    return _attention_in(str(run.folder), model.weights, sentence, model.judge)


@st.cache_resource(
    max_entries=30, show_spinner=False
)  # a large model's map of a long sentence takes megabytes
def _attention_in(folder: str, weights: int, sentence: str, _judge):
    with importing_torch():
        from colabert_core.explaining.inside import attention

    return attention(_judge, sentence)
