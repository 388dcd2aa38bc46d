import numpy as np
import pytest
from sklearn.metrics import f1_score, matthews_corrcoef

from colabert_core.evaluation.metrics import intervals, measure, rates


def mcc_by_hand(labels, verdicts) -> float:
    """Matthews (1975), from the four counts."""
    tp, tn = np.sum(labels & verdicts), np.sum((1 - labels) & (1 - verdicts))
    fp, fn = np.sum((1 - labels) & verdicts), np.sum(labels & (1 - verdicts))
    product = float(tp + fp) * float(tp + fn) * float(tn + fp) * float(tn + fn)
    return float((tp * tn - fp * fn) / np.sqrt(product)) if product else 0.0


@pytest.mark.parametrize("seed", range(20))
def test_random_verdicts_are_measured_as_by_scikit_learn_and_by_hand(seed):
    random = np.random.default_rng(seed)
    labels = (random.random(60) < 0.7).astype(int)
    verdicts = np.where(random.random(60) < 0.2 + seed / 40, labels, 1 - labels)
    found = measure(labels, verdicts)
    assert found.size == 60
    assert found.accuracy == pytest.approx(np.mean(labels == verdicts))
    assert found.mcc == pytest.approx(matthews_corrcoef(labels, verdicts))
    assert found.mcc == pytest.approx(mcc_by_hand(labels, verdicts))
    assert found.f1 == pytest.approx(f1_score(labels, verdicts))


def test_the_confusion_matrix_has_the_labels_in_rows_and_the_verdicts_in_columns():
    labels, verdicts = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 0])
    assert measure(labels, verdicts).confusion.tolist() == [[2, 1], [1, 2]]
    assert measure(labels, np.ones(6, dtype=int)).confusion.tolist() == [[0, 3], [0, 3]]


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("verdict", [0, 1])
def test_one_class_alone_is_measured_without_a_warning(label, verdict):
    found = measure(np.full(5, label), np.full(5, verdict))
    assert found.mcc == 0.0
    assert found.accuracy == (1.0 if label == verdict else 0.0)
    assert found.confusion.shape == (2, 2)
    assert found.confusion[label, verdict] == 5
    assert found.f1 == (1.0 if label == verdict == 1 else 0.0)


def test_always_answering_acceptable_has_an_mcc_of_zero():
    found = measure(np.array([1, 1, 0, 1]), np.ones(4, dtype=int))
    assert (found.mcc, found.accuracy) == (0.0, 0.75)


def test_the_numbers_can_go_into_json():
    found = measure(np.array([1, 0]), np.array([1, 0]))
    assert [type(value) for value in (found.accuracy, found.mcc, found.f1)] == [float] * 3


def random_verdicts(seed: int, size: int = 200) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    labels = (random.random(size) < 0.7).astype(int)
    return labels, np.where(random.random(size) < 0.75, labels, 1 - labels)


@pytest.mark.parametrize("seed", range(5))
def test_rates_of_many_matrices_are_scikit_learns(seed):
    labels, _ = random_verdicts(seed)
    drawn = [random_verdicts(other)[1] for other in range(8)] + [labels * 0, labels * 0 + 1, labels]
    cells = np.array([measure(labels, verdicts).confusion.ravel() for verdicts in drawn])
    found = rates(*cells.T)
    for number, verdicts in enumerate(drawn):
        expected = measure(labels, verdicts)
        assert found["accuracy"][number] == pytest.approx(expected.accuracy)
        assert found["mcc"][number] == pytest.approx(expected.mcc)
        assert found["f1"][number] == pytest.approx(expected.f1)


def test_intervals_are_those_of_a_bootstrap_over_sentences():
    labels, verdicts = random_verdicts(3)
    random, figures = np.random.default_rng(1), []
    for _ in range(2000):
        rows = random.integers(0, len(labels), len(labels))
        again = measure(labels[rows], verdicts[rows])
        figures.append((again.accuracy, again.mcc, again.f1))
    expected = np.percentile(figures, (2.5, 97.5), axis=0).T
    found = intervals(labels, verdicts)
    for interval, ends in zip((found.accuracy, found.mcc, found.f1), expected, strict=True):
        assert interval == pytest.approx(tuple(ends), abs=0.02)


def test_an_interval_holds_the_figure_and_narrows_with_more_sentences():
    few, many = random_verdicts(4, 100), random_verdicts(4, 10_000)
    width = {}
    for name, sample in (("few", few), ("many", many)):
        low, high = intervals(*sample).mcc
        assert low < measure(*sample).mcc < high
        width[name] = high - low
    assert width["many"] < width["few"] / 5
    assert intervals(*few) == intervals(*few)


def test_perfect_verdicts_leave_no_doubt():
    labels, _ = random_verdicts(5)
    assert intervals(labels, labels).accuracy == (1, 1)


def test_sentences_of_a_group_are_drawn_together():
    labels, verdicts = random_verdicts(6, 300)
    twice = (np.repeat(labels, 2), np.repeat(verdicts, 2))
    groups = np.repeat(np.arange(300), 2)
    assert intervals(*twice, groups).accuracy == pytest.approx(intervals(labels, verdicts).accuracy)
    low, high = intervals(*twice).accuracy
    wide_low, wide_high = intervals(*twice, groups).accuracy
    assert high - low < 0.85 * (wide_high - wide_low)


def test_an_interval_holds_the_true_figure_about_as_often_as_it_says():
    random, held = np.random.default_rng(8), 0
    for seed in range(200):
        labels = (random.random(300) < 0.7).astype(int)
        verdicts = np.where(random.random(300) < 0.8, labels, 1 - labels)
        low, high = intervals(labels, verdicts, resamples=400, seed=seed).accuracy
        held += low <= 0.8 <= high
    assert 0.9 <= held / 200 <= 0.99
