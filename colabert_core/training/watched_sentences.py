"""Sentences that are judged at every validation, so that a replay can show how the model changed its mind.

    replay.json    in the run's folder, written when its training begins: the sentences, in the order of the
                   probabilities in `Replayed`. So a replay outlives its corpus.

First come some of the corpus' dev sentences, the same ones for every run, so that runs can be compared (a
corpus without dev parts gives validation sentences, which depend on the run); then those that somebody added.
The table of sentences has the columns
    split      one of SPLITS, validation, or own
    source     code of the publication; empty for own ones
    label      1 acceptable, 0 unacceptable, missing where nobody has given one <Int8>
    mark       as in the corpus; of own sentences, what was typed in front
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
from colabert_core.corpus.guessing import split_mark
from colabert_core.corpus.splitting import split_rows
from colabert_core.judging.scoring import THRESHOLD
from colabert_core.runs.format import REPLAY as FILE
from colabert_core.system.staging import write_whole

FIXED = 24  # sentences of the corpus at most: more than that a class cannot follow
MAX_OWN, MAX_OWN_LENGTH = 10, 300  # sentences; characters
OWN = "own"
_COLUMNS = ["split", "source", "label", "mark", "sentence"]
_SEED = 2018  # CoLA's year; another seed chooses other sentences


@dataclass(frozen=True, kw_only=True)
class Own:
    """The sentences that a visitor adds, and how many lines were too many or too long to be taken."""

    kept: tuple[str, ...]
    too_many: int
    too_long: int


def own_in(lines: Iterable[str]) -> Own:
    """Lines that a visitor typed: trimmed, each once, at most MAX_OWN; a mark in front stays for now."""
    distinct = dict.fromkeys(" ".join(line.split()) for line in lines)
    said = [line for line in distinct if split_mark(line)[1]]
    short = [line for line in said if len(line) <= MAX_OWN_LENGTH]
    return Own(
        kept=tuple(short[:MAX_OWN]),
        too_many=max(0, len(short) - MAX_OWN),
        too_long=len(said) - len(short),
    )


def prepare(folder: Path, corpus: Corpus, config: TrainConfig, own: tuple[str, ...] = ()) -> pd.DataFrame:
    """The run's sentences: chosen and written when it begins, read when it continues."""
    kept = read(folder)
    if kept is None:
        kept = pd.concat([choose(corpus, config), _table_of(own)], ignore_index=True)
        rows = kept.astype({"label": object}).where(kept.notna(), None).to_dict("records")
        write_whole(folder / FILE, json.dumps(rows, ensure_ascii=False, indent=1))
    return kept


def read(folder: Path) -> pd.DataFrame | None:
    """The sentences of a run; None when they were never written or cannot be read."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
        rows = [[row[name] for name in _COLUMNS] for row in kept]
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
    """FIXED sentences of the dev parts: as many acceptable as unacceptable ones of each, or whole pairs.

    They are always the same for a corpus, from as many sources as possible, and none is in the training file
    too. A corpus without dev parts gives some of the validation part, which depends on the seed.
    """
    dev = corpus.table[corpus.table["split"] != "in_domain_train"]
    dev = dev[~seen_in_training(corpus.table, dev["sentence"])]
    rows = dev if len(dev) else split_rows(corpus, config)[1].assign(split="validation")
    if "pair" in rows:
        return _typed(_in_pairs(rows))
    return _typed(_balanced(rows.drop_duplicates("sentence", keep=False)))  # not those with two labels


def _balanced(rows: pd.DataFrame) -> pd.DataFrame:
    return _some_of_each(rows, ["split", "label"], FIXED)


def _in_pairs(rows: pd.DataFrame) -> pd.DataFrame:
    chosen = _some_of_each(rows.drop_duplicates("pair"), ["split"], FIXED // 2)
    return rows[rows["pair"].isin(chosen["pair"])]


def _some_of_each(rows: pd.DataFrame, kinds: list[str], count: int) -> pd.DataFrame:
    """`count` rows in all, equally many of each kind, from one source after the other."""
    parts = [part for _, part in rows.groupby(kinds)]
    chosen = [rows.iloc[:0]]
    for number, part in enumerate(parts):
        drawn = part.sample(frac=1, random_state=_SEED + number)
        turns = drawn.groupby("source").cumcount().sort_values(kind="stable")
        chosen.append(drawn.loc[turns.index[: count // len(parts)]])
    return pd.concat(chosen)


def _table_of(own: tuple[str, ...]) -> pd.DataFrame:
    """The mark is removed, or the model would read the answer; without a mark, the label is unknown."""
    rows = [(OWN, "", 0 if mark else None, mark, text) for mark, text in map(split_mark, own)]
    return _typed(pd.DataFrame(rows, columns=_COLUMNS))


# --- what became of them -----------------------------------------------------------------------


def probabilities(told: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """The probabilities of a `History.replay` for the sentences that are known here <float>[times, n].

    A shared run comes without the sentences that its owner added, which are the last ones: n is then smaller.
    """
    table: np.ndarray = told.drop(columns=["step", "epoch"]).to_numpy(dtype=float)
    return table[:, : len(sentences)]


def paths(told: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """What became of each sentence, the one whose verdict changed most often first.

    Adds these to the sentences' columns: `row`, its number in the replay; `first` and `last`, the probability
    before and after the training; `changes`, how often the verdict changed; `right`, whether the last verdict
    agrees with the label (missing where there is no label).
    """
    found = probabilities(told, sentences)
    known = sentences.head(found.shape[1])
    verdicts = found >= THRESHOLD
    table = known.assign(
        row=range(len(known)),
        first=found[0],
        last=found[-1],
        changes=(verdicts[1:] != verdicts[:-1]).sum(axis=0),
        right=known["label"].eq(verdicts[-1].astype(int)),
        moved=np.abs(found[-1] - found[0]),
    )
    ordered = table.sort_values(["changes", "moved"], ascending=False, kind="stable")
    return ordered.drop(columns="moved").reset_index(drop=True)


def by_kind(told: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """How acceptable and unacceptable sentences come apart.

    Columns: step, epoch, acceptable and unacceptable (mean probability of each kind; NaN where there are
    none), right and labelled (numbers of sentences).
    """
    found = probabilities(told, sentences)
    label = sentences["label"].head(found.shape[1])
    means = {
        name: np.nan if not (rows := label.eq(kind).fillna(False).to_numpy(dtype=bool)).any()
        else found[:, rows].mean(axis=1)
        for name, kind in (("acceptable", 1), ("unacceptable", 0))
    }  # fmt: skip
    known = label.notna().to_numpy()
    right = (found[:, known] >= THRESHOLD) == label[known].to_numpy(dtype=int)
    return told[["step", "epoch"]].assign(**means, right=right.sum(axis=1), labelled=int(known.sum()))
