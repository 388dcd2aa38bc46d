"""Evaluation: how well a model judges sentences that it was not trained on, and where it fails."""

import streamlit as st

from colabert_core.corpus import PAIRS, Corpus
from colabert_core.errors import NotApart
from colabert_core.evaluation import rows_to_judge, splits_for
from colabert_core.runs import Run
from pages.ui import address, frame, services, widgets
from pages.ui.corpus.picker import corpus_picker
from pages.ui.evaluation.compare import show_comparison
from pages.ui.evaluation.confidence import show_confidence
from pages.ui.evaluation.figures import show_figures
from pages.ui.evaluation.judged import Judged
from pages.ui.evaluation.phenomena import show_phenomena
from pages.ui.evaluation.predictions import predict
from pages.ui.evaluation.slices import show_slices
from pages.ui.evaluation.wrong_verdicts import show_wrong_verdicts
from pages.ui.runs.picker import run_picker
from pages.ui.text import plain, t
from pages.ui.training.learning_replay import show_replay

_VERDICT_TABS = {  # tabs that need the run's verdicts on the split
    "figures": show_figures,
    "slices": show_slices,
    "phenomena": show_phenomena,
    "errors": show_wrong_verdicts,
    "confidence": show_confidence,
}
_PART = "evaluation_part"
_TABS = (*_VERDICT_TABS, "compare", "replay")


def body() -> None:
    model, which, part = st.columns([7, 3, 3], vertical_alignment="bottom", gap="small")
    with model:
        run = run_picker(services.store().with_model(), key="judge", usual=services.default_run())
    with which:
        corpus = corpus_picker(t("evaluation.corpus"))
    with part:
        split = _split(run, corpus)
    judged = _judged(run, corpus, split)
    for name, tab in zip(_TABS, widgets.tabs("evaluation", _TABS), strict=True):
        if tab.open:
            with tab, frame.faults_shown():
                _draw(name, run, corpus, split, judged)
    widgets.learn_more("training.words", "evaluation.baseline", "evaluation.intervals")


def _split(run: Run, corpus: Corpus) -> str:
    """The chosen part, among those that the run was not trained on. Raises NotApart if there are none.

    The choice stays with another model or corpus, where these have the same part.
    """
    splits = splits_for(run, corpus)
    if not splits:
        raise NotApart(name=run.name, split="–", corpus=corpus.name, others="–")
    address.take(_PART, "part", splits, splits[0])
    if st.session_state.get(_PART) not in splits:
        st.session_state[_PART] = splits[0]
    chosen = st.selectbox(
        t("evaluation.split"),
        splits,
        format_func=lambda split: _part(split, len(splits)),
        key=_PART,
        persist_state="session",
    )
    address.put("part", chosen, splits[0])
    return chosen


def _part(split: str, parts: int) -> str:
    """The name of a part; the only part of an added corpus is called all sentences."""
    return plain("splits.all" if parts == 1 and split == "in_domain_train" else f"splits.{split}")


def _judged(run: Run, corpus: Corpus, split: str) -> Judged | None:
    """The run's verdicts on the split, from an earlier visit or made at a click; None before that."""
    rows = rows_to_judge(run, corpus, split)
    st.caption(t(f"evaluation.{_about(run, corpus, split)}", n=len(rows)))
    table = services.kept_predictions(run, corpus, split)
    if table is None:
        label, symbol = t("evaluation.start", n=len(rows)), ":material/play_arrow:"
        if not st.button(label, key="evaluate", type="primary", icon=symbol):
            return None
        predict(run, corpus, split)
        st.rerun()  # without the button
    return Judged(run=run, corpus=corpus, split=split, table=table)


def _about(run: Run, corpus: Corpus, split: str) -> str:
    """The key of what is known about the sentences of a part."""
    if run.is_from_elsewhere:
        return "elsewhere"
    return f"{split}_pairs" if corpus.id == PAIRS and split.endswith("_dev") else split


def _draw(name: str, run: Run, corpus: Corpus, split: str, judged: Judged | None) -> None:
    if name == "compare":
        show_comparison(run, corpus, split)
    elif name == "replay":
        show_replay(run)
    elif judged is None:
        st.info(t("evaluation.judge_first"), icon=":material/rule:")
    else:
        _VERDICT_TABS[name](judged)


frame.show("evaluation", body)
