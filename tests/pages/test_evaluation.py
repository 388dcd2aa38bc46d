"""The evaluation page: a model and sentences that it was not trained on."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import streamlit as st
from sklearn.metrics import roc_auc_score

from colabert_core.corpus import load
from colabert_core.corpus.browsing import seen_in_training
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.evaluation import pair_accuracy, predictions
from colabert_core.evaluation.measures import best_threshold, reliability
from colabert_core.evaluation.metrics import intervals
from colabert_core.evaluation.report import metrics_of
from colabert_core.model.classifier import Classifier
from colabert_core.workspace.judging import Judging
from pages.ui import services
from tests.core.helpers import report_of
from tests.pages.conftest import open_tab, tables, words


@pytest.fixture
def app(open_page, trained_run):
    shutil.rmtree(trained_run[1].folder / "predictions", ignore_errors=True)
    return open_page("evaluation", trained_run[0], judge=trained_run[1].id)


def split_of(app):
    return app.selectbox(key="evaluation_part")


def values(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


@pytest.mark.parametrize("split", ["in_domain_dev", "out_of_domain_dev"])
def test_the_measures_are_the_models(app, trained_run, split):
    home, run = trained_run
    split_of(app).set_value(split).run()
    app.button(key="evaluate").click().run()
    judge = Classifier(run.folder, run.info.config.max_length, device="cpu")
    expected = report_of(judge, load(home).split(split)).metrics
    assert values(app)["Accuracy"] == f"{expected.accuracy:.1%}"
    assert values(app)["MCC"] == f"{expected.mcc:.3f}"
    for label in (0, 1):
        for verdict in (0, 1):
            cell = app.button(key=f"cell_{label}{verdict}").label
            assert cell.startswith(f"**{expected.confusion[label, verdict]}**")


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
    assert values(app)["Correct pairs"].endswith("%")
    open_tab(app, "evaluation", "slices")
    app.session_state["slices_source_numbers"] = True
    by_source = tables(app.run())[0]
    assert len(by_source) > 40
    assert by_source["Sentences"].sum() == 2000
    judged = predictions.find(trained_run[1], pairs_corpus(), "out_of_domain_dev")
    hardest = by_source.iloc[0]
    part = judged[judged["source"].str.replace("_", " ") == hardest["Source"]]
    assert hardest["Correct pairs"] == pytest.approx(pair_accuracy(part), abs=0.001)


@pytest.mark.parametrize("cut", ["length", "mark"])
def test_minimal_pairs_are_cut_by_length_and_mark_too(open_page, trained_run, cut):
    app = open_page("evaluation", trained_run[0], judge=trained_run[1].id, corpus="pairs")
    split_of(app).set_value("out_of_domain_dev").run()
    if any(button.key == "evaluate" for button in app.button):
        app.button(key="evaluate").click().run()
    open_tab(app, "evaluation", "slices")
    app.segmented_control(key="cut").set_value(cut)
    app.session_state[f"slices_{cut}_numbers"] = True
    app.run()
    assert not app.exception
    assert tables(app)[0]["Sentences"].sum() == 2000


def test_the_baseline_is_told_beside_the_figures(app):
    app.button(key="evaluate").click().run()
    assert "always answering “acceptable” gives an accuracy of" in words(app)


@pytest.fixture
def judged(app):
    """The page with predictions on in-domain dev."""
    split_of(app).set_value("in_domain_dev").run()
    app.button(key="evaluate").click().run()
    return app


def kept(trained_run, split="in_domain_dev"):
    home, run = trained_run
    return predictions.find(run, load(home), split)


def test_predictions_are_kept_and_nobody_waits_for_them_again(judged, open_page, trained_run):
    assert len(kept(trained_run)) == 40
    again = open_page("evaluation", trained_run[0], judge=trained_run[1].id)
    split_of(again).set_value("in_domain_dev").run()
    assert values(again)["MCC"] == values(judged)["MCC"]
    assert not any(button.key == "evaluate" for button in again.button)


def test_each_figure_has_its_interval(judged, trained_run):
    table = kept(trained_run)
    verdicts = (table["acceptable"] >= 0.5).astype(int)
    ends = intervals(table["label"].to_numpy(), verdicts.to_numpy())
    shown = {metric.label: metric.delta for metric in judged.metric[:3]}
    assert shown["Accuracy"] == f"95%: {100 * ends.accuracy[0]:.1f}–{100 * ends.accuracy[1]:.1f}%"
    assert shown["F1"] == f"95%: {ends.f1[0]:.3f}–{ends.f1[1]:.3f}"
    low, high = ends.mcc  # equal if all verdicts are the same
    assert shown["MCC"] == ("95%: –" if low == high else f"95%: {low:.3f}–{high:.3f}")


def test_sentences_that_stand_in_the_training_file_are_counted_apart(judged, trained_run):
    home, _ = trained_run
    table = kept(trained_run)
    seen = seen_in_training(load(home).table, table["sentence"])
    rest = metrics_of(table[~seen])
    assert seen.sum() >= 4
    told = f"{seen.sum()} of these sentences are also in the training part. Without them: accuracy"
    assert told in words(judged)
    assert f"{rest.accuracy:.1%}, MCC {rest.mcc:.3f}, F1 {rest.f1:.3f}" in words(judged)


def test_a_cell_shows_its_sentences_and_puts_them_away(judged, trained_run):
    table = kept(trained_run)
    expected = table[(table["label"] == 1) & (table["acceptable"] >= 0.5)]
    judged.button(key="cell_11").click().run()
    listed = next(table for table in tables(judged) if "Sentence" in table.columns)
    assert set(listed["Sentence"]) == set(expected["sentence"])
    judged.button(key="cell_11").click().run()
    assert not [table for table in tables(judged) if "Sentence" in table.columns]


@pytest.mark.parametrize("threshold", [0.2, 0.9])
def test_the_threshold_moves_figures_and_matrix(judged, trained_run, threshold):
    table = kept(trained_run)
    judged.slider(key="threshold").set_value(threshold).run()
    verdicts = table["acceptable"] >= threshold
    accepted = int((verdicts & (table["label"] == 1)).sum())
    assert judged.button(key="cell_11").label.startswith(f"**{accepted}**")
    accuracy = [metric.value for metric in judged.metric if metric.label == "Accuracy"]
    assert accuracy[-1] == f"{(verdicts == table['label']).mean():.1%}"


def test_the_best_threshold_is_chosen_on_validation(judged, trained_run):
    judged.button(key="threshold_find").click().run()
    best = best_threshold(kept(trained_run, "validation"))
    assert judged.slider(key="threshold").value == best
    judged.button(key="threshold_usual").click().run()
    assert judged.slider(key="threshold").value == 0.5
    judged.button(key="threshold_best").click().run()
    assert judged.slider(key="threshold").value == best


@pytest.mark.parametrize("cut", ["source", "length", "mark"])
def test_slices_count_every_sentence_once(judged, cut):
    open_tab(judged, "evaluation", "slices")
    judged.segmented_control(key="cut").set_value(cut)
    judged.session_state[f"slices_{cut}_numbers"] = True
    judged.run()
    assert tables(judged)[0]["Sentences"].sum() == 40
    assert set(tables(judged)[0]["Note"]) <= {"", "too few"}


def test_errors_are_listed_with_their_tokens_and_can_be_searched(judged, trained_run):
    table = kept(trained_run)
    wrong = table[(table["acceptable"] >= 0.5) != (table["label"] == 1)]
    open_tab(judged, "evaluation", "errors")
    listed = tables(judged)[0]
    assert set(listed["Sentence"]) == set(wrong["sentence"])
    assert (listed["Label"] != listed["Verdict"]).all()
    assert listed["Tokens"].str.contains("the").any()
    judged.text_input(key="errors_search").set_value("zzz").run()
    assert len(tables(judged)[0]) == 0
    judged.text_input(key="errors_search").set_value("").run()
    judged.multiselect(key="errors_kind").set_value([0]).run()
    assert (tables(judged)[0]["Label"] == "* unacceptable").all()


def test_confidence_shows_calibration_and_both_curves(judged, trained_run):
    open_tab(judged, "evaluation", "confidence")
    assert len(judged.get("plotly_chart")) == 3
    assert "calibration](#term-calibration) error" in words(judged)
    table = kept(trained_run)
    area = roc_auc_score(table["label"], table["acceptable"])
    assert values(judged)["Area under the ROC curve"] == f"{area:.3f}"
    assert f"**{reliability(table).error:.3f}**" in words(judged)


def test_a_damaged_file_is_judged_again(judged, trained_run):
    home, run = trained_run
    predictions.path_of(run, load(home), "in_domain_dev").write_text("")
    judged.run()
    judged.button(key="evaluate").click().run()
    assert len(kept(trained_run)) == 40
    assert "Accuracy" in values(judged)


def test_thirty_visitors_have_a_split_judged_once(trained_run, monkeypatch):
    home, run = trained_run
    shutil.rmtree(run.folder / "predictions", ignore_errors=True)
    monkeypatch.setenv("COLABERT_HOME", str(home.root))
    st.cache_resource.clear()
    asked, corpus = [], load(home)

    class Slow:
        max_length, word_piece, weights = 32, None, run.weights

        def probabilities(self, sentences):
            asked.extend(sentences)
            time.sleep(0.05)
            return np.full(len(sentences), 0.7, dtype=np.float32)

    monkeypatch.setattr(Judging, "judge", lambda judging, run: Slow())
    with ThreadPoolExecutor(30) as visitors:
        found = list(visitors.map(lambda _: services.predictions(run, corpus, "in_domain_dev"), range(30)))
    assert len(asked) == 40
    assert {len(table) for table in found} == {40}


def test_the_report_card_asks_for_the_annotations_where_they_are_missing(judged):
    open_tab(judged, "evaluation", "phenomena")
    assert any(button.key == "fetch_annotations" for button in judged.button)


def test_both_dev_parts_may_be_looked_at_together(judged, trained_run):
    open_tab(judged, "evaluation", "phenomena")
    assert kept(trained_run, "out_of_domain_dev") is None
    judged.toggle(key="both_dev").set_value(True).run()
    assert len(kept(trained_run, "out_of_domain_dev")) == 40
