"""A value that stays in the browser's tab when the page is loaded again: a new visit to the server."""

from pathlib import Path
from typing import Any

from streamlit.components.v2 import component

_memory = component(
    "colabert_memory",
    html="<div></div>",
    js=(Path(__file__).parent / "memory.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def kept_in_tab(name: str, value: Any) -> Any:
    """Keep a value (JSON) under a name; without one (None), ask the tab for what it kept.

    Returns None until the tab has answered; an empty list if it kept nothing.

    What a browser kept is text from outside: the caller checks its types.
    """
    return _memory(data={"name": name, "value": value}, key=f"memory_{name}", on_kept_change=_ignore).kept


def _ignore() -> None:
    """Streamlit reports a state only if there is a callback."""
