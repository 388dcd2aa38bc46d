"""The sentences that a model got wrong, and a sheet to discuss them in class."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import Filter, find_sentences
from colabert_core.evaluation import wrong_verdicts
from pages.ui import services, widgets
from pages.ui.evaluation.judged import Judged, for_people, sentence_list, with_file_columns
from pages.ui.text import plain, t


def show_wrong_verdicts(judged: Judged) -> None:
    """A searchable list, the most confident verdicts first, with source, mark and tokens."""
    wrong = wrong_verdicts(judged.table)
    st.markdown(t("evaluation.errors_words", n=len(wrong), all=len(judged.table)))
    if wrong.empty:
        return
    found = find_sentences(wrong, _filter())
    st.caption(t("samples.found", n=len(found), all=len(wrong)))
    pieces = services.word_piece_of(judged.run).pieces
    tokens = {plain("columns.tokens"): [" ".join(pieces(sentence)) for sentence in found["sentence"]]}
    sentence_list(found, "errors", f"{judged.key}-errors.csv", more=tokens, judge=judged.run.id)
    _sheet(found, judged)


def _filter() -> Filter:
    left, right, kind = st.columns([3, 2, 2], vertical_alignment="bottom")
    text = left.text_input(t("samples.search"), key="errors_search", persist_state="session")
    is_pattern = right.toggle(
        t("samples.regex"), key="errors_regex", help=t("samples.regex_help"), persist_state="session"
    )
    labels = kind.multiselect(
        t("evaluation.kind_of_error"),
        (0, 1),
        format_func=lambda label: plain(f"evaluation.cell_{label}{1 - label}"),
        key="errors_kind",
        placeholder=plain("samples.all"),
        persist_state="session",
    )
    return Filter(text=text, is_pattern=is_pattern, labels=tuple(labels))


def _sheet(found: pd.DataFrame, judged: Judged) -> None:
    """A CSV to discuss whether the labels are right; two columns are left empty for the class."""
    st.markdown(t("evaluation.sheet_words"))
    sheet = with_file_columns(for_people(found).round(3), found)
    for number, heading in enumerate(("evaluation.is_label_right", "evaluation.why")):
        sheet.insert(number, plain(heading), "")
    first = plain("columns.sentence")
    sheet.insert(0, first, sheet.pop(first))
    label = t("evaluation.sheet", n=len(sheet))
    widgets.download(sheet, f"{judged.key}-discussion.csv", key="discussion_csv", label=label)
