"""Words of a sentence, and the sentence without them."""

import pytest

from colabert_core.encoders import bundled_vocabulary
from colabert_core.explaining.words import (
    read_words,
    token_positions,
    tokenized_words,
    with_capitals_of,
    words_of,
)
from colabert_core.model.tokenization import WordPiece

SPLIT = [
    ("The cat slept.", ["The", "cat", "slept", "."]),
    (
        "She isn't here, Kim’s well-known dog is!",
        ["She", "isn't", "here", ",", "Kim’s", "well-known", "dog", "is", "!"],
    ),
    ("학교에 갑니다.", ["학교에", "갑니다", "."]),
    ("Fine 👍🏽 thanks 👩‍🚀", ["Fine", "👍🏽", "thanks", "👩‍🚀"]),
    ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
    ("<b>bold</b>", ["<", "b", ">", "bold", "<", "/", "b", ">"]),
    ("The [MASK] slept.", ["The", "[MASK]", "slept", "."]),
    ("?!", ["?", "!"]),
    ("   ", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), SPLIT)
def test_a_text_is_words_and_signs(text, words):
    found = words_of(text)
    assert list(found) == words
    assert [text[start:end] for start, end in found.spans] == words


WITHOUT = [
    ("The keys are here.", 0, "Keys are here."),
    ("the keys are here.", 0, "keys are here."),
    ("The keys are here.", 1, "The are here."),
    ("The keys are here.", 3, "The keys are."),
    ("The keys are here.", 4, "The keys are here"),
    ("Well, yes, she did.", 1, "Well yes, she did."),
    ('He said "no" twice.', 3, 'He said "" twice.'),
    ('"The cat slept," she said.', 1, '"Cat slept," she said.'),
    ("3.5 kilos", 1, "3 5 kilos"),
    ("Sleep", 0, ""),
    ("  Two   spaces ", 0, "Spaces"),
]


@pytest.mark.parametrize(("text", "place", "left"), WITHOUT)
def test_a_word_left_out_leaves_no_gap_and_hands_its_capital_on(text, place, left):
    assert words_of(text).without(place) == left


def test_a_word_is_replaced_where_it_stands():
    assert words_of("Two   cats, one dog.").replaced(1, "[MASK]") == "Two   [MASK], one dog."


SWAPPED = [
    ("The keys are here.", 0, 1, "Keys the are here."),
    ("Kim sleeps here.", 0, 1, "Sleeps Kim here."),  # it might be a name
    ("the keys, are here.", 1, 3, "the are, keys here."),
    ("I sleep.", 0, 1, "Sleep I."),
]


@pytest.mark.parametrize(("text", "one", "other", "found"), SWAPPED)
def test_words_change_places_and_signs_do_not(text, one, other, found):
    assert words_of(text).swapped(one, other) == found


def test_a_word_takes_the_capitals_of_another():
    assert [with_capitals_of(model, "are") for model in ("is", "Is", "IS", "I")] == [
        "are",
        "Are",
        "ARE",
        "Are",
    ]


def test_every_piece_belongs_to_its_word():
    word_piece, text = WordPiece(bundled_vocabulary()), "The unfathomable cat isn't here."
    tokenized = word_piece.tokenize(text, 32)
    words = words_of(text)
    groups = token_positions(words, tokenized.spans)
    told = {words[place]: [tokenized.tokens[at] for at in group] for place, group in enumerate(groups)}
    assert told["isn't"] == ["isn", "'", "t"]
    assert "".join(told["unfathomable"]).replace("##", "") == "unfathomable"
    assert sorted(at for group in groups for at in group) == list(range(1, tokenized.tokens.index("[SEP]")))


def test_of_a_cut_sentence_only_what_is_read_counts():
    word_piece = WordPiece(bundled_vocabulary())
    words = read_words(word_piece, "one two three four five six seven eight", 6)
    assert list(words) == ["one", "two", "three", "four"]
    assert words.text == "one two three four"
    assert list(read_words(word_piece, "one two", 6)) == ["one", "two"]
    (divided,) = read_words(word_piece, "unfathomable", 3)
    assert "unfathomable".startswith(divided)
    assert divided != "unfathomable"


def test_the_ids_are_those_that_the_model_reads_and_positions_point_into_them():
    word_piece = WordPiece(bundled_vocabulary())
    read = tokenized_words(word_piece, "one two three four five", 6)
    assert list(read.ids) == list(word_piece.ids(["one two three four five"], 6)[0])
    assert list(read.words) == ["one", "two", "three", "four"]
    assert read.tokens == [[1], [2], [3], [4]]
