"""Occlusion finds a planted rule: a judge that rejects one word, wherever it occurs."""

import shutil

import numpy as np
import pytest

from colabert_core.encoders import bundled_vocabulary
from colabert_core.explaining import request_size
from colabert_core.explaining.occlusion import mask_of, occlude
from colabert_core.model.tokenization import WordPiece

from ..helpers import HatingJudge

OTHERS = ["my", "old", "neighbour", "often", "reads", "these", "books", "at", "home"]


@pytest.mark.parametrize("method", ["left_out", "masked"])
@pytest.mark.parametrize("place", range(len(OTHERS) + 1))
def test_the_hated_word_is_found_in_every_position(place, method):
    words = [*OTHERS[:place], "xylophones", *OTHERS[place:]]
    sentence = " ".join(words).capitalize() + "."
    found = getattr(occlude(HatingJudge("xylophones"), sentence), method)
    assert found.decisive() == place
    assert found.after[place] == pytest.approx(0.9)
    others = np.delete(found.shift, place)
    assert others == pytest.approx(np.zeros(len(words)))


@pytest.mark.parametrize("method", ["left_out", "masked"])
def test_a_word_that_holds_the_sentence_up_is_found_too(method):
    class Loving(HatingJudge):
        def probabilities(self, sentences):
            return 1 - super().probabilities(sentences)

    found = getattr(occlude(Loving("books"), "The old books fell."), method)
    assert found.before == pytest.approx(0.9)
    assert found.decisive() == 2
    assert found.shift[2] < 0


def test_where_no_word_carries_the_verdict_none_is_named():
    found = occlude(HatingJudge("xylophones"), "The old books fell.")
    assert found.left_out.decisive() is None


def test_the_sentence_and_all_its_variants_are_one_request():
    judge = HatingJudge("cat")
    occlude(judge, "The cat slept.")
    assert judge.asked == [
        [
            "The cat slept.",
            *("Cat slept.", "The slept.", "The cat.", "The cat slept"),
            *("[MASK] cat slept.", "The [MASK] slept.", "The cat [MASK].", "The cat slept[MASK]"),
        ]
    ]


def test_of_one_word_alone_nothing_is_left_to_judge():
    judge = HatingJudge("sleep")
    found = occlude(judge, "Sleep")
    assert np.isnan(found.left_out.after).all()
    assert np.isnan(found.left_out.shift).all()
    assert found.masked.after == pytest.approx([0.9])
    assert "" not in judge.asked[0]


@pytest.mark.parametrize("text", ["?!", "😀", "학교에 갑니다.", "<script>alert(1)</script>", "...", "\u200d"])
def test_whatever_is_typed_is_judged_word_by_word(text):
    found = occlude(HatingJudge("cat"), text)
    assert len(found.left_out.after) == len(found.masked.after) == len(found.left_out.words)
    assert found.left_out.before == found.masked.before == pytest.approx(0.9)


def test_words_beyond_the_cut_are_not_judged():
    judge = HatingJudge("eight", max_length=6)
    found = occlude(judge, "one two three four five six seven eight")
    assert list(found.left_out.words) == ["one", "two", "three", "four"]
    assert not any("five" in text for text in judge.asked[0])  # leaving a word out does not let others in


def test_a_very_long_sentence_is_tried_in_part(monkeypatch):
    judge = HatingJudge("word499", max_length=512)
    found = occlude(judge, " ".join(f"w{number % 10}" for number in range(250))).left_out
    (asked,) = judge.asked
    assert len(asked) * 512 <= request_size.MAX_POSITIONS + 2 * 512
    assert found.tried == (len(asked) - 1) // 2
    assert 0 < found.tried < len(found.words)
    assert np.isnan(found.after[found.tried :]).all()
    assert not np.isnan(found.after[: found.tried]).any()


def test_a_request_never_grows_beyond_what_visitors_share():
    judge = HatingJudge("word", max_length=200)
    occlude(judge, "a " * 150)
    assert len(judge.asked[0]) <= request_size.MAX_VARIANTS


# --- [MASK] ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["tokenizer.json", "vocab.txt"])
def test_mask_in_a_text_becomes_the_models_own_token(tmp_path, file):
    shutil.copyfile(bundled_vocabulary() / file, tmp_path / file)
    word_piece = WordPiece(tmp_path)
    assert mask_of(word_piece) == "[MASK]"
    (ids,) = word_piece.ids(["The cat[MASK] [MASK] here."], 32)
    vocabulary = (bundled_vocabulary() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    assert list(ids).count(vocabulary.index("[MASK]")) == 2


def test_a_vocabulary_without_mask_is_not_asked_about_it(tmp_path):
    words = (bundled_vocabulary() / "vocab.txt").read_text(encoding="utf-8").split("\n")
    (tmp_path / "vocab.txt").write_text("\n".join(word for word in words if word != "[MASK]"), "utf-8")
    judge = HatingJudge("cat")
    judge.word_piece = WordPiece(tmp_path)
    found = occlude(judge, "The cat slept.")
    assert np.isnan(found.masked.after).all()
    assert found.masked.decisive() is None
    assert found.left_out.decisive() == 1
    assert not any("[MASK]" in text for text in judge.asked[0])
