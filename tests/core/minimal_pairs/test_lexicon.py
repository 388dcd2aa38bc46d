"""The words of the minimal pairs and their forms."""

import tomllib
from pathlib import Path

import pytest

from colabert_core.minimal_pairs import lexicon
from colabert_core.minimal_pairs.lexicon import PL, SG, english, regular_past

TABLE = tomllib.loads(Path(lexicon.__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


def test_there_are_words_enough():
    assert len(english().words()) >= 600


def test_words_are_counted_in_their_basic_form_once():
    words = english().words()
    assert {"teacher", "write", "mouse", "Mary", "lunch"} <= words
    assert not {"teachers", "wrote", "mice", "after_lunch"} & words


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("key", "keys"),
        ("box", "boxes"),
        ("glass", "glasses"),
        ("brush", "brushes"),
        ("coach", "coaches"),
        ("lady", "ladies"),
        ("diary", "diaries"),
        ("boy", "boys"),
        ("child", "children"),
        ("mouse", "mice"),
        ("knife", "knives"),
        ("scarf", "scarves"),
        ("potato", "potatoes"),
        ("piano", "pianos"),
        ("sheep", "sheep"),
    ],
)
def test_nouns_have_their_plural(singular, plural):
    noun = english().noun(singular)
    assert (noun[SG], noun[PL]) == (noun.singular, noun.plural) == (singular, plural)


FORMS = [
    ("help", "helps", "helped", "helped", "helping"),
    ("hire", "hires", "hired", "hired", "hiring"),
    ("carry", "carries", "carried", "carried", "carrying"),
    ("enjoy", "enjoys", "enjoyed", "enjoyed", "enjoying"),
    ("wash", "washes", "washed", "washed", "washing"),
    ("fix", "fixes", "fixed", "fixed", "fixing"),
    ("nod", "nods", "nodded", "nodded", "nodding"),
    ("drop", "drops", "dropped", "dropped", "dropping"),
    ("admit", "admits", "admitted", "admitted", "admitting"),
    ("refer", "refers", "referred", "referred", "referring"),
    ("transfer", "transfers", "transferred", "transferred", "transferring"),
    ("visit", "visits", "visited", "visited", "visiting"),
    ("deliver", "delivers", "delivered", "delivered", "delivering"),
    ("swim", "swims", "swam", "swum", "swimming"),
    ("write", "writes", "wrote", "written", "writing"),
    ("see", "sees", "saw", "seen", "seeing"),
    ("flee", "flees", "fled", "fled", "fleeing"),
    ("go", "goes", "went", "gone", "going"),
    ("read", "reads", "read", "read", "reading"),
    ("turn_out", "turns out", "turned out", "turned out", "turning out"),
]


@pytest.mark.parametrize("forms", FORMS, ids=[forms[0] for forms in FORMS])
def test_verbs_have_their_forms(forms):
    verb = english().verb(forms[0])
    assert verb == (forms[0].replace("_", " "), *forms[1:])


def test_the_present_goes_with_the_number():
    verb = english().verb("carry")
    assert (verb.present(SG), verb.present(PL)) == ("carries", "carry")


@pytest.mark.parametrize(("stem", "past"), [("swimm", "swimmed"), ("tak", "taked"), ("fly", "flied")])
def test_the_rule_for_the_past_knows_no_exceptions(stem, past):
    assert regular_past(stem) == past


@pytest.mark.parametrize("group", sorted(f"verbs.{group}" for group in TABLE["verbs"]))
def test_no_verb_of_a_group_is_past_in_its_base_form_by_mistake(group):
    """`read` is: templates that need the past to be seen leave it out. Any other would go unnoticed."""
    same = {verb.base for verb in english()[group] if verb.base == verb.past}
    assert same <= {"read"}


def test_every_group_has_words_and_none_twice():
    for heading in ("nouns", "names", "adjectives", "verbs", "preposition", "particles", "adverbs"):
        for group, words in TABLE[heading].items():
            assert len(words.split()) == len(set(words.split())) >= 2, (heading, group)


def test_no_verb_takes_both_prepositions_of_a_pair_that_is_tested():
    from colabert_core.minimal_pairs.arguments import _APART

    takes = {preposition: set(words.split()) for preposition, words in TABLE["preposition"].items()}
    assert _APART
    for one, other in _APART:
        assert not takes[one] & takes[other]
        assert (other, one) not in _APART


def test_no_verb_can_both_fill_a_glass_and_be_poured_into_it():
    verbs = {group: set(words.split()) for group, words in TABLE["verbs"].items()}
    apart = [
        ("fill", "pour"),
        ("vanish", "destroy"),
        ("needy", "strict"),
        ("person_needed", "strict"),
        ("that_only", "whether_only"),
        ("infinitive", "gerund"),
        ("raise", "hopeful"),
    ]
    for one, other in apart:
        assert not verbs[one] & verbs[other], (one, other)


def test_irregular_verbs_that_differ_do_differ():
    for verb, _ in english()["irregular.differ"]:
        assert verb.past != verb.participle
    for group in ("differ", "over"):
        for verb, noun in english()[f"irregular.{group}"]:
            assert verb.past != regular_past(verb.ing.removesuffix("ing"))
            assert noun != "-"
