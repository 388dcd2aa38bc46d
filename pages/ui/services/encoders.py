"""Encoders, and what is measured with the bundled one."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from colabert_core.encoders import Entry, Shape
from colabert_core.model import WordPiece
from colabert_core.runs import Run
from pages.ui.services.workspaces import workspace


@st.cache_resource(show_spinner=False)
def default_encoder() -> str:
    """The best encoder at hand, found once in a server."""
    return workspace().encoders.default()


def encoder_entries() -> list[Entry]:
    return workspace().encoders.entries()


def encoder_is_at_hand(name: str) -> bool:
    return workspace().encoders.is_at_hand(name)


def encoder_name(name: str) -> str:
    return workspace().encoders.name_for_people(name)


def install_encoder(upload: UploadedFile) -> str:
    return workspace().encoders.install(upload, upload.name)


def shape_of_run(run: Run) -> Shape | None:
    return workspace().encoders.shape_of_run(run)


@st.cache_resource(show_spinner=False)
def word_piece() -> WordPiece:
    """The bundled encoder's tokenizer."""
    return workspace().encoders.bundled_word_piece()


@st.cache_resource(show_spinner=False)
def seconds_to_read(length: int) -> float:
    """Measured once in a server."""
    return workspace().encoders.seconds_to_read(length)
