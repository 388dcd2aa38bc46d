"""The words of everyday sentences: subjects with the forms that agree, and what people do."""

import random
import tomllib
from pathlib import Path

import pytest

from colabert_core.minimal_pairs import lexicon
from colabert_core.minimal_pairs.learners import everyday
from colabert_core.minimal_pairs.learners.everyday import SHE, THEY, Everyday, Subject
from colabert_core.minimal_pairs.lexicon import Activity, english

DRAWS = 300
# Of each pronoun: am, was, have, do, my, me, myself.
FORMS = {
    "I": ("am", "was", "have", "do", "my", "me", "myself"),
    "you": ("are", "were", "have", "do", "your", "you", "yourself"),
    "we": ("are", "were", "have", "do", "our", "us", "ourselves"),
    "they": ("are", "were", "have", "do", "their", "them", "themselves"),
    "he": ("is", "was", "has", "does", "his", "him", "himself"),
    "she": ("is", "was", "has", "does", "her", "her", "herself"),
}
BRUSH = english().verb("brush")


@pytest.fixture
def w() -> Everyday:
    return Everyday(english(), random.Random(1))


def pronouns() -> dict[str, Subject]:
    words = Everyday(english(), random.Random(1))
    return {subject.text: subject for subject in (words.pronoun() for _ in range(DRAWS))}


def test_every_pronoun_is_drawn():
    assert pronouns().keys() == FORMS.keys()


@pytest.mark.parametrize("pronoun", FORMS)
def test_a_pronoun_has_the_forms_that_agree(pronoun):
    s = pronouns()[pronoun]
    assert s.pronoun == pronoun
    assert (s.am, s.was, s.have, s.do, s.own, s.object, s.oneself) == FORMS[pronoun]


@pytest.mark.parametrize("pronoun", FORMS)
def test_a_verb_agrees_with_its_subject_or_does_not(pronoun):
    right, wrong = ("brushes", "brush") if pronoun in ("he", "she") else ("brush", "brushes")
    assert (pronouns()[pronoun].present(BRUSH), pronouns()[pronoun].wrong_present(BRUSH)) == (right, wrong)


@pytest.mark.parametrize(("pronoun", "own"), [(pronoun, forms[4]) for pronoun, forms in FORMS.items()])
def test_what_people_do_is_done_with_their_own_things(pronoun, own):
    s = pronouns()[pronoun]
    assert s.doing(Activity(BRUSH, "~ teeth and ~ hair")) == f"{own} teeth and {own} hair"
    assert s.doing(Activity(BRUSH, "the dog")) == "the dog"


def test_a_name_has_the_things_of_its_pronoun():
    assert Subject("Mina", "she", SHE).doing(Activity(BRUSH, "~ teeth")) == "her teeth"


def test_singular_subjects_are_he_or_she(w):
    subjects = [w.singular() for _ in range(DRAWS)]
    assert {s.person for s in subjects} == {SHE}
    assert {s.pronoun for s in subjects} == {"he", "she"}
    last = {word: {s.pronoun for s in subjects if s.text.split()[-1] == word} for word in FAMILY}
    assert last == {word: {pronoun} for word, pronoun in FAMILY.items()}


FAMILY = {"brother": "he", "uncle": "he", "sister": "she", "aunt": "she", "he": "he", "she": "she"}


def test_plural_subjects_are_they_unless_they_are_pronouns(w):
    subjects = [w.plural() for _ in range(DRAWS)]
    assert {s.person for s in subjects} == {THEY}
    alone = {s.text: s.pronoun for s in subjects if s.text in FORMS}
    assert alone == {"we": "we", "they": "they", "you": "you"}
    assert {s.pronoun for s in subjects if s.text not in FORMS} == {"they"}
    assert any(" and " in s.text for s in subjects)


def test_a_subject_is_of_any_kind(w):
    texts = {w.subject().text for _ in range(DRAWS)}
    assert texts >= FORMS.keys()
    assert any(" and " in text for text in texts)
    assert any(text.endswith("sister") for text in texts)


@pytest.mark.parametrize(("he", "gender"), [("he", "male"), ("she", "female")])
def test_a_first_name_fits_the_pronoun(w, he, gender):
    names = {*english()[f"names.{gender}"], *english()[f"names.world_{gender}"]}
    drawn = {w.first_name(he) for _ in range(DRAWS)}
    assert drawn <= names
    assert {w.first_name() for _ in range(DRAWS)} - names  # of both genders unless one is given


def test_activities_are_of_the_groups_asked_for_and_otherwise_of_all(w):
    groups = {group: set(english()[f"activities.{group}"]) for group in everyday._ACTIVITIES}
    drawn = {w.activity("home", "phone") for _ in range(DRAWS)}
    assert drawn <= groups["home"] | groups["phone"]
    assert drawn & groups["home"]
    assert drawn & groups["phone"]
    anything = {w.activity() for _ in range(DRAWS)}
    assert all(anything & group for group in groups.values())


def test_all_groups_of_activities_are_known():
    file = Path(lexicon.__file__).with_name("everyday.toml")
    assert set(everyday._ACTIVITIES) == set(tomllib.loads(file.read_text(encoding="utf-8"))["activities"])


def test_things_are_singular_or_plural(w):
    kinds = ("home_thing", "school_thing", "travel_thing", "device", "clothing")
    nouns = [noun for kind in kinds for noun in english()[f"nouns.{kind}"]]
    assert {w.daily_thing() for _ in range(DRAWS)} <= {noun.singular for noun in nouns}
    assert {w.daily_things() for _ in range(DRAWS)} <= {noun.plural for noun in nouns}


def test_options_of_a_text_stand_between_commas(w):
    assert {w.any("the bus, a taxi, it's late") for _ in range(DRAWS)} == {"the bus", "a taxi", "it's late"}


def test_most_sentences_have_no_ending(w):
    endings = [w.ending() for _ in range(DRAWS)]
    assert 0.6 < endings.count("") / DRAWS < 0.8
