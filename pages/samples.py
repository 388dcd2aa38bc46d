"""Samples: draw, search and count the sentences of a corpus, or add your own."""

import pandas as pd
import streamlit as st

from colabert_core.corpus import (
    COLA,
    PAIRS,
    Corpus,
    Filter,
    by_source,
    cited,
    draw_pairs,
    draw_sentences,
    exported,
    find_sentences,
    label_balance,
    repeated,
    shared_with_training,
    words_per_sentence,
)
from colabert_core.minimal_pairs import all_paradigms
from pages.ui import address, charts, frame, widgets
from pages.ui.components.table import show_table
from pages.ui.corpus import charts as corpus_charts
from pages.ui.corpus.own_data import own_data_tab
from pages.ui.corpus.picker import corpus_picker
from pages.ui.corpus.sentences import pair_cards, sentence_table
from pages.ui.evaluation.judged import paradigm_names
from pages.ui.text import phenomenon_name, plain, t

_TABS = ("draw", "table", "charts", "twice", "own")
_TOPICS = {
    COLA: ("samples.what_is_cola", "samples.the_mark", "samples.why_raw", "samples.why_hard"),
    PAIRS: ("samples.what_are_pairs", "samples.why_pairs", "samples.the_mark"),
}


def body() -> None:
    corpus = corpus_picker(t("corpus.which"))
    rows = corpus.rows_per_split()
    for cell, (split, count) in zip(st.columns(len(rows)), rows.items(), strict=True):
        key = f"{split}_help" if corpus.id == COLA else f"{split}_help_other"
        cell.metric(t(f"splits.{split}"), f"{count:,}", help=t(f"samples.{key}"), border=True)
    *views, own = widgets.tabs("samples", _TABS)
    for tab, draw in zip(views, (_draw, _table, _charts, _repeated), strict=True):
        if tab.open:  # closed tabs are not sent: the table alone is a megabyte
            with tab, frame.faults_shown():
                draw(corpus)
    with own, frame.faults_shown():
        own_data_tab()
    widgets.learn_more(*_TOPICS.get(corpus.id, ("samples.the_mark",)))


_MAX_SEED = 2**32 - 1  # the largest that numpy takes


def _draw(corpus: Corpus) -> None:
    """Ten random sentences and five unacceptable ones, as in the tutorial; of minimal pairs, eight pairs."""
    st.session_state.setdefault("draw_seed", 42)
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    left.number_input(
        t("samples.seed"),
        min_value=0,
        max_value=_MAX_SEED,
        step=1,
        key="draw_seed",
        help=t("samples.seed_help"),
        bind="query-params",
        persist_state="session",
    )
    right.button(t("samples.draw_again"), key="draw_again", on_click=_next_seed, icon=":material/casino:")
    train, seed = corpus.split("in_domain_train"), int(st.session_state["draw_seed"] or 0)
    if "pair" in train:
        _pairs(train, seed)
        return
    st.markdown(t("samples.ten"))
    sentence_table(draw_sentences(train, 10, seed), key="ten", with_split=False)
    st.markdown(t("samples.five"))
    sentence_table(draw_sentences(train[train["label"] == 0], 5, seed), key="five", with_split=False)


def _next_seed() -> None:
    st.session_state["draw_seed"] = int(st.session_state.get("draw_seed") or 0) + 1


def _pairs(train: pd.DataFrame, seed: int) -> None:
    """Random minimal pairs, each with its paradigm explained."""
    st.markdown(t("samples.eight_pairs"))
    if "phenomenon" in train:  # an added corpus has no paradigms
        train = train.assign(source=train["phenomenon"].where(train["phenomenon"] != "", train["source"]))
    pair_cards(draw_pairs(train, 8, seed), _about_source)


def _about_source(source: str) -> str:
    """The explanation of a paradigm; of a pair of an added corpus, its source."""
    return plain(f"paradigms.{source}") if source in paradigm_names() else source


def _table(corpus: Corpus) -> None:
    found = find_sentences(corpus.table, _filter(corpus))
    st.caption(t("samples.found", n=len(found), all=len(corpus.table)))
    sentence_table(found, key="whole")
    widgets.download(exported(found), f"{corpus.id}.csv", key="table_csv")


