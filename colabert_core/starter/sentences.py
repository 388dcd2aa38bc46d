"""The sentences with which the starter is made and tested."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.minimal_pairs import all_paradigms
from colabert_core.minimal_pairs.writing import write
from colabert_core.starter.near_dev import DevSentences
from colabert_core.starter.outcome import DEV, Counts, Recipe
from colabert_core.starter.pool import altered, away_from_dev, good_sides

# All seeds share one validation part, so that they can be compared. It is that of the default training, so
# who goes on from the pretrained judge validates on sentences that were new to it and to its teachers.
SPLIT_SEED = 42
FRESH_EACH = 20  # pairs per paradigm in each test set of pairs
_EVERYDAY = Path(__file__).with_name("everyday.tsv")


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """The sentences of a recipe: tables with the columns source, label, sentence and, for pairs, pair.

    `train` holds CoLA's training sentences, `pairs` the minimal pairs, and `altered` (source and sentence
    only) those that a teacher labels. `test_sets` are the validation part, the dev sets, new pairs of the
    grammar and of learners' errors, each of the training templates and of the held-out ones, and everyday
    sentences written by somebody who had not seen the grammar.
    """

    train: pd.DataFrame
    pairs: pd.DataFrame
    altered: pd.DataFrame
    test_sets: dict[str, pd.DataFrame]
    counts: Counts


def sentences(recipe: Recipe, cola: Corpus) -> Sentences:
    """CoLA, with no dev sentence in its training part, our pairs, and altered sentences of both."""
    dev = cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"]
    known = DevSentences(dev)
    parts = split_rows(cola, TrainConfig(seed=SPLIT_SEED))
    train, validation = (rows[~rows["sentence"].map(known.has)] for rows in parts)
    test_sets = {"validation": validation, **{split: cola.split(split) for split in DEV}}
    taken = set(dev)
    test_sets |= _new_pairs(recipe.pairs_seed, taken) | {"everyday": everyday_pairs()}
    guarded = DevSentences([*dev, *test_sets["everyday"]["sentence"]])
    pairs = away_from_dev(write(recipe.pairs, recipe.pairs_seed, taken=taken), guarded)
    from_cola = altered(list(train["sentence"]), recipe.altered_cola, recipe.pairs_seed, guarded, taken)
    from_pairs = altered(good_sides(pairs.rows), recipe.altered_pairs, recipe.pairs_seed, guarded, taken)
    made = pd.concat([from_cola.rows, from_pairs.rows]).drop_duplicates("sentence", ignore_index=True)
    counts = Counts(
        cola=len(train),
        pairs=len(pairs.rows),
        altered=len(made),
        dropped_cola=sum(map(len, parts)) - len(train) - len(validation),
        dropped_made=pairs.dropped + from_cola.dropped + from_pairs.dropped,
    )
    return Sentences(train=train, pairs=pairs.rows, altered=made, test_sets=test_sets, counts=counts)


def _new_pairs(seed: int, taken: set[str]) -> dict[str, pd.DataFrame]:
    """The test sets of pairs; their sentences are added to `taken`."""
    from colabert_core.minimal_pairs.paradigms import GRAMMAR, LEARNERS  # only needed here: slow to load

    kinds = {"pairs": GRAMMAR, "learner_pairs": LEARNERS}
    return {
        f"{'held_out_' if held_out else ''}{name}": write(
            FRESH_EACH * len(paradigms), seed + 1, held_out, taken, paradigms
        )
        for name, paradigms in kinds.items()
        for held_out in (False, True)
    }


def everyday_pairs() -> pd.DataFrame:
    """The 200 everyday pairs: what a speaker of English says, and what a learner might say.

    Columns: source (the kind of error), label, mark, sentence, pair.
    """
    rows = pd.read_csv(_EVERYDAY, sep="\t", quoting=3, keep_default_na=False)
    sides = [
        pd.DataFrame(
            {"source": rows["kind"], "label": label, "mark": mark, "sentence": rows[name], "pair": rows.index}
        )
        for name, label, mark in (("acceptable", 1, ""), ("unacceptable", 0, "*"))
    ]
    return pd.concat(sides, ignore_index=True).astype({"label": "int8"})


def phenomenon_of() -> dict[str, str]:
    """From the name of each paradigm to its phenomenon."""
    return {paradigm.name: paradigm.phenomenon for paradigm in all_paradigms()}


def without_dev(cola: Corpus) -> Corpus:
    """CoLA without the training sentences that are dev sentences too, but for case and punctuation marks."""
    in_training = cola.table["split"] == "in_domain_train"
    dev = DevSentences(cola.table.loc[~in_training, "sentence"])
    duplicated = in_training & cola.table["sentence"].map(dev.has)
    name, fingerprint = f"{cola.name} without dev sentences", f"{cola.fingerprint}-without-dev"
    return Corpus(id=cola.id, name=name, table=cola.table[~duplicated], fingerprint=fingerprint)
