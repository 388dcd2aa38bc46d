import numpy as np
import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, load
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.corpus.splitting import split_rows
from colabert_core.errors import NotApart
from colabert_core.evaluation import pair_accuracy, rows_to_judge, splits_for
from colabert_core.model.classifier import Classifier
from colabert_core.runs.history import history_of
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter

from ..helpers import new_run, report_of


class KnowingJudge:
    """Knows the labels, but gets every third one wrong."""

    max_length = 64
    word_piece = None

    def __init__(self, rows):
        self.labels = dict(zip(rows["sentence"], rows["label"], strict=True))

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        right = np.asarray([self.labels[sentence] for sentence in sentences], dtype=float)
        right[::3] = 1 - right[::3]
        return np.abs(right - 0.25)


@pytest.mark.parametrize("split", ["in_domain_dev", "out_of_domain_dev"])
def test_the_dev_splits_are_the_corpus_own(home, split):
    corpus = load(home)
    assert rows_to_judge(new_run(home), corpus, split).equals(corpus.split(split))


def test_validation_is_the_part_that_the_run_never_trained_on(home):
    corpus = load(home)
    for settings in ({"seed": 5, "validation_share": 0.3}, {"seed": 5, "train_limit": 20}):
        run = new_run(home, **settings)
        run = RunStore(home.runs).create(run.info.config, corpus)
        rows = rows_to_judge(run, corpus, "validation")
        train, validation = split_rows(corpus, run.info.config)
        assert rows.equals(validation)
        assert not set(rows["sentence"]) & set(train["sentence"])


def test_the_validation_part_of_another_corpus_cannot_be_told(home):
    run = new_run(home, name="old corpus")
    with pytest.raises(NotApart) as caught:
        rows_to_judge(run, load(home), "validation")
    assert (caught.value.name, caught.value.others) == ("old corpus", "in_domain_dev, out_of_domain_dev")
    assert len(rows_to_judge(run, load(home), "in_domain_dev")) == 40


def test_verdicts_are_counted_against_the_labels(home):
    rows = load(home).split("in_domain_dev").drop_duplicates("sentence")
    found = report_of(KnowingJudge(rows), rows)
    wrong = len(range(0, len(rows), 3))
    metrics = found.metrics
    assert metrics.size == len(rows)
    assert metrics.accuracy == pytest.approx(1 - wrong / len(rows))
    assert metrics.confusion.sum() == len(rows)
    assert metrics.confusion[0, 1] + metrics.confusion[1, 0] == wrong


def test_every_source_is_counted_apart_the_hardest_first(home):
    rows = load(home).split("in_domain_dev").drop_duplicates("sentence")
    found = report_of(KnowingJudge(rows), rows)
    assert found.by_source["sentences"].sum() == len(rows)
    assert set(found.by_source["source"]) == set(rows["source"])
    assert found.by_source["accuracy"].is_monotonic_increasing
    right = (found.by_source["accuracy"] * found.by_source["sentences"]).sum()
    assert right / len(rows) == pytest.approx(found.metrics.accuracy)
    assert found.pairs is None
    assert "pairs" not in found.by_source


class ThresholdlessJudge(KnowingJudge):
    """Judges every sentence acceptable, with a slightly higher probability if it is."""

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        return np.asarray([0.8 + 0.1 * self.labels[sentence] for sentence in sentences])


def test_of_a_minimal_pair_the_right_side_must_be_preferred():
    rows = pairs_corpus().split("out_of_domain_dev")
    found = report_of(ThresholdlessJudge(rows), rows)
    assert (found.pairs, found.metrics.accuracy, found.metrics.mcc) == (1.0, 0.5, 0.0)
    assert (found.by_source["pairs"] == 1).all()
    judged = rows.assign(acceptable=ThresholdlessJudge(rows).probabilities(list(rows["sentence"])))
    assert pair_accuracy(judged.assign(label=1 - rows["label"])) == 0
    assert pair_accuracy(rows.assign(acceptable=0.5)) == 0


def test_a_run_is_not_asked_what_it_was_trained_on(home):
    run, corpus = new_run(home), load(home)
    trained = RunStore(home.runs).create(run.info.config, corpus)
    assert splits_for(trained, corpus) == ["validation", "in_domain_dev", "out_of_domain_dev"]
    assert splits_for(run, corpus) == ["in_domain_dev", "out_of_domain_dev"]  # another version of CoLA
    assert splits_for(run, pairs_corpus()) == ["in_domain_dev", "out_of_domain_dev", "in_domain_train"]
    only = Corpus(id="x", name="x", table=corpus.split("in_domain_train"), fingerprint="x")
    assert splits_for(trained, only) == ["in_domain_train"]
    assert splits_for(trained, Corpus(id="cola", name="x", table=only.table, fingerprint="x")) == []
    with pytest.raises(NotApart):
        rows_to_judge(trained, corpus, "in_domain_train")


def test_what_a_model_learned_before_it_went_on_is_not_asked_either(home):
    cola, pairs, store = load(home), pairs_corpus(), RunStore(home.runs)
    first = store.create(TrainConfig(), pairs)
    second = store.create(TrainConfig(encoder=str(first.folder)), cola)
    third = store.create(TrainConfig(encoder=str(second.folder), seed=7), cola)
    assert (first.info.learned, second.info.learned) == ((), ("pairs",))
    assert third.info.learned == ("pairs", "cola")
    assert splits_for(first, pairs) == ["validation", "in_domain_dev", "out_of_domain_dev"]
    assert splits_for(second, pairs) == ["out_of_domain_dev"]
    assert splits_for(second, cola) == ["validation", "in_domain_dev", "out_of_domain_dev"]
    assert splits_for(third, cola) == [
        "in_domain_dev",
        "out_of_domain_dev",
    ]  # another seed has another validation part
    assert [run.info.validation_is_new for run in (first, second, third)] == [True, True, False]


def test_the_starter_is_asked_only_what_it_never_met(home):
    run = install_starter(home)
    assert splits_for(run, load(home)) == ["in_domain_dev", "out_of_domain_dev"]
    assert splits_for(run, pairs_corpus()) == ["out_of_domain_dev"]


def test_a_finished_run_evaluates_on_its_validation_part_as_it_told_while_training(trained_run):
    home, run = trained_run
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    found = report_of(judge, rows_to_judge(run, load(home), "validation"))
    best = history_of(run.events()).best
    assert (found.metrics.accuracy, found.metrics.mcc) == pytest.approx((best["accuracy"], best["mcc"]))


def test_the_splits_on_offer_can_all_be_evaluated(trained_run):
    home, run = trained_run
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    corpus = load(home)
    reports = [report_of(judge, rows_to_judge(run, corpus, split)) for split in splits_for(run, corpus)]
    assert [report.metrics.size for report in reports] == [24, 40, 40]
