"""What happens once, when the server starts."""

import asyncio
import webbrowser
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from colabert_core.runs.store import RunStore
from pages.ui import server


@pytest.fixture
def opened(monkeypatch):
    """The addresses that the browser is told to open, without a delay."""
    found = []
    monkeypatch.setattr(webbrowser, "open", found.append)
    monkeypatch.setattr(server, "_START_SECONDS", 0.0)
    return found


def begin(monkeypatch, **options) -> None:
    monkeypatch.setattr(st, "get_option", lambda name: options[name.removeprefix("server.")])

    async def life():
        async with server.lifespan(None):
            await asyncio.sleep(0.3)

    # In its own thread, since the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(life())).result(30)


def test_the_browser_is_opened_where_the_server_listens(monkeypatch, opened):
    begin(monkeypatch, headless=False, address="localhost", port=8502)
    assert opened == ["http://localhost:8502"]


def test_no_browser_is_opened_without_a_screen(monkeypatch, opened):
    begin(monkeypatch, headless=True, address="localhost", port=8502)
    assert opened == []


def test_a_damaged_run_does_not_keep_the_server_from_beginning(monkeypatch, home):
    monkeypatch.setenv("COLABERT_HOME", str(home.root))
    broken = home.runs / "20260101-000000-000abcd"
    broken.mkdir(parents=True)
    (broken / "run.json").write_text("")
    (broken / "config.json").write_text("{}")
    (broken / "model.safetensors").write_bytes(b"")
    assert RunStore(home.runs).all()
    server.prepare()


def test_streamlit_run_finds_the_application():
    """Streamlit looks for it in the source; otherwise imports would wait for the first visitor."""
    from pathlib import Path

    from streamlit.web.server.app_discovery import discover_asgi_app

    entry = Path(server.__file__).resolve().parents[2] / "streamlit_app.py"
    assert discover_asgi_app(entry).import_string == "streamlit_app:app"
