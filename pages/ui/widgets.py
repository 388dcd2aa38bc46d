"""Pieces of page that more than one page shows."""

from html import escape

import pandas as pd
import streamlit as st

from colabert_core.corpus.sources import cited
from colabert_core.errors import ColabertError
from colabert_core.export import safe_csv
from colabert_core.runs import Run
from colabert_core.scoring import Score, score
from colabert_core.tokenization import SPECIAL, Tokenized
from pages.ui import services
from pages.ui.text import error_text, plain, t

LONGEST_STRIP = 80  # chips; what is beyond is counted
FIRST_PADS = 6


def explain(key: str, expanded: bool = False, **values) -> None:
    """A folded explanation: `key.title` and `key.text` of the locale."""
    with st.expander(t(f"{key}.title"), icon=":material/lightbulb:", expanded=expanded):
        st.markdown(t(f"{key}.text", **values))


def chart(figure, key: str, alt: str) -> None:
    """A figure with an alternative text, downloadable as a picture."""
    config = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "select2d"]}
    st.plotly_chart(figure, key=key, config=config, alt=alt)


def download(table: pd.DataFrame, file_name: str, key: str) -> None:
    """A table as CSV; cells that a spreadsheet would run as a formula are made harmless."""
    label = t("widgets.download_csv", n=len(table))
    st.download_button(
        label,
        safe_csv(table),
        file_name,
        "text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


# --- where the corpus is missing ---------------------------------------------------------------


def corpus_door() -> None:
    """Fetch CoLA with a progress bar, or bring its zip along."""
    if fault := services.corpus_fault():
        st.warning(error_text(fault), icon=":material/error:")
    st.info(t("corpus.missing"), icon=":material/menu_book:")
    if st.button(t("corpus.fetch"), key="fetch_corpus", type="primary", icon=":material/download:"):
        _told(_fetch)
    upload = st.file_uploader(t("corpus.upload"), type="zip", key="corpus_zip", max_upload_size=20)
    if upload is not None:
        _told(lambda: services.install_corpus(upload.name, upload.getvalue()))
    st.caption(t("corpus.rights"))


def _fetch() -> None:
    bar = st.progress(0.0, text=t("corpus.asking", address=services.corpus_address()))

    def advance(done: int, total: int) -> None:
        bar.progress(done / total if total else 0.0, text=t("corpus.fetching", kb=done / 1000))

    try:
        services.fetch_corpus(advance)
    finally:
        bar.empty()


def _told(work) -> None:
    """Do what may fail beside a form: the fault is told there, and success shows the page anew."""
    try:
        work()
    except ColabertError as error:
        st.error(error_text(error), icon=":material/error:")
    else:
        st.rerun()


# --- sentences ---------------------------------------------------------------------------------


def readable(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of a corpus with headings and words for people; texts go in as cells, never as Markdown."""
    return pd.DataFrame(
        {
            plain("columns.verdict"): table["label"].map({1: plain("labels.1"), 0: plain("labels.0")}),
            plain("columns.sentence"): table["sentence"],
            plain("columns.mark"): table["mark"],
            plain("columns.source"): table["source"].map(cited),
            plain("columns.split"): table["split"].map(lambda split: plain(f"splits.{split}")),
        }
    )


def sentence_table(table: pd.DataFrame, key: str, height="auto", with_split: bool = True) -> None:
    """Rows of a corpus; the split may be left out where all rows are of one."""
    shown = readable(table)
    st.dataframe(
        shown if with_split else shown.drop(columns=plain("columns.split")),
        key=key,
        hide_index=True,
        height=height,
        alt=plain("samples.table_alt", n=len(table)),
        column_config={
            plain("columns.sentence"): st.column_config.TextColumn(width=470),
            plain("columns.mark"): st.column_config.TextColumn(width=55),
        },
    )


# --- tokens ------------------------------------------------------------------------------------


def token_strip(tokenized: Tokenized) -> None:
    """Token, id, attention mask and segment of every position; long padding is counted, not drawn."""
    rows = list(
        zip(tokenized.tokens, tokenized.ids, tokenized.attention_mask, tokenized.segment_ids, strict=True)
    )
    real = len(rows) - tokenized.padding
    shown = rows[: min(real, LONGEST_STRIP)]
    pads = rows[real : real + FIRST_PADS] if real <= LONGEST_STRIP else []
    chips = [_chip(token, (number, mask, segment)) for token, number, mask, segment in shown + pads]
    if left := len(rows) - len(shown) - len(pads):
        chips.append(f'<div class="cb-token cb-pad"><b>+ {left}</b></div>')
    st.html(f'<div class="cb-strip">{"".join(chips)}</div>')


def chips(tokens, cut: bool = False) -> str:
    """Tokens alone, as HTML."""
    more = len(tokens) - LONGEST_STRIP
    rest = f'<div class="cb-token cb-pad"><b>+ {more}</b></div>' if more > 0 else ""
    drawn = "".join(_chip(token, (), cut) for token in tokens[:LONGEST_STRIP])
    return f'<div class="cb-strip">{drawn}{rest}</div>'


def _chip(token: str, numbers: tuple, cut: bool = False) -> str:
    lines = "".join(f"<small>{number}</small>" for number in numbers)
    kind = token_kind(token) + (" cb-cut" if cut else "")
    return f'<div class="cb-token {kind}"><b>{escape(token)}</b>{lines}</div>'


def token_kind(token: str) -> str:
    """The style of a token: told apart by border and ground, not by colour alone."""
    if token in SPECIAL:
        return {"[PAD]": "cb-pad", "[UNK]": "cb-unknown"}.get(token, "cb-special")
    return "cb-piece" if token.startswith("##") else ""


# --- verdicts ----------------------------------------------------------------------------------


def verdict_card(score: Score, run: Run) -> None:
    """One sentence's verdict. Everything a visitor typed is escaped."""
    good = score.label == "acceptable"
    star = "" if good else "* "
    percent = f"{score.acceptable:.1%}"
    st.html(
        f'<div class="cb-verdict {"cb-yes" if good else "cb-no"}" role="status">'
        f"<h3>{escape(plain('verdict.yes' if good else 'verdict.no'))}</h3>"
        f'<div class="cb-sentence">{star}{escape(score.sentence)}</div>'
        f'<div class="cb-meter"><i style="width:{score.acceptable:.1%}"></i><u></u></div>'
        f'<div class="cb-foot"><span title="{score.acceptable:.7f}">'
        f"{escape(plain('verdict.probability', percent=percent))}</span>"
        f"<span>{escape(plain('verdict.judge', name=run.name))}</span></div>"
        f"{chips(score.tokens)}</div>"
    )
    for note in notes(score):
        st.caption(note)


def notes(score: Score) -> list[str]:
    """What a reader should know about this verdict: cut, unknown characters, another script."""
    found = []
    if score.cut:
        found.append(t("verdict.cut", n=len(score.tokens), cut=score.cut))
    if unknown := score.tokens.count("[UNK]"):
        found.append(t("verdict.unknown", n=unknown))
    letters = [letter for letter in score.sentence if letter.isalpha()]
    if letters and sum(not letter.isascii() for letter in letters) > len(letters) / 2:
        found.append(t("verdict.not_english"))
    if not letters:
        found.append(t("verdict.no_words"))
    return found


def judged(run: Run, sentences: list[str]) -> list[Score]:
    """Scores of sentences, with a word of patience while the model is loaded for the first time."""
    with st.spinner(t("verdict.thinking")):
        return score(services.classifier(run), sentences)


def run_picker(runs: list[Run], key: str) -> Run:
    """Choose among runs with a model. The choice stands in the URL by its id, so that it can be shared."""
    by_id = {run.id: run for run in runs}
    ids, wanted = list(by_id), st.query_params.get(key)
    chosen = st.selectbox(
        t("widgets.run"),
        ids,
        index=ids.index(wanted) if wanted in by_id else 0,
        format_func=lambda run_id: run_label(by_id[run_id]),
        key=f"pick_{key}",
    )
    if wanted != chosen and (wanted or chosen != ids[0]):
        st.query_params[key] = chosen
    return by_id[chosen]


def run_label(run: Run) -> str:
    """Name and the MCC that the run reached, as options show them."""
    best = services.history(run).best
    return run.name if best is None else plain("widgets.run_label", name=run.name, mcc=best["mcc"])
