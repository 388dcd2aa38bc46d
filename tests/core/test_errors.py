import inspect
import json
import re
from string import Formatter

import pytest

from colabert_core import errors
from colabert_core.config import Fault
from colabert_core.errors import (
    BadSettings,
    ColabertError,
    MissingFiles,
    WrongColumns,
    reason_of,
    reason_of_system,
)
from colabert_core.events import Failed, error_of

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ColabertError) and kind is not BadSettings
]


def facts_of(kind) -> dict:
    """A value for each placeholder in the text of the kind."""
    return {name: f"<{name}>" for _, name, _, _ in Formatter().parse(kind.says) if name}


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_says_its_facts_in_a_whole_sentence(kind):
    error = kind(**facts_of(kind))
    assert str(error).endswith(".")
    for name, value in facts_of(kind).items():
        assert value in str(error)
        assert getattr(error, name) == value


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_can_be_made_again_from_its_kind_and_facts(kind):
    error = kind(**facts_of(kind))
    again = error_of(Failed(error=error.kind, facts=json.loads(json.dumps(error.facts))))
    assert type(again) is kind
    assert str(again) == str(error)


def test_bad_settings_come_back_with_their_summary():
    error = BadSettings([Fault(setting="encoder", rule="empty")])
    again = error_of(Failed(error=error.kind, facts=error.facts))
    assert (type(again), str(again), list(again.faults)) == (BadSettings, str(error), [])


@pytest.mark.parametrize(
    "failed",
    [
        Failed(error="NotInventedYet", facts={"file": "x"}),
        Failed(error="inspect", facts={}),
        Failed(error="Sequence", facts={}),
        Failed(error="WrongColumns", facts={"file": "x"}),
        Failed(error="OutOfMemory", facts=["x"]),
    ],
)
def test_a_failure_of_another_version_is_still_a_failure(failed):
    error = error_of(failed)
    assert (type(error), error.facts) == (ColabertError, {})


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device", "a/b"), "No space left on device"),
        (OSError("first line\nsecond"), "first line"),
        (PermissionError(), "PermissionError"),
    ],
)
def test_what_the_system_says_comes_without_number_and_path(error, reason):
    assert reason_of_system(error) == reason


def test_an_error_is_quoted_by_its_first_sentence_alone():
    error = MissingFiles(file="Prof. Kim. 2.zip", missing="in_domain_train.tsv")
    assert reason_of(error) == "Prof. Kim. 2.zip does not contain in_domain_train.tsv"
    assert str(error).startswith(f"{reason_of(error)}. ")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_sentence_of_every_error_holds_what_may_be_quoted(kind):
    assert 0 < len(reason_of(kind(**facts_of(kind)))) < len(str(kind(**facts_of(kind))))


def test_the_docstring_shows_the_whole_tree():
    shown = set(re.findall(r"\b[A-Z]\w+\b", errors.__doc__.split("Facts are")[0]))
    defined = {kind.__name__ for kind in [*KINDS, BadSettings]}
    assert defined <= shown


def test_a_fact_that_is_missing_is_noticed_at_once():
    with pytest.raises(KeyError, match="line"):
        WrongColumns(file="in_domain_dev.tsv", found=3)


def test_bad_settings_name_every_fault_and_keep_them_apart_from_the_facts():
    faults = [
        Fault(setting="epochs", rule="whole", low=1, high=10),
        Fault(setting="encoder", rule="empty"),
    ]
    error = BadSettings(faults)
    assert error.faults == faults
    assert "epochs must be a whole number from 1 to 10" in str(error)
    assert "encoder must not be empty" in str(error)
    assert json.loads(json.dumps(error.facts)) == {"summary": error.summary}


def test_a_failure_can_be_caught_by_its_branch():
    assert issubclass(errors.WrongHash, errors.CorpusError)
    assert issubclass(errors.EncoderNotBert, errors.EncoderError)
    assert issubclass(errors.RunBusy, errors.RunError)
    assert issubclass(errors.DiskFull, errors.TrainingError)
    assert issubclass(errors.MissingColumn, errors.InputError)
