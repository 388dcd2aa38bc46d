"""Pieces of page that more than one page shows."""

from collections.abc import Callable
from difflib import SequenceMatcher
from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus, catalogue
from colabert_core.corpus.sources import cited
from colabert_core.errors import ColabertError
from colabert_core.evaluation import rows_to_judge
from colabert_core.explaining.words import Words, words_of
from colabert_core.judging.scoring import Score, score
from colabert_core.model.tokenization import SPECIAL, Tokenized
from colabert_core.runs.run import Run
from colabert_core.starter.install import starter_quality
from colabert_core.system.safe_csv import safe_csv
from pages.ui import services
from pages.ui.door import door
from pages.ui.text import error_text, language, plain, t

LONGEST_STRIP = 80  # chips; what is beyond is counted
FIRST_PADS = 6


def explain(key: str, expanded: bool = False, **values) -> None:
    """A folded explanation: `key.title` and `key.text` of the locale."""
    with st.expander(t(f"{key}.title"), icon=":material/lightbulb:", expanded=expanded):
        st.markdown(t(f"{key}.text", **values))


def tabs(page: str, names: tuple[str, ...]) -> list:
    """Tabs that know whether they are open, so that what nobody looks at is neither made nor sent."""
    return st.tabs(
        [t(f"{page}.tab_{name}") for name in names], key=f"{page}_tab_{language()}", on_change="rerun"
    )


def chart(figure, key: str, alt: str, numbers: Callable[[], pd.DataFrame]) -> None:
    """A figure with an alternative text, downloadable as a picture, and its numbers as a table behind it.

    `numbers` is asked only when somebody opens the table.
    """
    config = {
        "displaylogo": False,
        "modeBarButtonsToRemove": ["lasso2d", "select2d"],
        "toImageButtonOptions": {"filename": key, "scale": 2},
    }
    st.plotly_chart(figure, key=key, config=config, alt=alt)
    numbers_behind(key, alt, numbers)


def numbers_behind(key: str, alt: str, numbers: Callable[[], pd.DataFrame]) -> None:
    """A small button that opens a picture's numbers, as a table and as CSV; they are asked for only then."""
    behind = st.popover(
        t("widgets.numbers"),
        icon=":material/table_chart:",
        type="tertiary",
        key=f"{key}_numbers",
        on_change="rerun",
    )
    if behind.open:
        with behind:
            table = numbers()
            st.dataframe(table, key=f"{key}_table", hide_index=True, alt=alt)
            download(table, f"{key}.csv", key=f"{key}_csv")


def counted(values: np.ndarray, name: str) -> pd.DataFrame:
    """How many sentences have each of the whole numbers <int>[n]: what a histogram draws."""
    numbers, counts = np.unique(values, return_counts=True)
    return pd.DataFrame({name: numbers, plain("columns.sentences"): counts})


