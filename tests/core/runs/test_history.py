import json

import numpy as np
import pandas as pd
import pytest

from colabert_core.events import (
    Event,
    Failed,
    Fetching,
    Finished,
    Preparing,
    Queued,
    Replayed,
    Resumed,
    Saved,
    Saving,
    Validated,
    Validating,
    events_in,
)
from colabert_core.runs import history
from colabert_core.runs.history import (
    EPOCH_COLUMNS,
    History,
    HistoryReader,
    epoch_table,
    history_of,
    overfitting_epoch,
    running_mean,
)

from ..helpers import new_run, started, stepped


def validated(step: int, **fields) -> Validated:
    given = {"epoch": 1, "loss": 0.6, "accuracy": 0.7, "mcc": 0.1, "seconds": 2.0}
    return Validated(step=step, **{**given, **fields})


def epochs(training: list[float], validation: list[float]) -> pd.DataFrame:
    numbers = range(1, len(training) + 1)
    return pd.DataFrame({"epoch": numbers, "training_loss": training, "validation_loss": validation})


# --- tables ----------------------------------------------------------------------------------------


def test_steps_and_validations_have_a_row_each():
    history = history_of([started(), stepped(1), stepped(2, loss=0.4), validated(2, mcc=0.3), stepped(3)])
    assert list(history.steps["step"]) == [1, 2, 3]
    assert list(history.steps["loss"]) == [0.5, 0.4, 0.5]
    assert history.validations.to_dict("records") == [
        {"step": 2, "epoch": 1, "loss": 0.6, "accuracy": 0.7, "mcc": 0.3, "seconds": 2.0}
    ]
    assert history.step == 3
    assert history.started.total_steps == 10


def test_a_run_that_told_nothing_has_empty_tables_with_their_columns():
    history = history_of([])
    assert list(history.steps.columns) == [
        *("step", "epoch", "size", "loss", "accuracy", "learning_rate", "seconds")
    ]
    assert list(history.validations.columns) == ["step", "epoch", "loss", "accuracy", "mcc", "seconds"]
    assert (len(history.steps), history.step, history.samples_per_second) == (0, 0, 0.0)
    assert (history.started, history.failed, history.best, history.began) == (None, None, None, None)
    assert history.seconds_left() is None
    assert list(epoch_table(history).columns) == EPOCH_COLUMNS


def test_steps_that_an_interruption_made_void_do_not_count():
    history = history_of(
        [
            *(stepped(step, loss=1.0) for step in (1, 2, 3, 4)),
            validated(2, mcc=0.2),
            validated(4, mcc=0.9),
            Resumed(step=2),
            stepped(3, loss=2.0),
        ]
    )
    assert list(history.steps["step"]) == [1, 2, 3]
    assert list(history.steps["loss"]) == [1.0, 1.0, 2.0]
    assert list(history.validations["step"]) == [2]
    assert history.best["mcc"] == 0.2


def test_of_a_step_that_was_told_twice_the_last_row_counts():
    history = history_of([stepped(1), validated(1, mcc=0.1), validated(1, mcc=0.3)])
    assert list(history.validations["mcc"]) == [0.3]


def test_a_run_resumed_from_its_beginning_has_lost_everything():
    assert len(history_of([stepped(1), stepped(2), Resumed(step=0)]).steps) == 0


def replayed(step: int, *acceptable: float) -> Replayed:
    return Replayed(step=step, epoch=1, acceptable=list(acceptable))


def test_the_replay_has_a_row_per_validation_and_a_column_per_sentence():
    told = history_of([started(), replayed(0, 0.5, 0.6), stepped(1), replayed(1, 0.4, 0.9)]).replay
    assert list(told.columns) == ["step", "epoch", 0, 1]
    assert told.to_numpy().tolist() == [[0, 1, 0.5, 0.6], [1, 1, 0.4, 0.9]]


def test_of_a_replay_that_was_told_twice_the_last_row_counts():
    events = [replayed(0, 0.1), replayed(0, 0.2), replayed(3, 0.3), replayed(5, 0.4), Resumed(step=3)]
    assert history_of([*events, replayed(6, 0.6)]).replay[0].tolist() == [0.2, 0.3, 0.6]
    assert history_of([*events, Resumed(step=0), replayed(0, 0.7)]).replay[0].tolist() == [0.7]


def test_a_run_of_before_there_were_replays_has_an_empty_one():
    told = history_of([started(), stepped(1), validated(1)]).replay
    assert list(told.columns) == ["step", "epoch"]
    assert told.empty


