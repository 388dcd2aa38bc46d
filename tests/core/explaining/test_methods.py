"""Every explanation method is one object whose description of itself is true."""

import numpy as np
import pytest

from colabert_core.explaining.methods import METHODS, UnknownMethod, method_named
from colabert_core.explaining.words import read_words
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.model.classifier import Classifier

from ..helpers import HatingJudge

NAMES = [method.name for method in METHODS]
TEXT = "The unfathomable keys to the cabinet is here."


@pytest.fixture(scope="module")
def model(trained_run) -> SharedJudge:
    return SharedJudge(Classifier(trained_run[1].folder, 32, device="cpu"))


def test_the_methods_have_names_of_their_own_and_leaving_out_comes_first():
    assert NAMES[:3] == ["left_out", "masked", "gradient"]
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_method_is_found_by_its_name(name):
    assert method_named(name).name == name


@pytest.mark.parametrize("name", ["", "Masked", "shapley"])
def test_an_unknown_name_is_an_error_that_tells_the_known_ones(name):
    with pytest.raises(UnknownMethod, match=f'"{name}"; choose one of left_out, masked, gradient'):
        method_named(name)


@pytest.mark.parametrize("method", METHODS, ids=NAMES)
@pytest.mark.parametrize("text", [TEXT, "Sleep", "?!", "word " * 60])
def test_an_explanation_is_what_its_method_announces(model, method, text):
    found = method.explain(model, text)
    assert list(found.words) == list(read_words(model.word_piece, text, model.max_length))
    assert found.before == pytest.approx(float(model.probabilities([text])[0]), abs=1e-5)
    assert found.unit == method.unit
    assert found.shift.shape == (len(found.words),)
    assert np.isnan(found.shift[found.tried :]).all()
    assert found.tried <= len(found.words)


@pytest.mark.parametrize("method", METHODS, ids=NAMES)
def test_a_second_probability_is_there_where_it_is_announced(model, method):
    found = method.explain(model, TEXT)
    assert (found.after is not None) == method.has_after
    if method.has_after:
        assert found.after.shape == found.shift.shape
        towards_acceptable = found.after > found.before
        assert (towards_acceptable == (found.shift > 0)).all()


@pytest.mark.parametrize("method", METHODS, ids=NAMES)
def test_percentage_points_need_a_second_probability(method):
    assert method.unit in ("points", "log_odds")
    assert method.has_after or method.unit == "log_odds"


def test_methods_that_measure_the_same_say_so_and_others_do_not():
    measures = {method.measurement: method.measure for method in METHODS}
    assert all(measures[method.measurement] is method.measure for method in METHODS)
    assert method_named("left_out").measurement == method_named("masked").measurement
    assert method_named("left_out").measurement != method_named("gradient").measurement


def test_left_out_and_masked_read_one_request():
    judge = HatingJudge("cat")
    left_out, masked = method_named("left_out"), method_named("masked")
    measured = left_out.measure(SharedJudge(judge), "The cat slept.")
    assert left_out.read(measured).after == pytest.approx([0.1, 0.9, 0.1, 0.1])
    assert masked.read(measured).after == pytest.approx([0.1, 0.9, 0.1, 0.1])
    assert len(judge.asked) == 1
