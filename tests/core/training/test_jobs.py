import errno
import gc
import os
import sys
import threading
import time
import weakref

import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.errors import EncoderNotFound, RunBusy
from colabert_core.events import Failed, Finished, Preparing, Queued, Stepped, Stopped
from colabert_core.runs.run import Run, State
from colabert_core.runs.store import RunStore
from colabert_core.system.paths import Home
from colabert_core.training import jobs
from colabert_core.training.jobs import carry_out, start, training_of

from ..helpers import finish, names, new_run, python, short_work, started, stepped, wait_until

HOLDING = """
import sys, time
from pathlib import Path
from colabert_core.events import Stepped
from colabert_core.training.jobs import carry_out
from colabert_core.system.paths import Home
from colabert_core.runs.run import Run

def work():
    print("at work", flush=True)
    for step in range(1, 100_000):
        yield Stepped(step=step, epoch=1, size=1, loss=0.5, accuracy=1.0, learning_rate=0.1, seconds=0.1)
        time.sleep(0.05)

print(type(carry_out(Home(Path(sys.argv[1])), Run(Path(sys.argv[2])), work)).__name__, flush=True)
"""


def training_threads() -> list[str]:
    """The ids of the runs that this process trains or has queued, from the names of its threads."""
    names = [thread.name.partition("colabert-train:") for thread in threading.enumerate()]
    return [run_id for _, mark, run_id in names if mark]


