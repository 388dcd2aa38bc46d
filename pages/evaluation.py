"""Evaluation: how well a model judges sentences that it was not trained on."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus, shelf
from colabert_core.corpus.sources import cited
from colabert_core.evaluation import Report, rows_to_judge, splits_for
from colabert_core.metrics import Metrics
from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.text import plain, t


def body() -> None:
    run = widgets.run_picker(services.store().with_model(), key="judge", usual=services.best_judge())
    corpus = widgets.corpus_picker(t("evaluation.corpus"))
    split = _split(run, corpus)
    rows = rows_to_judge(run, corpus, split)
    kind = "_pairs" if corpus.id == shelf.PAIRS and split.endswith("_dev") else ""
    st.caption(t(f"evaluation.{split}{kind}", n=len(rows)))
    if st.button(t("evaluation.start"), key="evaluate", type="primary", icon=":material/play_arrow:"):
        st.session_state["report"] = (run.id, corpus.fingerprint, split, _judge(run, rows))
    *asked, report = st.session_state.get("report", (None, None))
    if asked == [run.id, corpus.fingerprint, split]:  # another choice's report is not shown under this one
        _show(report, corpus)
    widgets.explain("training.words")
    widgets.explain("evaluation.baseline")


def _split(run: Run, corpus: Corpus) -> str:
    """One of the parts that the run never learned from."""
    return st.segmented_control(
        t("evaluation.split"),
        splits := splits_for(run, corpus),
        default=splits[0],
        format_func=lambda split: plain("splits.validation" if split == "validation" else f"splits.{split}"),
        key=f"split_{run.id}_{corpus.id}",
        required=True,
    )


def _judge(run: Run, rows: pd.DataFrame) -> Report:
    with st.spinner(t("verdict.thinking")):
        classifier = services.classifier(run)
    bar = st.progress(0.0)

    def advance(done: int) -> None:
        bar.progress(done / len(rows), text=t("evaluation.judging", n=done, all=len(rows)))

    try:
        return services.evaluated(classifier, rows, advance)
    finally:
        bar.empty()


def _show(report: Report, corpus: Corpus) -> None:
    metrics = report.metrics
    share = metrics.confusion[1].sum() / metrics.size
    cells = st.columns(3 if report.pairs is None else 4)
    against = t("evaluation.against", share=float(share))
    cells[0].metric(t("columns.accuracy"), f"{metrics.accuracy:.1%}", help=against, border=True)
    cells[1].metric(t("columns.mcc"), f"{metrics.mcc:.3f}", help=t("run.mcc_help"), border=True)
    cells[2].metric("F1", f"{metrics.f1:.3f}", help=t("evaluation.f1_help"), border=True)
    if report.pairs is not None:
        help_ = t("evaluation.pairs_help")
        cells[3].metric(t("evaluation.pairs"), f"{report.pairs:.1%}", help=help_, border=True)
    st.caption(against)
    _confusion(metrics)
    _sources(report, corpus)


def _confusion(metrics: Metrics) -> None:
    """Rows the label, columns the verdict, as a table that says so in words."""
    st.markdown(t("evaluation.confusion"))
    table = pd.DataFrame(
        {
            plain("evaluation.label"): [plain("labels.1"), plain("labels.0")],
            plain("evaluation.judged", verdict=plain("labels.1")): metrics.confusion[::-1, 1],
            plain("evaluation.judged", verdict=plain("labels.0")): metrics.confusion[::-1, 0],
        }
    )
    st.dataframe(table, hide_index=True, key="confusion", alt=plain("evaluation.confusion_alt"))


def _sources(report: Report, corpus: Corpus) -> None:
    """By publication or paradigm, the hardest first."""
    st.markdown(t("evaluation.by_source"))
    table = report.by_source
    shown = pd.DataFrame(
        {
            plain("columns.paradigm" if report.pairs is not None else "columns.source"): [
                cited(source).replace("_", " ") for source in table["source"]
            ],
            plain("columns.sentences"): table["sentences"],
            plain("columns.accuracy"): table["accuracy"].map("{:.0%}".format),
            plain("columns.mcc"): table["mcc"].map("{:.2f}".format),
        }
    )
    if "pairs" in table:
        shown[plain("evaluation.pairs")] = table["pairs"].map("{:.0%}".format)
    st.dataframe(shown, hide_index=True, key="by_source", alt=plain("evaluation.by_source_alt", n=len(shown)))
    widgets.download(shown, f"{corpus.id}-by-source.csv", key="by_source_csv")


frame.show("evaluation", body)
