"""The training page: from the settings to a finished run."""

import re
import shutil
import time
from html import unescape

import pytest

from colabert_core import encoders
from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.events import Queued, Started, Stopped
from colabert_core.runs import file_name
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.system import hardware
from colabert_core.workspace.training import Training
from pages.ui import services
from tests.core.helpers import new_run, stepped
from tests.pages.conftest import open_tab, tables, words

STARTED = Started(
    total_steps=9, steps_per_epoch=3, train_size=96, validation_size=24, acceptable_share=0.7, device="cpu"
)


def wait_until(reached, seconds=60):
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)


@pytest.fixture
def app(open_page, home):
    return open_page("training", home)


def test_device_panel_says_what_there_is(app):
    assert "No GPU: training on the CPU" in words(app) or "GPUs:" in words(app)


def test_faults_are_told_all_at_once_and_nothing_can_be_started(app, home):
    app.number_input(key="epochs-recommended-bundled-2-None").set_value(99)
    app.number_input(key="max_length-recommended-bundled-2-None").set_value(4).run()
    assert "Epochs" in app.error[0].value and "Maximum length" in app.error[0].value
    assert app.button(key="start_run").disabled
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]


def test_presets_fill_in_their_values(app):
    app.radio(key="preset").set_value("tutorial").run()
    assert app.number_input(key="epochs-tutorial-bundled-4-None").value == 4
    assert app.selectbox(key="learning_rate-tutorial-bundled-4-None").value == 2e-5
    assert app.selectbox(key="batch_size-tutorial-bundled-4-None").value == 32
    assert app.number_input(key="seed-tutorial-bundled-4-None").value == 42


def test_the_recommended_training_of_the_bundled_encoder_starts_from_the_pretrained_judge(app):
    assert "starts from the pretrained judge" in words(app)
    app.radio(key="preset").set_value("tutorial").run()
    assert "starts from the pretrained judge" not in words(app)


def test_one_minute_starts_with_the_sentences_it_names(app, home, tiny_encoder, monkeypatch):
    monkeypatch.setattr(encoders.finding, "_bundled", lambda: tiny_encoder)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, encoder: 125.0)
    app.radio(key="preset").set_value("minute").run()
    named = next(caption.value for caption in app.caption if "as many as this computer" in caption.value)
    app.button(key="start_run").click().run()
    run = RunStore(home.runs).all()[0]
    wait_until(lambda: run.state() == State.FINISHED)
    assert named.startswith(f"{run.info.config.train_limit or 216:,} sentences")


def test_a_device_and_a_length_that_are_not_there_are_told_before_the_start(app, home, monkeypatch):
    monkeypatch.setattr(hardware, "devices", list)
    app.selectbox(key="device-recommended-bundled-2-None").set_value("cuda")
    app.number_input(key="epochs-recommended-bundled-2-None").set_value(0).run()
    assert "Device: not available on this computer" in app.error[0].value
    assert "Epochs: choose a whole number" in app.error[0].value
    assert app.button(key="start_run").disabled


def test_a_training_is_found_when_the_corpus_is_gone(open_page, empty_home, trained_run):
    shutil.copytree(trained_run[1].folder, empty_home.runs / trained_run[1].id)
    app = open_page("training", empty_home)
    assert "tiny" in words(app)
    assert app.button(key="fetch_corpus")


def test_one_visitors_broken_encoder_leaves_the_page_whole(open_page, home, tmp_path):
    broken = tmp_path / "distilled"
    broken.mkdir()
    (broken / "config.json").write_text('{"model_type": "distilbert"}')
    RunStore(home.runs).create(TrainConfig(encoder=str(broken)), load(home))
    app = open_page("training", home)
    assert not app.error
    assert "**105 tensors**" in words(open_tab(app, "training", "model"))


