"""The report card of a judged part: CoLA by grammatical feature, pairs and added corpora by phenomenon."""

import re
from typing import Any

import pandas as pd
import streamlit as st

from colabert_core.corpus import COLA, FEATURES, LEVELS, PAIRS, Corpus, Level
from colabert_core.errors import AnnotationsMissing, CorpusError
from colabert_core.evaluation import (
    MIN_CLASS_SENTENCES,
    MIN_SENTENCES,
    by_phenomenon,
    metrics_of,
    pair_accuracy,
    phenomena_of,
    phenomenon_of_rows,
    report_card,
)
from colabert_core.judging import THRESHOLD
from pages.ui import services, widgets
from pages.ui.corpus.published_file import fetch_or_upload
from pages.ui.evaluation import report_card_charts
from pages.ui.evaluation.judged import clicked_list, has_phenomena
from pages.ui.text import error_text, locale, markdown_escaped, phenomenon_name, plain, t

_MAX_BARS = 40  # more cannot be read; the chart's table has them all
_ANNOTATED = ("in_domain_dev", "out_of_domain_dev")


def show_report_card(
    judged: pd.DataFrame, corpus: Corpus, split: str, threshold: float = THRESHOLD, judge: str = ""
) -> None:
    """Show the report card of a judged split.

    Columns: source, label, sentence, acceptable (probability 0 to 1); of minimal pairs also pair.

    A sentence is judged acceptable if its probability is at least `threshold`. A click on a bar lists its
    sentences; from there, a sentence opens on the scoring page with the run `judge`.
    """
    if corpus.id == PAIRS:
        _phenomena(judged, judge)
    elif corpus.id == COLA and split in _ANNOTATED:
        _features(judged, threshold, judge)
    elif has_phenomena(judged):
        _named_phenomena(judged, threshold, judge)
    else:
        st.info(t("report_card.only_dev"), icon=":material/info:")


# --- CoLA: by grammatical feature --------------------------------------------------------------


def _features(judged: pd.DataFrame, threshold: float, judge: str) -> None:
    try:
        annotations = services.annotations()
    except CorpusError as error:
        _missing(error)
        return
    known = judged[annotations.matched(judged)]
    if known.empty:
        st.info(t("report_card.none_matched"), icon=":material/info:")
        return
    st.markdown(t("report_card.lead"))
    level = _level()
    st.caption(t("report_card.matched", matched=len(known), n=len(judged)))
    card = _named(services.report_card(judged, level, threshold), level)
    name = _measured(card, level, metrics_of(known, threshold).mcc)
    if name is None:
        st.caption(t("evaluation.click_bar"))
    else:
        feature = card.loc[card["name"] == name, "feature"].item()
        has_it = annotations.features_of(known, level)[feature].to_numpy(dtype=bool)
        clicked_list(name, known[has_it], f"feature_{level}", "report-card", judge)
    _one_class(card)
    _meanings(level)
    limits = {"limit": MIN_SENTENCES, "rare": MIN_CLASS_SENTENCES}
    widgets.explain("report_card.about", matched=len(known), n=len(judged), **limits)


def _level() -> Level:
    return st.segmented_control(
        t("report_card.level"),
        LEVELS,
        default=LEVELS[0],
        format_func=lambda level: plain(f"report_card.level_{level}", n=len(FEATURES[level])),
        key="report_card_level",
        required=True,
        persist_state="session",
    )


def _named(card: pd.DataFrame, level: Level) -> pd.DataFrame:
    return card.assign(name=[plain(f"report_card.{level}.{id}") for id in card["feature"]])


def _measured(card: pd.DataFrame, level: Level, whole: float) -> str | None:
    """A chart of the MCC of features that have both classes; its table has the numbers of all features.

    Returns the name of the feature whose bar was clicked.
    """
    two_classes = card[card["kind"] != "one class"]
    figure = report_card_charts.features(two_classes, plain(f"report_card.chart_{level}"), whole, plain)
    key, alt = f"report_card_{level}", _alt(two_classes)
    return _name_of(widgets.chart(figure, key, alt, lambda: _numbers(card, level), clickable=True))


def _name_of(points: list[dict]) -> str | None:
    """The name of the bar that was clicked: the first of its hover data."""
    return str(points[0]["customdata"][0]) if points else None


def _alt(card: pd.DataFrame) -> str:
    measured = card[card["kind"] == "measured"].sort_values("mcc")
    if measured.empty:
        return plain("report_card.alt_none", n=len(card))
    low, high = measured.iloc[0], measured.iloc[-1]
    return plain(
        "report_card.alt",
        n=len(card),
        best=high["name"],
        high=high["mcc"],
        worst=low["name"],
        low=low["mcc"],
        few=len(card) - len(measured),
    )


def _numbers(card: pd.DataFrame, level: Level) -> pd.DataFrame:
    features = FEATURES[level]
    table = pd.DataFrame(
        {
            plain("report_card.feature"): card["name"],
            plain("columns.sentences"): card["sentences"],
            plain("columns.mcc"): card["mcc"].round(3),
            plain("columns.accuracy"): card["accuracy"].round(3),
            plain("report_card.share_found"): card["share_found"].round(3),
            plain("report_card.kind"): _kinds(card),
            plain("columns.acceptable_share"): card["acceptable_share"].round(3),
        }
    )
    if level == "minor":
        table[plain("report_card.of_major")] = [plain(f"report_card.major.{f.major}") for f in features]
    table[plain("report_card.short_name")] = [locale("en")[f"report_card.{level}.{f.id}"] for f in features]
    return table


