"""Samples, searches, counts and repeated sentences of a corpus.

Every function takes a table with the columns split, source, label, mark, sentence.
"""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.compute

from colabert_core.corpus.sources import PUBLICATIONS, cited
from colabert_core.errors import BadPattern


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which rows to keep; an empty tuple keeps all. `text` is searched for in the sentence, ignoring case."""

    text: str = ""
    is_pattern: bool = False
    splits: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def find(table: pd.DataFrame, wanted: Filter) -> pd.DataFrame:
    """The rows that match every part of the filter. Raises BadPattern."""
    keep = pd.Series(True, index=table.index)
    for column, values in (
        ("split", wanted.splits),
        ("label", wanted.labels),
        ("source", wanted.sources),
        ("mark", wanted.marks),
    ):
        if values:
            keep &= table[column].isin(values)
    if wanted.text:
        keep &= _matches(table["sentence"], wanted)
    return table[keep]


def _matches(sentences: pd.Series, wanted: Filter) -> pd.Series:
    """Which sentences match <bool>[rows]. Raises BadPattern.

    Arrow's search (RE2) takes linear time, so a visitor's pattern cannot hang the server.
    """
    search = pa.compute.match_substring_regex if wanted.is_pattern else pa.compute.match_substring
    try:
        found = search(pa.array(sentences, pa.string()), wanted.text, ignore_case=True)
    except pa.ArrowInvalid as error:
        reason = str(error).removeprefix("Invalid regular expression: ")
        raise BadPattern(pattern=wanted.text, reason=reason) from None
    return pd.Series(found.to_pandas().to_numpy(dtype=bool), index=sentences.index)


def draw(table: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    """`count` random rows, or all if there are fewer; the same for the same seed."""
    return table.sample(n=min(count, len(table)), random_state=seed)


def draw_pairs(table: pd.DataFrame, count: int, seed: int) -> pd.DataFrame:
    """`count` random complete minimal pairs of a table that also has the column pair.

    Columns: source, acceptable, unacceptable.
    """
    sides_of = table.groupby("pair")["label"].nunique()
    numbers = pd.Series(sides_of.index[sides_of == 2])
    chosen = numbers.sample(n=min(count, len(numbers)), random_state=seed)
    rows = table[table["pair"].isin(chosen)]
    sides = rows.pivot_table(index=["pair", "source"], columns="label", values="sentence", aggfunc="first")
    sides = sides.reset_index("source").loc[chosen].rename(columns={1: "acceptable", 0: "unacceptable"})
    return sides[["source", "acceptable", "unacceptable"]]


def repeated(table: pd.DataFrame) -> pd.DataFrame:
    """Sentences that occur more than once, the most frequent first.

    Columns: sentence, times, labels ("0, 1" if it has both).
    """
    groups = table.groupby("sentence", sort=False)["label"]
    counted = groups.agg(
        times="size", labels=lambda labels: ", ".join(str(label) for label in sorted(set(labels)))
    )
    more_than_once: pd.DataFrame = counted[counted["times"] > 1]
    return more_than_once.sort_values("times", ascending=False, kind="stable").reset_index()


def seen_in_training(table: pd.DataFrame, sentences: pd.Series) -> pd.Series:
    """Whether each sentence also occurs word for word in the corpus's training part <bool>[n].

    True of 18 of CoLA's 1,043 dev sentences.
    """
    return sentences.isin(set(table.loc[table["split"] == "in_domain_train", "sentence"]))


def shared_with_training(table: pd.DataFrame) -> pd.DataFrame:
    """The dev rows whose sentence also occurs in the training part."""
    return table[(table["split"] != "in_domain_train") & seen_in_training(table, table["sentence"])]


def by_source(table: pd.DataFrame) -> pd.DataFrame:
    """One row per source, most sentences first.

    Columns: source, publication (authors and year, or the source's own name if it is not one of CoLA's),
    title (then empty), in_domain (whether the training part has it too), sentences, acceptable_share (0 to
    1).
    """
    counted = table.groupby("source")["label"].agg(sentences="size", acceptable_share="mean").reset_index()
    counted.insert(1, "publication", counted["source"].map(cited))
    titles = {code: publication.title for code, publication in PUBLICATIONS.items()}
    counted.insert(2, "title", counted["source"].map(titles).fillna(""))
    trained_on = table.loc[table["split"] == "in_domain_train", "source"].unique()
    counted.insert(3, "in_domain", counted["source"].isin(trained_on))
    return counted.sort_values("sentences", ascending=False, ignore_index=True)


def label_balance(table: pd.DataFrame) -> pd.DataFrame:
    """The number of sentences per split and label. Columns: split, label, sentences."""
    return table.groupby(["split", "label"], sort=False).size().rename("sentences").reset_index()


def words_per_sentence(table: pd.DataFrame) -> pd.Series:
    """The number of words in each sentence, separated by spaces, <int>[rows]."""
    return table["sentence"].map(lambda sentence: len(sentence.split()))
