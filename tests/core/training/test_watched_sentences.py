"""The sentences of a replay, and what became of them."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, load
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.training import watched_sentences

CONFIG = TrainConfig()


def without(corpus: Corpus, *splits: str) -> Corpus:
    return replace(corpus, table=corpus.table[~corpus.table["split"].isin(splits)])


def replay_of(*rows: list[float]) -> pd.DataFrame:
    """A history's replay, one list of probabilities per validation."""
    table = [[step, 1, *row] for step, row in enumerate(rows)]
    return pd.DataFrame(table, columns=["step", "epoch", *range(len(rows[0]))])


def sentences(*labels: int | None) -> pd.DataFrame:
    table = pd.DataFrame({"label": pd.array(labels, dtype="Int8")})
    return table.assign(split="own", source="", mark="", sentence=[f"Sentence {i}." for i in table.index])


# --- which sentences -------------------------------------------------------------------------------


def test_the_choice_is_even_between_labels_and_dev_parts(home):
    chosen = watched_sentences.choose(load(home), CONFIG)
    assert len(chosen) == watched_sentences.MAX_FROM_CORPUS
    assert set(chosen.groupby(["split", "label"]).size()) == {6}
    assert set(chosen["split"]) == {"in_domain_dev", "out_of_domain_dev"}


def test_the_choice_takes_every_source_in_turn(home):
    corpus = load(home)
    chosen = watched_sentences.choose(corpus, CONFIG)
    outside = chosen[(chosen["split"] == "out_of_domain_dev") & (chosen["label"] == 1)]
    assert outside["source"].nunique() == 4  # of four


def test_the_choice_is_the_same_for_every_run(home):
    corpus = load(home)
    other = watched_sentences.choose(corpus, TrainConfig(seed=7, epochs=1, train_limit=50))
    assert other.equals(watched_sentences.choose(corpus, CONFIG))


def test_what_also_stands_in_the_training_file_or_under_two_labels_is_not_chosen(home):
    corpus = load(home)
    known = set(corpus.split("in_domain_train")["sentence"])
    dev = corpus.split("in_domain_dev")
    assert set(dev["sentence"]) & known  # there are such
    twice = dev[~dev["sentence"].isin(known)].head(20)
    table = pd.concat([corpus.table, twice.assign(label=1 - twice["label"])], ignore_index=True)
    chosen = watched_sentences.choose(replace(corpus, table=table), CONFIG)
    assert not set(chosen["sentence"]) & (known | set(twice["sentence"]))


def test_of_minimal_pairs_both_sides_are_chosen():
    chosen = watched_sentences.choose(pairs_corpus(), CONFIG)
    assert (len(chosen), chosen["source"].nunique()) == (24, 11)
    table = pairs_corpus().table.set_index("sentence")
    assert set(table.loc[chosen["sentence"], "pair"].value_counts()) == {2}


def test_a_corpus_without_dev_parts_is_watched_on_its_validation_part(home):
    corpus = without(load(home), "in_domain_dev", "out_of_domain_dev")
    chosen = watched_sentences.choose(corpus, CONFIG)
    train, validation = split_rows(corpus, CONFIG)
    assert set(chosen["split"]) == {"validation"}
    assert 2 <= len(chosen) <= watched_sentences.MAX_FROM_CORPUS
    assert set(chosen["sentence"]) <= set(validation["sentence"]) - set(train["sentence"])


def test_a_corpus_with_one_dev_part_gives_all_from_there(home):
    chosen = watched_sentences.choose(without(load(home), "out_of_domain_dev"), CONFIG)
    assert chosen.groupby("label").size().max() == 12
    assert set(chosen["split"]) == {"in_domain_dev"}


def test_the_real_cola_gives_24(cola):
    chosen = watched_sentences.choose(cola, CONFIG)
    assert set(chosen.groupby(["split", "label"]).size()) == {6}
    assert chosen["source"].nunique() >= 12


# --- what visitors add -----------------------------------------------------------------------------


def test_lines_are_trimmed_and_taken_once():
    own = watched_sentences.own_sentences_in(
        ["  The  cat slept. ", "", "The cat slept.", "*", "* The cat sleeped."]
    )
    assert own == watched_sentences.OwnSentences(
        kept=("The cat slept.", "* The cat sleeped."), too_many=0, too_long=0
    )


