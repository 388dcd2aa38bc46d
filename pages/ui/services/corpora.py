"""Corpora, and the tables that people bring along: read once, while their owner chooses."""

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from colabert_core.corpus import (
    About,
    Annotations,
    Columns,
    Corpus,
    DownloadProgress,
    LabelValue,
    Prepared,
    Sheet,
    prepare,
    read_sheet,
)
from colabert_core.corpus import labels_in as labels_of
from colabert_core.corpus import tables_in as tables_of
from colabert_core.errors import CorpusError
from pages.ui.services.encoders import word_piece
from pages.ui.services.workspaces import workspace


def corpus_address() -> str:
    return workspace().cola_address


def corpus_ids() -> list[str]:
    return workspace().corpora.ids()


def corpus(id: str) -> Corpus:
    return workspace().corpora.open(id)


def corpus_fault() -> CorpusError | None:
    return workspace().corpora.cola_fault()


def corpus_name(id: str) -> str:
    return workspace().corpora.name_of(id)


def fetch_corpus(on_progress: DownloadProgress) -> None:
    workspace().corpora.fetch_cola(on_progress)


def install_corpus(name: str, content: bytes) -> None:
    workspace().corpora.install_cola(name, content)


def annotations_address() -> str:
    return workspace().corpora.annotations_address


def annotations() -> Annotations:
    return workspace().corpora.annotations()


def fetch_annotations(on_progress: DownloadProgress) -> None:
    workspace().corpora.fetch_annotations(on_progress)


def install_annotations(name: str, content: bytes) -> None:
    workspace().corpora.install_annotations(name, content)


@st.cache_resource(max_entries=8, show_spinner=False)
def training_lengths(fingerprint: str, _corpus: Corpus) -> np.ndarray:
    """Tokens of every training sentence, special tokens included <int>[n]."""
    return word_piece().lengths(list(_corpus.split("in_domain_train")["sentence"]))


# --- what people bring along ---------------------------------------------------------------------


def own_corpus_ids() -> list[str]:
    return workspace().corpora.own_ids()


def about_corpus(id: str) -> About | None:
    return workspace().corpora.about(id)


def add_corpus(name: str, prepared: Prepared) -> str:
    return workspace().corpora.add(name, prepared)


def delete_corpus(id: str) -> None:
    workspace().corpora.delete(id)


@st.cache_resource(max_entries=8, show_spinner=False)
def tables_in(file_id: str, _upload: UploadedFile) -> tuple[str, ...]:
    """The sheets of an uploaded spreadsheet. Raises CorpusError."""
    return tables_of(_upload.name, _upload.getvalue())


@st.cache_resource(max_entries=8, show_spinner=False)
def sheet(file_id: str, _upload: UploadedFile, table: str | None, headed: bool | None) -> Sheet:
    """An uploaded table. Raises CorpusError."""
    return read_sheet(_upload.name, _upload.getvalue(), table=table, headed=headed)


@st.cache_resource(max_entries=8, show_spinner=False)
def labels_in(key: str, _sheet: Sheet, columns: Columns) -> tuple[LabelValue, ...]:
    """`key` tells the sheet from others. Raises CorpusError."""
    return labels_of(_sheet, columns)


@st.cache_resource(max_entries=8, show_spinner=False)
def prepared(key: str, _sheet: Sheet, columns: Columns, labels: tuple[LabelValue, ...]) -> Prepared:
    return prepare(_sheet, columns, labels)
