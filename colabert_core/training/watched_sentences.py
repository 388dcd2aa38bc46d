"""Watched sentences: judged at every validation, so that a replay can show how verdicts changed.

They are written to replay.json in the run's folder when its training starts, in the order of the
probabilities in `Replayed`, so that a replay does not depend on its corpus.

First come sentences from the dev sets of the corpus, the same ones for every run, so that runs can be
compared. (A corpus without dev sets provides validation sentences, which depend on the run.) Sentences that a
visitor added follow. The table of sentences has these columns:
    split      one of SPLITS, validation, or own
    source     code of the publication; empty for own sentences
    label      1 acceptable, 0 unacceptable, missing if unknown <Int8>
    mark       as in the corpus; of own sentences, the mark typed in front
    sentence   without the mark
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus import SPLITS, Corpus
from colabert_core.corpus.browsing import seen_in_training
from colabert_core.corpus.splitting import split_rows
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.runs.format import REPLAY as FILE
from colabert_core.system.staging import write_whole
from colabert_core.tables.notation import bare

MAX_FROM_CORPUS = 24  # a class cannot follow more sentences
MAX_OWN, MAX_OWN_LENGTH = 10, 300  # sentences; characters
OWN = "own"
_COLUMNS = ["split", "source", "label", "mark", "sentence"]
_SEED = 2018  # CoLA's year; another seed chooses other sentences


@dataclass(frozen=True, kw_only=True)
class OwnSentences:
    """A visitor's own sentences, and the number of lines beyond MAX_OWN or longer than MAX_OWN_LENGTH."""

    kept: tuple[str, ...]
    too_many: int
    too_long: int


def own_sentences_in(lines: Iterable[str]) -> OwnSentences:
    """The sentences in lines that a visitor typed: trimmed, without duplicates, with any mark in front."""
    distinct = dict.fromkeys(" ".join(line.split()) for line in lines)
    sentences = [line for line in distinct if bare(line).sentence]
    short = [line for line in sentences if len(line) <= MAX_OWN_LENGTH]
    return OwnSentences(
        kept=tuple(short[:MAX_OWN]),
        too_many=max(0, len(short) - MAX_OWN),
        too_long=len(sentences) - len(short),
    )


def prepare(folder: Path, corpus: Corpus, config: TrainConfig, own: tuple[str, ...] = ()) -> pd.DataFrame:
    """The watched sentences of a run: chosen and written when it starts, read when it resumes."""
    table = read(folder)
    if table is None:
        table = pd.concat([choose(corpus, config), _table_of(own)], ignore_index=True)
        rows = table.astype({"label": object}).where(table.notna(), None).to_dict("records")
        write_whole(folder / FILE, json.dumps(rows, ensure_ascii=False, indent=1))
    return table


def read(folder: Path) -> pd.DataFrame | None:
    """The watched sentences of a run; None if they were never written or cannot be read."""
    try:
        records = json.loads((folder / FILE).read_text(encoding="utf-8"))
        rows = [[row[name] for name in _COLUMNS] for row in records]
        return _typed(pd.DataFrame(rows, columns=_COLUMNS)) if all(map(_is_sound, rows)) else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_sound(row: list[object]) -> bool:
    """Whether a row of the file is valid: only own sentences may lack a label."""
    split, source, label, mark, sentence = row
    texts = all(isinstance(text, str) for text in (split, source, mark, sentence))
    known = label in (0, 1) or (label is None and split == OWN)
    return texts and known and split in (*SPLITS, "validation", OWN)


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows[_COLUMNS].reset_index(drop=True)
    texts = {name: str for name in _COLUMNS if name != "label"}
    return rows.astype({**texts, "label": "Int8"})


def choose(corpus: Corpus, config: TrainConfig) -> pd.DataFrame:
    """Up to MAX_FROM_CORPUS sentences from the dev sets: half of each acceptable, or whole minimal pairs.

    They are always the same for a corpus, come from as many sources as possible, and do not occur in the
    training file. A corpus without dev sets provides validation sentences, which depend on the seed.
    """
    dev = corpus.table[corpus.table["split"] != "in_domain_train"]
    dev = dev[~seen_in_training(corpus.table, dev["sentence"])]
    rows = dev if len(dev) else split_rows(corpus, config)[1].assign(split="validation")
    if "pair" in rows:
        return _typed(_in_pairs(rows))
    # A sentence that occurs twice may have two labels.
    return _typed(_balanced(rows.drop_duplicates("sentence", keep=False)))


