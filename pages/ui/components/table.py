"""Tables of texts and figures: they wrap, fit every width, can be sorted, copied and printed as a whole."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit.components.v2 import component

from colabert_core.judging import THRESHOLD
from pages.ui.text import counted_text, plain

_table = component(
    "colabert_table",
    html='<div class="cb-table"></div>',
    js=(Path(__file__).parent / "table.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
FIRST = 50  # rows drawn; further ones at a click, and all of them on paper
_WORDS = ("copy", "copied", "not_copied", "more", "sort", "open", "choose")


def show_table(
    table: pd.DataFrame,
    key: str,
    alt: str,
    *,
    bars: Collection[str] = (),
    opens: str = "",
    opening: str = "open",
    threshold: float = THRESHOLD,
    first: int = FIRST,
    chosen: int | None = None,
    headings: Mapping[str, str] | None = None,
) -> int | None:
    """Show a table; returns the number of the row that was just clicked, counted from 0.

    `bars`: columns of probabilities (0 to 1), drawn as bars in the colour of the verdict at `threshold`.
    `opens`: the column whose texts can be clicked; `opening` says in `table.*` of the locale what that does.
    `chosen`: a row to mark. `headings`: what stands above the columns, if not their names.
    """
    names = list(table.columns)
    data = {
        "key": key,
        "alt": alt,
        "columns": [
            {"name": (headings or {}).get(name, str(name)), "kind": _kind(table[name], name in bars)}
            for name in names
        ],
        "rows": _rows(table, bars, threshold),
        "opens": names.index(opens) if opens else None,
        "first": first,
        "chosen": chosen,
        "words": _words(len(table), opening),
    }
    return _table(data=data, key=key, on_opened_change=_ignore).opened


def _ignore() -> None:
    """Streamlit reports a trigger only if there is a callback."""


def _words(rows: int, opening: str) -> dict[str, str]:
    words = {name: plain(f"table.{name}", n="{n}") for name in _WORDS}
    count = counted_text("table.rows", rows)
    return {**words, "open": plain(f"table.{opening}"), "row": count, "rows": count}


def _kind(column: pd.Series, is_bar: bool) -> str:
    if is_bar:
        return "bar"
    is_number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return "number" if is_number else "text"


def _rows(table: pd.DataFrame, bars: Collection[str], threshold: float) -> list[list[Any]]:
    columns = [_cells(table[name], name in bars, threshold) for name in table.columns]
    return [list(row) for row in zip(*columns, strict=True)] if columns else []


def _cells(column: pd.Series, is_bar: bool, threshold: float) -> list[Any]:
    """Texts as they are; numbers as shown, with their value for sorting, and bars with their tone."""
    if is_bar:
        return [_bar(value, threshold) for value in column]
    if _kind(column, False) == "number":
        return [_number(value) for value in column]
    return ["–" if value is None or value is pd.NA else str(value) for value in column]


def _bar(value: float | None, threshold: float) -> list[Any]:
    if value is None or value != value:
        return ["–", None, None]
    return [f"{value:.1%}", float(value), "yes" if value >= threshold else "no"]


def _number(value: Any) -> list[Any]:
    if value is None or value is pd.NA or value != value:
        return ["–", None]
    return [f"{value:,.10g}", float(value)]
