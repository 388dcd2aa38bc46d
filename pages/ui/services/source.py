"""The engine's source, for reading in class."""

import ast
from pathlib import Path

import streamlit as st

import colabert_core


@st.cache_resource(show_spinner=False)
def source_of(module: str, function: str) -> str:
    """The source of a function of the engine, read from its file so that nothing is imported."""
    text = (Path(colabert_core.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    found = next(node for node in ast.parse(text).body if getattr(node, "name", "") == function)
    return ast.get_source_segment(text, found) or ""
