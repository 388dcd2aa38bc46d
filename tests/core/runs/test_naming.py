import time

import pytest

from colabert_core.runs.naming import file_name, unused
from colabert_core.runs.run import MAX_NAME_CHARACTERS
from colabert_core.runs.store import RunStore

from ..helpers import new_run


def test_runs_created_in_the_same_minute_have_names_of_their_own(home):
    names = [new_run(home).name for _ in range(3)]
    assert len(set(names)) == 3
    assert names[2] == f"{names[0]} (3)" or names[1] != f"{names[0]} (2)"  # the minute may end in between


def test_a_name_given_again_gets_a_number(home):
    runs = [new_run(home, "Monday class") for _ in range(2)]
    assert [run.name for run in runs] == ["Monday class", "Monday class (2)"]
    RunStore(home.runs).rename(runs[0], "Monday  class (2)")
    assert runs[0].name == "Monday class (2) (2)"
    RunStore(home.runs).rename(runs[0], "Monday class")
    assert runs[0].name == "Monday class"


def test_a_run_may_keep_its_own_name(home):
    run = new_run(home, "Mine")
    RunStore(home.runs).rename(run, "Mine")
    assert run.name == "Mine"


def test_a_long_name_stays_within_the_limit():
    name = "x" * MAX_NAME_CHARACTERS
    free = unused(name, {name})
    assert free.endswith(" (2)")
    assert len(free) == MAX_NAME_CHARACTERS


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Monday class", "Monday class"),
        ("3/4: a <b> test?", "3-4- a -b- test"),
        ("..", None),
        ("월요일 수업", "월요일 수업"),
    ],
)
def test_files_are_named_by_the_run_and_its_day(home, name, stem):
    run = new_run(home, name)
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    assert file_name(run, ".zip") == f"{stem or run.id} {day}.zip"


def test_an_unnamed_runs_file_has_its_day_once(home):
    run = new_run(home)
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    assert file_name(run, ".xlsx").count(day) == 1
    assert ":" not in file_name(run, ".xlsx")
