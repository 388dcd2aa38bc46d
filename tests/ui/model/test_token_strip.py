"""What the strip of tokens gets to draw, for any tokenizer and any length."""

import pytest

from colabert_core.model import WordPiece
from pages.ui.model.token_strip import strip_data
from tests.core.tokenizer_kinds import KINDS


@pytest.fixture
def told(tmp_path):
    """`told(kind, sentence, length)` is what the strip gets, with a tokenizer of that kind."""

    def tell(kind: str, sentence: str, length: int) -> dict:
        KINDS[kind](tmp_path)
        tokenizer = WordPiece(tmp_path)
        return strip_data(tokenizer.tokenize(sentence, length), tokenizer)

    return tell


@pytest.mark.parametrize(
    ("kind", "start", "padding"),
    [
        ("BERT's, other ids", "[CLS]", "[PAD]"),
        ("vocab.txt, other names", "<c>", "<p>"),
        ("BPE", "<s>", "<pad>"),
        ("WordLevel without padding", "<begin>", "<none>"),
    ],
)
def test_special_tokens_have_the_names_of_their_tokenizer(told, kind, start, padding):
    data = told(kind, "The cook burned the soup.", 64)
    named = {entry["style"]: entry["example"] for entry in data["legend"]}
    assert (named["cb-special"], named["cb-pad"]) == (start, padding)
    assert start in data["texts"][1] and padding in data["texts"][2]
    assert data["chips"][-1]["text"].endswith(padding)


def test_the_legend_has_only_what_occurs_and_when_it_does(told):
    data = told("WordLevel without padding", "The cook the soup burned The cook the soup", 8)
    assert [(entry["style"], entry["step"]) for entry in data["legend"]] == [("cb-special", 2), ("cb-cut", 3)]


def test_only_word_piece_is_said_to_mark_its_parts(told):
    assert "##" in told("BERT's, other ids", "Burno", 64)["texts"][0]
    assert "##" not in told("BPE", "Burno", 64)["texts"][0]


COOKS = "cook " * 200


@pytest.mark.parametrize(
    ("sentence", "length", "counted"),
    [
        ("cook", 9, []),  # six paddings
        ("cook", 10, []),  # a seventh is drawn, as long as the sign that would count it
        ("cook", 11, [("+ 2 <none>", 3, False)]),
        ("cook " * 81, 83, []),
        ("cook " * 82, 84, [("+ 2 tokens", 1, False)]),
        (COOKS, 42, [("+ 120 tokens", 1, True)]),
        (COOKS, 102, [("+ 20 tokens", 1, False), ("+ 100 tokens", 1, True)]),
    ],
)
def test_long_rests_are_counted(told, sentence, length, counted):
    chips = told("WordLevel without padding", sentence, length)["chips"]
    found = [(chip["text"], chip["step"], chip["is_cut"]) for chip in chips if chip["is_count"]]
    assert found == counted
    left_out = sum(int(text.split()[1]) for text, _, _ in found)
    assert len(chips) - len(found) + left_out == max(length, len(sentence.split()) + 2)
