"""A published file that is not bundled: downloaded at a click, or uploaded as a zip."""

from collections.abc import Callable

import streamlit as st

from colabert_core.corpus import MAX_PUBLISHED_ZIP_BYTES, DownloadProgress
from colabert_core.errors import ColabertError
from pages.ui.text import error_text, megabytes, t


def fetch_or_upload(
    key: str,
    texts: str,
    address: str,
    fetch: Callable[[DownloadProgress], None],
    install: Callable[[str, bytes], None],
    on_success: Callable[[], None] = lambda: None,
) -> None:
    """A button and an upload field. `texts`: the locale's section with fetch, upload and rights.

    Once the file is installed, `on_success` is called and the page runs again.
    """
    label, symbol = t(f"{texts}.fetch"), ":material/download:"
    if st.button(label, key=f"fetch_{key}", type="primary", icon=symbol):
        _attempt(lambda: _fetch(address, fetch), on_success)
    upload = st.file_uploader(
        t(f"{texts}.upload"), type="zip", key=f"{key}_zip", max_upload_size=megabytes(MAX_PUBLISHED_ZIP_BYTES)
    )
    if upload is not None:
        _attempt(lambda: install(upload.name, upload.getvalue()), on_success)
    st.caption(t(f"{texts}.rights"))


def _fetch(address: str, fetch: Callable[[DownloadProgress], None]) -> None:
    bar = st.progress(0.0, text=t("corpus.asking", address=address))

    def advance(done: int, total: int) -> None:
        bar.progress(done / total if total else 0.0, text=t("corpus.fetching", kb=done / 1000))

    try:
        fetch(advance)
    finally:
        bar.empty()


def _attempt(work: Callable[[], None], on_success: Callable[[], None]) -> None:
    """Do `work`, which may fail: a fault is shown beside the form, and success runs the page again."""
    try:
        work()
    except ColabertError as error:
        st.error(error_text(error), icon=":material/error:")
    else:
        on_success()
        st.rerun()
