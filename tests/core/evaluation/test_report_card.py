import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import accuracy_score, matthews_corrcoef

from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.evaluation import pair_accuracy
from colabert_core.evaluation.report_card import (
    MIN_CLASS_SENTENCES,
    MIN_SENTENCES,
    by_phenomenon,
    report_card,
)
from colabert_core.minimal_pairs.paradigms import PARADIGMS

from ..helpers import LengthJudge, report_of


def judged(labels, probabilities, index=None) -> pd.DataFrame:
    return pd.DataFrame({"label": labels, "acceptable": probabilities}, index=index)


def line(labels, probabilities, shown=None, **more) -> pd.Series:
    """The card's only line."""
    features = pd.DataFrame({"x": np.ones(len(labels), dtype=bool) if shown is None else shown})
    return report_card(judged(labels, probabilities), features, **more).iloc[0]


@pytest.mark.parametrize("seed", range(12))
def test_accuracy_and_mcc_are_scikit_learns(seed):
    random = np.random.default_rng(seed)
    index = random.permutation(1000)[:300]
    labels = (random.random(300) < 0.7).astype(int)
    probabilities = np.clip(random.random(300) * 0.6 + labels * 0.3 * random.random(), 0, 1)
    features = pd.DataFrame(random.random((300, 8)) < random.random(8), index=index, columns=list("abcdefgh"))
    threshold = random.uniform(0.3, 0.7)
    card = report_card(judged(labels, probabilities, index), features, threshold)
    assert card["feature"].tolist() == list("abcdefgh")
    verdicts = (probabilities >= threshold).astype(int)
    for row in card.itertuples():
        shown = features[row.feature].to_numpy()
        assert row.sentences == shown.sum()
        if row.kind == "measured":
            assert row.acceptable_share == pytest.approx(labels[shown].mean())
            assert row.accuracy == pytest.approx(accuracy_score(labels[shown], verdicts[shown]))
            assert row.mcc == pytest.approx(matthews_corrcoef(labels[shown], verdicts[shown]))
            assert np.isnan(row.share_found)
    assert (card["kind"] == "measured").sum() >= 4


@pytest.mark.parametrize(
    ("count", "kind"),
    [(0, "too few"), (1, "too few"), (MIN_SENTENCES - 1, "too few"), (MIN_SENTENCES, "measured")],
)
def test_under_thirty_sentences_are_too_few(count, kind):
    labels = np.tile([1, 0, 1], 20)
    found = line(labels, np.full(60, 0.9), np.arange(60) < count)
    assert (found["sentences"], found["kind"]) == (count, kind)
    assert np.isnan(found["share_found"])


def test_without_sentences_there_are_no_figures():
    found = line([1, 0], [0.9, 0.9], [False, False])
    assert found[["acceptable_share", "accuracy", "mcc"]].isna().all()


@pytest.mark.parametrize("common", [0, 1])
@pytest.mark.parametrize("others", [0, MIN_CLASS_SENTENCES - 1, MIN_CLASS_SENTENCES])
def test_of_one_class_the_share_found_is_told(common, others):
    """Ten of forty of the common class are found; of the others, whatever there are, all."""
    labels = np.asarray([common] * 40 + [1 - common] * others)
    verdicts = np.asarray([common] * 10 + [1 - common] * (30 + others))
    found = line(labels, verdicts.astype(float))
    assert found["acceptable_share"] == pytest.approx(labels.mean())
    assert found["accuracy"] == pytest.approx((10 + others) / (40 + others))
    if others < MIN_CLASS_SENTENCES:
        assert (found["kind"], found["share_found"]) == ("one class", 0.25)
        assert np.isnan(found["mcc"])
    else:
        assert found["kind"] == "measured"
        assert found["mcc"] == pytest.approx(matthews_corrcoef(labels, verdicts))


def test_few_sentences_of_one_class_are_too_few_and_have_no_mcc():
    found = line(np.zeros(12, dtype=int), np.full(12, 0.9))
    assert (found["kind"], found["accuracy"]) == ("too few", 0.0)
    assert np.isnan(found["mcc"])


def test_a_probability_at_the_threshold_is_acceptable():
    labels, probabilities = np.tile([1, 0], 20), np.tile([0.6, 0.59], 20)
    assert line(labels, probabilities, threshold=0.6)["mcc"] == 1.0
    assert line(labels, probabilities, threshold=0.5)["accuracy"] == 0.5


# --- the minimal pairs -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pairs() -> pd.DataFrame:
    rows = pairs_corpus().split("out_of_domain_dev")
    random = np.random.default_rng(5)
    return rows.assign(acceptable=random.random(len(rows)) * 0.5 + rows["label"] * random.random(len(rows)))


def test_every_phenomenon_has_its_pairs(pairs):
    table = by_phenomenon(pairs)
    assert set(table["phenomenon"]) == {paradigm.phenomenon for paradigm in PARADIGMS}
    assert table["pairs"].sum() == pairs["pair"].nunique() == 1000
    assert table["right"].is_monotonic_increasing


def test_a_phenomenons_share_is_that_of_its_paradigms(pairs):
    for row in by_phenomenon(pairs).itertuples():
        names = [paradigm.name for paradigm in PARADIGMS if paradigm.phenomenon == row.phenomenon]
        part = pairs[pairs["source"].isin(names)]
        sides = part.pivot_table(index="pair", columns="label", values="acceptable")
        assert row.pairs == len(sides)
        assert row.right == pytest.approx(np.mean(sides[1] > sides[0]))


def test_the_shares_together_are_the_reports(pairs):
    rows = pairs.drop(columns="acceptable")
    judge = LengthJudge()
    table = by_phenomenon(rows.assign(acceptable=judge.probabilities(list(rows["sentence"]))))
    together = (table["right"] * table["pairs"]).sum() / table["pairs"].sum()
    assert together == pytest.approx(report_of(judge, rows).pairs)


def test_few_pairs_are_said_to_be_few(pairs):
    several = pairs[pairs["source"] == "transitivity"]
    assert pair_accuracy(several) is not None
    some = several[several["pair"].isin(several["pair"].unique()[:3])]
    assert by_phenomenon(some).to_dict("records") == [
        {"phenomenon": "argument structure", "pairs": 3, "right": pair_accuracy(some), "kind": "too few"}
    ]
    many = pd.concat([some.assign(pair=some["pair"] + 10**6 * n) for n in range(10)])
    assert by_phenomenon(many)["kind"].tolist() == ["measured"]


def test_pairs_of_no_known_paradigm_keep_their_source(pairs):
    assert by_phenomenon(pairs.head(2).assign(source="mine"))["phenomenon"].tolist() == ["mine"]