@pytest.fixture(autouse=True, scope="module")
def quick_collection():
    """Speeds up the tests: memory used by other tests is not searched whenever memory is released."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch):
    """The queue is checked more often than in use."""
    monkeypatch.setattr(jobs, "_POLL_SECONDS", 0.05)


@pytest.fixture(autouse=True)
def no_thread_is_left():
    yield
    wait_until(lambda: training_threads() == [])


class SteadyWork:
    """A training that takes steps until it is released; records whether it was closed early."""

    def __init__(self):
        self.let_go = threading.Event()
        self.closed = False

    def __call__(self):
        yield started()
        try:
            for step in range(1, 100_000):
                yield stepped(step)
                if self.let_go.wait(0.02):
                    break
        except GeneratorExit:
            self.closed = True
            raise
        yield Finished(seconds=1.0)


@pytest.fixture
def steady():
    """A factory of such trainings; all are released when the test ends."""
    made = []

    def make() -> SteadyWork:
        made.append(SteadyWork())
        return made[-1]

    yield make
    for work in made:
        work.let_go.set()


@pytest.fixture
def other_process():
    """A helper: another process trains a run until it is asked to stop, or killed."""
    processes = []

    def train(home: Home, run: Run):
        process = python("-c", HOLDING, str(home.root), str(run.folder))
        processes.append(process)
        assert process.stdout.readline() == "at work\n", process.stderr.read()
        return process

    yield train
    for process in processes:
        process.kill()
        finish(process)


def wait_for_state(run: Run, state: State) -> None:
    wait_until(lambda: run.state() == state)


# --- carrying out ----------------------------------------------------------------------------------


def test_all_that_happens_is_written_and_told_in_the_same_order(home):
    run, told = new_run(home), []
    last = carry_out(home, run, short_work, told.append)
    assert names(run.events()) == ["Preparing", "Started", "Stepped", "Stepped", "Finished"]
    assert told == run.events()
    assert last == Finished(seconds=1.0)
    assert run.state() == State.FINISHED
    assert not run.is_held()


def test_the_first_line_is_on_disk_before_the_work_begins(home):
    run, seen = new_run(home), []

    def work():
        seen.extend(run.events())
        return short_work()

    carry_out(home, run, work)
    assert [event.what for event in seen] == ["start"]


def test_who_listens_finds_the_event_on_disk_already(home):
    run, found = new_run(home), []
    carry_out(home, run, short_work, lambda event: found.append(run.last_event() == event))
    assert found == [True] * 5


def test_a_run_that_is_at_work_is_not_begun_again(home):
    run = new_run(home)
    with run.held(), pytest.raises(RunBusy):
        carry_out(home, run, short_work)
    assert run.events() == []


def test_an_old_wish_to_stop_does_not_stop_a_new_beginning(home):
    run = new_run(home)
    run.ask_to_stop()
    assert isinstance(carry_out(home, run, short_work), Finished)


def test_a_wish_to_stop_is_heard_between_two_events(home):
    run = new_run(home)

    def ask(event):
        if names([event]) == ["Stepped"]:
            run.ask_to_stop()

    last = carry_out(home, run, short_work, ask)
    assert last == Stopped()
    assert names(run.events()) == ["Preparing", "Started", "Stepped", "Stopped"]
    assert run.state() == State.STOPPED


def test_a_wish_to_stop_that_comes_with_the_end_changes_nothing(home):
    run = new_run(home)

    def ask(event):
        if isinstance(event, Finished):
            run.ask_to_stop()

    assert isinstance(carry_out(home, run, short_work, ask), Finished)
    assert run.state() == State.FINISHED


def test_the_work_is_closed_before_the_stop_is_told(home):
    run, order = new_run(home), []

    def work():
        try:
            yield stepped(1)
        finally:
            order.extend(names(run.events()))

    carry_out(home, run, work, lambda event: run.ask_to_stop())
    assert order == ["Preparing", "Stepped"]
    assert names(run.events()) == ["Preparing", "Stepped", "Stopped"]


def test_the_work_of_a_run_is_its_own_training(home, tiny_encoder):
    corpus = load(home)
    config = TrainConfig(encoder=str(tiny_encoder), epochs=1, max_steps=2, batch_size=8, device="cpu")
    run = RunStore(home.runs).create(config, corpus)
    carry_out(
        home, run, training_of(run, corpus), lambda event: run.ask_to_stop() if is_step(event) else None
    )
    assert run.state() == State.STOPPED
    carry_out(home, run, training_of(run, corpus, resume=True))
    assert run.state() == State.FINISHED
    assert [event.step for event in run.events() if is_step(event)] == [1, 2]
    assert run.has_model


def is_step(event) -> bool:
    return isinstance(event, Stepped)


# --- failing ---------------------------------------------------------------------------------------


def failing(error: BaseException):
    def work():
        yield started()
        raise error

    return work


def test_an_expected_failure_is_told_with_its_facts(home):
    run = new_run(home)
    last = carry_out(home, run, failing(EncoderNotFound(name="x/y")))
    assert last == Failed(error="EncoderNotFound", facts={"name": "x/y"})
    assert run.state() == State.FAILED
    assert run.last_event().facts == {"name": "x/y"}
    assert not (run.folder / "error.txt").exists()


def test_an_unforeseen_failure_is_told_and_its_details_are_kept(home):
    run = new_run(home)
    last = carry_out(home, run, failing(ZeroDivisionError("of all things")))
    assert last == Failed(error="Unexpected", facts={"reason": "ZeroDivisionError: of all things"})
    details = (run.folder / "error.txt").read_text()
    assert details.startswith("Traceback")
    assert "of all things" in details


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_by_its_name(home, number):
    last = carry_out(home, new_run(home), failing(OSError(number, "full")))
    assert (last.error, last.facts) == ("DiskFull", {})


def test_pythons_own_lack_of_memory_is_told_by_its_name(home):
    assert carry_out(home, new_run(home), failing(MemoryError())).error == "OutOfMemory"


def test_a_failure_while_stopping_is_told_as_a_failure(home):
    run = new_run(home)

    def work():
        try:
            yield stepped(1)
        finally:
            raise OSError(errno.ENOSPC, "full")

    last = carry_out(home, run, work, lambda event: run.ask_to_stop())
    assert last.error == "DiskFull"
    assert names(run.events()) == ["Preparing", "Stepped", "Failed"]


def test_a_disk_too_full_for_the_last_line_harms_nobody(home, monkeypatch):
    run = new_run(home)

    def work():
        yield stepped(1)
        monkeypatch.setattr(Run, "record", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        yield stepped(2)

    assert carry_out(home, run, work).error == "DiskFull"
    monkeypatch.undo()
    assert run.state() == State.INTERRUPTED


def test_a_run_that_failed_leaves_the_trainer_free(home):
    carry_out(home, new_run(home), failing(ValueError("x")))
    assert isinstance(carry_out(home, new_run(home), short_work), Finished)


class Model:
    """A large object that refers to itself, as torch's modules do."""

    def __init__(self):
        self.itself = self


