"""One `Workspace` per home and address of CoLA, shared by all visitors."""

import os

import streamlit as st

from colabert_core.workspace import Workspace


def workspace() -> Workspace:
    """The workspace that the environment variables name."""
    return _shared(Workspace.from_environment(os.environ))


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Workspace: repr})
def _shared(found: Workspace) -> Workspace:
    return found
