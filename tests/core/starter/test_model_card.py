"""The card is made from the record of the measured results alone."""

import json
from dataclasses import replace

import pytest

from colabert_core.starter.install import STARTER_FOLDER
from colabert_core.starter.model_card import model_card
from colabert_core.starter.outcome import OUTCOME, Outcome


@pytest.fixture
def text() -> str:
    return (STARTER_FOLDER / OUTCOME).read_text(encoding="utf-8")


@pytest.fixture
def outcome(text) -> Outcome:
    return Outcome.from_row(json.loads(text))


def test_the_card_in_the_repository_is_the_one_made_from_its_record(outcome):
    assert model_card(outcome).encode("utf-8") == (STARTER_FOLDER / "README.md").read_bytes()


def test_the_record_comes_back_from_its_file_whole(outcome, text):
    assert json.dumps(outcome.to_row(), indent=2) + "\n" == text
    assert list(outcome.seeds) == [1, 2, 3]
    assert outcome.recipe.seeds == (1, 2, 3)


def test_a_single_training_has_no_spread(outcome):
    card = model_card(replace(outcome, seeds={1: outcome.seeds[1]}))
    assert f"{outcome.seeds[1]['in_domain_dev'].mcc:.3f} ± 0.000" in card
    assert f"{outcome.seeds[1]['everyday'].found:.1%} ± 0.0%" in card
