"""Comparing runs: learning curves, settings, measures, and sentences on which two runs disagree."""

from itertools import combinations

import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus
from colabert_core.errors import CorpusError
from colabert_core.evaluation import (
    PairedComparison,
    differing,
    disagreements,
    intervals_of,
    learning_curves,
    metrics_of,
    obstacle,
    paired_comparison,
    part_of,
)
from colabert_core.runs import Run
from pages.ui import frame, services, widgets
from pages.ui.components.table import show_table
from pages.ui.corpus.picker import corpus_label
from pages.ui.evaluation import charts
from pages.ui.evaluation.judged import source_name
from pages.ui.evaluation.predictions import predict
from pages.ui.runs.names import encoder_label, run_label, run_name
from pages.ui.text import plain, t

MAX_RUNS = 4  # more curves could not be distinguished
RunsByName = dict[str, Run]


def show_comparison(run: Run, corpus: Corpus, split: str) -> None:
    """A run and up to three others chosen by the visitor."""
    runs = _chosen(run)
    if len(runs) < 2:
        return
    _curves(runs)
    _settings(runs)
    judged = _judged(runs, run, corpus, split)
    if len(judged) > 1:
        _disagreements(judged, corpus, split)


def _chosen(run: Run) -> RunsByName:
    """The run and those chosen beside it, by unique names. The choice is kept in the URL."""
    others = {other.id: other for other in services.store().with_model() if other != run}
    if not others:
        st.info(t("compare.alone"), icon=":material/compare_arrows:")
        return {}
    wanted = [id for id in st.query_params.get("beside", "").split(",") if id in others][: MAX_RUNS - 1]
    usual, key = list(others)[:1], f"beside_{run.id}"
    chosen = st.session_state.get(key, wanted or usual)
    st.session_state[key] = [id for id in chosen if id in others]  # one may have been deleted in the meantime
    beside = st.multiselect(
        t("compare.beside", name=run_name(run)),
        list(others),
        format_func=lambda id: run_label(others[id]),
        max_selections=MAX_RUNS - 1,
        key=key,
    )
    if beside != wanted and (wanted or beside != usual):
        st.query_params["beside"] = ",".join(beside)
    if not beside:
        st.info(t("compare.choose"), icon=":material/compare_arrows:")
    return _by_name([run, *(others[id] for id in beside)])


def _by_name(runs: list[Run]) -> RunsByName:
    """Runs by unique names: a number distinguishes runs of the same name."""
    named: RunsByName = {}
    for run in runs:
        name, number = run_name(run), 2
        while name in named:
            name, number = f"{run_name(run)} ({number})", number + 1
        named[name] = run
    return named


# --- learning curves ---------------------------------------------------------------------------


def _curves(runs: RunsByName) -> None:
    st.subheader(t("compare.curves"), anchor=False)
    own = {name: services.history(run) for name, run in runs.items() if not run.is_starter}
    table = learning_curves(own)  # the starter has none: it is an average of several trainings
    for name in runs:
        if name not in set(table["run"]):
            st.caption(t("compare.no_curve", name=name))
    if table.empty:
        return
    measure = st.segmented_control(
        t("compare.measure"),
        ("mcc", "loss"),
        default="mcc",
        format_func=lambda measure: plain(f"compare.{measure}"),
        key="compare_measure",
        required=True,
    )
    best = table.sort_values("mcc", ascending=False, kind="stable").iloc[0]
    alt = plain("compare.curves_alt", n=table["run"].nunique(), name=best["run"], mcc=float(best["mcc"]))
    figure = charts.compared_curves(table, tuple(runs), measure, plain)
    widgets.chart(figure, "compared_curves", alt, lambda: _curve_numbers(table))
    shown = [run for name, run in runs.items() if name in own]
    parts = {(run.info.corpus_fingerprint, *part_of(run, _corpus_of(run))) for run in shown}
    if len(parts) > 1:
        st.caption(t("compare.other_validation"))


def _corpus_of(run: Run) -> Corpus | None:
    """The corpus of a run; None if it is no longer here."""
    try:
        return services.corpus(run.info.corpus_id)
    except CorpusError:
        return None


def _curve_numbers(table: pd.DataFrame) -> pd.DataFrame:
    names = ("columns.run", "charts.step", "compare.epochs", "columns.validation_loss", "columns.mcc")
    return table.round(4).set_axis([plain(name) for name in names], axis=1)


# --- settings ----------------------------------------------------------------------------------


def _settings(runs: RunsByName) -> None:
    st.subheader(t("compare.settings"), anchor=False)
    table = differing({name: _settings_of(run) for name, run in runs.items()})
    if table.empty:
        st.markdown(t("compare.same_settings"))
        return
    shown = table.map(_in_words).set_axis([f"run_{number}" for number in range(table.shape[1])], axis=1)
    shown.insert(0, "setting", [plain(f"settings.{name}") for name in table.index])
    headings = [plain("columns.setting"), *table.columns]  # a run may have the name of another column
    alt = plain("compare.settings_alt", n=len(shown))
    names = dict(zip(shown.columns, headings, strict=True))
    show_table(shown, "compared_settings", alt, headings=names)


def _in_words(value) -> str:
    if isinstance(value, bool):
        return plain("compare.yes" if value else "compare.no")
    return "–" if value is None or value != value else str(value)


