"""What the tabs of the evaluation page share: the verdicts shown, and lists of sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd
import streamlit as st

from colabert_core.corpus import Corpus, cited, exported, file_columns
from colabert_core.judging import THRESHOLD
from colabert_core.minimal_pairs import all_paradigms
from colabert_core.runs import Run
from pages.ui import frame, widgets
from pages.ui.components.table import show_table
from pages.ui.text import plain, t

THRESHOLD_KEY = "threshold"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A run's verdicts on a split.

    Columns of `table`: source, label, mark, sentence, acceptable (probability 0 to 1), and the further
    columns of the corpus.
    """

    run: Run
    corpus: Corpus
    split: str
    table: pd.DataFrame

    @property
    def key(self) -> str:
        """Identifies this choice in widget keys and file names."""
        return f"{self.run.id}-{self.corpus.id}-{self.split}"


def has_phenomena(table: pd.DataFrame) -> bool:
    """Whether a corpus names the phenomenon of its sentences."""
    return "phenomenon" in table and bool((table["phenomenon"] != "").any())


def sentence_list(
    table: pd.DataFrame,
    key: str,
    file_name: str,
    threshold: float = THRESHOLD,
    more: Mapping[str, list[str]] | None = None,
    judge: str = "",
) -> None:
    """Judged sentences with label, verdict and probability, and their CSV; `more` columns come last.

    A click on a sentence opens it on the scoring page with the run `judge`.
    """
    shown = for_people(table, threshold).assign(**(more or {}))
    row = show_table(
        shown,
        key,
        plain("evaluation.list_alt", n=len(shown)),
        bars=[plain("columns.probability")],
        opens=plain("columns.sentence"),
        threshold=threshold,
        first=20,
    )
    if row is not None:
        frame.open_page(
            "scoring", one=str(table["sentence"].iloc[row]), **({"judge": judge} if judge else {})
        )
    widgets.download(with_file_columns(shown, table), file_name, key=f"{key}_csv")


def clicked_list(name: str, rows: pd.DataFrame, key: str, judged_key: str, judge: str) -> None:
    """The sentences of a bar or a point that was clicked, under its name."""
    st.markdown(t("evaluation.of_slice", name=name, n=len(rows)))
    sentence_list(rows, key, f"{judged_key}-{key}.csv", judge=judge)


def for_people(table: pd.DataFrame, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Verdict, probability of acceptable (0 to 1), sentence, mark, label and source, with headings.

    The verdict comes first: a phone shows only two columns.
    """
    verdicts = table["acceptable"] >= threshold
    words = {True: plain("labels.1"), False: plain("labels.0")}
    return pd.DataFrame(
        {
            plain("evaluation.verdict"): verdicts.map(words),
            plain("columns.probability"): table["acceptable"],
            plain("columns.sentence"): table["sentence"],
            plain("columns.mark"): table["mark"],
            plain("evaluation.label"): (table["label"] == 1).map(words),
            plain("columns.source"): table["source"].map(source_name),
        }
    )


def with_file_columns(shown: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """What people see of `table`, and for a file also what an added corpus says of these sentences."""
    known = {
        plain(f"columns.{name}"): table[name] for name in ("phenomenon", "rating", "pair") if name in table
    }
    more = exported(table[file_columns(table)])
    names = {name: f"{name} (file)" for name in more if name in {*shown, *known}}
    return pd.concat([shown.assign(**known), more.rename(columns=names)], axis=1)


def source_name(source: str) -> str:
    """A publication as it is cited, a paradigm in words, or any other source by its own name."""
    return source.replace("_", " ") if source in paradigm_names() else cited(source)


@cache
def paradigm_names() -> frozenset[str]:
    """The names of the paradigms of our minimal pairs, which are their sources."""
    return frozenset(paradigm.name for paradigm in all_paradigms())
