import json
import os
import shutil
import signal
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pandas as pd
import pytest

from colabert_core import cli
from colabert_core.cli import main, training
from colabert_core.config import PRESETS, TrainConfig
from colabert_core.corpus import load
from colabert_core.evaluation import predictions
from colabert_core.events import Stepped
from colabert_core.judging import csv_file
from colabert_core.runs.history import history_of
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.system import hardware
from colabert_core.system.paths import Home
from colabert_core.workspace import Workspace
from colabert_core.workspace.training import Training

from ..helpers import finish, names, new_run, python, stepped, wait_until

EPOCH_KEYS = {"epoch", "training_loss", "validation_loss", "accuracy", "mcc"}


@pytest.fixture(autouse=True)
def ctrl_c_is_heard():
    """Tests that were started in the background may have inherited an ignored Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def colabert(capsys, monkeypatch):
    """A helper: one command in this process; returns exit code, standard output and standard error."""

    def run(home: Home, *arguments: str, **environment: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(list(arguments), {"COLABERT_HOME": str(home.root), **environment})
        except SystemExit as exit:
            code = exit.code
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def answer(colabert):
    """A helper: what a command prints with --json, which is one JSON value on the last line."""

    def run(home: Home, *arguments: str, code: int = 0, **environment: str):
        found, out, err = colabert(home, *arguments, "--json", **environment)
        assert found == code, err
        return json.loads(out.splitlines()[-1])

    return run


def tiny_training(encoder: Path, **changes: str) -> list[str]:
    """Arguments of a short training."""
    options = {
        "encoder": str(encoder),
        "epochs": "1",
        "batch-size": "16",
        "learning-rate": "2e-3",
        "max-length": "32",
        "device": "cpu",
        **changes,
    }
    return ["train", *(word for name, value in options.items() for word in (f"--{name}", value))]


def assert_one_plain_line(code: int, out: str, err: str) -> None:
    assert code == 2
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert "Traceback" not in err
    assert len(err) > 20


# --- corpus ----------------------------------------------------------------------------------------


def test_the_corpus_is_described(answer, home):
    assert answer(home, "corpus") == {
        "name": "CoLA 1.1",
        "rows": {"in_domain_train": 240, "in_domain_dev": 40, "out_of_domain_dev": 40},
        "longest_tokens": 16,
    }


def test_without_json_the_description_is_for_people(colabert, home):
    code, out, err = colabert(home, "corpus")
    assert (code, err) == (0, "")
    assert "in_domain_train" in out
    assert "240 sentences" in out
    assert "{" not in out


def test_the_real_cola_is_fetched_where_it_is_missing(answer, empty_home, cola_zip):
    assert answer(empty_home, "corpus", COLABERT_COLA=str(cola_zip)) == {
        "name": "CoLA 1.1",
        "rows": {"in_domain_train": 8551, "in_domain_dev": 527, "out_of_domain_dev": 516},
        "longest_tokens": 47,
    }


# --- train -----------------------------------------------------------------------------------------


def test_a_training_tells_its_outcome(answer, home, tiny_encoder):
    answered = answer(home, *tiny_training(tiny_encoder, epochs="2"), "--name", "my first")
    facts = {"run", "name", "folder", "state", "epochs", "samples_per_second", "seconds", "too_few"}
    assert set(answered) == facts
    assert "MCC between" in answered["too_few"]  # the small corpus has 24 validation sentences
    assert answered["state"] == "finished"
    run = Run(Path(answered["folder"]))
    assert (run.id, run.name, run.state()) == (answered["run"], "my first", State.FINISHED)
    assert [set(epoch) for epoch in answered["epochs"]] == [EPOCH_KEYS] * 2
    assert [epoch["epoch"] for epoch in answered["epochs"]] == [1, 2]
    history = history_of(run.events())
    assert answered["samples_per_second"] == pytest.approx(history.samples_per_second, abs=0.1)
    assert answered["seconds"] > 0
    assert run.info.config.epochs == 2


def test_an_encoder_that_cannot_read_the_corpus_is_told(colabert, home, few_words):
    words = ("--encoder", str(few_words), "--limit", "20", "--max-steps", "1", "--device", "cpu")
    code, _, err = colabert(home, "train", *words)
    assert (code, "vocabulary of this encoder lacks" in err) == (0, True)


def test_a_training_takes_a_share_of_the_sentences_and_a_number_of_steps(answer, home, tiny_encoder):
    limits = {"limit": "48", "max-steps": "2", "seed": "7", "warmup": "0.5", "weight-decay": "0.01"}
    answered = answer(home, *tiny_training(tiny_encoder, **limits))
    run = Run(Path(answered["folder"]))
    config = run.info.config
    assert (config.train_limit, config.max_steps, config.seed) == (48, 2, 7)
    assert (config.warmup, config.weight_decay) == (0.5, 0.01)
    assert history_of(run.events()).started.train_size == 48
    assert [event.step for event in run.events() if isinstance(event, Stepped)] == [1, 2]


def test_sentences_may_be_added_to_the_replay(colabert, home, tiny_encoder):
    many = [word for number in range(11) for word in ("--watch", f"Wombat {number} sang.")]
    code, _, err = colabert(home, *tiny_training(tiny_encoder, **{"max-steps": "1"}), *many)
    assert code == 0
    assert "Left out of the replay: 1. It takes at most 10 sentences of up to 300 characters." in err
    run = RunStore(home.runs).all()[0]
    assert run.info.watched == tuple(f"Wombat {number} sang." for number in range(10))
    assert history_of(run.events()).replay.shape == (2, 2 + 24 + 10)


def chosen(home: Home, *words: str) -> TrainConfig:
    """The settings that these words of `train` choose."""
    workspace = Workspace(home=home, cola_address="none")
    return training._config(cli.parser().parse_args(["train", *words]), workspace, load(home))


def test_the_defaults_of_the_command_line_are_the_tutorials(home):
    assert chosen(home) == TrainConfig()


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_that_of_the_page(home, monkeypatch, preset):
    monkeypatch.setattr(hardware, "may_have_gpu", lambda: False)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, encoder: 20.0)
    workspace = Workspace(home=home, cola_address="none")
    assert chosen(home, "--preset", preset) == workspace.preset(preset, "bundled", load(home))


def test_what_the_presets_choose(home, monkeypatch):
    monkeypatch.setattr(hardware, "may_have_gpu", lambda: False)
    monkeypatch.setattr(Training, "sentences_per_second", lambda training, encoder: 1.0)
    recommended = chosen(home, "--preset", "recommended")
    assert (Path(recommended.encoder).name, recommended.epochs, recommended.learning_rate) == (
        "pretrained",
        2,
        1e-4,
    )
    assert chosen(home, "--preset", "tutorial") == TrainConfig()
    assert chosen(home, "--preset", "minute").train_limit == 320


def test_options_change_a_preset(home, monkeypatch):
    monkeypatch.setattr(hardware, "may_have_gpu", lambda: False)
    words = ("--preset", "recommended", "--epochs", "1", "--warmup", "0", "--seed", "0")
    assert chosen(home, *words) == replace(
        chosen(home, "--preset", "recommended"), epochs=1, warmup=0.0, seed=0
    )


def test_bad_settings_are_told_before_cola_is_looked_for(colabert, empty_home):
    code, _, err = colabert(empty_home, "train", "--epochs", "99", "--encoder", "")
    assert (code, "epochs must be" in err) == (2, True)
    code, _, err = colabert(empty_home, "train", "--encoder", "", "--corpus", "pairs")
    assert (code, "encoder must not be empty" in err) == (2, True)


def test_an_encoder_that_is_none_fails_the_run_with_one_plain_line(colabert, home, tmp_path):
    code, out, err = colabert(home, *tiny_training(tmp_path), "--json")
    assert code == 1
    happened = f"The files of {str(tmp_path)!r} are damaged or incomplete (config.json is missing). "
    assert err == happened + "Install or download them again, or choose another encoder.\n"
    answered = json.loads(out.splitlines()[-1])
    assert (answered["state"], answered["epochs"]) == ("failed", [])
    assert Run(Path(answered["folder"])).state() == State.FAILED


def test_a_finished_run_does_not_go_on(colabert, trained_run):
    home, run = trained_run
    assert_one_plain_line(*colabert(home, "train", "--resume", run.id))


def long_training(home: Home, encoder: Path):
    """A training of a few thousand steps, running in a process of its own; and its run."""
    process = python(
        *("-m", "colabert_core", *tiny_training(encoder, **{"epochs": "10", "batch-size": "1"}), "--json"),
        COLABERT_HOME=str(home.root),
    )

    def is_training() -> bool:
        assert process.poll() is None, process.communicate()
        return any("Stepped" in names(run.events()) for run in RunStore(home.runs).all())

    wait_until(is_training, seconds=120)
    return process, RunStore(home.runs).all()[0]


def test_ctrl_c_stops_a_training_and_it_can_go_on(home, tiny_encoder, answer, monkeypatch):
    process, run = long_training(home, tiny_encoder)
    assert answer(home, "runs")[0]["state"] == "running"
    process.send_signal(signal.SIGINT)
    code, out, err = finish(process)
    assert code == 0, err
    assert "Traceback" not in err
    assert "Stopping" in err
    answered = json.loads(out.splitlines()[-1])
    assert (answered["run"], answered["state"]) == (run.id, "stopped")
    assert run.state() == State.STOPPED
    assert run.has_model
    steps = [event.step for event in run.events() if isinstance(event, Stepped)]
    assert (run.folder / f"checkpoint-{steps[-1]}").is_dir()
    goes_on_for_a_while(home, run, steps[-1], answer, monkeypatch)


def after_step(monkeypatch, step: int, act) -> None:
    """Make trainings of this process act on their run right after a step."""
    record = Run.record

    def record_and_act(self, event):
        recorded = record(self, event)
        if isinstance(event, Stepped) and event.step == step:
            act(self)
        return recorded

    monkeypatch.setattr(Run, "record", record_and_act)


def goes_on_for_a_while(home, run, stopped_at, answer, monkeypatch) -> None:
    """Resumed in this process, and stopped once more five steps later."""
    after_step(monkeypatch, stopped_at + 5, Run.ask_to_stop)
    answered = answer(home, "train", "--resume", run.id)
    assert (answered["run"], answered["state"]) == (run.id, "stopped")
    assert history_of(run.events()).step == stopped_at + 5
    assert list(history_of(run.events()).steps["step"]) == list(range(1, stopped_at + 6))


def test_being_asked_to_end_stops_a_training_too(home, tiny_encoder, answer, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    after_step(monkeypatch, 3, lambda run: os.kill(os.getpid(), signal.SIGTERM))
    answered = answer(home, *tiny_training(tiny_encoder, limit="96"))
    assert answered["state"] == "stopped"
    assert history_of(Run(Path(answered["folder"])).events()).step == 3
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_second_ctrl_c_ends_at_once(home, tiny_encoder, colabert, monkeypatch):
    def press_twice(run):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    after_step(monkeypatch, 3, press_twice)
    code, out, err = colabert(home, *tiny_training(tiny_encoder, limit="96"))
    assert (code, out) == (130, "")
    assert "Traceback" not in err
    run, starter = RunStore(home.runs).all()
    assert starter.is_starter
    assert run.state() == State.INTERRUPTED
    assert not run.is_held()


class Waiting(BaseHTTPRequestHandler):
    """Sets `asked` when a request arrives, and lets it wait."""

    asked = threading.Event()

    def do_GET(self):
        self.asked.set()
        self.server.closing.wait(60)


def test_ctrl_c_outside_of_a_training_is_no_traceback(empty_home, local_server):
    process = python(
        *("-m", "colabert_core", "corpus"),
        COLABERT_HOME=str(empty_home.root),
        COLABERT_COLA=local_server(Waiting) + "/cola.zip",
    )
    assert Waiting.asked.wait(60)
    process.send_signal(signal.SIGINT)
    code, _, err = finish(process)
    assert code in (2, 130)  # 2: it gave up waiting just before
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


# --- runs ------------------------------------------------------------------------------------------


def test_runs_are_listed_newest_first(answer, trained_run):
    home, run = trained_run
    row, starter = answer(home, "runs")
    assert starter["run"] == "starter"
    assert row == {
        "run": run.id,
        "name": run.name,
        "folder": str(run.folder),
        "state": "finished",
        "encoder": run.info.config.encoder,
        "mcc": history_of(run.events()).best["mcc"],
    }


def test_a_run_that_was_never_validated_has_no_mcc(answer, home):
    run = new_run(home)
    run.record(stepped(1))
    row, _ = answer(home, "runs")
    assert (row["state"], row["mcc"]) == ("interrupted", None)


def test_without_trainings_the_list_holds_the_starter(answer, colabert, empty_home):
    (row,) = answer(empty_home, "runs")
    assert (row["run"], row["state"], row["encoder"]) == ("starter", "finished", "bundled")
    code, out, err = colabert(empty_home, "runs")
    assert (code, err, out.split()[0]) == (0, "", "starter")


# --- evaluate --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("split", "size"), [("in_domain_dev", 40), ("out_of_domain_dev", 40), ("validation", 24)]
)
def test_an_evaluation_tells_its_measures(answer, trained_run, split, size):
    home, run = trained_run
    answered = answer(home, "evaluate", run.id, "--split", split, "--device", "cpu")
    measures = {"accuracy", "mcc", "f1", "intervals", "pairs", "confusion", "by_source"}
    assert set(answered) == {"run", "corpus", "split", "size", *measures}
    assert (answered["run"], answered["corpus"], answered["split"], answered["size"]) == (
        run.id,
        "cola",
        split,
        size,
    )
    (right_no, wrong_yes), (wrong_no, right_yes) = answered["confusion"]
    assert right_no + wrong_yes + wrong_no + right_yes == size
    assert answered["accuracy"] == pytest.approx((right_no + right_yes) / size)
    low, high = answered["intervals"]["accuracy"]
    assert low <= answered["accuracy"] <= high
    assert -1 <= answered["mcc"] <= 1


def test_an_evaluation_is_kept_for_the_page(answer, trained_run):
    home, run = trained_run
    first = answer(home, "evaluate", run.id, "--split", "out_of_domain_dev")
    path = predictions.path_of(run, load(home), "out_of_domain_dev")
    written = path.stat().st_mtime_ns
    assert answer(home, "evaluate", run.id, "--split", "out_of_domain_dev") == first
    assert path.stat().st_mtime_ns == written


def test_the_in_domain_dev_file_is_evaluated_unless_told_otherwise(answer, trained_run):
    home, run = trained_run
    assert answer(home, "evaluate", str(run.folder))["split"] == "in_domain_dev"


def test_minimal_pairs_are_evaluated_as_pairs(answer, colabert, trained_run):
    home, run = trained_run
    answered = answer(home, "evaluate", run.id, "--corpus", "pairs", "--split", "out_of_domain_dev")
    assert (answered["corpus"], answered["size"]) == ("pairs", 2000)
    assert 0 <= answered["pairs"] <= 1
    assert len(answered["by_source"]) > 40


def test_minimal_pairs_are_trained_on_without_any_network(answer, empty_home, tiny_encoder):
    options = tiny_training(tiny_encoder, limit="64", **{"max-steps": "2", "corpus": "pairs"})
    answered = answer(empty_home, *options, COLABERT_COLA="http://127.0.0.1:9/none.zip")
    run = Run(Path(answered["folder"]))
    assert (run.info.corpus_id, run.state()) == ("pairs", State.FINISHED)


# --- pairs, share, open ----------------------------------------------------------------------------


def test_pairs_are_written_in_colas_four_columns(answer, empty_home, tmp_path):
    path = tmp_path / "pairs.tsv"
    answered = answer(empty_home, "pairs", "--output", str(path), "--count", "100", "--seed", "5")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert (answered["sentences"], len(rows)) == (200, 200)
    assert {len(row) for row in rows} == {4}
    assert {(row[1], row[2]) for row in rows} == {("1", ""), ("0", "*")}
    again = tmp_path / "again.tsv"
    answer(empty_home, "pairs", "--output", str(again), "--count", "100", "--seed", "5")
    assert again.read_bytes() == path.read_bytes()


def test_a_run_is_shared_and_opened_elsewhere(answer, trained_run, empty_home, tmp_path):
    home, run = trained_run
    path = tmp_path / "mine.colabert.zip"
    answered = answer(home, "share", run.id, "--output", str(path))
    assert answered["bytes"] == path.stat().st_size
    shutil.copytree(run.info.config.encoder, empty_home.encoders / Path(run.info.config.encoder).name)
    opened = answer(empty_home, "open", str(path))
    there = answer(empty_home, "score", opened["run"], "The cat slept.")[0]["acceptable"]
    here = answer(home, "score", run.id, "The cat slept.")[0]["acceptable"]
    assert there == pytest.approx(here, abs=0.02)


def test_an_mcc_on_few_sentences_is_called_too_uncertain(colabert, trained_run):
    home, run = trained_run
    _, out, _ = colabert(home, "evaluate", run.id, "--split", "validation")
    assert "too few to say" in out


def test_shared_and_exported_files_are_named_by_the_run_and_its_day(
    answer, trained_run, tmp_path, monkeypatch
):
    home, run = trained_run
    monkeypatch.chdir(tmp_path)
    names = [answer(home, command, run.id)["output"] for command in ("share", "export")]
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    assert all(name.startswith(run.name.replace(":", "-")) and day in name for name in names)
    assert [name.partition(".")[2] for name in names] == ["colabert.zip", "zip"]
    assert all((tmp_path / name).is_file() for name in names)


def test_the_starter_judges_from_the_first_minute(answer, empty_home):
    answered = answer(empty_home, "score", "starter", "She goes to school.", "She go to school.")
    assert answered[0]["acceptable"] > answered[1]["acceptable"]


# --- score -----------------------------------------------------------------------------------------


def test_sentences_are_scored_in_their_order(answer, trained_run):
    home, run = trained_run
    sentences = ["The pilot slept.", "These the sleeped.", "The pilot slept."]
    answered = answer(home, "score", "latest", *sentences)
    assert [set(row) for row in answered] == [{"sentence", "acceptable", "label", "taken_off"}] * 3
    assert [row["sentence"] for row in answered] == sentences
    assert all(0 <= row["acceptable"] <= 1 for row in answered)
    assert all((row["label"] == "acceptable") == (row["acceptable"] >= 0.5) for row in answered)
    assert answered == answer(home, "score", run.id, *sentences)
    assert answered == answer(home, "score", str(run.folder), *sentences)


def test_what_the_model_cannot_read_has_no_verdict(answer, colabert, trained_run):
    home, _ = trained_run
    answered = answer(home, "score", "latest", "한국어 문장이다.", "The pilot slept.", "😀 12!")
    assert [row["label"] == "cannot judge" for row in answered] == [True, False, True]
    assert [row["acceptable"] is None for row in answered] == [True, False, True]
    out = colabert(home, "score", "latest", "한국어 문장이다.")[1]
    assert out.startswith("cannot judge: 한국어 문장이다.")


def test_without_json_an_unacceptable_sentence_gets_its_star(colabert, trained_run):
    home, _ = trained_run
    code, out, _ = colabert(home, "score", "latest", "The pilot slept.", "These the sleeped.")
    assert code == 0
    for line in out.splitlines():
        share = float(line[1:].split("%")[0])
        assert line.startswith("*") == (share < 50)


def test_options_may_stand_between_a_run_and_its_sentences(answer, trained_run):
    home, _ = trained_run
    after = answer(home, "score", "latest", "The cat slept.", "--device", "cpu")
    between = answer(home, "score", "latest", "--device", "cpu", "The cat slept.")
    before = answer(home, "score", "--device", "cpu", "latest", "The cat slept.")
    assert after == between == before


def test_a_table_from_a_korean_computer_is_scored_by_a_named_column(colabert, trained_run, tmp_path):
    home, run = trained_run
    text = "문장;sentence;label;acceptable\n가;one two;1;yes\n나;one;0;no\n"
    (tmp_path / "in.csv").write_bytes(text.encode("cp949"))
    files = ["--input", str(tmp_path / "in.csv"), "--output", str(tmp_path / "out.csv")]
    code, _, err = colabert(home, "score", run.id, *files, "--column", "문장")
    assert (code, "guessed to be cp949" in err) == (0, True)
    table = pd.read_csv(tmp_path / "out.csv", dtype=str, sep=";")
    assert table[["문장", "label", "acceptable"]].to_numpy().tolist() == [
        ["가", "1", "yes"],
        ["나", "0", "no"],
    ]
    assert list(table["verdict"]) == ["cannot judge"] * 2
    assert table["probability"].isna().all()


def test_a_file_is_scored_with_its_order_and_its_columns_kept(answer, trained_run, tmp_path):
    home, run = trained_run
    (tmp_path / "in.csv").write_text("id,sentence,note\n2,The pilot slept.,a\n1,,b\n10,My cat can fly.,c\n")
    output = str(tmp_path / "out.csv")
    answered = answer(home, "score", run.id, "--input", str(tmp_path / "in.csv"), "--output", output)
    assert answered == {"run": run.id, "output": output, "rows": 3, "cannot_judge": 0}
    table = pd.read_csv(output, dtype=str, keep_default_na=False)
    assert list(table.columns) == ["id", "sentence", "note", "probability", "verdict", "taken_off"]
    assert table["id"].tolist() == ["2", "1", "10"]
    assert table.loc[1, ["probability", "verdict"]].tolist() == ["", ""]
    alone = answer(home, "score", run.id, "The pilot slept.")[0]
    assert float(table["probability"][0]) == pytest.approx(alone["acceptable"], abs=1e-5)


def test_an_interrupted_file_is_gone_on_with_by_the_same_command(
    colabert, answer, trained_run, tmp_path, monkeypatch
):
    home, run = trained_run
    monkeypatch.setattr(csv_file, "PIECE_ROWS", 2)
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("sentence\n" + "The pilot slept.\n" * 5)
    command = ("score", run.id, "--input", str(source), "--output", str(target))
    real, calls = csv_file.judge_table, []

    def interrupted_at_the_second_piece(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(csv_file, "judge_table", interrupted_at_the_second_piece)
    code, out, err = colabert(home, *command)
    assert (code, out) == (130, "")
    assert "2 rows are kept" in err
    assert answer(home, *command)["rows"] == 5
    assert len(calls) == 4  # one piece, the interrupted one, and the remaining two


def test_fast_verdicts_are_asked_for_by_name(answer, trained_run):
    home, run = trained_run
    fast = answer(home, "score", run.id, "--fast", "The pilot slept.")[0]
    exact = answer(home, "score", run.id, "The pilot slept.")[0]
    assert fast["acceptable"] == pytest.approx(exact["acceptable"], abs=0.05)


# --- bad use ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["train", "--epochs", "many"],
        ["train", "--epochs", "99", "--batch-size", "0"],
        ["train", "--learning-rate", "nan"],
        ["train", "--device", "abacus"],
        ["train", "--encoder", ""],
        ["train", "--resume", "no-such-run"],
        ["train", "--no-such-option"],
        ["evaluate"],
        ["evaluate", "no-such-run"],
        ["evaluate", "~nobody-of-this-name/run"],
        ["evaluate", "starter", "--split", "validation"],
        ["evaluate", "starter", "--corpus", "own-nothing"],
        ["evaluate", "starter", "--split", "test"],
        ["train", "--corpus", "nothing"],
        ["pairs"],
        ["pairs", "--output", "no-such-folder/pairs.tsv"],
        ["pairs", "--output", "pairs.tsv", "--count", "0"],
        ["share", "starter", "--output", "no-such-folder/x.zip"],
        ["make-starter", "--pairs", "100"],
        ["share"],
        ["export", "starter", "--output", "x.pdf"],
        ["export", "no-such-run"],
        ["share", "no-such-run", "--output", "x.zip"],
        ["open", "no-such-file.zip"],
        ["score", "latest"],
        ["score", "latest", " "],
        ["score", "latest", "A cat.", "--input", "in.csv", "--output", "out.csv"],
        ["score", "latest", "--input", "in.csv"],
        ["score", "latest", "--output", "out.csv"],
        ["runs", "too", "many"],
    ],
    ids=" ".join,
)
def test_bad_use_is_told_in_one_plain_line(colabert, home, arguments):
    assert_one_plain_line(*colabert(home, *arguments))


def test_all_faults_of_the_settings_are_told_in_that_line(colabert, home):
    _, _, err = colabert(home, "train", "--epochs", "99", "--batch-size", "0", "--max-length", "3")
    for setting in ("epochs", "batch size", "max length"):
        assert setting in err
    assert [run.id for run in RunStore(home.runs).all()] == ["starter"]


@pytest.mark.parametrize(
    ("input_file", "output_file", "message"),
    [
        ("none.csv", "out.csv", "none.csv cannot be read"),
        ("good.csv", "out.ods", "the kinds that can be written"),
        ("good.csv", "no-such-folder/out.csv", "no-such-folder"),
    ],
)
def test_files_that_cannot_be_used_are_told_in_one_plain_line(
    colabert, trained_run, tmp_path, monkeypatch, input_file, output_file, message
):
    home, run = trained_run
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.csv").write_text("sentence\nA cat.\n")
    code, out, err = colabert(home, "score", run.id, "--input", input_file, "--output", output_file)
    assert_one_plain_line(code, out, err)
    assert message in err
    assert "None" not in err


def test_a_corpus_that_cannot_be_fetched_is_told_in_one_plain_line(colabert, empty_home, tmp_path):
    assert_one_plain_line(*colabert(empty_home, "corpus", COLABERT_COLA=str(tmp_path / "none.zip")))
    assert_one_plain_line(*colabert(empty_home, "corpus", COLABERT_COLA="http://127.0.0.1:9/cola.zip"))
    assert_one_plain_line(*colabert(empty_home, "train", COLABERT_COLA="http://127.0.0.1:9/a b.zip"))


def test_a_corpus_that_is_not_cola_is_told_in_one_plain_line(colabert, empty_home, corpus_zip):
    code, out, err = colabert(empty_home, "corpus", COLABERT_COLA=str(corpus_zip))
    assert_one_plain_line(code, out, err)
    assert "SHA-256" in err


def test_the_module_itself_ends_with_the_exit_code(empty_home):
    """The same through real processes: no traceback, no progress bar, nothing else on either stream."""
    home = str(empty_home.root)
    bad = [["train", "--epochs", "99"], ["evaluate", "no-such-run"], ["dance"]]
    processes = [python("-m", "colabert_core", *arguments, COLABERT_HOME=home) for arguments in bad]
    good = python("-m", "colabert_core", "runs", COLABERT_HOME=home)
    for process in processes:
        assert_one_plain_line(*finish(process))
    code, out, err = finish(good)
    assert (code, err, out.split()[0]) == (0, "", "starter")


COMMANDS = [
    *("corpus", "pairs", "train", "evaluate", "score", "runs", "share", "export", "open"),
    "make-starter",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(colabert, empty_home, command):
    code, out, err = colabert(empty_home, command, "--help")
    assert (code, err) == (0, "")
    assert "--json" in out
    assert "%(" not in out


def test_the_help_names_every_command(colabert, empty_home):
    code, out, _ = colabert(empty_home, "--help")
    assert code == 0
    for word in (*COMMANDS, "COLABERT_HOME", "COLABERT_COLA"):
        assert word in out
