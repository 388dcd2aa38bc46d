"""Small changes: other forms, neighbours swapped, words left out; and sentences broken on purpose."""

import pytest

from colabert_core.explaining.changes import WAYS, broken, small_changes
from colabert_core.explaining.words import words_of


def sentences(kind: str, text: str) -> list[str]:
    return [change.sentence for change in small_changes(words_of(text)) if change.kind == kind]


def test_candidates_are_forms_then_neighbours_then_a_word_less():
    kinds = [change.kind for change in small_changes(words_of("The cats is here."))]
    assert kinds == sorted(kinds, key=("form", "forms", "swap", "delete").index)
    assert "The cats are here." in sentences("form", "The cats is here.")
    assert sentences("swap", "The cats is here.") == [
        "Cats the is here.",
        "The is cats here.",
        "The cats here is.",
    ]
    assert sentences("delete", "The cats is here.") == [
        "Cats is here.",
        "The is here.",
        "The cats here.",
        "The cats is.",
    ]


TOGETHER = [
    ("Me and him goes home.", "He and I go home."),
    ("Me and him goes home.", "He and I went home."),
    ("Him and me was late.", "He and I were late."),
    ("Me and my brother is tall.", "My brother and I are tall."),
    ("My brother and me is tall.", "My brother and I are tall."),
    ("Kim and me is here.", "Kim and I are here."),
    ("Me and her was late.", "She and I were late."),
    ("It is between he and I.", "It is between him and me."),
    ("They saw she and I.", "They saw her and me."),
    ("Him like tea.", "He likes tea."),
    ("Yesterday them goes home.", "Yesterday they went home."),
]


@pytest.mark.parametrize(("text", "repaired"), TOGETHER)
def test_words_that_belong_together_change_together(text, repaired):
    assert repaired in sentences("forms", text)


SINGLE = [
    ("He am tired.", "I am tired."),
    ("I is tired.", "He is tired."),
    ("It is for I.", "It is for me."),
    ("I saw it.", "Me saw it."),
    ("Yesterday he goes home.", "Yesterday he went home."),
]


@pytest.mark.parametrize(("text", "repaired"), SINGLE)
def test_a_pronoun_changes_its_case_and_person_and_a_verb_its_tense(text, repaired):
    assert repaired in sentences("form", text)


@pytest.mark.parametrize(
    "text", ["The cat and the dog sleep.", "Cold and wet.", "And then?", "He, and I.", "and"]
)
def test_without_coordinated_pronouns_nothing_changes_together(text):
    assert sentences("forms", text) == []


def test_nobody_is_coordinated_with_himself():
    assert "They saw he and he." not in sentences("form", "They saw he and I.")


def test_what_changes_together_is_told_together():
    changes = small_changes(words_of("Me and him goes home."))
    assert ("Me and him goes", "He and I go") in [(change.before, change.after) for change in changes]


def test_no_candidate_stands_twice_and_none_is_the_sentence_itself():
    found = [change.sentence for change in small_changes(words_of("The very very old cat is here."))]
    assert len(found) == len(set(found))
    assert "The very very old cat is here." not in found


def test_neighbours_across_a_comma_stay():
    assert sentences("swap", "Well, yes.") == []


def test_only_what_is_read_is_changed_but_the_whole_sentence_is_kept():
    found = small_changes(words_of("The cat sleeps where dogs bark."), 2)
    assert all(change.sentence.endswith("sleeps where dogs bark.") for change in found)
    assert {change.before for change in found} == {"The", "cat"}


@pytest.mark.parametrize("text", ["", "?!", "😀"])
def test_where_no_word_is_there_is_nothing_to_change(text):
    assert small_changes(words_of(text)) == []


# --- break it --------------------------------------------------------------------------------------

TEXT = "The keys to the cabinet are on the table."
NEGATED = "The keys are not on any of the tables."


@pytest.mark.parametrize("way", WAYS)
def test_the_same_seed_breaks_the_same_place_and_never_leaves_it_whole(way):
    for seed in range(20):
        change = broken(way, NEGATED, seed)
        assert change == broken(way, NEGATED, seed)
        assert change.kind == way
        assert change.sentence != NEGATED


@pytest.mark.parametrize("way", WAYS)
def test_another_click_breaks_another_place(way):
    first, second = broken(way, NEGATED, 0), broken(way, NEGATED, 1)
    assert first.sentence != second.sentence


def test_a_swap_exchanges_two_words():
    change = broken("swap", "One two.", 0)
    assert (change.sentence, change.before, change.after) == ("Two one.", "One", "two")


def test_all_endings_drop_in_turn():
    found = {broken("ending", TEXT, seed).sentence for seed in range(2)}
    assert found == {TEXT.replace("keys", "key"), TEXT.replace("are", "is")}


NEGATIONS = [
    ("She did not see anything.", {"She did not see nothing.", "She did not never see anything."}),
    ("She isn't here.", {"She isn't never here.", "She isn't not here."}),
]


@pytest.mark.parametrize("text", ["The cat is here.", "She goes home."])
def test_without_a_negation_there_is_nothing_to_double(text):
    assert broken("negation", text, 0) is None


@pytest.mark.parametrize(("text", "some"), NEGATIONS)
def test_negation_is_doubled(text, some):
    found = {change.sentence for seed in range(4) if (change := broken("negation", text, seed))}
    assert some <= found


def test_a_shuffle_keeps_every_word_and_the_full_stop():
    change = broken("shuffle", TEXT, 3)
    assert sorted(change.sentence.lower()) == sorted(TEXT.lower())
    assert change.sentence.endswith(".")
    assert change.sentence[0].isupper()


UNBREAKABLE = [
    ("swap", "Sleep!"),
    ("swap", "no no no"),
    ("ending", "Sleep well."),
    ("negation", "Of course."),
    ("shuffle", "Sleep!"),
    ("shuffle", "no no no"),
    *((way, text) for way in WAYS for text in ("", "?!", "😀")),
]


@pytest.mark.parametrize(("way", "text"), UNBREAKABLE)
def test_what_cannot_be_broken_is_told(way, text):
    assert broken(way, text, 0) is None