def _balanced(rows: pd.DataFrame) -> pd.DataFrame:
    return _some_of_each(rows, ["split", "label"], MAX_FROM_CORPUS)


def _in_pairs(rows: pd.DataFrame) -> pd.DataFrame:
    chosen = _some_of_each(rows.drop_duplicates("pair"), ["split"], MAX_FROM_CORPUS // 2)
    return rows[rows["pair"].isin(chosen["pair"])]


def _some_of_each(rows: pd.DataFrame, kinds: list[str], count: int) -> pd.DataFrame:
    """`count` rows in total, the same number of each kind, taken from the sources in turn."""
    parts = [part for _, part in rows.groupby(kinds)]
    chosen = [rows.iloc[:0]]
    for number, part in enumerate(parts):
        drawn = part.sample(frac=1, random_state=_SEED + number)
        turns = drawn.groupby("source").cumcount().sort_values(kind="stable")
        chosen.append(drawn.loc[turns.index[: count // len(parts)]])
    return pd.concat(chosen)


def _table_of(own: tuple[str, ...]) -> pd.DataFrame:
    """Own sentences as a table, without numbers and marks; a mark would give the label away, which is 0."""
    found = map(bare, own)
    rows = [(OWN, "", 0 if text.mark else None, text.mark, text.sentence) for text in found]
    return _typed(pd.DataFrame(rows, columns=_COLUMNS))


# --- the replay --------------------------------------------------------------------------------


def probabilities(replay: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """The probabilities of a `History.replay` for known sentences <float>[validations, sentences].

    A shared run lacks the sentences that its owner added. These are always the last ones, so their
    probabilities are left out.
    """
    table: np.ndarray = replay.drop(columns=["step", "epoch"]).to_numpy(dtype=float)
    return table[:, : len(sentences)]


def paths(replay: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """How the verdict on each sentence changed, with the most frequent changes first.

    Adds these columns to those of the sentences: `row`, the number in the replay; `first` and `last`, the
    probability before and after the training; `changes`, the number of times the verdict changed; `right`,
    whether the last verdict agrees with the label (missing if there is no label).
    """
    values = probabilities(replay, sentences)
    known = sentences.head(values.shape[1])
    verdicts = values >= THRESHOLD
    table = known.assign(
        row=range(len(known)),
        first=values[0],
        last=values[-1],
        changes=(verdicts[1:] != verdicts[:-1]).sum(axis=0),
        right=known["label"].eq(verdicts[-1].astype(int)),
        moved=np.abs(values[-1] - values[0]),
    )
    ordered = table.sort_values(["changes", "moved"], ascending=False, kind="stable")
    return ordered.drop(columns="moved").reset_index(drop=True)


def means_by_kind(replay: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The mean probabilities of acceptable and of unacceptable sentences at each validation.

    Columns: step, epoch, acceptable and unacceptable (the mean of each kind; NaN without sentences of it),
    right (number of correct verdicts) and labelled (number of sentences with a label).
    """
    values = probabilities(replay, sentences)
    label = sentences["label"].head(values.shape[1])
    means = {
        name: _mean_of(values, label.eq(kind).fillna(False).to_numpy(dtype=bool))
        for name, kind in (("acceptable", 1), ("unacceptable", 0))
    }
    known = label.notna().to_numpy()
    right = (values[:, known] >= THRESHOLD) == label[known].to_numpy(dtype=int)
    return replay[["step", "epoch"]].assign(**means, right=right.sum(axis=1), labelled=int(known.sum()))


def _mean_of(values: np.ndarray, columns: np.ndarray) -> np.ndarray | float:
    """The mean over the chosen columns <float>[rows]; NaN if none is chosen."""
    return values[:, columns].mean(axis=1) if columns.any() else np.nan
