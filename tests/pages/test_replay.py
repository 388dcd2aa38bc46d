"""The learning replay: the animation, the table of sentences, and messages if there is no replay."""

import json
import shutil
import time

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from colabert_core import encoders
from colabert_core.corpus import load
from colabert_core.events import Replayed
from colabert_core.runs.history import history_of
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.starter.install import install_starter
from colabert_core.training import watched_sentences
from tests.pages.conftest import tables, words


def view():
    import streamlit as st

    from pages.ui import services
    from pages.ui.training.learning_replay import show_replay

    show_replay(services.store().find(st.query_params["judge"]))


@pytest.fixture
def open_replay(open_page, monkeypatch):
    """`open_replay(home, run)` shows the replay of a run."""

    def run_view(home, run: Run, language: str = "en") -> AppTest:
        monkeypatch.setenv("COLABERT_HOME", str(home.root))
        monkeypatch.setenv("COLABERT_COLA", "http://127.0.0.1:9/cola_public_1.1.zip")
        app = AppTest.from_function(view, default_timeout=60)
        app.query_params["judge"] = run.id
        app.session_state["lang"] = language
        app.run()
        assert not app.exception, app.exception
        return app

    return run_view


@pytest.fixture
def own_run(make_home, trained_run):
    """A home with a copy of the trained run, which a test may change."""
    home = make_home()
    folder = home.runs / trained_run[1].id
    shutil.copytree(trained_run[1].folder, folder)
    return home, Run(folder)


def played(app: AppTest) -> dict:
    """The data that the player received."""
    mounted = [element.proto for element in app.get("bidi_component")]
    (player,) = (proto for proto in mounted if proto.component_name == "colabert_replay")
    return json.loads(player.json)


def test_the_player_gets_every_sentence_at_every_moment(open_replay, trained_run):
    home, run = trained_run
    story = played(open_replay(home, run))
    told = history_of(run.events()).replay
    rows = [row for group in story["groups"] for row in group["rows"]]
    assert len(story["moments"]) == len(told) == 5
    assert len(rows) == watched_sentences.MAX_FROM_CORPUS
    kept = watched_sentences.read(run.folder)
    for row in rows:
        sentence = row["text"].split(" ", 1)[1] if row["label"] == 0 else row["text"]  # without the mark
        number = int(kept.index[kept["sentence"] == sentence][0])
        assert row["probabilities"] == told[number].tolist()
        assert kept["label"][number] == row["label"] == int(row["kind"] == "yes")
    assert story["moments"][0].startswith("Before the first step")
    assert story["moments"][-1].startswith(f"Step {int(told['step'].iloc[-1])} of ")


def test_a_replay_lasts_some_seconds_however_long_the_training(open_replay, own_run):
    home, run = own_run
    short = played(open_replay(home, run))
    told = [0.5] * watched_sentences.MAX_FROM_CORPUS
    for step in range(1000, 1400):
        run.record(replayed_at(step, told))
    long = played(open_replay(home, run))
    assert 4_000 < short["pace"] * 5 < 20_000
    assert long["pace"] == 350


def replayed_at(step: int, told: list[float]) -> Replayed:
    return Replayed(step=step, epoch=9, acceptable=told)


def test_the_table_tells_the_most_undecided_first(open_replay, own_run):
    home, run = own_run
    step = int(history_of(run.events()).replay["step"].iloc[-1])
    last = history_of(run.events()).replay.iloc[-1].to_numpy()[2:]
    for turn in range(1, 8):  # the verdict on the fifth sentence alternates
        told = last.copy()
        told[4] = turn % 2
        run.record(replayed_at(step + turn, told.tolist()))
    table = tables(open_replay(home, run))[0]
    kept = watched_sentences.read(run.folder)
    assert table["Sentence"][0].endswith(kept["sentence"][4])
    assert table["Verdict changes"][0] >= 6
    assert list(table["Verdict changes"]) == sorted(table["Verdict changes"], reverse=True)
    assert table["At the end"][0] == 1
    right = kept["label"][4] == 1
    assert table["Correct?"][0] == ("✓ correct" if right else "✗ wrong")


def test_a_visitors_sentence_is_shown_as_typed_and_marked(open_replay, own_run):
    home, run = own_run
    rows = json.loads((run.folder / watched_sentences.FILE).read_text())
    mine = {"split": "own", "source": "", "label": None, "mark": "", "sentence": "<b>*So*</b> $x$"}
    rows[-1] = mine
    (run.folder / watched_sentences.FILE).write_text(json.dumps(rows))
    app = open_replay(home, run)
    story = played(app)
    assert story["groups"][0]["title"] == "Sentences added before training"
    assert [row["text"] for row in story["groups"][0]["rows"]] == [mine["sentence"]]
    assert [(row["kind"], row["label"]) for row in story["groups"][0]["rows"]] == [("none", None)]
    assert "none" in [entry["kind"] for entry in story["legend"]]
    assert f"of {len(rows) - 1} judged correctly" in story["moments"][0]
    table = tables(app)[0].set_index("Sentence")
    assert table.loc[mine["sentence"], "Part"] == "Added"
    assert table.loc[mine["sentence"], "Correct?"] == "–"
    assert mine["sentence"] not in words(app)