@pytest.mark.parametrize("end", ["finished", "failed", "stopped"])
def test_no_model_is_held_in_memory_once_a_run_has_ended(home, end):
    run, models = new_run(home), []

    def work():
        model = Model()
        models.append(weakref.ref(model))
        yield stepped(1)
        if end == "failed":
            raise RuntimeError(f"{model} did not fit")
        yield Finished(seconds=1.0)

    carry_out(home, run, work, lambda event: run.ask_to_stop() if end == "stopped" else None)
    assert run.state() == end
    assert [model() for model in models] == [None]


# --- in the background -----------------------------------------------------------------------------


def test_a_run_is_trained_in_a_thread_that_bears_its_id(home, steady):
    run, work = new_run(home), steady()
    start(home, run, work)
    assert run.state() == State.RUNNING
    assert f"colabert-train:{run.id}" in [thread.name for thread in threading.enumerate()]
    assert training_threads() == [run.id]
    work.let_go.set()
    wait_for_state(run, State.FINISHED)
    wait_until(lambda: training_threads() == [])


@pytest.mark.skipif(sys.platform != "linux", reason="threads have priorities of their own on Linux alone")
def test_a_training_in_the_background_lets_the_pages_go_first(home, steady):
    run, work = new_run(home), steady()
    start(home, run, work)
    thread = next(t for t in threading.enumerate() if t.name.endswith(run.id))
    assert os.getpriority(os.PRIO_PROCESS, thread.native_id) > os.getpriority(os.PRIO_PROCESS, os.getpid())
    work.let_go.set()


def test_starting_returns_once_the_run_says_that_it_is_at_work(home, steady):
    run = new_run(home)
    start(home, run, steady())
    assert isinstance(run.events()[0], Preparing)


def test_starting_a_run_that_is_at_work_is_refused(home, steady):
    run, work = new_run(home), steady()
    start(home, run, work)
    with pytest.raises(RunBusy):
        start(home, run, steady())
    assert run.state() == State.RUNNING
    assert training_threads() == [run.id]


def test_a_running_training_stops_when_asked(home, steady):
    run, work = new_run(home), steady()
    start(home, run, work)
    wait_until(lambda: any(is_step(event) for event in run.events()))
    run.ask_to_stop()
    wait_for_state(run, State.STOPPED)
    assert work.closed
    assert names(run.events())[-1] == "Stopped"


def test_a_failure_in_the_background_is_told_in_the_run(home):
    run = new_run(home)
    start(home, run, failing(EncoderNotFound(name="x/y")))
    wait_for_state(run, State.FAILED)


# --- the queue -------------------------------------------------------------------------------------


def test_a_second_run_waits_for_the_first_and_then_trains(home, steady):
    first, second, work = new_run(home), new_run(home), steady()
    start(home, first, work)
    start(home, second, short_work)
    assert second.state() == State.QUEUED
    assert sorted(training_threads()) == sorted([first.id, second.id])
    work.let_go.set()
    wait_for_state(second, State.FINISHED)
    assert names(second.events()) == ["Queued", "Preparing", "Started", "Stepped", "Stepped", "Finished"]
    assert second.events()[1].at >= first.events()[-1].at


def test_two_homes_do_not_wait_for_each_other(make_home, steady):
    one, other = make_home(), make_home()
    start(one, new_run(one), steady())
    run = new_run(other)
    assert isinstance(carry_out(other, run, short_work), Finished)
    assert "Queued" not in names(run.events())


def test_those_who_wait_train_in_the_order_of_asking(home, steady):
    first, work = new_run(home), steady()
    start(home, first, work)
    waiting = [new_run(home) for _ in range(3)]
    waiting.sort(key=lambda run: run.id, reverse=True)  # not in the order of their ids
    for run in waiting:
        start(home, run, short_work)
    assert RunStore(home.runs).queue() == waiting
    work.let_go.set()
    for run in waiting:
        wait_for_state(run, State.FINISHED)
    begun = [run.events()[1].at for run in waiting]
    assert begun == sorted(begun)


