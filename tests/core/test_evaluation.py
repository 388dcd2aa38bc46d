import numpy as np
import pytest

from colabert_core.classifier import Classifier
from colabert_core.corpus import load
from colabert_core.errors import CorpusChanged
from colabert_core.evaluation import EVALUATION_SPLITS, evaluate, rows_to_judge
from colabert_core.history import history_of
from colabert_core.runs import RunStore
from colabert_core.splitting import split_rows

from .helpers import new_run


class KnowingJudge:
    """Knows the labels, and gets every third one wrong."""

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
        run = RunStore(home.runs).create(run.info.config, corpus.name, corpus.fingerprint)
        rows = rows_to_judge(run, corpus, "validation")
        train, validation = split_rows(corpus, run.info.config)
        assert rows.equals(validation)
        assert not set(rows["sentence"]) & set(train["sentence"])


def test_the_validation_part_of_another_corpus_cannot_be_told(home):
    run = new_run(home, name="old corpus")
    with pytest.raises(CorpusChanged) as caught:
        rows_to_judge(run, load(home), "validation")
    assert caught.value.name == "old corpus"
    assert len(rows_to_judge(run, load(home), "in_domain_dev")) == 40


def test_verdicts_are_counted_against_the_labels(home):
    rows = load(home).split("in_domain_dev").drop_duplicates("sentence")
    found = evaluate(KnowingJudge(rows), rows)
    wrong = len(range(0, len(rows), 3))
    assert found.size == len(rows)
    assert found.accuracy == pytest.approx(1 - wrong / len(rows))
    assert found.confusion.sum() == len(rows)
    assert found.confusion[0, 1] + found.confusion[1, 0] == wrong


def test_a_finished_run_evaluates_on_its_validation_part_as_it_told_while_training(trained_run):
    home, run = trained_run
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    found = evaluate(judge, rows_to_judge(run, load(home), "validation"))
    best = history_of(run.events()).best
    assert (found.accuracy, found.mcc) == pytest.approx((best["accuracy"], best["mcc"]))


def test_the_splits_on_offer_can_all_be_evaluated(trained_run):
    home, run = trained_run
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    sizes = [evaluate(judge, rows_to_judge(run, load(home), split)).size for split in EVALUATION_SPLITS]
    assert sizes == [24, 40, 40]
