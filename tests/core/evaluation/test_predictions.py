"""Predictions are made once, and are not used when they are out of date."""

import os

import numpy as np
import pandas as pd
import pytest

from colabert_core.corpus import Corpus, load
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.errors import NotApart
from colabert_core.evaluation import predictions, rows_to_judge
from colabert_core.model.classifier import Classifier
from colabert_core.runs.store import RunStore

from ..helpers import new_run


class Counting:
    """A judge that answers with the length of a sentence and counts how often it is asked."""

    max_length, word_piece, asked = 64, None, 0

    def probabilities(self, sentences):
        self.asked += 1
        return np.asarray([len(sentence) % 97 / 97 for sentence in sentences], dtype=np.float32)


@pytest.mark.parametrize("split", ["validation", "in_domain_dev", "out_of_domain_dev"])
def test_what_is_kept_is_what_was_said(home, split):
    corpus = load(home)
    run = RunStore(home.runs).create(new_run(home).info.config, corpus)
    assert predictions.find(run, corpus, split) is None
    made = predictions.make(run, corpus, split, Counting(), run.weights)
    rows = rows_to_judge(run, corpus, split).reset_index(drop=True)
    assert made["sentence"].tolist() == rows["sentence"].tolist()
    assert made["label"].tolist() == rows["label"].tolist()
    assert (made["acceptable"].to_numpy() == Counting().probabilities(list(rows["sentence"]))).all()
    pd.testing.assert_frame_equal(predictions.find(run, corpus, split), made)
    assert list(made.index) == list(range(len(made)))


def test_sentences_survive_the_file_as_they_are(home):
    strange = [
        'He said "no", twice.',
        "Tab\there",
        "NA",
        " spaced ",
        "=1+1",
        "null",
        "carriage\rreturn",
        "고양이",
    ]
    table = pd.DataFrame({"sentence": strange}).assign(
        split="out_of_domain_dev", source="NA", label=np.int8(1), mark=""
    )
    corpus = Corpus(id="strange", name="x", table=table, fingerprint="f" * 64)
    made = predictions.make(new_run(home), corpus, "out_of_domain_dev", Counting(), 0)
    assert made["sentence"].tolist() == strange
    assert (set(made["source"]), set(made["mark"])) == ({"NA"}, {""})


def test_pairs_stay_pairs(home):
    corpus = pairs_corpus()
    made = predictions.make(new_run(home), corpus, "out_of_domain_dev", Counting(), 0)
    assert (made["pair"] == corpus.split("out_of_domain_dev")["pair"]).all()


def test_a_model_that_went_on_learning_is_asked_again(home):
    corpus, run = load(home), new_run(home)
    weights = run.folder / "model.safetensors"
    weights.write_bytes(b"old")
    predictions.make(run, corpus, "in_domain_dev", Counting(), run.weights)
    assert predictions.find(run, corpus, "in_domain_dev") is not None
    os.utime(weights, (1, 1))
    assert predictions.find(run, corpus, "in_domain_dev") is None
    predictions.make(run, corpus, "in_domain_dev", Counting(), run.weights)
    assert len(list((run.folder / "predictions").iterdir())) == 1  # older ones are removed


def test_what_an_old_model_says_while_better_weights_are_saved_does_not_count(home):
    corpus, run = load(home), new_run(home)
    weights = run.folder / "model.safetensors"
    weights.write_bytes(b"old")
    before = run.weights
    os.utime(weights, (1, 1))
    predictions.make(run, corpus, "in_domain_dev", Counting(), before)
    assert predictions.find(run, corpus, "in_domain_dev") is None


@pytest.mark.parametrize("damage", ["", "sentence\nOne.\n", "acceptable,label\nx,y\n"])
def test_a_damaged_file_counts_as_none(home, damage):
    corpus, run = load(home), new_run(home)
    predictions.make(run, corpus, "in_domain_dev", Counting(), run.weights)
    path = predictions.path_of(run, corpus, "in_domain_dev")
    path.write_text(damage)
    assert predictions.find(run, corpus, "in_domain_dev") is None
    predictions.make(run, corpus, "in_domain_dev", Counting(), run.weights)
    whole = path.read_text()
    path.write_text("\n".join(whole.splitlines()[:-1]) + "\n")
    assert predictions.find(run, corpus, "in_domain_dev") is None


def test_another_text_of_the_corpus_has_predictions_of_its_own(home):
    corpus, run = load(home), new_run(home)
    predictions.make(run, corpus, "in_domain_dev", Counting(), run.weights)
    other = Corpus(id=corpus.id, name=corpus.name, table=corpus.table, fingerprint="e" * 64)
    assert predictions.find(run, other, "in_domain_dev") is None


def test_what_a_run_learned_from_is_refused(home):
    corpus = load(home)
    run = RunStore(home.runs).create(new_run(home).info.config, corpus)
    with pytest.raises(NotApart):
        predictions.make(run, corpus, "in_domain_train", Counting(), run.weights)
    assert not predictions.path_of(run, corpus, "in_domain_train").exists()


def test_a_real_run_says_the_same_of_its_file_as_of_its_sentences(trained_run):
    home, run = trained_run
    corpus = load(home)
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    made = predictions.make(run, corpus, "out_of_domain_dev", judge, run.weights)
    assert (made["acceptable"] == judge.probabilities(list(made["sentence"])).astype(float)).all()
