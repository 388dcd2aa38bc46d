"""What happens once, when `streamlit run` starts the server; `streamlit_app.py` calls it."""

import asyncio
import os
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module

import streamlit as st

from colabert_core.minimal_pairs import all_paradigms
from colabert_core.system import skip_in_garbage_collection
from pages.ui import services

_START_SECONDS = 0.5  # until the server answers
_STOP_SECONDS = 60.0  # for a step and a checkpoint of a large model on a slow disk


def prepare() -> None:
    """Load, before the first visitor, what the first page reads and what Streamlit would load only then."""
    for module in ("streamlit.emojis", "streamlit.material_icon_names", "PIL.Image", "pyarrow.pandas_compat"):
        with suppress(ImportError):
            import_module(module)
    all_paradigms()
    with suppress(Exception):  # the server starts whatever is wrong with a run; the pages report it
        services.default_run()
        services.corpus_ids()
    skip_in_garbage_collection()


@asynccontextmanager
async def lifespan(app) -> AsyncIterator[dict]:
    """From the start of the server to its end: open the browser, and stop a training as its button would.

    The browser is opened as `streamlit run` does for a plain script, unless `server.headless` forbids it.
    """
    if not st.get_option("server.headless"):
        host, port = st.get_option("server.address") or "localhost", st.get_option("server.port")
        timer = threading.Timer(_START_SECONDS, webbrowser.open, [f"http://{host}:{port}"])
        timer.daemon = True
        timer.start()
    yield {}
    await asyncio.to_thread(_stop_training)


def _stop_training() -> None:
    """Stop what this server trains, so that Ctrl-C loses no step; a second Ctrl-C ends at once."""
    if not services.trains_here():
        return
    print("Stopping the training after this step.", file=sys.stderr, flush=True)
    if services.stop_trainings(_STOP_SECONDS):
        # Python cannot end a thread, and torch would abort the process with a message of its own.
        print("The training did not stop in time; it continues from its last checkpoint.", file=sys.stderr)
        sys.stderr.flush()
        os._exit(1)
