"""The verdicts of this visit: they stay in the tab when the page is loaded again."""

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import streamlit as st

from colabert_core.judging import THRESHOLD, Score
from colabert_core.runs import Run
from pages.ui import widgets
from pages.ui.components.memory import kept_in_tab
from pages.ui.components.table import show_table
from pages.ui.runs.names import run_name
from pages.ui.text import plain, t

_VISIT, _RESTORED, _MOST = "visit", "visit_restored", 200


@dataclass(frozen=True, kw_only=True)
class Line:
    """A verdict to be listed. `acceptable`: 0 to 1; None if the sentence cannot be judged."""

    sentence: str
    acceptable: float | None
    taken_off: str
    judge: str


def line_of(score: Score, judge: str) -> Line:
    acceptable = None if score.unreadable else float(score.acceptable)
    return Line(sentence=score.sentence, acceptable=acceptable, taken_off=score.taken_off, judge=judge)


def verdict_table(lines: list[Line]) -> pd.DataFrame:
    """Columns verdict, probability (0 to 1, none if there is no verdict), sentence, and perhaps taken off."""
    table = pd.DataFrame(
        {
            plain("columns.verdict"): [_verdict_word(line) for line in lines],
            plain("columns.probability"): pd.Series([line.acceptable for line in lines], dtype=float),
            plain("columns.sentence"): [line.sentence for line in lines],
        }
    )
    taken_off = [line.taken_off for line in lines]
    return table.assign(**{plain("own.taken"): taken_off}) if any(taken_off) else table


def _verdict_word(line: Line) -> str:
    if line.acceptable is None:
        return plain("verdict.none")
    return plain(f"labels.{int(line.acceptable >= THRESHOLD)}")


def show_verdicts(table: pd.DataFrame, key: str) -> int | None:
    """Show a verdict table; returns the row whose sentence was just clicked."""
    return show_table(
        table,
        key,
        plain("scoring.table_alt", n=len(table)),
        bars=[plain("columns.probability")],
        opens=plain("columns.sentence"),
    )


def remember(score: Score, run: Run) -> None:
    """Add a verdict to the history of this visit, unless the page was only run again."""
    visit, line = _visit(), line_of(score, run_name(run))
    if not visit or visit[-1] != line:
        st.session_state[_VISIT] = [*visit, line][-_MOST:]


def _visit() -> list[Line]:
    return st.session_state.setdefault(_VISIT, [])


def show_history(field: str) -> None:
    """The verdicts of this visit, the latest first; a click puts a sentence back into the field."""
    _restore()
    visit = _visit()
    if not visit:
        return
    with st.expander(t("scoring.history", n=len(visit)), icon=":material/history:"):
        latest = list(reversed(visit))
        table = verdict_table(latest)
        table[plain("columns.judge")] = [line.judge for line in latest]
        row = show_verdicts(table, "visit_table")
        widgets.download(table, "visit.csv", key="visit_csv")
    if row is not None:
        st.session_state[f"{field}_wanted"] = latest[row].sentence
        st.rerun()


def _restore() -> None:
    """Keep the history in the tab; a new visit first asks for it, since the link may bring a sentence."""
    is_restored = st.session_state.get(_RESTORED, False)
    kept = kept_in_tab("history", [asdict(line) for line in _visit()] if is_restored else None)
    if not is_restored and kept is not None:
        earlier, new = _readable(kept), _visit()
        st.session_state[_VISIT] = [*earlier, *(new if new != earlier[-1:] else [])][-_MOST:]
        st.session_state[_RESTORED] = True


def _readable(kept: Any) -> list[Line]:
    """The lines that a tab kept, without those that are not what this page writes."""
    rows = kept if isinstance(kept, list) else []
    return [line for row in rows[-_MOST:] if isinstance(row, dict) and (line := _line(row))]


def _line(row: dict[str, Any]) -> Line | None:
    texts = [row.get(key) for key in ("sentence", "taken_off", "judge")]
    share = row.get("acceptable")
    is_share = share is None or (isinstance(share, int | float) and 0 <= share <= 1)
    if not is_share or not all(isinstance(text, str) for text in texts):
        return None
    sentence, taken_off, judge = (str(text) for text in texts)
    return Line(sentence=sentence, acceptable=share, taken_off=taken_off, judge=judge)