@pytest.mark.parametrize("broken", ["half", None, [0.1, "much"]])
def test_a_replay_that_is_none_is_passed_over(broken):
    told = Replayed(step=1, epoch=1, acceptable=broken)
    assert history_of([replayed(0, 0.1), told]).replay[0].tolist() == [0.1]


def test_the_epoch_table_tells_each_epoch_by_its_last_validation():
    table = epoch_table(
        history_of(
            [
                stepped(1, loss=1.0, seconds=3.0),
                validated(1, loss=0.9, mcc=0.4, seconds=2.0),
                stepped(2, loss=0.5, seconds=4.0),
                validated(2, loss=0.8, mcc=0.3, accuracy=0.75, seconds=2.5),
                stepped(3, epoch=2, loss=0.4, seconds=5.0),
                validated(3, epoch=2, loss=0.7, mcc=0.5, accuracy=0.8, seconds=1.0),
                stepped(4, epoch=3),
            ]
        )
    )
    assert list(table.columns) == EPOCH_COLUMNS
    assert table.to_dict("records") == [
        {
            "epoch": 1,
            "training_loss": 0.75,
            "validation_loss": 0.8,
            "accuracy": 0.75,
            "mcc": 0.3,
            "training_seconds": 7.0,
            "validation_seconds": 4.5,
        },
        {
            "epoch": 2,
            "training_loss": 0.4,
            "validation_loss": 0.7,
            "accuracy": 0.8,
            "mcc": 0.5,
            "training_seconds": 5.0,
            "validation_seconds": 1.0,
        },
    ]
    json.dumps(table.to_dict("records"))


def test_the_best_validation_is_the_one_whose_model_was_kept():
    history = history_of(
        [validated(1, mcc=0.5, loss=0.6), validated(2, mcc=0.5, loss=0.5), validated(3, mcc=0.4, loss=0.1)]
    )
    assert history.best["step"] == 2
    tie = history_of([validated(1, mcc=0.5, loss=0.5), validated(2, mcc=0.5, loss=0.5)])
    assert tie.best["step"] == 1


# --- sums ------------------------------------------------------------------------------------------


def test_sentences_per_second_are_those_of_the_steps_alone():
    history = history_of(
        [stepped(1, size=32, seconds=0.5), validated(1, seconds=90.0), stepped(2, size=16, seconds=0.25)]
    )
    assert history.samples_per_second == pytest.approx(64.0)


def test_the_time_left_is_that_of_the_steps_and_the_validations_to_come():
    plan = started(total_steps=10, steps_per_epoch=5, train_size=80, validation_size=20)
    events = [plan, *(stepped(step, seconds=1.0) for step in (1, 2, 3, 4)), validated(4, seconds=2.0)]
    assert history_of(events).seconds_left() == pytest.approx(6 * 1.0 + 5 * 2.0)  # after 5, 7, 8, 9 and 10
    ended = [*events, *(stepped(step, seconds=1.0) for step in range(5, 11)), validated(10)]
    assert history_of(ended).seconds_left() == 0.0


def test_before_the_first_validation_judging_is_reckoned_twice_as_fast_as_training():
    plan = started(total_steps=10, steps_per_epoch=10, train_size=20, validation_size=40)
    events = [plan, *(stepped(step, size=2, seconds=0.5) for step in (1, 2))]
    assert history_of(events).seconds_left() == pytest.approx(8 * 0.5 + 40 / (2 * 4))


def test_before_the_first_step_no_time_is_promised():
    assert history_of([started()]).seconds_left() is None


@pytest.mark.parametrize(
    ("event", "phase"),
    [
        (Queued(), "queued"),
        (Preparing(what="encoder"), "preparing"),
        (Fetching(done=1, total=2), "fetching"),
        (Resumed(step=3), "preparing"),
        (started(), "training"),
        (stepped(1), "training"),
        (Validating(step=1), "validating"),
        (validated(1), "training"),
        (Saving(step=1), "saving"),
        (Saved(step=1, epoch=1, mcc=0.1), "training"),
    ],
)
def test_the_phase_is_that_of_the_last_event(event, phase):
    assert history_of([Preparing(what="start"), event]).phase == phase


def test_the_latest_word_on_a_download_is_kept():
    first, second = Fetching(done=0, total=0), Fetching(done=5, total=9)
    assert history_of([Preparing(what="encoder")]).fetching is None
    assert history_of([Preparing(what="encoder"), first, second]).fetching == second


def test_the_clock_starts_anew_when_a_run_goes_on():
    def start(at: float) -> Event:
        return Preparing(what="start", at=at)

    assert history_of([Queued(at=5.0), start(10.0), Preparing(what="model", at=11.0)]).began == 10.0
    assert history_of([start(10.0), stepped(1), start(500.0)]).began == 500.0