def _kinds(table: pd.DataFrame) -> list[str]:
    return [plain(f"report_card.kinds.{kind.replace(' ', '_')}") for kind in table["kind"]]


def _one_class(card: pd.DataFrame) -> None:
    """Features that occur almost only in unacceptable (or acceptable) sentences: the share of these found."""
    rows = card[card["kind"] == "one class"]
    if rows.empty:
        return
    st.markdown(t("report_card.one_class"), help=t("report_card.one_class_why"))
    row: Any
    for cell, row in zip(st.columns(max(3, len(rows))), rows.itertuples(), strict=False):
        good = row.acceptable_share > 0.5
        count = round(row.sentences * (row.acceptable_share if good else 1 - row.acceptable_share))
        with cell.container(border=True):
            st.metric(markdown_escaped(row.name), f"{row.share_found:.0%}")
            st.caption(t(f"report_card.found_{'acceptable' if good else 'unacceptable'}", n=count))


def _meanings(level: Level) -> None:
    """A line for each major feature, followed by its minor ones if `level` is minor."""
    with st.expander(t("report_card.meanings"), icon=":material/menu_book:"):
        for major in FEATURES["major"]:
            st.markdown(f"**{t(f'report_card.major.{major.id}')}.** {t(f'report_card.means.{major.id}')}")
            minors = [_both_names(f.id) for f in FEATURES["minor"] if f.major == major.id]
            if level == "minor" and len(minors) > 1:
                st.caption(" · ".join(minors))
        if level == "minor":
            st.caption(t("report_card.abbreviations"))


def _both_names(id: str) -> str:
    """A minor feature in the visitor's language, with the annotators' name if it differs."""
    name, english = plain(f"report_card.minor.{id}"), locale("en")[f"report_card.minor.{id}"]
    return name if name == english else f"{name} ({english})"


# --- getting the annotations -------------------------------------------------------------------


def _missing(error: CorpusError) -> None:
    """Offer to download the annotations or to upload their zip file."""
    if not isinstance(error, AnnotationsMissing):
        st.warning(error_text(error), icon=":material/error:")
    with st.container(border=True):
        st.markdown(f"**{t('report_card.missing')}**")
        st.markdown(t("report_card.about_them"))
        fetch_or_upload(
            "annotations",
            "report_card",
            services.annotations_address(),
            services.fetch_annotations,
            services.install_annotations,
        )


# --- an added corpus: by the phenomena that it names -----------------------------------------------


def _named_phenomena(judged: pd.DataFrame, threshold: float, judge: str) -> None:
    named = judged[judged["phenomenon"] != ""]
    if pair_accuracy(judged) is not None:
        _phenomena(named, judge)
        return
    card = report_card(named, phenomena_of(named), threshold)
    card = card.assign(name=card["feature"])
    st.markdown(t("report_card.own_lead"))
    if len(named) < len(judged):
        st.caption(t("report_card.own_named", named=len(named), n=len(judged)))
    two_classes = card[card["kind"] != "one class"]
    if len(two_classes):
        figure = report_card_charts.features(
            two_classes.head(_MAX_BARS),
            plain("report_card.own_chart"),
            metrics_of(named, threshold).mcc,
            plain,
        )
        alt = _alt(two_classes)
        points = widgets.chart(figure, "report_card_own", alt, lambda: _own_numbers(card), clickable=True)
        if name := _name_of(points):
            clicked_list(name, named[named["phenomenon"] == name], "phenomenon", "report-card", judge)
    _one_class(card)


def _own_numbers(card: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("columns.phenomenon"): card["name"],
            plain("columns.sentences"): card["sentences"],
            plain("columns.mcc"): card["mcc"].round(3),
            plain("columns.accuracy"): card["accuracy"].round(3),
            plain("report_card.share_found"): card["share_found"].round(3),
            plain("report_card.kind"): _kinds(card),
            plain("columns.acceptable_share"): card["acceptable_share"].round(3),
        }
    )


# --- our minimal pairs: by phenomenon ----------------------------------------------------------


def _phenomena(judged: pd.DataFrame, judge: str) -> None:
    table = by_phenomenon(judged)
    names = [phenomenon_name(phenomenon) for phenomenon in table["phenomenon"]]
    table = table.assign(name=names, short=[re.sub(r"\s*\(.*\)$", "", name) for name in names])
    st.markdown(t("report_card.pairs_lead"))
    low, high = table.iloc[0], table.iloc[-1]
    alt = plain(
        "report_card.pairs_alt",
        n=len(table),
        best=high["short"],
        high=high["right"],
        worst=low["short"],
        low=low["right"],
    )
    figure = report_card_charts.phenomena(table, plain)
    points = widgets.chart(figure, "report_card_pairs", alt, lambda: _pair_numbers(table), clickable=True)
    if name := _name_of(points):
        rows = judged[phenomenon_of_rows(judged).map(phenomenon_name) == name]
        clicked_list(name, rows, "phenomenon", "report-card", judge)
    else:
        st.caption(t("evaluation.click_bar"))


def _pair_numbers(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("columns.phenomenon"): table["name"],
            plain("report_card.pairs"): table["pairs"],
            plain("report_card.pairs_right"): table["right"].round(3),
            plain("report_card.kind"): _kinds(table),
        }
    )