def test_starts_trains_and_reads_the_result(app, home, tiny_encoder, monkeypatch):
    app.text_input(key="run_name").set_value("first try")
    monkeypatch.setattr(encoders.finding, "_bundled", lambda: tiny_encoder)
    app.radio(key="preset").set_value("tutorial").run()
    app.number_input(key="epochs-tutorial-bundled-4-None").set_value(2).run()
    app.button(key="start_run").click().run()
    run = RunStore(home.runs).all()[0]
    wait_until(lambda: run.state() == State.FINISHED)
    app.run()
    assert "first try" in words(app)
    assert 'class="cb-result"' in "".join(html.body for html in app.get("html"))
    table = next(table for table in tables(app) if "Training loss" in table.columns)
    assert list(table["Epoch"]) == [1, 2]
    assert "The model that was kept is from [epoch](#term-epoch)" in words(app)


def test_an_encoder_out_of_reach_ends_as_failed_with_a_plain_sentence(app, home, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    app.selectbox(key="encoder").set_value("google-bert/bert-base-uncased").run()
    app.button(key="start_run").click().run()
    run = RunStore(home.runs).all()[0]
    wait_until(lambda: run.state() == State.FAILED)
    app.run()
    assert "the Hugging Face Hub cannot be reached" in app.error[0].value
    assert "Choose the bundled encoder" in app.error[0].value


def test_a_run_can_be_renamed_and_is_deleted_only_when_sure(open_page, make_home, trained_run):
    home = make_home()
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    app = open_page("training", home)
    run = RunStore(home.runs).all()[0]
    app.text_input(key=f"name_{run.id}").set_value("  a  better name ")
    rename = next(button for button in app.button if button.label == "Rename")
    rename.click().run()
    assert run.name == "a better name"
    app.button(key="delete_run").click().run()
    app.button(key="dialog_no").click().run()
    assert run.folder.is_dir()
    app.button(key="delete_run").click().run()
    app.button(key="dialog_yes").click().run()
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]


def test_the_starter_is_shown_but_neither_renamed_nor_deleted(open_page, home):
    app = open_page("training", home, run="starter")
    assert "This model comes with ColaBERT" in words(app)
    assert not [button for button in app.button if button.key == "delete_run"]
    assert not app.error


def test_a_training_goes_on_from_a_trained_model(open_page, make_home, trained_run):
    home = make_home()
    shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id)
    app = open_page("training", home)
    before = home.runs / trained_run[1].id
    app.selectbox(key="encoder").set_value(str(before)).run()
    key = f"epochs-recommended-{before}-2-None"
    app.number_input(key=key).set_value(1).run()
    app.button(key="start_run").click().run()
    run = RunStore(home.runs).all()[0]
    wait_until(lambda: run.state() == State.FINISHED)
    assert run.info.config.encoder == str(before)
    assert services.encoder_name(str(before)) == "tiny"


def test_minimal_pairs_are_trained_on_without_cola(open_page, empty_home, tiny_encoder, monkeypatch):
    app = open_page("training", empty_home)
    monkeypatch.setattr(encoders.finding, "_bundled", lambda: tiny_encoder)
    app.slider(key="share-recommended-bundled-4-None").set_value(1)
    app.number_input(key="epochs-recommended-bundled-4-None").set_value(1).run()
    app.button(key="start_run").click().run()
    run = RunStore(empty_home.runs).all()[0]
    wait_until(lambda: run.state() == State.FINISHED)
    assert (run.info.corpus_id, run.info.config.train_limit) == ("pairs", 144)


def test_an_interrupted_run_is_told_as_such_and_can_be_resumed(open_page, make_home, trained_run):
    home = make_home()
    folder = home.runs / trained_run[1].id
    shutil.copytree(trained_run[1].folder, folder)
    lines = (folder / "metrics.jsonl").read_text().splitlines()
    (folder / "metrics.jsonl").write_text("\n".join(lines[:-1]) + "\n")  # the last event was never written
    (folder / "checkpoint-3").mkdir()
    app = open_page("training", home)
    assert any("Interrupted" in message.value for message in app.warning)
    assert app.button(key="resume_run")