def test_a_failure_is_told_until_the_run_goes_on():
    failed = Failed(error="DiskFull", facts={})
    assert history_of([Preparing(what="start"), failed]).failed == failed
    assert history_of([failed, Preparing(what="start"), Finished(seconds=1.0)]).failed is None


# --- reading the curve -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("training", "validation", "expected"),
    [
        ([0.6, 0.4, 0.2], [0.5, 0.55, 0.7], 2),
        ([0.6, 0.4, 0.2, 0.1], [0.6, 0.5, 0.55, 0.6], 3),
        ([0.6, 0.4, 0.2], [0.6, 0.5, 0.4], None),  # both fall
        ([0.4, 0.5, 0.6], [0.5, 0.6, 0.7], None),  # both rise: nothing is learnt by heart
        ([0.6, 0.4, 0.3, 0.2], [0.5, 0.4, 0.6, 0.45], None),  # up and down again
        ([0.6, 0.4], [0.5, 0.5], None),
        ([0.6], [0.5], None),
        ([], [], None),
    ],
)
def test_over_fitting_begins_where_validation_loss_only_rises_while_training_loss_falls(
    training, validation, expected
):
    assert overfitting_epoch(epochs(training, validation)) == expected


def test_the_smooth_curve_is_the_mean_of_the_last_values():
    values = pd.Series([1.0, 3.0, 5.0, 7.0])
    np.testing.assert_allclose(running_mean(values, window=2), [1.0, 2.0, 4.0, 6.0])
    assert len(running_mean(pd.Series([], dtype=float))) == 0


# --- a run that grows ------------------------------------------------------------------------------


@pytest.fixture
def run(home):
    return new_run(home)


def same(one: History, two: History) -> bool:
    tables = one.steps.equals(two.steps) and one.validations.equals(two.validations)
    tables = tables and one.replay.equals(two.replay)
    return tables and (one.started, one.phase, one.began) == (two.started, two.phase, two.began)


STORY = [
    Preparing(what="start"),
    started(total_steps=10),
    replayed(0, 0.5),
    stepped(1),
    stepped(2),
    validated(2),
    stepped(3),
    replayed(3, 0.7),
    Resumed(step=2),
    stepped(3, loss=0.1),
    validated(3, mcc=0.5),
    Finished(seconds=3.0),
]


def test_a_run_read_as_it_grows_comes_to_the_same_as_one_read_at_once(run):
    reader = HistoryReader(run.metrics_path)
    assert same(reader.history(), history_of([]))
    for event in STORY:
        run.record(event)
        assert same(reader.history(), history_of(run.events()))


def test_what_was_read_before_is_not_read_again(run, monkeypatch):
    read = []
    monkeypatch.setattr(history, "events_in", lambda lines: read.append(lines) or events_in(lines))
    reader = HistoryReader(run.metrics_path)
    for event in STORY:
        run.record(event)
        reader.history()
    assert b"\n".join(read) + b"\n" == run.metrics_path.read_bytes()


def test_where_nothing_was_added_the_very_same_history_is_handed_out(run):
    run.record(stepped(1))
    reader = HistoryReader(run.metrics_path)
    first = reader.history()
    assert reader.history() is first
    run.record(stepped(2))
    assert reader.history() is not first
    assert first.step == 1


def test_a_line_that_is_being_written_is_read_once_it_is_whole(run):
    run.record(stepped(1))
    run.record(stepped(2))
    content = run.metrics_path.read_bytes()
    run.metrics_path.write_bytes(content[:-9])
    reader = HistoryReader(run.metrics_path)
    assert reader.history().step == 1
    run.metrics_path.write_bytes(content)
    assert reader.history().step == 2


def test_a_file_that_was_written_anew_is_read_anew(run):
    for step in (1, 2, 3):
        run.record(stepped(step))
    reader = HistoryReader(run.metrics_path)
    assert reader.history().step == 3
    run.metrics_path.unlink()
    assert reader.history().step == 0
    run.record(stepped(1))
    assert reader.history().step == 1


def test_a_step_that_is_no_step_is_passed_over_and_harms_no_other(run):
    run.record(stepped(1))
    run.record(stepped(2, loss="x"))
    run.record(stepped(3, seconds=None))
    run.record(stepped(4))
    reader = HistoryReader(run.metrics_path)
    assert list(reader.history().steps["step"]) == [1, 4]
    run.record(stepped(5))
    assert list(reader.history().steps["step"]) == [1, 4, 5]


def test_a_hundred_thousand_steps_take_little_memory():
    told = history_of([stepped(step) for step in range(1, 100_001)])
    assert told.step == 100_000
    assert told.steps.memory_usage(deep=True).sum() < 8e6  # bytes
