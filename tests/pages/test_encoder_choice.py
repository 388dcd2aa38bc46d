"""The choice of an encoder on the training page: catalogue, times, and uploaded encoders."""

import io
import tomllib
import zipfile

import pytest

from colabert_core import encoders
from colabert_core.config import BERT_BASE, TrainConfig
from colabert_core.encoders import CATALOGUE
from colabert_core.events import Failed, Fetching, Preparing
from colabert_core.runs.run import State
from colabert_core.runs.store import RunStore
from colabert_core.workspace.training import Training
from pages.ui import services
from pages.ui.text import locale
from pages.ui.training import run_view
from tests.core.helpers import wait_until
from tests.pages.conftest import ROOT, open_tab, tables, words


@pytest.fixture
def app(open_page, home):
    return open_page("training", home)


def opened(app):
    app.session_state["encoder_catalogue"] = True
    return app.run()


def table(app):
    return next(table for table in tables(app) if "Licence" in table.columns)


def zip_of(folder, **changed: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in folder.iterdir():
            zipped.writestr(path.name, changed.get(path.stem, path.read_bytes()))
    return archive.getvalue()


def bring(app, content: bytes, name: str = "my bert.zip"):
    app.file_uploader(key="encoder_zip_0").set_value((name, content, "application/zip")).run()
    app.button(key="take_encoder").click().run()
    assert not app.exception, app.exception
    return app


# --- the catalogue ---------------------------------------------------------------------------------


def test_every_encoder_of_the_catalogue_can_be_chosen(app):
    box = app.selectbox(key="encoder")
    assert (
        len(box.options) == len(CATALOGUE) + 2
    )  # and the starter and the pretrained judge, to continue from
    assert "google-bert/bert-base-uncased (109.5 million parameters, download 440 MB)" in box.options
    assert box.value == "bundled"


def test_what_nobody_looks_at_is_not_looked_up(app, monkeypatch):
    asked = []
    monkeypatch.setattr(encoders, "at_hand", asked.append)
    app.run()
    assert asked == []
    opened(app)
    assert set(asked) == {entry.name for entry in CATALOGUE if entry.origin == "hub"}


def test_the_catalogue_tells_size_licence_and_place(app):
    shown = table(opened(app)).set_index("Encoder")
    assert shown.loc[BERT_BASE, ["Parameters", "Download", "Licence"]].tolist() == [
        "109,483,778",
        "440 MB",
        "Apache-2.0",
    ]
    assert shown.loc[BERT_BASE, "Location"] == "on the Hugging Face Hub"
    assert shown.iloc[0]["Location"] == "here, bundled"
    assert set(shown["Time per epoch"]) == {"–"}


def test_the_time_of_an_epoch_is_measured_where_an_encoder_is_at_hand(app, monkeypatch):
    monkeypatch.setattr(encoders, "at_hand", lambda name: "folder" if name == "bundled" else None)
    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", lambda folder: 2.0)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    opened(app)
    app.button(key="measure_encoders").click().run()
    times = list(table(app)["Time per epoch"])
    assert times == ["0:02:00"] + ["about 0:01:00"] * (len(CATALOGUE) - 1)  # of 240 sentences


def test_a_bundled_encoder_is_really_measured(app):
    opened(app)
    services.measure_paces(["bundled"])
    pace = services.pace("bundled")
    assert pace.measured
    assert pace.sentences_per_second > 1


def test_nothing_is_measured_beside_a_training(app, monkeypatch):
    monkeypatch.setattr(RunStore, "training", lambda store: object())
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    services.measure_paces(["bundled"])
    assert not services.pace("bundled").measured
    monkeypatch.undo()
    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", lambda folder: 2.0)
    services.measure_paces(["bundled"])
    assert services.pace("bundled").sentences_per_second == 2.0


@pytest.mark.parametrize("fault", [RuntimeError("out of memory"), MemoryError()])
def test_an_encoder_too_large_for_this_computer_is_estimated(app, monkeypatch, fault):
    def fail(folder):
        raise fault

    monkeypatch.setattr("colabert_core.training.timed_steps.training_pace", fail)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, name: 4.0)
    services.measure_paces(["bundled"])
    assert not services.pace("bundled").measured


