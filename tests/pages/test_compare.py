"""The comparison of runs: curves, settings, measures, disagreements."""

import json
import shutil

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from colabert_core.corpus import load
from colabert_core.evaluation import predictions
from colabert_core.evaluation.metrics import intervals, measure
from colabert_core.runs.run import Run
from colabert_core.starter.install import install_starter
from tests.core.helpers import LengthJudge
from tests.pages.conftest import tables, words


def view():
    import streamlit as st

    from pages.ui import services
    from pages.ui.evaluation.compare import show_comparison

    run = services.store().find(st.query_params["judge"])
    show_comparison(run, services.corpus("cola"), st.query_params.get("split", "in_domain_dev"))


class Shy(LengthJudge):
    """A judge that finds sentences more acceptable the fewer words they have."""

    def probabilities(self, sentences: list[str]) -> np.ndarray:
        return np.float32(1.0) - super().probabilities(sentences)


@pytest.fixture
def runs(make_home, trained_run):
    """A home with two runs that differ in names, settings and verdicts."""
    home = make_home()
    found = []
    for number, (name, rate) in enumerate((("one", 1e-3), ("two *stars*", 2e-3))):
        folder = home.runs / f"{trained_run[1].id}-{number}"
        shutil.copytree(trained_run[1].folder, folder)
        shutil.rmtree(folder / "predictions", ignore_errors=True)
        row = json.loads((folder / "run.json").read_text())
        row["config"]["learning_rate"] = rate
        (folder / "run.json").write_text(json.dumps(row))
        run = Run(folder)
        run.rename(name)
        found.append(run)
    return home, *found


@pytest.fixture
def compare(open_page, monkeypatch):
    """`compare(home, run, split=...)` shows the comparison of a run."""

    def draw(home, run: Run, language: str = "en", **query) -> AppTest:
        monkeypatch.setenv("COLABERT_HOME", str(home.root))
        monkeypatch.setenv("COLABERT_COLA", "http://127.0.0.1:9/cola_public_1.1.zip")
        app = AppTest.from_function(view, default_timeout=60)
        for name, value in {"judge": run.id, **query}.items():
            app.query_params[name] = value
        app.session_state["lang"] = language
        app.run()
        assert not app.exception, app.exception
        return app

    return draw


def table(app: AppTest, column: str):
    """The table that has a column, with the headings that people see."""
    return next(shown for shown in tables(app) if column in shown.columns)


def as_shown(frame):
    config = json.loads(frame.proto.columns or "{}")
    return frame.value.rename(columns={name: kind.get("label") or name for name, kind in config.items()})


def judge_both(home, one: Run, two: Run, split: str = "in_domain_dev") -> None:
    predictions.make(one, load(home), split, LengthJudge(), one.weights)
    predictions.make(two, load(home), split, Shy(), two.weights)


def test_a_run_that_is_alone_is_told_so(compare, home):
    app = compare(home, install_starter(home))
    assert "nothing to compare with yet" in words(app)
    assert not app.multiselect


def test_without_another_run_there_is_nothing_to_see(compare, runs):
    home, one, two = runs
    app = compare(home, one, beside="nobody")
    assert app.multiselect[0].value == [two.id]  # the newest of the others
    app.multiselect[0].set_value([]).run()
    assert "Choose one to three other runs" in words(app)
    assert not tables(app)


def test_only_the_settings_that_differ_are_shown(compare, runs):
    home, one, two = runs
    shown = table(compare(home, one, beside=two.id), "Setting")
    assert shown.to_numpy().tolist() == [["Learning rate", "0.001", "0.002"]]
    assert list(shown.columns) == ["Setting", "one", "two *stars*"]


def test_equal_settings_are_told(compare, runs):
    home, one, two = runs
    (two.folder / "run.json").write_text((one.folder / "run.json").read_text())
    assert "all settings are the same" in words(compare(home, one, beside=two.id))


def test_two_runs_of_one_name_are_told_apart(compare, runs):
    home, one, two = runs
    two.rename("one")
    assert list(table(compare(home, one, beside=two.id), "Setting").columns)[1:] == ["one", "one (2)"]


