import json
import re
import shutil
import time
from dataclasses import fields

import pytest

from colabert_core.config import TrainConfig
from colabert_core.errors import Fact, RunBusy, RunNotResumable, RunUnknown, RunWithoutModel
from colabert_core.events import Event, Failed, Finished, Preparing, Queued, Replayed, Stopped
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.training import watched_sentences

from ..helpers import a_corpus, finish, names, new_run, python, stepped

HOLDING = """
import sys, time
from pathlib import Path
from colabert_core.events import Preparing, Queued
from colabert_core.runs.run import Run
run = Run(Path(sys.argv[1]))
with run.held():
    run.record(Queued() if sys.argv[2] == "queued" else Preparing(what="start"))
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def store(home) -> RunStore:
    return RunStore(home.runs)


@pytest.fixture
def run(home) -> Run:
    return new_run(home)


@pytest.fixture
def hold(run):
    """A helper: another process trains the run (or waits to train it) until it is killed."""
    started = []

    def in_another_process(doing: str = "training"):
        process = python("-c", HOLDING, str(run.folder), doing)
        started.append(process)
        assert process.stdout.readline() == "held\n", process.stderr.read()
        return process

    yield in_another_process
    for process in started:
        process.kill()
        finish(process)


def with_model(run: Run) -> Run:
    for file in ("config.json", "model.safetensors"):
        (run.folder / file).write_bytes(b"{}")
    return run


# --- a run's folder --------------------------------------------------------------------------------


def test_a_new_run_knows_what_it_was_made_with(home):
    config = TrainConfig(epochs=2, learning_rate=3e-5, train_limit=100)
    run = RunStore(home.runs).create(config, a_corpus("CoLA 1.1", "abc"), name="my first")
    info = run.info
    assert (info.config, info.corpus, info.corpus_fingerprint) == (config, "CoLA 1.1", "abc")
    assert set(info.versions) == {"python", "torch", "transformers", "tokenizers", "numpy"}
    assert run.name == "my first"
    assert run.folder.parent == home.runs


def test_a_setting_that_a_run_file_of_a_later_version_has_is_passed_over(run):
    row = json.loads((run.folder / "run.json").read_text())
    row["config"]["moon_phase"] = "full"
    (run.folder / "run.json").write_text(json.dumps(row))
    assert run.info.config == TrainConfig()


def test_a_run_keeps_what_was_added_to_its_replay_and_older_ones_have_nothing(home, run):
    added = RunStore(home.runs).create(TrainConfig(), a_corpus(), watched=("* The cat sleeped.", "첫 번째"))
    assert added.info.watched == ("* The cat sleeped.", "첫 번째")
    row = json.loads((run.folder / "run.json").read_text())
    del row["watched"]
    (run.folder / "run.json").write_text(json.dumps(row))
    assert run.info.watched == ()


def test_the_line_of_the_longest_replay_is_read_from_the_files_end(run):
    for _ in range(100):
        run.record(Queued())
    sentences = watched_sentences.MAX_FROM_CORPUS + watched_sentences.MAX_OWN
    told = run.record(Replayed(step=10**6, epoch=10, acceptable=[0.1234] * sentences))
    assert run.last_event() == told


def test_runs_made_in_the_same_moment_are_different(home):
    assert len({new_run(home).id for _ in range(3)}) == 3


def test_two_looks_at_one_folder_are_the_same_run(run):
    assert Run(run.folder) == run
    assert len({Run(run.folder), run}) == 1
    assert run != str(run.folder)


def test_a_run_without_a_name_is_called_by_date_and_time(home):
    run = new_run(home)
    assert run.name == time.strftime("%Y-%m-%d %H:%M", time.localtime(run.info.created))


def test_a_run_can_be_renamed(run):
    run.rename("  Korean   names: 첫 번째\n수업  ")
    assert run.name == "Korean names: 첫 번째 수업"
    run.rename("x" * 500)
    assert len(run.name) == 60
    run.rename("  ")
    assert run.name == run.id


def test_the_size_is_that_of_all_files(run):
    before = run.size
    (run.folder / "checkpoint-5").mkdir()
    (run.folder / "checkpoint-5" / "model.safetensors").write_bytes(b"x" * 1000)
    assert run.size == before + 1000


def test_a_model_needs_both_its_files(run):
    assert not run.has_model
    (run.folder / "model.safetensors").write_bytes(b"x")
    assert not run.has_model
    assert with_model(run).has_model


# --- events ----------------------------------------------------------------------------------------


def test_events_come_back_in_the_order_written_and_with_their_time(run):
    written = [run.record(event) for event in (Preparing(what="start"), stepped(1), Finished(seconds=1.0))]
    assert run.events() == written
    assert all(event.at > 1e9 for event in written)
    assert run.last_event() == written[-1]


def test_a_run_that_never_began_has_no_events(run):
    assert run.events() == []
    assert run.last_event() is None


def test_every_event_is_one_whole_line(run):
    for step in range(5):
        run.record(stepped(step))
    lines = run.metrics_path.read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert [json.loads(line)["step"] for line in lines[:-1]] == list(range(5))


@pytest.mark.parametrize("keep", [1, 20, -1])
def test_a_last_line_that_a_crash_cut_off_is_passed_over(run, keep):
    run.record(stepped(1))
    whole = run.metrics_path.read_bytes()
    run.metrics_path.write_bytes(whole + whole[:keep].rstrip(b"\n")[:-1])
    assert [event.step for event in run.events()] == [1]
    assert run.last_event().step == 1


def test_writing_goes_on_behind_a_line_that_a_crash_cut_off(run):
    run.record(stepped(1))
    with run.metrics_path.open("ab") as file:
        file.write(b'{"event": "Stepped", "ste')
    run.record(stepped(2))
    run.record(stepped(3))
    assert [event.step for event in run.events()] == [1, 2, 3]


@pytest.mark.parametrize(
    "line", [b"", b"null", b"[]", b"17", b'{"event": "Danced"}', b'{"event": "Stepped"}', b"\xff\xfe\x00"]
)
def test_a_line_that_is_no_event_is_passed_over(run, line):
    run.record(stepped(1))
    with run.metrics_path.open("ab") as file:
        file.write(line + b"\n")
    run.record(stepped(2))
    assert [event.step for event in run.events()] == [1, 2]


def test_the_last_event_of_a_long_file_is_found_at_its_end(run):
    for step in range(1, 301):
        run.record(stepped(step))
    assert run.metrics_path.stat().st_size > 2 * 16_384
    assert run.last_event().step == 300


# --- states ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (Finished(seconds=1.0), State.FINISHED),
        (Stopped(), State.STOPPED),
        (Failed(error="DiskFull", facts={}), State.FAILED),
    ],
)
def test_the_last_event_tells_how_a_run_ended(run, event, state):
    run.record(Preparing(what="start"))
    run.record(event)
    assert run.state() == state
    with run.held():
        assert run.state() == state


def test_a_run_that_is_held_runs_or_waits(run):
    with run.held():
        assert run.state() == State.RUNNING
        run.record(Queued())
        assert run.state() == State.QUEUED
        run.record(Preparing(what="start"))
        assert run.state() == State.RUNNING
        run.record(stepped(1))
        assert run.state() == State.RUNNING


@pytest.mark.parametrize("event", [Queued(), Preparing(what="start"), stepped(1)])
def test_a_run_that_nobody_holds_and_that_has_no_end_was_interrupted(run, event):
    run.record(event)
    assert run.state() == State.INTERRUPTED


def test_every_event_leads_to_a_state(run):
    given = {int: 3, float: 0.25, str: "model", dict[str, Fact]: {}, float | None: None, list[float]: [0.5]}
    for kind in Event.__subclasses__():
        run.record(kind(**{field.name: given[field.type] for field in fields(kind)}))
        assert run.state() in set(State)


def test_a_run_of_another_process_is_running_until_that_is_killed(run, hold):
    process = hold()
    assert run.is_held()
    assert run.state() == State.RUNNING
    process.kill()  # SIGKILL: it cannot clean up
    process.wait()
    assert not run.is_held()
    assert run.state() == State.INTERRUPTED


def test_a_queued_run_whose_process_is_killed_was_interrupted_as_well(run, store, hold):
    process = hold("queued")
    assert run.state() == State.QUEUED
    assert store.queue() == [run]
    process.kill()
    process.wait()
    assert run.state() == State.INTERRUPTED
    assert store.queue() == []


def test_nobody_else_can_work_on_a_run_that_is_held(run, hold):
    run.rename("mine")
    with run.held(), pytest.raises(RunBusy) as caught, run.held():
        pass
    assert caught.value.name == "mine"
    hold()
    with pytest.raises(RunBusy), run.held():
        pass


def test_a_run_is_free_again_after_it_was_held(run):
    with run.held():
        pass
    with pytest.raises(ZeroDivisionError), run.held():
        raise ZeroDivisionError
    assert not run.is_held()


def test_looking_at_a_deleted_run_does_not_bring_its_folder_back(run):
    shutil.rmtree(run.folder)
    assert not run.is_held()
    assert run.state() == State.INTERRUPTED
    assert not run.folder.exists()


def test_a_wish_to_stop_is_heard_until_it_is_withdrawn(run):
    assert not run.is_asked_to_stop()
    run.ask_to_stop()
    run.ask_to_stop()
    assert Run(run.folder).is_asked_to_stop()
    run.withdraw_stop()
    run.withdraw_stop()
    assert not run.is_asked_to_stop()


# --- going on --------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [Stopped(), Failed(error="DiskFull", facts={}), stepped(5)])
def test_a_run_that_ended_early_can_go_on_with_a_checkpoint_and_without(run, event):
    with_model(run)
    run.record(event)
    assert run.can_resume()
    (run.folder / "checkpoint-5").mkdir()
    assert run.can_resume()


def test_a_run_that_ended_before_its_first_step_can_go_on_without_a_checkpoint(run):
    run.record(Preparing(what="start"))
    run.record(Stopped())
    assert run.can_resume()


def test_a_finished_run_cannot_go_on(run, store):
    with_model(run)
    (run.folder / "checkpoint-5").mkdir()
    run.record(Finished(seconds=1.0))
    assert not run.can_resume()
    with pytest.raises(RunNotResumable):
        store.resumable(run.id)


def test_only_a_run_that_nobody_holds_can_go_on(run, store):
    run.record(stepped(1))
    assert store.resumable(run.id) == run
    with run.held(), pytest.raises(RunBusy):
        store.resumable(run.id)


# --- all runs --------------------------------------------------------------------------------------


def test_a_home_without_runs_has_none(empty_home):
    assert RunStore(empty_home.runs).all() == []
    assert RunStore(empty_home.runs).training() is None
    assert RunStore(empty_home.runs).queue() == []


def made_at(store: RunStore, stamp: str) -> Run:
    run = store.create(TrainConfig(), a_corpus())
    return Run(run.folder.rename(store.folder / f"{stamp}-abcd"))


def test_the_newest_run_stands_first(store):
    old, new = made_at(store, "20250101-120000"), made_at(store, "20250102-090000")
    assert store.all() == [new, old]


def test_a_folder_that_is_no_run_is_passed_over(store, run):
    (store.folder / "notes").mkdir()
    (store.folder / "readme.txt").write_text("hello")
    assert store.all() == [run]


def test_a_run_is_found_by_its_id_and_by_its_folder(store, run, monkeypatch):
    assert store.find(run.id) == run
    assert store.find(str(run.folder)) == run
    monkeypatch.chdir(run.folder.parent)
    assert store.find(f"./{run.id}") == run


def test_latest_is_the_newest_run_that_has_a_model(store):
    with pytest.raises(RunUnknown):
        store.find("latest")
    old, new = with_model(made_at(store, "20250101-120000")), made_at(store, "20250102-090000")
    assert store.find("latest") == old
    with_model(new)
    assert store.find("latest") == new
    assert store.with_model() == [new, old]


@pytest.mark.parametrize("name", ["", "no-such-run", "..", "/", "~nobody-of-this-name", "x" * 400])
def test_a_name_that_is_no_run_is_told(store, run, name):
    with pytest.raises(RunUnknown) as caught:
        store.find(name)
    assert caught.value.name == name


def test_only_a_run_with_a_model_can_judge(store, run):
    with pytest.raises(RunWithoutModel):
        store.judge(run.id)
    with_model(run)
    assert store.judge(run.id) == run


def test_a_deleted_run_is_gone_altogether(store, run, home):
    other = new_run(home)
    store.delete(run)
    assert store.all() == [other]
    left = {path.relative_to(store.folder).parts[0] for path in store.folder.rglob("*")}
    assert left <= {other.id, ".locks"}
    assert not list(store.folder.glob(f".locks/{run.id}*"))


def test_a_run_that_is_at_work_is_not_deleted(store, run, hold):
    hold()
    with pytest.raises(RunBusy):
        store.delete(run)
    assert store.all() == [run]
    assert run.info.config == TrainConfig()


def test_deleting_twice_does_no_harm(store, run):
    store.delete(run)
    store.delete(run)
    assert store.all() == []


def test_the_run_at_work_is_found_by_everybody(store, run, home, hold):
    new_run(home)
    assert store.training() is None
    hold()
    assert store.training() == run


def test_the_queue_is_in_the_order_of_asking(store, home):
    first, second, third = (new_run(home) for _ in range(3))
    with second.held(), third.held(), first.held():
        for run in (second, third, first):
            run.record(Queued())
        assert store.queue() == [second, third, first]
        second.record(Preparing(what="start"))
        assert store.queue() == [third, first]
        assert store.training() == second
    assert names(first.events()) == ["Queued"]


def test_a_run_that_was_deleted_meanwhile_is_unknown(home):
    run = new_run(home)
    RunStore(home.runs).delete(run)
    with pytest.raises(RunUnknown):
        run.info  # noqa: B018
    assert run.weights == 0


# --- its files -------------------------------------------------------------------------------------


def test_a_run_is_written_in_one_way_whoever_makes_it(home, tmp_path):
    """A run written with its events has, byte for byte, the run.json of a new run."""
    begun = RunStore(home.runs).create(TrainConfig(seed=7), a_corpus(), "a name")
    (tmp_path / "made").mkdir()
    made = Run(tmp_path / "made")
    made.write(begun.info, "a name", [Preparing(what="start"), stepped(1)])
    for file in ("run.json", "name.txt"):
        assert (made.folder / file).read_bytes() == (begun.folder / file).read_bytes()
    assert not begun.metrics_path.exists()
    assert made.events() == [Preparing(what="start"), stepped(1)]  # their times stay
    assert made.info == begun.info


def test_run_json_has_its_keys_in_this_order_and_two_spaces_of_indentation(home):
    run = RunStore(home.runs).create(TrainConfig(), a_corpus(), watched=("One cat.",))
    text = (run.folder / "run.json").read_text()
    assert re.findall(r'^  "(\w+)"', text, re.MULTILINE) == [
        *("config", "corpus", "corpus_fingerprint", "created", "versions"),
        *("corpus_id", "learned", "watched", "scripts", "elsewhere"),
    ]
    assert text == json.dumps(json.loads(text), indent=2)