def test_a_newcomer_does_not_overtake_those_who_wait(home, steady):
    first, second, third, work = new_run(home), new_run(home), new_run(home), steady()
    start(home, first, work)
    start(home, second, steady())
    work.let_go.set()
    start(home, third, short_work)
    wait_for_state(second, State.RUNNING)
    assert isinstance(third.events()[0], Queued)
    assert third.state() == State.QUEUED
    second.ask_to_stop()
    wait_for_state(third, State.FINISHED)


def test_a_run_that_waits_can_be_stopped(home, steady):
    first, second = new_run(home), new_run(home)
    start(home, first, steady())
    start(home, second, short_work)
    second.ask_to_stop()
    wait_for_state(second, State.STOPPED)
    assert names(second.events()) == ["Queued", "Stopped"]
    assert first.state() == State.RUNNING
    assert second.can_resume()


def test_a_run_that_is_named_by_another_path_gets_its_turn(home, steady, tmp_path):
    first, second, work = new_run(home), new_run(home), steady()
    (tmp_path / "elsewhere").symlink_to(home.root)
    start(home, first, work)
    start(home, Run(tmp_path / "elsewhere" / "runs" / second.id), short_work)
    assert second.state() == State.QUEUED
    work.let_go.set()
    wait_for_state(second, State.FINISHED)


def test_a_training_in_another_process_is_waited_for(home, other_process):
    theirs, ours = new_run(home), new_run(home)
    process = other_process(home, theirs)
    assert theirs.state() == State.RUNNING
    start(home, ours, short_work)
    assert ours.state() == State.QUEUED
    assert training_threads() == [ours.id]
    theirs.ask_to_stop()
    wait_for_state(ours, State.FINISHED)
    code, out, err = finish(process)
    assert (code, out) == (0, "Stopped\n"), err
    assert theirs.state() == State.STOPPED


def test_a_training_whose_process_is_killed_makes_room(home, other_process):
    theirs, ours = new_run(home), new_run(home)
    process = other_process(home, theirs)
    start(home, ours, short_work)
    assert ours.state() == State.QUEUED
    process.kill()
    wait_for_state(ours, State.FINISHED)
    assert theirs.state() == State.INTERRUPTED


def test_a_run_that_another_process_works_on_is_busy(home, other_process):
    run = new_run(home)
    other_process(home, run)
    with pytest.raises(RunBusy):
        start(home, run, short_work)
    with pytest.raises(RunBusy):
        carry_out(home, run, short_work)


def test_in_earnest_the_queue_is_looked_at_several_times_a_second(monkeypatch):
    monkeypatch.undo()
    assert jobs._POLL_SECONDS <= 0.5


def steps_until_stopped(gate: threading.Event):
    """Work that opens the gate at its first step and goes on until it is closed."""

    def work():
        for step in range(1, 100_000):
            yield stepped(step)
            gate.set()
            time.sleep(0.01)

    return work


def test_when_the_process_ends_its_training_stops_as_by_its_button(home):
    run, gate = new_run(home), threading.Event()
    start(home, run, steps_until_stopped(gate))
    assert gate.wait(30)
    assert jobs.trains_here()
    assert jobs.stop_here(home, seconds=30) == []
    assert run.state() == State.STOPPED
    assert not jobs.trains_here()


def test_when_the_process_ends_the_queue_does_not_begin_and_stays_waiting(home):
    first, second, gate = new_run(home), new_run(home), threading.Event()
    start(home, first, steps_until_stopped(gate))
    assert gate.wait(30)
    start(home, second, short_work)
    assert second.state() == State.QUEUED
    assert jobs.stop_here(home, seconds=30) == []
    assert isinstance(second.last_event(), Queued)
    assert second.can_resume()
    start(home, second, short_work)  # and afterwards it can be started
    wait_until(lambda: second.state() == State.FINISHED)


def test_a_training_that_does_not_stop_in_time_is_named(home):
    run, gate, end = new_run(home), threading.Event(), threading.Event()

    def work():
        yield stepped(1)
        gate.set()
        end.wait(30)
        yield stepped(2)

    start(home, run, work)
    assert gate.wait(30)
    assert jobs.stop_here(home, seconds=0.1) == [run]
    end.set()
    wait_until(lambda: not jobs.trains_here())
