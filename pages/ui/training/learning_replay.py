"""The learning replay: the verdicts on some sentences after every validation, as an animation."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st
from streamlit.components.v2 import component

from colabert_core.judging import THRESHOLD
from colabert_core.runs import Run
from colabert_core.training import OWN, means_by_kind, paths_of_sentences, probabilities_of_sentences
from pages.ui import services, widgets
from pages.ui.components.table import show_table
from pages.ui.text import language, plain, t
from pages.ui.training import charts


def _part_of_player(kind: str) -> str:
    return (Path(__file__).parent / "player" / f"player.{kind}").read_text(encoding="utf-8")


_player = component(
    "colabert_replay", html=_part_of_player("html"), css=_part_of_player("css"), js=_part_of_player("js")
)
_WORDS = ("title", "play", "pause", "moment", "full", "leave_full")
_REPLAY_MS, _MIN_MOMENT_MS, _MAX_MOMENT_MS = 14_000, 350, 1_200  # milliseconds of a replay and of a moment


def show_replay(run: Run) -> None:
    """Play the replay of a run, and list how each sentence was judged."""
    history, sentences = services.history(run).replay, services.replay_sentences(run)
    why = _missing(run, history, sentences)
    if why or sentences is None:
        st.info(t(f"replay.{why}"), icon=":material/movie:")
        return
    paths = paths_of_sentences(history, sentences)
    st.markdown(t("replay.lead"))
    left_out = history.shape[1] - 2 - len(paths)
    if left_out > 0:
        st.caption(t("replay.left_out", n=left_out))
    _play(run, history, sentences, paths)
    _paths(run, paths)
    _kinds(history, sentences)
    widgets.explain("replay.how")


def _missing(run: Run, history: pd.DataFrame, sentences: pd.DataFrame | None) -> str | None:
    """Why there is nothing to play, as a key of the locale; None if there is a replay."""
    if run.is_starter:
        return "starter"
    if run.is_from_elsewhere:
        return "elsewhere"
    if history.empty:
        return "none"
    if sentences is None:
        return "without_sentences"
    return "too_short" if len(history) < 2 else None


# --- the animation -----------------------------------------------------------------------------


def _play(run: Run, history: pd.DataFrame, sentences: pd.DataFrame, paths: pd.DataFrame) -> None:
    data = {
        "identity": f"{run.id} {len(history)} {language()}",
        "words": {name: plain(f"replay.{name}") for name in _WORDS},
        "legend": _legend(paths),
        "moments": _moments(run, history, sentences),
        "groups": _groups(history, paths),
        "threshold": THRESHOLD,
        "pace": int(np.clip(_REPLAY_MS / len(history), _MIN_MOMENT_MS, _MAX_MOMENT_MS)),
    }
    _player(data=data, key=f"replay_{run.id}")


def _legend(paths: pd.DataFrame) -> list[dict]:
    there = {_kind(path) for path in paths.itertuples()}
    kinds = [kind for kind in ("yes", "no", "own", "none") if kind in there]
    shapes = [{"kind": kind, "text": plain(f"replay.dot_{kind}")} for kind in kinds]
    fills = [("filled", "replay.filled"), ("filled wrong", "replay.hollow")]
    return [*shapes, *({"kind": kind, "text": plain(text)} for kind, text in fills)]


def _kind(path) -> str:
    """The CSS class of a sentence's dot; only the visitor's own sentences may lack a label."""
    if pd.isna(path.label):
        return "none"
    if path.split == OWN:
        return "own"
    return "yes" if path.label == 1 else "no"


def _moments(run: Run, history: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """A text for each moment: how far the training is, and how many sentences are judged correctly."""
    started = services.history(run).started
    total = started.total_steps if started else int(history["step"].iloc[-1])
    rows = means_by_kind(history, sentences).itertuples()
    return [_place(row, total) + plain("replay.right", n=row.right, all=row.labelled) for row in rows]


def _place(row, total: int) -> str:
    if row.step == 0:
        return plain("replay.untrained")
    return plain("replay.at", step=row.step, total=total, epoch=row.epoch)


def _groups(history: pd.DataFrame, paths: pd.DataFrame) -> list[dict]:
    """The visitor's own sentences first; in each group the most undecided sentence first."""
    groups: dict[str, list[dict]] = {"own": [], "yes": [], "no": []}
    path: Any
    for path in paths.itertuples():
        kind = _kind(path)
        row = {
            "kind": kind,
            "text": _text(path),
            "label": None if pd.isna(path.label) else int(path.label),
            "probabilities": [round(float(value), 4) for value in history[path.row]],
        }
        groups["own" if path.split == OWN else kind].append(row)
    return [
        {"kind": kind, "title": plain(f"replay.group_{kind}"), "rows": rows}
        for kind, rows in groups.items()
        if rows
    ]


def _text(path) -> str:
    mark = path.mark or ("*" if path.label is not pd.NA and path.label == 0 else "")
    return f"{mark} {path.sentence}".strip()


# --- the sentences -----------------------------------------------------------------------------


def _paths(run: Run, paths: pd.DataFrame) -> None:
    st.markdown(t("replay.paths"))
    table = _for_people(paths)
    shares = {name: table[name] / 100 for name in (plain("replay.before"), plain("replay.end"))}
    show_table(
        table.assign(**shares), "replay_paths", plain("replay.paths_alt", n=len(table)), bars=list(shares)
    )
    widgets.download(table, f"{run.id}-replay.csv", key="replay_paths_csv")


def _for_people(paths: pd.DataFrame) -> pd.DataFrame:
    """The table of sentences with translated headings; probabilities in percent."""
    return pd.DataFrame(
        {
            plain("columns.sentence"): [_text(path) for path in paths.itertuples()],
            plain("replay.changes"): paths["changes"],
            plain("replay.before"): (100 * paths["first"]).round(1),
            plain("replay.end"): (100 * paths["last"]).round(1),
            plain("replay.verdict"): [plain(f"labels.{int(last >= THRESHOLD)}") for last in paths["last"]],
            plain("replay.is_right"): [_right(right) for right in paths["right"]],
            plain("columns.split"): [_part(split) for split in paths["split"]],
        }
    )


def _right(right) -> str:
    return "–" if pd.isna(right) else plain("replay.yes" if right else "replay.no")


def _part(split: str) -> str:
    return plain("replay.part_own" if split == OWN else f"splits.{split}")


def _kinds(history: pd.DataFrame, sentences: pd.DataFrame) -> None:
    """How the two kinds of sentences separate; the chart's table has the numbers of every sentence."""
    table = means_by_kind(history, sentences)
    ends = table.iloc[[0, -1]]
    if ends[["acceptable", "unacceptable"]].isna().any(axis=None):
        return
    facts = {
        f"{kind}_{when}": float(value)
        for kind in ("acceptable", "unacceptable")
        for when, value in zip(("first", "last"), ends[kind], strict=True)
    }
    alt = plain("replay.chart_alt", **facts)
    widgets.chart(
        charts.replay_curve(table, plain), "replay_curve", alt, lambda: _numbers(history, sentences)
    )


def _numbers(history: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """A row per sentence, and its probability at every step."""
    found = probabilities_of_sentences(history, sentences)
    known = sentences.head(found.shape[1])
    steps = {plain("replay.step", step=step): row for step, row in zip(history["step"], found, strict=True)}
    return pd.DataFrame({plain("columns.sentence"): [_text(row) for row in known.itertuples()], **steps})