def test_the_numbers_of_every_sentence_stand_behind_the_chart(open_replay, trained_run):
    app = open_replay(*trained_run)
    app.session_state["replay_curve_numbers"] = True
    app.run()
    numbers = tables(app)[1]
    told = history_of(trained_run[1].events()).replay
    assert list(numbers.columns[1:]) == [f"Step {step}" for step in told["step"]]
    assert numbers.iloc[:, 1:].to_numpy().T.tolist() == told.to_numpy()[:, 2:].tolist()


@pytest.mark.parametrize(("language", "said"), [("en", "average of several runs"), ("ko", "평균")])
def test_the_starter_says_kindly_that_it_has_none(open_replay, home, language, said):
    app = open_replay(home, install_starter(home), language)
    assert said in words(app)
    assert not app.get("bidi_component")


def without(run: Run, event: str, but_first: bool = False) -> None:
    lines = run.metrics_path.read_text().splitlines()
    kept, seen = [], False
    for line in lines:
        hit = json.loads(line)["event"] == event
        if not hit or (but_first and not seen):
            kept.append(line)
        seen = seen or hit
    run.metrics_path.write_text("\n".join(kept) + "\n")


def test_a_run_of_an_earlier_version_says_so(open_replay, own_run):
    home, run = own_run
    without(run, "Replayed")
    assert "This run has no replay" in words(open_replay(home, run))


def test_a_run_that_ended_before_its_first_validation_says_so(open_replay, own_run):
    home, run = own_run
    without(run, "Replayed", but_first=True)
    assert "before its first validation" in words(open_replay(home, run))


def test_a_shared_run_finds_its_sentences_in_the_same_corpus(open_replay, own_run):
    home, run = own_run
    there = played(open_replay(home, run))
    (run.folder / watched_sentences.FILE).unlink()
    rows = [json.loads(line) for line in run.metrics_path.read_text().splitlines()]
    for row in rows:  # as if its owner had added two sentences
        if row["event"] == "Replayed":
            row["acceptable"] += [0.1, 0.9]
    run.metrics_path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    st.cache_resource.clear()
    app = open_replay(home, run)
    assert [group["rows"] for group in played(app)["groups"]] == [g["rows"] for g in there["groups"]]
    assert "added are not shared with it. Not shown: 2." in words(app)


def test_a_shared_run_without_its_corpus_says_what_is_missing(open_replay, own_run, empty_home):
    _, run = own_run
    (run.folder / watched_sentences.FILE).unlink()
    shutil.copytree(run.folder, empty_home.runs / run.id)
    app = open_replay(empty_home, Run(empty_home.runs / run.id))
    assert "models are shared without them" in words(app)


# --- before the start ------------------------------------------------------------------------------


@pytest.fixture
def form(open_page, home):
    return open_page("training", home)


def test_sentences_of_ones_own_are_watched(form, home, tiny_encoder, monkeypatch):
    monkeypatch.setattr(encoders.finding, "_bundled", lambda: tiny_encoder)
    form.text_area(key="watched").set_value("  The wombat  sang. \n\n* The wombat singed.\nThe wombat sang.")
    form.radio(key="preset").set_value("tutorial").run()
    form.slider(key="share-tutorial-bundled-4-None").set_value(20)
    form.number_input(key="epochs-tutorial-bundled-4-None").set_value(1).run()
    form.button(key="start_run").click().run()
    run = RunStore(home.runs).all()[0]
    assert run.info.watched == ("The wombat sang.", "* The wombat singed.")
    end = time.monotonic() + 60
    while run.state() != State.FINISHED:
        assert time.monotonic() < end
        time.sleep(0.1)
    own = watched_sentences.read(run.folder).tail(2)
    assert list(own["sentence"]) == ["The wombat sang.", "The wombat singed."]
    fixed = watched_sentences.choose(load(home), run.info.config)
    assert history_of(run.events()).replay.shape[1] == 2 + len(fixed) + 2


def test_too_many_and_too_long_lines_are_told(form):
    lines = [f"Cat {number} slept." for number in range(13)] + ["x" * 301]
    form.text_area(key="watched").set_value("\n".join(lines)).run()
    said = words(form)
    assert "Only the first 10 sentences are used; lines left out: 3." in said
    assert "up to 300 characters; lines left out: 1." in said
    assert not form.button(key="start_run").disabled
