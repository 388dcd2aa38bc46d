"""What the starter says about its strengths, for one sentence."""

from dataclasses import replace

import pytest

from colabert_core.starter.install import starter_outcome
from colabert_core.starter.strengths import GOOD, GUESSING, phenomena_in, strengths


@pytest.mark.parametrize(
    ("sentence", "phenomenon"),
    [
        ("My mother is a doctor.", "articles"),
        ("Why are you laughing?", "questions"),
        ("There isn’t much milk.", "nouns and quantities"),
        ("He hurt himself.", "pronouns"),
        ("She is taller than me.", "comparison"),
    ],
)
def test_words_show_the_phenomena(sentence, phenomenon):
    assert phenomenon in phenomena_in(sentence)


def test_a_sentence_without_such_words_shows_nothing():
    assert phenomena_in("Birds sing") == []


def test_each_phenomenon_is_good_guessing_or_not_named():
    measured = starter_outcome().phenomena["articles"]
    figures = {
        "articles": replace(measured, found=1.0, accepted=1.0),
        "agreement": replace(measured, found=0.3),
        "questions": replace(measured, found=0.8),
    }
    known = strengths("Is a cat here?", figures)
    assert (known.good, known.guessing) == (("articles",), ("agreement",))
    assert GUESSING < figures["questions"].found < GOOD


def test_to_be_good_is_to_accept_what_is_right_as_well():
    measured = replace(starter_outcome().phenomena["articles"], found=1.0, accepted=0.5)
    known = strengths("Is a cat here?", {"articles": measured})
    assert (known.good, known.guessing) == ((), ())


def test_questions_are_where_the_starter_often_misses_errors():
    assert strengths("Why you are laughing?", starter_outcome().phenomena).guessing == ("questions",)


def test_an_article_of_the_wrong_form_is_not_promised_to_be_found():
    assert "determiner-noun agreement" in strengths("I ate a apple.", starter_outcome().phenomena).guessing


def test_every_sign_is_of_a_phenomenon_that_was_measured():
    everything = "a in can yesterday is much me than who say always himself ever every?"
    assert set(phenomena_in(everything)) <= set(starter_outcome().phenomena)
