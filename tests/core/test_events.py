import json
from dataclasses import fields

import pytest

from colabert_core.errors import Fact
from colabert_core.events import FINAL, Event, Failed, Saved, Stepped, from_row, to_row

KINDS = Event.__subclasses__()
EXAMPLES = {int: 3, float: 0.25, str: "model", float | None: None, dict[str, Fact]: {"step": 3}}
EXAMPLES[list[float]] = [0.25, 1.0]


def example(kind) -> Event:
    return kind(**{field.name: EXAMPLES[field.type] for field in fields(kind)})


@pytest.mark.parametrize("kind", KINDS)
def test_every_event_survives_the_way_through_a_line_of_json(kind):
    event = example(kind)
    line = json.dumps(to_row(event))
    assert "\n" not in line
    assert from_row(json.loads(line)) == event


def test_the_row_bears_the_events_name():
    assert to_row(example(Stepped))["event"] == "Stepped"


def test_losses_come_back_bit_for_bit():
    loss = 0.1 + 0.2
    row = json.loads(json.dumps(to_row(Saved(step=1, epoch=1, mcc=loss))))
    assert from_row(row).mcc == loss


@pytest.mark.parametrize("row", [{"event": "Danced"}, {}, {"event": None}])
def test_a_kind_that_is_not_known_is_no_event(row):
    assert from_row(row) is None


def test_a_field_of_a_later_version_is_passed_over():
    row = {**to_row(example(Failed)), "mood": "low"}
    assert from_row(row) == example(Failed)


def test_three_events_end_a_training():
    assert {kind.__name__ for kind in FINAL} == {"Finished", "Stopped", "Failed"}
