"""The evaluation page: a model and sentences that it was not trained on."""

import pytest

from colabert_core.classifier import Classifier
from colabert_core.corpus import load
from colabert_core.evaluation import evaluate
from tests.pages.conftest import words


@pytest.fixture
def app(open_page, trained_run):
    return open_page("evaluation", trained_run[0], judge=trained_run[1].id)


def split_of(app):
    return next(control for control in app.segmented_control if control.key.startswith("split_"))


def values(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


@pytest.mark.parametrize("split", ["in_domain_dev", "out_of_domain_dev"])
def test_the_measures_are_the_models(app, trained_run, split):
    home, run = trained_run
    split_of(app).set_value(split).run()
    app.button(key="evaluate").click().run()
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    expected = evaluate(judge, load(home).split(split)).metrics
    assert values(app)["Accuracy"] == f"{expected.accuracy:.1%}"
    assert values(app)["MCC"] == f"{expected.mcc:.3f}"
    confusion = app.dataframe[0].value.to_numpy()
    assert confusion[:, 1:].sum() == 40
    assert confusion[1, 2] == expected.confusion[0, 0]


def test_a_run_is_offered_only_what_it_was_not_trained_on(app):
    assert list(split_of(app).options) == ["Validation", "In-domain dev", "Out-of-domain dev"]


def test_another_split_does_not_show_the_old_report(app):
    app.button(key="evaluate").click().run()
    assert "Accuracy" in values(app)
    split_of(app).set_value("out_of_domain_dev").run()
    assert "Accuracy" not in values(app)


def test_minimal_pairs_are_counted_as_pairs(open_page, trained_run):
    app = open_page("evaluation", trained_run[0], judge=trained_run[1].id, corpus="pairs")
    split_of(app).set_value("out_of_domain_dev").run()
    app.button(key="evaluate").click().run()
    assert values(app)["Pairs right"].endswith("%")
    by_source = app.dataframe[1].value
    assert len(by_source) > 40
    assert by_source["Sentences"].sum() == 2000


def test_the_baseline_is_told_beside_the_figures(app):
    app.button(key="evaluate").click().run()
    assert "Always answering *acceptable* would be right in" in words(app)