def download(table: pd.DataFrame, file_name: str, key: str, label: str | None = None) -> None:
    """A table as CSV; cells that a spreadsheet would run as a formula are made harmless."""
    st.download_button(
        label or t("widgets.download_csv", n=len(table)),
        safe_csv(table),
        file_name,
        "text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


# --- which corpus ------------------------------------------------------------------------------


def corpus_picker(label: str, wide_door: bool = False) -> Corpus:
    """Choose among the corpora that are here; where CoLA is not, its door stands below, open if `wide_door`.

    The choice stands in the URL and holds for all pages of a visit.
    """
    ids = services.corpus_ids()
    wanted = st.query_params.get("corpus") or st.session_state.get("corpus")
    chosen = st.selectbox(
        label,
        ids,
        index=ids.index(wanted) if wanted in ids else 0,
        format_func=corpus_label,
        key=f"pick_corpus_{'-'.join(ids)}",
    )
    st.session_state["corpus"] = chosen
    if wanted != chosen and (wanted or chosen != ids[0]):
        st.query_params["corpus"] = chosen
    if catalogue.COLA not in ids:
        corpus_door(wide_door)
    try:
        return services.corpus(chosen)
    except ColabertError as error:  # one damaged corpus leaves the page whole
        st.error(error_text(error), icon=":material/error:")
        return services.corpus(catalogue.PAIRS)


def corpus_label(id: str) -> str:
    """A corpus' name in the visitor's language."""
    return plain("corpus.pairs") if id == catalogue.PAIRS else services.corpus_name(id)


def corpus_door(wide: bool) -> None:
    """Fetch CoLA with a progress bar, or bring its zip along."""
    if fault := services.corpus_fault():
        st.warning(error_text(fault), icon=":material/error:")
    with st.expander(t("corpus.missing"), icon=":material/menu_book:", expanded=wide):
        _ways_in()


def _ways_in() -> None:
    st.markdown(t("corpus.meanwhile"))
    door(
        "corpus",
        "corpus",
        services.corpus_address(),
        services.fetch_corpus,
        services.install_corpus,
        _show_cola,
    )


def _show_cola() -> None:
    """Who fetched it wants to see it."""
    st.session_state["corpus"] = st.query_params["corpus"] = catalogue.COLA


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


def pair_cards(pairs: pd.DataFrame, explain_source: Callable[[str], str]) -> None:
    """Minimal pairs (columns source, acceptable, unacceptable), what differs in bold; all of it escaped."""
    cards = [
        f'<div class="cb-pair"><p><b class="cb-mark">✓</b>{good}</p><p><b class="cb-mark">*</b>{bad}</p>'
        f"<small>{escape(explain_source(pair.source))}</small></div>"
        for pair in pairs.itertuples()
        for good, bad in [difference(pair.acceptable, pair.unacceptable)]
    ]
    st.html(f'<div class="cb-pairs">{"".join(cards)}</div>')


def difference(one: str, two: str) -> tuple[str, str]:
    """Both sentences as HTML, the words in bold that the other has not at this place."""
    a, b = words_of(one), words_of(two)
    bold: tuple[set, set] = set(), set()
    match = SequenceMatcher(a=list(a), b=list(b), autojunk=False)
    for kind, a0, a1, b0, b1 in match.get_opcodes():
        if kind != "equal":
            bold[0].update(range(a0, a1))
            bold[1].update(range(b0, b1))
    return _with_bold(a, bold[0]), _with_bold(b, bold[1])


def _with_bold(words: Words, bold: set[int]) -> str:
    """A text as HTML; bold words that follow each other are one stretch."""
    parts, at = [], 0
    for place, (start, end) in enumerate(words.spans):
        parts.append(escape(words.text[at:start]))
        opens, closes = place in bold and place - 1 not in bold, place in bold and place + 1 not in bold
        parts += ["<b>" * opens, escape(words.text[start:end]), "</b>" * closes]
        at = end
    return "".join([*parts, escape(words.text[at:])])


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
        f"<span>{escape(plain('verdict.judge', name=run_name(run)))}</span></div>"
        f"{chips(score.tokens)}</div>"
    )
    for note in notes(score):
        st.caption(note)
    about_judge(run)


def about_judge(run: Run) -> None:
    """How good the model that comes along is, in plain words."""
    if run.is_starter:
        st.caption(t("verdict.starter", **starter_facts()))


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


def predict(run: Run, corpus: Corpus, split: str) -> pd.DataFrame:
    """A run's predictions on a split, made with a progress bar where they are not kept yet."""
    total = len(rows_to_judge(run, corpus, split))
    bar = st.progress(0.0, text=t("verdict.thinking"))

    def advance(done: int) -> None:
        bar.progress(done / total, text=t("evaluation.judging", n=done, all=total))

    try:
        return services.predictions(run, corpus, split, advance)
    finally:
        bar.empty()


def run_picker(runs: list[Run], key: str, usual: Run) -> Run:
    """Choose among runs with a model. The choice stands in the URL by its id, so that it can be shared."""
    by_id = {run.id: run for run in runs}
    ids, wanted = list(by_id), st.query_params.get(key)
    chosen = st.selectbox(
        t("widgets.run"),
        ids,
        index=ids.index(wanted if wanted in by_id else usual.id),
        format_func=lambda run_id: run_label(by_id[run_id]),
        key=f"pick_{key}",
        help=t("widgets.run_help"),
    )
    if wanted != chosen and (wanted or chosen != usual.id):
        st.query_params[key] = chosen
    return by_id[chosen]


def run_name(run: Run) -> str:
    """What people call a run; the one that comes along is called in their language."""
    return plain("widgets.starter") if run.is_starter else run.name


def starter_facts() -> dict[str, float]:
    """What is known of the starter's quality, for texts that tell it."""
    known = starter_quality()
    return {
        "right": 100 * known.accuracy,
        "baseline": 100 * known.baseline,
        "inside": known.in_domain_mcc,
        "outside": known.out_of_domain_mcc,
        "pairs": known.pairs,
    }


def run_label(run: Run) -> str:
    """Name and the MCC that the run reached, as options show them."""
    best = services.history(run).best
    name = run_name(run)
    return name if best is None else plain("widgets.run_label", name=name, mcc=best["mcc"])
