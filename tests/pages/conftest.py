"""Pages run by Streamlit's AppTest, each with its own home."""

import json
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from colabert_core.system import hardware
from pages.ui import services
from pages.ui.text import locale

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "home": "streamlit_app.py",
    "samples": "pages/samples.py",
    "tokens": "pages/tokens.py",
    "training": "pages/training.py",
    "evaluation": "pages/evaluation.py",
    "scoring": "pages/scoring.py",
}


@pytest.fixture
def open_page(monkeypatch):
    """`open_page("samples", home, language="ko")` runs a page, without a network.

    Models are not loaded in the background: `test_warming.py` tests that in separate processes.
    """
    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setattr(services, "warm", lambda run: None)

    def run(page: str, home, language: str = "en", **query) -> AppTest:
        monkeypatch.setenv("COLABERT_HOME", str(home.root))
        monkeypatch.setattr(hardware, "may_have_gpu", lambda: False)  # the default encoder is the bundled one
        monkeypatch.setenv("COLABERT_COLA", "http://127.0.0.1:9/cola_public_1.1.zip")
        app = AppTest.from_file(str(ROOT / PAGES["home"]), default_timeout=60)
        if page != "home":
            app.switch_page(PAGES[page])
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if language != "en":
            app.segmented_control(key="lang").set_value(language).run()
        assert not app.exception, app.exception
        return app

    return run


def words(app: AppTest) -> str:
    """All texts of a page in Markdown, messages and captions."""
    kinds = (app.title, app.subheader, app.markdown, app.caption)
    kinds += (app.info, app.error, app.warning, app.success)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables on a page, with numbers and probabilities as values."""
    mounted = [element.proto for element in app.get("bidi_component")]
    shown = [json.loads(proto.json) for proto in mounted if proto.component_name == "colabert_table"]
    return [_frame(data) for data in shown]


def _frame(data: dict) -> pd.DataFrame:
    names = [column["name"] for column in data["columns"]]
    rows = [[cell[1] if isinstance(cell, list) else cell for cell in row] for row in data["rows"]]
    return pd.DataFrame(rows, columns=names)


def open_tab(app: AppTest, page: str, name: str) -> AppTest:
    """Open a tab of the English page; closed tabs are not drawn."""
    app.session_state[f"{page}_tab_en"] = locale("en")[f"{page}.tab_{name}"]
    return app.run()
