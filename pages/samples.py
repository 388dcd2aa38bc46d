"""Samples: draw, search and count CoLA's sentences."""

import streamlit as st

from colabert_core.corpus import SPLITS, Corpus, browsing
from colabert_core.corpus.sources import cited
from pages.ui import charts, frame, services, widgets
from pages.ui.text import plain, t


def body() -> None:
    corpus = services.corpus()
    if corpus is None:
        widgets.corpus_door()
        widgets.explain("samples.what_is_cola", expanded=True)
        return
    for cell, (split, rows) in zip(st.columns(3), corpus.rows_per_split().items(), strict=True):
        cell.metric(t(f"splits.{split}"), f"{rows:,}", help=t(f"samples.{split}_help"), border=True)
    tabs = st.tabs([t(f"samples.tab_{tab}") for tab in ("draw", "table", "charts", "twice")])
    for tab, draw in zip(tabs, (_draw, _table, _charts, _twice), strict=True):
        with tab, frame.faults_told():
            draw(corpus)
    for topic in ("samples.what_is_cola", "samples.the_mark", "samples.why_raw", "samples.why_hard"):
        widgets.explain(topic)


_LARGEST_SEED = 2**32 - 1  # numpy's


def _draw(corpus: Corpus) -> None:
    """Ten random sentences, and five unacceptable ones, as the tutorial shows them."""
    st.session_state.setdefault("draw_seed", 42)
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    left.number_input(
        t("samples.seed"),
        min_value=0,
        max_value=2**32 - 1,
        step=1,
        key="draw_seed",
        help=t("samples.seed_help"),
    )
    right.button(t("samples.draw_again"), key="draw_again", on_click=_next_seed, icon=":material/casino:")
    train, seed = corpus.split("in_domain_train"), int(st.session_state["draw_seed"] or 0)
    st.markdown(t("samples.ten"))
    widgets.sentence_table(browsing.draw(train, 10, seed), key="ten", with_split=False)
    st.markdown(t("samples.five"))
    widgets.sentence_table(browsing.draw(train[train["label"] == 0], 5, seed), key="five", with_split=False)


def _next_seed() -> None:
    st.session_state["draw_seed"] = int(st.session_state.get("draw_seed") or 0) + 1


def _table(corpus: Corpus) -> None:
    found = browsing.find(corpus.table, _filter(corpus))
    st.caption(t("samples.found", n=len(found), all=len(corpus.table)))
    widgets.sentence_table(found, key="whole", height=420)
    widgets.download(found, "cola.csv", key="table_csv")


def _filter(corpus: Corpus) -> browsing.Filter:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    text = left.text_input(t("samples.search"), key="search", persist_state="session")
    is_pattern = right.toggle(t("samples.regex"), key="regex", help=t("samples.regex_help"))
    cells = st.columns(4)
    table = corpus.table
    return browsing.Filter(
        text=text,
        is_pattern=is_pattern,
        splits=_several(cells[0], "split", SPLITS, lambda split: plain(f"splits.{split}")),
        labels=_several(cells[1], "label", (1, 0), lambda label: plain(f"labels.{label}")),
        sources=_several(cells[2], "source", sorted(table["source"].unique(), key=cited), cited),
        marks=_several(cells[3], "mark", sorted(table["mark"].unique()), _mark_name),
    )


def _several(cell, column: str, options, name) -> tuple:
    label = t(f"columns.{column}")
    return tuple(
        cell.multiselect(
            label, list(options), format_func=name, key=f"filter_{column}", placeholder=t("samples.all")
        )
    )


def _mark_name(mark: str) -> str:
    return mark or plain("samples.no_mark")


def _charts(corpus: Corpus) -> None:
    table = corpus.table
    balance = browsing.label_balance(table)
    share = float(table["label"].mean())
    widgets.chart(charts.label_balance(balance, plain), "balance", plain("charts.balance_alt", share=share))
    sources = browsing.by_source(table)
    first = sources.iloc[0]
    alt = plain(
        "charts.sources_alt", n=len(sources), first=first["publication"], most=int(first["sentences"])
    )
    widgets.chart(charts.sources(sources, plain), "sources", alt)
    words = browsing.words_per_sentence(table).to_numpy()
    figure = charts.lengths(words, plain("charts.words_title"), plain("charts.words"), plain)
    widgets.chart(figure, "words", plain("charts.words_alt", mean=float(words.mean()), most=int(words.max())))
    with st.expander(t("samples.sources_table"), icon=":material/table:"):
        sources.columns = [plain(f"columns.{c}") for c in _SOURCE_COLUMNS]
        st.dataframe(sources, hide_index=True, key="sources_table")


_SOURCE_COLUMNS = ("code", "source", "title", "in_domain", "sentences", "acceptable_share")


def _twice(corpus: Corpus) -> None:
    """What stands in the corpus twice: good matter for a class."""
    repeated = browsing.repeated(corpus.split("in_domain_train"))
    both = int((repeated["labels"] == "0, 1").sum())
    st.markdown(t("samples.repeated", n=len(repeated), both=both))
    repeated.columns = [plain(f"columns.{column}") for column in ("sentence", "times", "labels")]
    st.dataframe(repeated, hide_index=True, key="repeated", alt=plain("samples.table_alt", n=len(repeated)))
    shared = browsing.shared_with_training(corpus.table)
    st.markdown(t("samples.shared", n=len(shared)))
    widgets.sentence_table(shared, key="shared")


frame.show("samples", body)
