"""Corpora, and uploaded tables, which are read only once while the visitor makes choices."""

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from colabert_core.corpus import (
    About,
    Annotations,
    Corpus,
    Cutoffs,
    DownloadProgress,
    Labels,
    LabelValue,
    Prepared,
    prepare,
)
from colabert_core.corpus import labels_in as labels_of
from colabert_core.errors import CorpusError, EncoderNotFound
from colabert_core.tables import Columns, Reading, Sheet
from colabert_core.tables import read as read_sheet
from colabert_core.tables import tables_in as tables_of
from pages.ui.services.encoders import word_piece_for
from pages.ui.services.workspaces import workspace


def corpus_address() -> str:
    """The URL or path from which CoLA is fetched."""
    return workspace().cola_address


def corpus_ids() -> list[str]:
    """The ids of all corpora that are here."""
    return workspace().corpora.ids()


def corpus(id: str) -> Corpus:
    """A corpus by its id. Raises CorpusError."""
    return workspace().corpora.open(id)


def corpus_fault() -> CorpusError | None:
    """Why the CoLA that is here cannot be used; None if it can, or if there is none."""
    return workspace().corpora.cola_fault()


def corpus_name(id: str) -> str:
    """The name of a corpus as people gave it."""
    return workspace().corpora.name_of(id)


def fetch_corpus(on_progress: DownloadProgress) -> None:
    """Download CoLA. Raises CorpusError."""
    workspace().corpora.fetch_cola(on_progress)


def install_corpus(name: str, content: bytes) -> None:
    """Install CoLA from an uploaded zip file. Raises CorpusError."""
    workspace().corpora.install_cola(name, content)


def annotations_address() -> str:
    """The URL or path from which CoLA's annotations are fetched."""
    return workspace().corpora.annotations_address


def annotations() -> Annotations:
    """CoLA's grammatical annotations. Raises CorpusError."""
    return workspace().corpora.annotations()


def fetch_annotations(on_progress: DownloadProgress) -> None:
    """Download the annotations. Raises CorpusError."""
    workspace().corpora.fetch_annotations(on_progress)


def install_annotations(name: str, content: bytes) -> None:
    """Install the annotations from an uploaded zip file. Raises CorpusError."""
    workspace().corpora.install_annotations(name, content)


@st.cache_resource(max_entries=8, show_spinner=False)
def training_lengths(fingerprint: str, encoder: str, _corpus: Corpus) -> np.ndarray:
    """Numbers of tokens <int>[n] of the training sentences for an encoder on this computer.

    Special tokens are included. Raises EncoderNotFound.
    """
    found = word_piece_for(encoder)
    if found is None:
        raise EncoderNotFound(name=encoder)
    return found.lengths(list(_corpus.split("in_domain_train")["sentence"]))


# --- uploaded tables -----------------------------------------------------------------------------


def own_corpus_ids() -> list[str]:
    """The ids of the corpora that people added."""
    return workspace().corpora.own_ids()


def about_corpus(id: str) -> About | None:
    """What is known about an added corpus; None if it cannot be read."""
    return workspace().corpora.about(id)


def add_corpus(name: str, prepared: Prepared) -> str:
    """Store a table as a corpus; returns its id. Raises CorpusError."""
    return workspace().corpora.add(name, prepared)


def delete_corpus(id: str) -> None:
    """Delete an added corpus. Raises CorpusUnknown, CorpusNotStored."""
    workspace().corpora.delete(id)


@st.cache_resource(max_entries=8, show_spinner=False)
def tables_in(file_id: str, _upload: UploadedFile) -> tuple[str, ...]:
    """The sheets of an uploaded spreadsheet. Raises CorpusError."""
    return tables_of(_upload.name, _upload.getvalue())


@st.cache_resource(max_entries=8, show_spinner=False)
def sheet(file_id: str, _upload: UploadedFile, reading: Reading) -> Sheet:
    """An uploaded table. Raises CorpusError."""
    return read_sheet(_upload.name, _upload.getvalue(), reading)


@st.cache_resource(max_entries=8, show_spinner=False)
def labels_in(key: str, _sheet: Sheet, columns: Columns) -> Labels:
    """The values in the column of labels. `key` identifies the sheet. Raises CorpusError."""
    return labels_of(_sheet, columns)


@st.cache_resource(max_entries=8, show_spinner=False)
def prepared(key: str, _sheet: Sheet, columns: Columns, labels: tuple[LabelValue, ...] | Cutoffs) -> Prepared:
    """The rows that the choices keep, and those left out. `key` identifies the sheet."""
    return prepare(_sheet, columns, labels)