def test_what_is_too_much_is_counted():
    lines = [f"Cat {i} slept." for i in range(watched_sentences.MAX_OWN + 3)] + [
        "x" * (watched_sentences.MAX_OWN_LENGTH + 1)
    ]
    own = watched_sentences.own_sentences_in(lines)
    assert own.kept == tuple(lines[: watched_sentences.MAX_OWN])
    assert (own.too_many, own.too_long) == (3, 1)


def test_a_mark_in_front_is_the_label_and_not_read(home, tmp_path):
    kept = watched_sentences.prepare(
        tmp_path, load(home), CONFIG, ("* The cat sleeped.", "?? The cat it.", "So it is.")
    )
    own = kept[kept["split"] == watched_sentences.OWN]
    assert list(own["sentence"]) == ["The cat sleeped.", "The cat it.", "So it is."]
    assert own["label"].tolist() == [0, 0, pd.NA]
    assert list(own["mark"]) == ["*", "??", ""]
    assert list(kept.index) == list(range(len(kept)))


# --- written down ----------------------------------------------------------------------------------


def test_what_was_written_down_counts_even_where_the_corpus_changed(home, tmp_path):
    corpus = load(home)
    first = watched_sentences.prepare(tmp_path, corpus, CONFIG, ("Mine is so.",))
    again = watched_sentences.prepare(tmp_path, without(corpus, "out_of_domain_dev"), CONFIG)
    pd.testing.assert_frame_equal(first, again)
    pd.testing.assert_frame_equal(first, watched_sentences.read(tmp_path))


@pytest.mark.parametrize("content", [b"", b"[", b"7", b'{"a": 1}', b'[{"label": 1}]', b"\xff"])
def test_a_damaged_file_is_as_none(tmp_path, content):
    assert watched_sentences.read(tmp_path) is None
    (tmp_path / watched_sentences.FILE).write_bytes(content)
    assert watched_sentences.read(tmp_path) is None


@pytest.mark.parametrize(
    "damage", [{"label": 10**30}, {"label": None}, {"mark": None}, {"split": "elsewhere"}, {"sentence": 7}]
)
def test_a_file_with_a_damaged_row_is_as_none(home, tmp_path, damage):
    watched_sentences.prepare(tmp_path, load(home), CONFIG)
    rows = json.loads((tmp_path / watched_sentences.FILE).read_text())
    (tmp_path / watched_sentences.FILE).write_text(json.dumps([{**rows[0], **damage}, *rows[1:]]))
    assert watched_sentences.read(tmp_path) is None


# --- what became of them ---------------------------------------------------------------------------


def test_the_path_of_each_sentence_is_told_the_most_undecided_first():
    found = watched_sentences.paths(
        replay_of([0.6, 0.6, 0.4], [0.4, 0.7, 0.45], [0.5, 0.9, 0.4], [0.2, 0.95, 0.3]), sentences(0, 1, None)
    )
    assert found["row"].tolist() == [0, 1, 2]
    assert found["changes"].tolist() == [3, 0, 0]
    assert found["first"].tolist() == [0.6, 0.6, 0.4]
    assert found["last"].tolist() == [0.2, 0.95, 0.3]
    assert found["right"].tolist() == [True, True, pd.NA]


def test_sentences_that_did_not_travel_are_left_out():
    found = watched_sentences.paths(replay_of([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), sentences(1, 0))
    assert found["row"].tolist() == [1, 0]  # the second one turned
    assert found["right"].tolist() == [False, False]


def test_the_two_kinds_come_apart():
    table = watched_sentences.means_by_kind(
        replay_of([0.5, 0.5, 0.9], [0.8, 0.2, 0.9]), sentences(1, 0, None)
    )
    assert table["acceptable"].tolist() == [0.5, 0.8]
    assert table["unacceptable"].tolist() == [0.5, 0.2]
    assert table["right"].tolist() == [1, 2]
    assert table["labelled"].tolist() == [2, 2]


def test_without_any_label_there_is_no_right():
    table = watched_sentences.means_by_kind(replay_of([0.5], [0.8]), sentences(None))
    assert table["right"].tolist() == [0, 0]
    assert table[["acceptable", "unacceptable"]].isna().all(axis=None)
