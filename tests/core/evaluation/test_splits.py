"""Which parts of an added corpus a run may be evaluated on."""

import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, labels_in, own, prepare
from colabert_core.errors import NotApart
from colabert_core.evaluation import predictions, rows_to_judge, splits_for
from colabert_core.evaluation.comparison import obstacle
from colabert_core.runs.store import RunStore
from colabert_core.tables import guess_columns, read

from ..helpers import new_run
from .test_report import KnowingJudge


@pytest.fixture
def corpus(empty_home) -> Corpus:
    rows = "".join(f"{n},Pilot {n} slept.,{n % 2},{('tense', 'case', '')[n % 3]}\n" for n in range(60))
    sheet = read("ours.csv", f"id,sentence,label,phenomenon\n{rows}".encode())
    columns = guess_columns(sheet).columns
    prepared = prepare(sheet, columns, labels_in(sheet, columns).values)
    return own.load(empty_home, own.store(empty_home, "ours", prepared))


def test_a_run_that_learned_from_others_may_judge_all_of_it(empty_home, corpus):
    run = new_run(empty_home)
    assert splits_for(run, corpus) == ["all", "test", "in_domain_train"]
    assert len(rows_to_judge(run, corpus, "all")) == 60
    assert len(rows_to_judge(run, corpus, "test")) == 6


def test_a_run_that_learned_from_it_may_judge_what_was_held_out(empty_home, corpus):
    run = RunStore(empty_home.runs).create(TrainConfig(), corpus)
    assert splits_for(run, corpus) == ["validation", "test"]
    assert [len(rows_to_judge(run, corpus, split)) for split in ("validation", "test")] == [6, 6]
    with pytest.raises(NotApart):
        rows_to_judge(run, corpus, "all")


def test_a_corpus_of_an_older_version_has_one_part(empty_home, corpus):
    whole = Corpus(id=corpus.id, name="x", fingerprint="y", table=corpus.table.drop(columns="validation"))
    whole.table["split"] = "in_domain_train"
    assert splits_for(new_run(empty_home), whole) == ["in_domain_train"]


def test_runs_on_it_have_the_same_validation_part_whatever_their_seed(empty_home, corpus):
    one, two = (RunStore(empty_home.runs).create(TrainConfig(seed=seed), corpus) for seed in (1, 2))
    assert obstacle(one, two, corpus, "validation") is None


def test_judged_sentences_keep_what_the_file_says(empty_home, corpus):
    run = RunStore(empty_home.runs).create(TrainConfig(), corpus)
    made = predictions.make(run, corpus, "test", KnowingJudge(corpus.table), weights=run.weights)
    assert list(made) == ["source", "label", "mark", "sentence", "phenomenon", "file: id", "acceptable"]
    assert predictions.find(run, corpus, "test").equals(made)
