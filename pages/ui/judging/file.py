"""Judging a file: upload a table, choose the column of sentences, follow the progress, download."""

from pathlib import Path

import pandas as pd
import streamlit as st

from colabert_core.judging import PROBABILITY, FileProgress
from colabert_core.runs import Run
from colabert_core.tables import KINDS, MAX_FILE_BYTES, MAX_ROWS, Sheet, guess_columns
from pages.ui import frame, services
from pages.ui.components.table import show_table
from pages.ui.corpus.own_data import read_sheet, tell_notes
from pages.ui.text import counted_text, duration, megabytes, plain, t

_MAX_LINE_NUMBERS = 20


def judge_a_file(run: Run) -> None:
    """A tab of the scoring page."""
    limit = megabytes(MAX_FILE_BYTES)
    st.markdown(t("judge_file.text", rows=MAX_ROWS, mb=limit))
    upload = st.file_uploader(
        t("judge_file.upload"), type=list(KINDS), key="judge_file", max_upload_size=limit
    )
    if upload is not None:
        with frame.faults_shown():
            _judge(upload, run)


def _judge(upload, run: Run) -> None:
    sheet, key = read_sheet(upload)
    tell_notes(sheet)
    if len(sheet.unread):
        lines = ", ".join(str(line) for line in sheet.unread["line"].head(_MAX_LINE_NUMBERS))
        lines += " …" if len(sheet.unread) > _MAX_LINE_NUMBERS else ""
        st.warning(t("judge_file.unread", n=len(sheet.unread), lines=lines), icon=":material/warning:")
    names, guess = sheet.columns, guess_columns(sheet).columns.sentence
    column = st.selectbox(t("own.sentence"), names, index=names.index(guess), key=f"judge_column_{key}")
    work = (key, column, run.id)
    if st.button(
        t("judge_file.judge", n=len(sheet.cells)),
        key="judge_file_start",
        type="primary",
        icon=":material/rule:",
    ):
        st.session_state["judged_file"] = (work, _judged(run, sheet, column))
    done, path = st.session_state.get("judged_file", (None, None))
    if done == work and path.is_file():
        _result(path, upload.name)


def _judged(run: Run, sheet: Sheet, column: str) -> Path:
    bar = st.progress(0.0, text=t("verdict.thinking"))

    def advance(progress: FileProgress) -> None:
        if progress.seconds_left is None:  # another visitor has it judged, or it has only just started
            bar.progress(progress.share, text=t("judge_file.waiting", n=progress.rows))
        else:
            left = duration(progress.seconds_left)
            bar.progress(progress.share, text=t("judge_file.progress", n=progress.rows, left=left))

    path = services.judge_sheet(run, sheet, column, advance)
    bar.empty()
    return path


def _result(path: Path, name: str) -> None:
    judged = services.judged_table(str(path), path.stat().st_mtime_ns)
    st.success(
        t("judge_file.done", n=judged.sentences, yes=judged.acceptable), icon=":material/check_circle:"
    )
    if judged.cannot_judge:
        st.info(t("judge_file.cannot_judge", n=judged.cannot_judge), icon=":material/info:")
    alt = plain("judge_file.alt", n=len(judged.first))
    first = judged.first
    headings = {f"column_{number}": name for number, name in enumerate(first.columns)}
    shown = first.set_axis(list(headings), axis=1)
    bars = [key for key, name in headings.items() if name == PROBABILITY][
        -1:
    ]  # the file's own may come first
    shown = shown.assign(**{key: pd.to_numeric(shown[key], errors="coerce") for key in bars})
    show_table(shown, "judged_preview", alt, bars=bars, headings=headings)
    st.download_button(
        counted_text("widgets.download_csv", judged.rows),
        path.read_bytes,
        f"{Path(name).stem}-judged.csv",
        "text/csv",
        key="judged_csv",
        icon=":material/download:",
        on_click="ignore",
    )
