"""Encoders, and measurements with the bundled one."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from colabert_core.config import BUNDLED, Recommendation
from colabert_core.corpus import Corpus
from colabert_core.encoders import Entry, Shape
from colabert_core.judging import Unknown, unknown_in
from colabert_core.model import WordPiece
from colabert_core.runs import Run, run_at
from pages.ui.services.workspaces import workspace


@st.cache_resource(show_spinner=False)
def default_encoder() -> str:
    """The name of the best encoder at hand; looked up once per server."""
    return workspace().encoders.default()


def encoder_entries() -> list[Entry]:
    """The catalogue, with the encoders that people uploaded."""
    return workspace().encoders.entries()


def recommended(encoder: str, corpus_id: str) -> Recommendation:
    """The settings recommended for an encoder on a corpus, and what to expect of them."""
    return workspace().encoders.recommended(encoder, corpus_id)


def pretrained() -> Run:
    """The pretrained judge, from which trainings may start."""
    return workspace().encoders.pretrained()


def encoder_is_at_hand(name: str) -> bool:
    """Whether an encoder can be used without a download."""
    return workspace().encoders.is_at_hand(name)


def encoder_name(name: str) -> str:
    """An encoder's name as people read it, without the path of an uploaded one."""
    return workspace().encoders.name_for_people(name)


def install_encoder(upload: UploadedFile) -> str:
    """Install an uploaded encoder; returns its name. Raises what `encoders.install` raises."""
    return workspace().encoders.install(upload, upload.name)


def shape_of_run(run: Run) -> Shape | None:
    """The sizes of a run's model, or of its encoder until there is one; None if unknown."""
    return workspace().encoders.shape_of_run(run)


def word_piece_for(encoder: str) -> WordPiece | None:
    """The tokenizer of an encoder; None if the encoder is not on this computer."""
    try:
        return _word_piece(encoder)
    except LookupError:
        return None


@st.cache_resource(max_entries=8, show_spinner=False, ttl=60)
def _word_piece(encoder: str) -> WordPiece:
    """Raises LookupError, which is not kept: the encoder may arrive at any time."""
    found = workspace().encoders.word_piece(encoder)
    if found is None:
        raise LookupError(encoder)
    return found


def vocabularies() -> list[str]:
    """The encoders on this computer, the bundled one first, by the names that settings have for them."""
    known = [entry.name for entry in encoder_entries()]
    runs = workspace().runs.store.all()
    used = [run.info.config.encoder for run in runs if not run.is_from_elsewhere]
    names = dict.fromkeys([BUNDLED, *known, *(name for name in used if run_at(name) is None)])
    return [name for name in names if name == BUNDLED or encoder_is_at_hand(name)]


def unknown_words(encoder: str, corpus: Corpus) -> Unknown | None:
    """How much of a corpus's training part an encoder's vocabulary lacks; None if it is not here."""
    if word_piece_for(encoder) is None:
        return None
    return _unknown_words(encoder, corpus.fingerprint, corpus)


@st.cache_resource(max_entries=32, show_spinner=False, ttl=600)
def _unknown_words(encoder: str, fingerprint: str, _corpus: Corpus) -> Unknown:
    return unknown_in(_word_piece(encoder), list(_corpus.split("in_domain_train")["sentence"]))


@st.cache_resource(show_spinner=False)
def seconds_to_read(length: int) -> float:
    """Seconds for the bundled encoder to read 32 sentences padded to `length`; measured once per server."""
    return workspace().encoders.seconds_to_read(length)
