"""The words of the minimal pairs and their forms."""

import tomllib
from pathlib import Path

import pytest

from colabert_core.minimal_pairs import lexicon
from colabert_core.minimal_pairs.lexicon import PL, SG, Activity, Verb, english, regular_past

TABLES = {
    file: tomllib.loads(Path(lexicon.__file__).with_name(file).read_text(encoding="utf-8"))
    for file in ("lexicon.toml", "everyday.toml")
}
TABLE = TABLES["lexicon.toml"]
OF_FORMS = {"irregular_plurals", "irregular_verbs", "doubled"}
# Templates that need the past to be seen leave these out.
PAST_IN_BASE_FORM = {"cut", "hurt", "put", "quit", "read", "set"}


def test_there_are_words_enough():
    assert len(english().words()) >= 1500


def test_words_are_counted_in_their_basic_form_once():
    words = english().words()
    assert {"teacher", "write", "mouse", "Mary", "lunch", "phone", "brush"} <= words
    assert not {"teachers", "wrote", "mice", "after_lunch", "phones", "brushed"} & words
    assert not {word for word in words if set(word) & set(" _~:")}


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
    ("have", "has", "had", "had", "having"),
    ("die", "dies", "died", "died", "dying"),
    ("lie", "lies", "lay", "lain", "lying"),
    ("prefer", "prefers", "preferred", "preferred", "preferring"),
    ("get", "gets", "got", "gotten", "getting"),
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


def verbs_of(heading: str) -> list[Verb]:
    """The verbs of all groups under a heading, of both files."""
    groups = {group for table in TABLES.values() for group in table.get(heading, {})}
    entries = (entry for group in groups for entry in english()[f"{heading}.{group}"])
    return [entry.verb if isinstance(entry, Activity) else entry for entry in entries]


def test_no_verb_of_a_group_is_past_in_its_base_form_by_mistake():
    """Any other would go unnoticed."""
    verbs = [
        verb for heading in ("verbs", "preposition", "particles", "activities") for verb in verbs_of(heading)
    ]
    assert {verb.base for verb in verbs if verb.base == verb.past} == PAST_IN_BASE_FORM


def test_an_activity_is_a_verb_with_all_its_forms_and_what_follows():
    made = next(activity for activity in english()["activities.home"] if activity.rest == "the bed")
    assert made.verb == ("make", "makes", "made", "made", "making")
    assert any("~" in activity.rest for activity in english()["activities.home"])


@pytest.mark.parametrize("file", TABLES)
def test_every_group_has_words_and_none_twice(file):
    for heading in TABLES[file].keys() - OF_FORMS:
        for group, words in TABLES[file][heading].items():
            assert len(words.split()) == len(set(words.split())) >= 2, (heading, group)


def test_nothing_stands_in_both_files():
    """The words of one file would replace those of the other."""
    one, other = TABLES.values()
    for heading in other.keys() - {"doubled"}:
        assert not one.get(heading, {}).keys() & other[heading].keys(), heading
    assert not set(one["doubled"]["verbs"].split()) & set(other["doubled"]["verbs"].split())


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