def _filter(corpus: Corpus) -> Filter:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    text = left.text_input(t("samples.search"), key="search", bind="query-params", persist_state="session")
    is_pattern = right.toggle(
        t("samples.regex"),
        key="regex",
        help=t("samples.regex_help"),
        bind="query-params",
        persist_state="session",
    )
    cells = st.columns(4)
    table = corpus.table
    sources = sorted(table["source"].unique(), key=cited)
    return Filter(
        text=text,
        is_pattern=is_pattern,
        splits=_several(
            cells[0], corpus, "split", tuple(corpus.rows_per_split()), lambda split: plain(f"splits.{split}")
        ),
        labels=_several(cells[1], corpus, "label", (1, 0), lambda label: plain(f"labels.{label}")),
        sources=_several(cells[2], corpus, "source", sources, cited),
        marks=_several(cells[3], corpus, "mark", sorted(table["mark"].unique()), _mark_name),
    )


def _several(cell, corpus: Corpus, column: str, options, name) -> tuple:
    """The values chosen in a column. Each corpus has its own key, since another may not have these values."""
    key = f"filter_{column}" if corpus.id == COLA else f"filter_{column}_{corpus.id}"
    address.take_several(key, column, options)
    chosen = cell.multiselect(
        t(f"columns.{column}"),
        list(options),
        format_func=name,
        key=key,
        placeholder=t("samples.all"),
        persist_state="session",
    )
    address.put_several(column, chosen)
    return tuple(chosen)


def _mark_name(mark: str) -> str:
    return mark or plain("samples.no_mark")


def _charts(corpus: Corpus) -> None:
    table = corpus.table
    balance = label_balance(table)
    share = float(table["label"].mean())
    alt = plain("charts.balance_alt", share=share)
    widgets.chart(corpus_charts.label_balance(balance, plain), "balance", alt, lambda: _balance(balance))
    sources = by_source(table)
    if corpus.id == PAIRS:
        _paradigms(sources)
    else:
        _publications(sources)
    words = words_per_sentence(table).to_numpy()
    figure = charts.lengths(words, plain("charts.words_title"), plain("charts.words"), plain)
    alt = plain("charts.words_alt", mean=float(words.mean()), most=int(words.max()))
    widgets.chart(figure, "words", alt, lambda: widgets.counted(words, plain("charts.words")))


def _balance(balance: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            plain("columns.split"): [plain(f"splits.{split}") for split in balance["split"]],
            plain("columns.label"): [plain(f"labels.{label}") for label in balance["label"]],
            plain("columns.sentences"): balance["sentences"],
        }
    )


_SOURCE_COLUMNS = ("code", "source", "title", "in_domain", "sentences", "acceptable_share")


def _publications(sources: pd.DataFrame) -> None:
    first = sources.iloc[0]
    alt = plain(
        "charts.sources_alt", n=len(sources), first=first["publication"], most=int(first["sentences"])
    )
    names = {column: plain(f"columns.{name}") for column, name in zip(sources, _SOURCE_COLUMNS, strict=True)}
    figure = corpus_charts.sources(sources.head(_MAX_BARS), plain)
    widgets.chart(figure, "sources", alt, lambda: sources.rename(columns=names))


_MAX_BARS = 40  # more cannot be read


def _paradigms(sources: pd.DataFrame) -> None:
    """The paradigms with their explanations, as a table: there are too many for a bar chart."""
    counted = dict(zip(sources["source"], sources["sentences"], strict=True))
    paradigms = all_paradigms()
    phenomena = {paradigm.phenomenon for paradigm in paradigms}
    st.markdown(t("samples.paradigms", n=len(paradigms), phenomena=len(phenomena)))
    rows = [
        {
            plain("columns.phenomenon"): phenomenon_name(paradigm.phenomenon),
            plain("columns.explanation"): plain(f"paradigms.{paradigm.name}"),
            plain("columns.level"): paradigm.level or "–",
            plain("columns.paradigm"): paradigm.name.replace("_", " "),
            plain("columns.sentences"): counted.get(paradigm.name, 0),
            plain("columns.literature"): paradigm.source,
        }
        for paradigm in paradigms
    ]
    show_table(pd.DataFrame(rows), "paradigms", plain("samples.paradigms_alt", n=len(rows)), first=12)


def _repeated(corpus: Corpus) -> None:
    """Sentences that occur more than once: good material for a class."""
    found = repeated(corpus.split("in_domain_train"))
    both = int((found["labels"] == "0, 1").sum())
    key = "repeated" if corpus.id == COLA else "repeated_other"
    st.markdown(t(f"samples.{key}", n=len(found), both=both))
    if len(found):
        found.columns = [plain(f"columns.{column}") for column in ("sentence", "times", "labels")]
        alt = plain("samples.table_alt", n=len(found))
        show_table(found, "repeated", alt, first=12)
    shared = shared_with_training(corpus.table)
    if len(shared):
        st.markdown(t("samples.shared", n=len(shared)))
        sentence_table(shared, key="shared")


frame.show("samples", body)