@pytest.mark.parametrize("name", ["Setting", "Sentence", "Mark", "label", "first"])
def test_a_run_may_be_called_as_a_column_is(compare, runs, name):
    home, one, two = runs
    two.rename(name)
    judge_both(home, one, two)
    app = compare(home, one, beside=two.id)
    assert not app.exception
    parted = tables(app)[-1]
    known = set(load(home).split("in_domain_dev")["sentence"])
    assert set(parted.iloc[:, 0]) <= known


def test_the_choice_stands_in_the_address(compare, runs):
    home, one, two = runs
    app = compare(home, one)
    assert "beside" not in app.query_params
    app.multiselect[0].set_value([two.id, "starter"]).run()
    assert app.query_params["beside"] == f"{two.id},starter"
    app.multiselect[0].set_value(["starter"]).run()
    assert app.multiselect[0].value == ["starter"]
    assert app.query_params["beside"] == "starter"


def test_the_measures_have_their_intervals(compare, runs):
    home, one, two = runs
    judge_both(home, one, two)
    shown = table(compare(home, one, beside=two.id), "F1")
    kept = predictions.find(one, load(home), "in_domain_dev")
    verdicts = (kept["acceptable"] >= 0.5).to_numpy().astype(int)
    found, ends = measure(kept["label"], verdicts), intervals(kept["label"].to_numpy(), verdicts)
    assert shown["MCC"][0] == f"{found.mcc:.3f} ({ends.mcc[0]:.3f}–{ends.mcc[1]:.3f})"
    assert shown["Accuracy"][0].startswith(f"{found.accuracy:.1%} ({100 * ends.accuracy[0]:.1f}–")
    assert list(shown["Run"]) == ["one", "two *stars*"]


def test_those_who_have_not_judged_yet_do_so_on_a_click(compare, runs):
    home, one, two = runs
    app = compare(home, one, beside=two.id)
    assert not [table for table in tables(app) if "F1" in table.columns]
    assert app.button(key="compare_judge").label.endswith("(2)")
    app.button(key="compare_judge").click().run()
    assert not app.exception
    assert len(table(app, "F1")) == 2
    assert predictions.find(two, load(home), "in_domain_dev") is not None
    assert not [button for button in app.button if button.key == "compare_judge"]
    assert "They give the same verdict on every sentence" in words(app)  # copies of one model


def test_disagreements_are_listed_the_most_opposed_first(compare, runs):
    home, one, two = runs
    judge_both(home, one, two)
    app = compare(home, one, beside=two.id)
    shown = tables(app)[-1]
    assert len(shown) > 5
    apart = (shown["one"] - shown["two *stars*"]).abs()
    assert apart.is_monotonic_decreasing
    assert ((shown["one"] >= 0.5) != (shown["two *stars*"] >= 0.5)).all()
    kept = predictions.find(one, load(home), "in_domain_dev").set_index("sentence")["acceptable"]
    assert shown["one"].tolist() == pytest.approx([kept[s] for s in shown["Sentence"]])
    text = words(app)
    assert "Only **one** is right" in text
    assert "two \\*stars" in text  # a name is shown as typed
    assert "McNemar" in text


def test_another_validation_part_is_left_out_and_why(compare, runs):
    home, one, two = runs
    row = json.loads((two.folder / "run.json").read_text())
    row["config"]["seed"] = 7
    (two.folder / "run.json").write_text(json.dumps(row))
    app = compare(home, one, beside=two.id, split="validation")
    assert "kept back other sentences" in words(app)
    assert "their curves cannot be compared directly" in words(app)
    assert app.button(key="compare_judge").label.endswith("(1)")


def test_of_three_any_two_can_be_chosen(compare, runs):
    home, one, two = runs
    judge_both(home, one, two)
    judge = install_starter(home)
    predictions.make(judge, load(home), "in_domain_dev", LengthJudge(), judge.weights)
    app = compare(home, one, beside=f"{two.id},starter")
    assert "has no learning curve" in words(app)
    pair = next(box for box in app.selectbox if box.key.startswith("compare_pair"))
    assert len(pair.options) == 3
    pair.set_value(1).run()
    assert "They give the same verdict on every sentence" in words(app)


def test_it_speaks_korean(compare, runs):
    home, one, two = runs
    judge_both(home, one, two)
    text = words(compare(home, one, "ko", beside=two.id))
    assert "한쪽만 맞힌 문장" in text
    assert "맥니마" in text