def _settings_of(run: Run) -> dict:
    """A run's settings, the corpus included, which matters as much as any number."""
    if run.is_from_elsewhere:  # nothing is known of its training
        return {"encoder": run.info.config.encoder}
    config = run.info.config.to_row()
    return {**config, "encoder": encoder_label(config["encoder"]), "corpus": run.info.corpus}


# --- measures ----------------------------------------------------------------------------------


def _judged(runs: RunsByName, base: Run, corpus: Corpus, split: str) -> dict[str, pd.DataFrame]:
    """Show the measures of the runs; returns their predictions by name. Missing ones are made at a click."""
    st.subheader(t("compare.measures"), anchor=False)
    st.caption(t("compare.on", corpus=corpus_label(corpus.id), part=plain(f"splits.{split}")))
    able = {}
    for name, run in runs.items():
        if why := obstacle(run, base, corpus, split):
            st.caption(t(f"compare.{why}", name=name))
        else:
            able[name] = run
    kept = {name: services.kept_predictions(run, corpus, split) for name, run in able.items()}
    _offer_judging([able[name] for name, table in kept.items() if table is None], corpus, split)
    judged = {name: table for name, table in kept.items() if table is not None}
    if judged:
        _measures(judged)
    return judged


def _offer_judging(missing: list[Run], corpus: Corpus, split: str) -> None:
    if not missing:
        return
    label = t("compare.judge", n=len(missing))
    if st.button(label, key="compare_judge", type="primary", icon=":material/play_arrow:"):
        for run in missing:
            predict(run, corpus, split)
        st.rerun()


def _measures(judged: dict[str, pd.DataFrame]) -> None:
    rows = [_measures_of(name, table) for name, table in judged.items()]
    names = ("columns.run", "columns.accuracy", "columns.mcc", "evaluation.f1")
    shown = pd.DataFrame(rows, columns=[plain(name) for name in names])
    show_table(shown, "compared_measures", plain("compare.measures_alt", n=len(rows)))
    widgets.download(shown, "compared.csv", key="compared_measures_csv")
    if len(rows) > 1:
        st.caption(t("compare.intervals"))


def _measures_of(name: str, table: pd.DataFrame) -> tuple[str, str, str, str]:
    """Name, accuracy, MCC and F1, each figure with its confidence interval."""
    found = metrics_of(table)
    ends = intervals_of(table)
    accuracy = f"{found.accuracy:.1%} ({100 * ends.accuracy[0]:.1f}–{100 * ends.accuracy[1]:.1f}%)"
    mcc = f"{found.mcc:.3f} ({ends.mcc[0]:.3f}–{ends.mcc[1]:.3f})"
    return name, accuracy, mcc, f"{found.f1:.3f} ({ends.f1[0]:.3f}–{ends.f1[1]:.3f})"


# --- disagreements -----------------------------------------------------------------------------


def _disagreements(judged: dict[str, pd.DataFrame], corpus: Corpus, split: str) -> None:
    st.subheader(t("compare.disagreements"), anchor=False)
    one, two = _pair(list(judged))
    found = paired_comparison(judged[one], judged[two])
    st.markdown(t("compare.duel", one=one, two=two, **_counts(found)))
    st.markdown(t(f"compare.{_reading(found)}", chance=found.p_value))
    if "pair" in judged[one]:
        st.caption(t("compare.pairs_note"))
    rows = disagreements(judged[one], judged[two])
    if len(rows):
        _show_disagreements(rows, one, two, f"{corpus.id}-{split}-disagreements.csv")


def _pair(names: list[str]) -> tuple[str, str]:
    """The two runs to compare: the first two, unless the visitor chooses others."""
    pairs = list(combinations(names, 2))
    if len(pairs) == 1:
        return pairs[0]
    chosen = st.selectbox(
        t("compare.which_two"),
        range(len(pairs)),
        format_func=lambda number: " – ".join(pairs[number]),
        key=f"compare_pair_{'-'.join(names)}",
    )
    return pairs[chosen]


def _counts(found: PairedComparison) -> dict[str, int]:
    return {
        "both": found.both_right,
        "first": found.first_only,
        "second": found.second_only,
        "none": found.both_wrong,
    }


def _reading(found: PairedComparison) -> str:
    if found.first_only + found.second_only == 0:
        return "alike"
    if found.p_value < 0.001:
        return "far_apart"
    return "apart" if found.p_value < 0.05 else "by_chance"


def _show_disagreements(rows: pd.DataFrame, one: str, two: str, file_name: str) -> None:
    shown = rows[["sentence", "mark", "label", "first", "second", "source"]].assign(
        label=rows["label"].map({1: plain("labels.1"), 0: plain("labels.0")}),
        source=rows["source"].map(source_name),
    )
    st.caption(t("compare.percent", one=one, two=two))
    alt = plain("compare.disagreements_alt", n=len(shown), one=one, two=two)
    keys = ("columns.sentence", "columns.mark", "evaluation.label", None, None, "columns.source")
    runs = iter((one, two))  # runs are headings only: one may have the name of another column
    names = [plain(key) if key else next(runs) for key in keys]
    headings = dict(zip(shown.columns, names, strict=True))
    row = show_table(
        shown, "disagreements", alt, bars=("first", "second"), opens="sentence", headings=headings
    )
    if row is not None:
        frame.open_page("scoring", one=str(rows["sentence"].iloc[row]))
    percent = shown.assign(first=(100 * shown["first"]).round(1), second=(100 * shown["second"]).round(1))
    named = percent.set_axis(names, axis=1)
    widgets.download(named, file_name, key="disagreements_csv")
