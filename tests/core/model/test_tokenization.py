import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoTokenizer, BertTokenizerFast

from colabert_core.corpus import load
from colabert_core.encoders import bundled_vocabulary
from colabert_core.errors import EncoderDamaged
from colabert_core.model.tokenization import WordPiece, save_tokenizer

FRIENDS = "Our friends won't buy this analysis, let alone the next one we propose."
FRIENDS_IDS = [
    *(101, 2256, 2814, 2180, 1005, 1056, 4965, 2023, 4106, 1010, 2292, 2894, 1996, 2279, 2028, 2057, 16599),
    *(1012, 102),
]
ODD = [
    "Café Zürich naïve ÅNGSTRÖM",
    "한국어 문장입니다.",
    "漢字かな交じり文",
    "😀 ☂ ﷽",
    "[MASK] and [CLS] in the text",
    "tabs\tand  spaces\u00a0and\u200bnothing",
    "<b>*bold*</b> &amp; `code`",
    "antidisestablishmentarianism " * 3,
    "x" * 300,
    "don't can't it's o'clock e-mail $5.00 3.14",
    "\x00\ufffd control \x07",
    "...",
]


@pytest.fixture(scope="module")
def word_piece() -> WordPiece:
    return WordPiece(bundled_vocabulary())


@pytest.fixture(scope="module")
def reference() -> BertTokenizerFast:
    """transformers' tokenizer for the same vocabulary."""
    return BertTokenizerFast.from_pretrained(bundled_vocabulary())


def reference_ids(reference, sentences: list[str], length: int) -> list[list[int]]:
    return reference(sentences, padding="max_length", truncation=True, max_length=length)["input_ids"]


def encoder_of(folder: Path, *files: str, config: dict | None = None) -> Path:
    """A folder with only these of the bundled encoder's vocabulary files."""
    folder.mkdir()
    for file in files:
        shutil.copyfile(bundled_vocabulary() / file, folder / file)
    if config is not None:
        (folder / "tokenizer_config.json").write_text(json.dumps(config))
    return folder


# --- one sentence ----------------------------------------------------------------------------------


def test_the_first_sentence_of_cola_has_its_published_ids(word_piece):
    found = word_piece.tokenize(FRIENDS, 64)
    assert list(found.ids) == FRIENDS_IDS + [0] * 45
    assert list(found.attention_mask) == [1] * 19 + [0] * 45
    assert found.segment_ids == (0,) * 64
    assert found.padding == 45
    assert found.cut == ()


def test_tokens_stand_beside_their_ids(word_piece):
    found = word_piece.tokenize("The pilot sleeped.", 10)
    assert found.tokens == ("[CLS]", "the", "pilot", "sleep", "##ed", ".", "[SEP]", "[PAD]", "[PAD]", "[PAD]")
    assert found.sentence == "The pilot sleeped."
    assert len({len(found.tokens), len(found.ids), len(found.attention_mask), len(found.spans)}) == 1


def test_the_first_step_is_the_pieces_alone(word_piece):
    assert word_piece.pieces("The pilot sleeped.") == ["the", "pilot", "sleep", "##ed", "."]
    assert word_piece.pieces("") == []


def test_spans_point_into_the_sentence(word_piece):
    sentence = "My neighbour's robot Überflieger dances."
    found = word_piece.tokenize(sentence, 32)
    pieces = [
        (token, sentence[start:end])
        for token, (start, end) in zip(found.tokens, found.spans, strict=True)
        if token not in ("[CLS]", "[SEP]", "[PAD]")
    ]
    assert "".join(text for _, text in pieces) == sentence.replace(" ", "")
    for token, text in pieces:
        assert token.removeprefix("##") == text.lower().replace("ü", "u")


def test_special_tokens_have_no_place_in_the_sentence(word_piece):
    found = word_piece.tokenize("Cats sleep.", 8)
    assert [found.spans[0], *found.spans[4:]] == [(0, 0)] * 5


@pytest.mark.parametrize("length", [8, 10, 16])
def test_what_does_not_fit_is_cut_but_the_separator_stays(word_piece, length):
    found = word_piece.tokenize(FRIENDS, length)
    assert len(found.ids) == length
    assert list(found.ids) == [*FRIENDS_IDS[: length - 1], 102]
    assert [*found.tokens[1:-1], *found.cut] == word_piece.pieces(FRIENDS)
    assert found.padding == 0


def test_a_sentence_that_just_fits_is_neither_cut_nor_padded(word_piece):
    found = word_piece.tokenize(FRIENDS, 19)
    assert list(found.ids) == FRIENDS_IDS
    assert (found.cut, found.padding) == ((), 0)


def test_a_character_without_a_piece_becomes_unknown(word_piece):
    found = word_piece.tokenize("A 😴 slept.", 8)
    assert (found.tokens[2], found.kinds[2]) == ("[UNK]", "unknown")
    assert found.ids[2] == 100
    start, end = found.spans[2]
    assert found.sentence[start:end] == "😴"


def test_without_a_length_nothing_is_cut_or_padded(word_piece):
    found = word_piece.tokenize("cat " * 600)
    assert (len(found.tokens), found.padding, found.cut) == (602, 0, ())


def test_a_special_token_in_a_text_is_one(word_piece):
    found = word_piece.tokenize("The [MASK] sleeps.", 8)
    assert found.kinds[:5] == ("special", "word", "special", "word", "word")


def test_an_empty_sentence_has_special_tokens_only(word_piece):
    assert word_piece.tokenize("", 8).tokens == ("[CLS]", "[SEP]", *["[PAD]"] * 6)


