"""Home and Scoring load torch once they are drawn; no other page loads it unasked."""

import os
import subprocess
import sys

import pytest

from tests.pages.conftest import PAGES, ROOT

OPENED = """
import sys
from streamlit.testing.v1 import AppTest
from pages.ui import services
woken, wake = [], services.warm
services.warm = woken.append
app = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
if sys.argv[1] != "streamlit_app.py":
    woken.clear()
    app.switch_page(sys.argv[1]).run()
assert not app.exception, app.exception
print(len(app.title), "torch" in sys.modules, len(woken))
for run in woken:
    wake(run)
    services.classifier(run)
    assert "torch" in sys.modules
"""


def opened(page: str, home) -> str:
    """Run a page in its own process; returns titles, whether torch is loaded, and the models requested."""
    done = subprocess.run(
        [sys.executable, "-c", OPENED, PAGES[page]],
        cwd=ROOT,
        env={**os.environ, "COLABERT_HOME": str(home.root)},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("page", ["samples", "tokens", "evaluation"])
def test_light_pages_never_load_torch_nor_ask_for_a_model(trained_run, page):
    assert opened(page, trained_run[0]) == "1 False 0"


@pytest.mark.parametrize("page", ["home", "scoring"])
def test_pages_with_a_verdict_are_drawn_first_and_then_wake_one_model(trained_run, page):
    assert opened(page, trained_run[0]) == "1 False 1"
