import pandas as pd
import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus, load
from colabert_core.corpus.splitting import MIN_SENTENCES, split_rows, split_validation
from colabert_core.errors import TooFewSentences


def corpus_of(sentences: list[str]) -> Corpus:
    table = pd.DataFrame({"split": "in_domain_train", "label": 1, "sentence": sentences})
    return Corpus(id="ours", name="ours", table=table, fingerprint="")


def texts(rows: pd.DataFrame) -> set[str]:
    return {" ".join(sentence.casefold().split()) for sentence in rows["sentence"]}


def test_every_training_row_is_on_one_side(home):
    corpus = load(home)
    train, validation = split_rows(corpus, TrainConfig())
    assert (len(train), len(validation)) == (216, 24)
    assert sorted([*train.index, *validation.index]) == list(range(240))


def test_no_sentence_stands_on_both_sides(home):
    for seed in range(20):
        train, validation = split_rows(load(home), TrainConfig(seed=seed, validation_share=0.4))
        assert not texts(train) & texts(validation)


def test_case_and_spacing_make_no_other_sentence():
    sentences = [f"cat number {i}" for i in range(30)] + [f"Cat  NUMBER {i} " for i in range(30)]
    train, validation = split_rows(corpus_of(sentences), TrainConfig(validation_share=0.3, seed=1))
    assert len(validation) == 18
    assert {row % 30 for row in train.index}.isdisjoint({row % 30 for row in validation.index})


def test_both_sides_of_a_pair_go_the_same_way():
    corpus = corpus_of([f"cat number {i}" for i in range(60)])
    corpus.table["pair"] = [i // 2 for i in range(60)]
    train, validation = split_rows(corpus, TrainConfig(validation_share=0.3, seed=1))
    assert len(validation) == 18
    assert set(train["pair"]).isdisjoint(validation["pair"])


def test_equal_seeds_split_equally_and_others_do_not(home):
    corpus = load(home)
    one, two, other = (split_rows(corpus, TrainConfig(seed=seed))[1] for seed in (1, 1, 2))
    assert list(one.index) == list(two.index)
    assert list(one.index) != list(other.index)


def test_nothing_but_seed_and_share_decides_the_split(home):
    corpus = load(home)
    plain = split_rows(corpus, TrainConfig())[1]
    for other in (TrainConfig(epochs=1, batch_size=8, learning_rate=1e-3), TrainConfig(train_limit=50)):
        assert list(split_rows(corpus, other)[1].index) == list(plain.index)


def test_a_limit_takes_some_of_the_training_rows_and_all_of_the_validation_rows(home):
    corpus = load(home)
    everything, validation = split_rows(corpus, TrainConfig())
    some, same = split_rows(corpus, TrainConfig(train_limit=50))
    assert len(some) == 50
    assert set(some.index) < set(everything.index)
    assert list(same.index) == list(validation.index)
    assert some["label"].nunique() == 2


def test_a_limit_above_what_there_is_changes_nothing(home):
    corpus = load(home)
    assert len(split_rows(corpus, TrainConfig(train_limit=100_000))[0]) == 216


@pytest.mark.parametrize(("share", "expected"), [(0.01, 3), (0.1, 24), (0.25, 60), (0.333, 80), (0.5, 120)])
def test_validation_takes_its_share_rounded_up(share, expected):
    train, validation = split_validation([f"cat {i}" for i in range(240)], share, seed=3)
    assert (len(train), len(validation)) == (240 - expected, expected)


def test_the_dev_files_are_left_alone(home):
    train, validation = split_rows(load(home), TrainConfig())
    assert set(train["split"]) | set(validation["split"]) == {"in_domain_train"}


def test_too_few_sentences_are_refused():
    with pytest.raises(TooFewSentences) as caught:
        split_rows(corpus_of(["a cat"] * (MIN_SENTENCES - 1)), TrainConfig())
    assert caught.value.facts == {"found": MIN_SENTENCES - 1, "needed": MIN_SENTENCES}
    split_rows(corpus_of([f"cat {i}" for i in range(MIN_SENTENCES)]), TrainConfig())


def test_the_real_cola_is_split_into_7695_and_856_sentences(cola):
    train, validation = split_rows(cola, TrainConfig())
    assert (len(train), len(validation)) == (7695, 856)
    assert not texts(train) & texts(validation)
    assert validation["label"].mean() == pytest.approx(0.70, abs=0.05)