def test_the_loop_on_the_page_is_the_loop_that_runs(app):
    open_tab(app, "training", "loop")
    blocks = [unescape(re.sub("<[^>]+>", "", html.body)) for html in app.get("html")]
    shown = next(block for block in blocks if "def training_loop(" in block)
    steps = (
        "session.batches()",
        "train_step(session, batch)",
        "model(**inputs)",
        "cross_entropy(logits, labels)",
    )
    steps += ("loss.backward()", "clip_grad_norm_(", "optimizer.step()", "validation_step(session)")
    assert [step for step in steps if step not in shown] == []
    core = "".join(html.body for html in app.get("html") if "cb-core" in html.body)
    assert len(re.findall('class="cb-core"', core)) == 10
    assert len(shown.splitlines()) <= 40


def test_parameters_of_the_model_are_listed(app):
    text = words(open_tab(app, "training", "model"))
    assert "**105 tensors**" in text
    assert "**22,713,986 [parameters](#term-parameters)**" in text


def run_of(home, trained_run, name: str):
    """A copy of the trained run, with a name."""
    run = Run(shutil.copytree(trained_run[1].folder, home.runs / trained_run[1].id))
    run.rename(name)
    return run


def test_the_result_names_the_corpus_and_what_few_sentences_say(open_page, make_home, trained_run):
    home = make_home()
    run = run_of(home, trained_run, "mine")
    app = open_page("training", home)
    result = next(html.body for html in app.get("html") if "cb-result" in html.body)
    assert f"MCC on {run.info.corpus}" in result
    assert any("Too few to say: " in warning.value for warning in app.warning)
    assert "More epochs might" not in words(app)
    assert "too small to say whether more epochs would help" in words(app)


def test_a_run_is_exported_and_shared_under_its_name_and_day(open_page, make_home, trained_run):
    home = make_home()
    run = run_of(home, trained_run, "Monday: class")
    app = open_page("training", home)
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    names = [button.proto.label for button in app.get("download_button")]
    assert {"Share", "Zip with CSV files", "Excel workbook"} <= set(names)
    assert file_name(run, ".zip") == f"Monday- class {day}.zip"


def test_a_name_that_another_run_has_gets_a_number(open_page, make_home, trained_run):
    home = make_home()
    run = run_of(home, trained_run, "mine")
    new_run(home, "theirs")
    app = open_page("training", home, run=run.id)
    app.text_input(key=f"name_{run.id}").set_value("theirs")
    next(button for button in app.button if button.label == "Rename").click().run()
    assert run.name == "theirs (2)"


def test_a_run_stopped_before_its_first_validation_is_not_measured(open_page, make_home, trained_run):
    home = make_home()
    run = run_of(home, trained_run, "mine")
    run.metrics_path.unlink()
    for event in (STARTED, stepped(1), Stopped()):
        run.record(event)
    app = open_page("training", home)
    assert any("not yet measured" in warning.value for warning in app.warning)
    assert "best model" not in words(app)


def test_settings_that_nobody_tried_are_not_recommended(open_page, make_home, trained_run):
    home = make_home()
    run = run_of(home, trained_run, "mine")
    app = open_page("training", home)
    assert "Recommended for this encoder" in app.radio(key="preset").options
    app.selectbox(key="encoder").set_value(str(run.folder)).run()
    assert "Usual settings, untried here" in app.radio(key="preset").options
    assert "Untried here: the training continues" in words(app)


def test_a_run_that_waited_when_the_program_ended_is_told_as_such(open_page, make_home, trained_run):
    home = make_home()
    run = new_run(home, "later")
    run.record(Queued())
    app = open_page("training", home, run=run.id)
    assert any("was waiting in the queue" in warning.value for warning in app.warning)
    assert app.button(key="resume_run")