def test_the_default_is_the_best_at_hand_and_the_hub_is_asked_once(monkeypatch, open_page, home):
    asked = []
    monkeypatch.setattr(encoders, "default_encoder", lambda: asked.append(1) or BERT_BASE)
    app = open_page("training", home)
    assert app.selectbox(key="encoder").value == BERT_BASE
    app.run()
    assert asked == [1]


# --- uploading one ---------------------------------------------------------------------------------


def test_an_encoder_that_was_brought_is_chosen_and_trains(app, home, tiny_encoder):
    bring(opened(app), zip_of(tiny_encoder))
    folder = str(home.encoders / "my-bert")
    assert app.selectbox(key="encoder").value == folder
    assert "my-bert (uploaded, 1.0 million parameters)" in app.selectbox(key="encoder").options
    assert table(app).iloc[-1]["Location"] == "here, uploaded"
    assert not any(key == "encoder_zip_0" for key in (box.key for box in app.file_uploader))
    app.number_input(key=f"epochs-recommended-{folder}-4-None").set_value(1).run()
    app.button(key="start_run").click().run()
    run = next(run for run in RunStore(home.runs).all() if run.info.config.encoder == folder)
    wait_until(lambda: run.state() == State.FINISHED, seconds=60)
    open_tab(app, "training", "runs")
    runs = next(table for table in tables(app) if "State" in table.columns)
    assert "my-bert" in set(runs["Encoder"])


def test_an_encoder_that_cannot_read_the_corpus_is_told_before_the_start(app, few_words):
    told = "cannot read much of this corpus"
    assert not any(told in warning.value for warning in app.warning)
    bring(opened(app), zip_of(few_words))
    assert any(told in warning.value for warning in app.warning)


def test_the_server_lets_as_large_a_file_in_as_the_page_asks_for():
    """Streamlit's server has its own limit, which that of the upload field does not raise."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["maxUploadSize"] * 1_000_000 >= encoders.MAX_ZIP_BYTES


def test_a_zip_that_is_refused_is_told_beside_the_uploader_and_the_form_stays(app, home, tiny_encoder):
    bring(opened(app), zip_of(tiny_encoder, config=b'{"model_type": "roberta"}'))
    assert "of type roberta" in app.error[0].value
    assert app.selectbox(key="encoder").value == "bundled"
    assert app.button(key="start_run")
    assert not any(path.is_dir() for path in home.encoders.iterdir())


# --- a download ------------------------------------------------------------------------------------


def history_with(home, *events):
    config = TrainConfig(encoder=BERT_BASE)
    run = RunStore(home.runs).create(config, services.corpus("pairs"), watched=("The cat slept.",))
    for event in events:
        run.record(event)
    return run, services.history(run)


def test_a_download_is_shown_in_bytes(app, home):
    asking = history_with(home, Preparing(what="start"), Fetching(done=0, total=0))[1]
    assert run_view._how_far(asking) == (0.0, locale("en")["phases.asking"])
    half = history_with(home, Preparing(what="start"), Fetching(done=220_000_000, total=440_000_000))[1]
    assert run_view._how_far(half) == (0.5, "Downloading the encoder: 220 MB of 440 MB")


def test_where_the_hub_is_out_of_reach_the_bundled_encoder_is_offered(app, home, tiny_encoder, monkeypatch):
    facts = {"name": BERT_BASE, "reason": "no answer within 4 s"}
    run, _ = history_with(home, Preparing(what="start"), Failed(error="EncoderUnreachable", facts=facts))
    app.query_params["run"] = run.id
    app.run()
    assert "the Hugging Face Hub cannot be reached" in words(app)
    begun = []
    monkeypatch.setattr(services, "start_training", lambda *asked: begun.append(asked) or run)
    app.button(key="use_bundled").click().run()
    ((config, corpus, name, watched),) = begun
    assert config == TrainConfig(encoder="bundled")
    assert (corpus.id, name, watched) == ("pairs", run.name, ("The cat slept.",))


def test_after_another_failure_no_other_encoder_is_offered(app, home):
    run, _ = history_with(home, Preparing(what="start"), Failed(error="EncoderNotFound", facts={"name": "x"}))
    app.query_params["run"] = run.id
    app.run()
    assert not any(button.key == "use_bundled" for button in app.button)