def test_the_vocabulary_has_its_published_size(word_piece):
    assert word_piece.vocabulary_size == 30_522


# --- many sentences --------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [8, 64])
def test_ids_are_those_of_transformers_for_odd_text(word_piece, reference, length):
    expected = reference_ids(reference, ODD, length)
    assert [list(word_piece.tokenize(sentence, length).ids) for sentence in ODD] == expected


def test_ids_are_those_of_transformers_over_the_corpus(word_piece, reference, home):
    sentences = list(load(home).table["sentence"])
    expected = reference_ids(reference, sentences, 64)
    assert [list(word_piece.tokenize(sentence, 64).ids) for sentence in sentences] == expected


def test_ids_are_those_of_transformers_over_the_real_cola(word_piece, reference, cola):
    sentences = list(cola.table["sentence"])
    found = word_piece.ids(sentences, 64)
    padded = [[*ids.tolist(), *[0] * (64 - len(ids))] for ids in found]
    assert padded == reference_ids(reference, sentences, 64)
    assert word_piece.lengths(list(cola.split("in_domain_train")["sentence"])).max() == 47


@pytest.mark.parametrize("length", [8, 12, 64])
def test_ids_of_many_are_those_of_one_without_padding(word_piece, length):
    sentences = [*ODD, FRIENDS]
    for sentence, ids in zip(sentences, word_piece.ids(sentences, length), strict=True):
        one = word_piece.tokenize(sentence, length)
        assert ids.tolist() == list(one.ids[: length - one.padding])


def test_lengths_count_the_special_tokens_and_cut_nothing(word_piece):
    assert word_piece.lengths([FRIENDS, "Cats sleep.", "cat " * 600]).tolist() == [19, 5, 602]
    assert word_piece.lengths([]).tolist() == []


def test_no_sentences_have_no_ids(word_piece):
    assert word_piece.ids([], 64) == []


# --- folders ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("files", [("vocab.txt",), ("tokenizer.json",), ("vocab.txt", "tokenizer.json")])
def test_any_vocabulary_file_gives_the_same_ids(tmp_path, word_piece, files):
    other = WordPiece(encoder_of(tmp_path / "encoder", *files))
    for one, two in zip(other.ids(ODD, 64), word_piece.ids(ODD, 64), strict=True):
        np.testing.assert_array_equal(one, two)


def test_padding_and_cutting_that_a_file_asks_for_are_ours_to_do(tmp_path):
    encoder = encoder_of(tmp_path / "encoder", "tokenizer.json")
    description = json.loads((encoder / "tokenizer.json").read_text())
    description["truncation"] = {
        "direction": "Right",
        "max_length": 8,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    description["padding"] = {
        "strategy": {"Fixed": 128},
        "direction": "Right",
        "pad_to_multiple_of": None,
        "pad_id": 0,
        "pad_type_id": 0,
        "pad_token": "[PAD]",
    }
    (encoder / "tokenizer.json").write_text(json.dumps(description))
    assert WordPiece(encoder).ids([FRIENDS], 64)[0].tolist() == FRIENDS_IDS


CASED = {"do_lower_case": False}
ACCENTS_KEPT = {"do_lower_case": True, "strip_accents": False}


def cased_tokenizer_file(encoder: Path) -> Path:
    description = json.loads((bundled_vocabulary() / "tokenizer.json").read_text())
    description["normalizer"] |= {"lowercase": False, "strip_accents": False}
    (encoder / "tokenizer.json").write_text(json.dumps(description))
    return encoder


@pytest.mark.parametrize(
    ("files", "config"),
    [
        (("vocab.txt", "tokenizer.json"), None),
        (("vocab.txt",), None),
        (("tokenizer.json",), None),
        (("vocab.txt",), CASED),
        (("vocab.txt",), ACCENTS_KEPT),
    ],
)
def test_a_saved_tokenizer_opens_in_transformers_with_the_same_ids(tmp_path, files, config):
    encoder = encoder_of(tmp_path / "encoder", *files, config=config)
    assert_transformers_reads_it_the_same(encoder, tmp_path / "run")


def test_a_cased_encoder_that_says_so_only_in_its_tokenizer_file_stays_cased(tmp_path):
    encoder = cased_tokenizer_file(encoder_of(tmp_path / "encoder"))
    assert_transformers_reads_it_the_same(encoder, tmp_path / "run")


def assert_transformers_reads_it_the_same(encoder: Path, run: Path) -> None:
    run.mkdir()
    (run / "config.json").write_text('{"model_type": "bert"}')
    save_tokenizer(encoder, run, max_length=24)
    opened = AutoTokenizer.from_pretrained(run)
    assert opened.model_max_length == 24
    sentences = [*ODD, FRIENDS]
    expected = opened(sentences, padding="max_length", truncation=True)["input_ids"]
    for folder in (encoder, run):
        word_piece = WordPiece(folder)
        assert [list(word_piece.tokenize(sentence, 24).ids) for sentence in sentences] == expected


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("tokenizer.json", b"{not json"),
        ("tokenizer.json", b"{}"),
        ("vocab.txt", b"only\ntwo\n"),
        ("vocab.txt", b"\xff\xfe\n"),
        ("tokenizer_config.json", b"{not json"),
    ],
)
def test_a_damaged_vocabulary_is_told(tmp_path, file, content):
    encoder = encoder_of(tmp_path / "encoder", "vocab.txt")
    (encoder / file).write_bytes(content)
    with pytest.raises(EncoderDamaged) as caught:
        WordPiece(encoder)
    assert caught.value.name == "encoder"
