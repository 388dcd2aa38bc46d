"""Tokenizers of every kind under a BERT: ids as in transformers, a training, a folder that others open."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from transformers import AutoTokenizer, pipeline

from colabert_core.config import TrainConfig
from colabert_core.encoders import resolve
from colabert_core.errors import EncoderDamaged
from colabert_core.explaining.attention import attention_between_words
from colabert_core.explaining.occlusion import occlude
from colabert_core.explaining.words import read_words, tokenized_words
from colabert_core.judging.scoring import score
from colabert_core.model.classifier import Classifier, load_model, save_model
from colabert_core.model.tokenization import WordPiece, save_tokenizer
from colabert_core.training.fine_tune import train_step
from colabert_core.training.session import begin_session

from ..tokenizer_kinds import KINDS, TEXTS, byte_level, xlm_r

SENTENCES = [*TEXTS, "Burned   soup, 😀 the zebra", "the cook's unburned soups", "ᚠ", "x", "soup " * 40]


@pytest.fixture(params=KINDS)
def encoder(request, roomy_bert, tmp_path) -> Path:
    folder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    KINDS[request.param](folder)
    return folder


def theirs(folder: Path, length: int) -> list[list[int]]:
    opened = AutoTokenizer.from_pretrained(folder)
    return opened(SENTENCES, truncation=True, max_length=length)["input_ids"]


# --- every kind ------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [8, 64])
def test_ids_are_those_of_transformers(encoder, length):
    ours = WordPiece(resolve(str(encoder)))
    assert [ids.tolist() for ids in ours.ids(SENTENCES, length)] == theirs(encoder, length)
    for sentence, ids in zip(SENTENCES, ours.ids(SENTENCES, length), strict=True):
        one = ours.tokenize(sentence, length)
        assert list(one.ids) == [*ids, *[ours.special.padding.id] * one.padding]
        fields = (one.tokens, one.kinds, one.spans, one.attention_mask, one.segment_ids)
        assert {len(field) for field in fields} == {length}
        assert [kind == "padding" for kind in one.kinds] == [mask == 0 for mask in one.attention_mask]


def test_special_tokens_are_the_tokenizers_own(encoder):
    ours, opened = WordPiece(encoder), AutoTokenizer.from_pretrained(encoder)
    around = opened("")["input_ids"]
    assert [token.id for token in (*ours.special.before, *ours.special.after)] == around
    assert all(opened.convert_ids_to_tokens(token.id) == token.text for token in ours.special.before)
    if opened.pad_token is not None:
        assert ours.special.padding == (opened.pad_token, opened.pad_token_id)
    if opened.mask_token is not None:
        assert ours.special.mask == (opened.mask_token, opened.mask_token_id)


def test_every_word_has_its_tokens(encoder):
    """Whatever marks the beginning of a word, and whether or not spaces belong to it."""
    read = tokenized_words(WordPiece(encoder), "The cook burned the soup.", 64)
    assert list(read.words) == ["The", "cook", "burned", "the", "soup", "."]
    positions = [at for tokens in read.tokens for at in tokens]
    assert positions == sorted(positions)
    assert all(read.tokens[:5])  # one kind here joins the mark to the word before it


def test_a_token_that_continues_a_word_is_one_for_every_kind(encoder):
    found = WordPiece(encoder).tokenize("the cook burned", 64)
    starts = [found.spans[at][0] for at, kind in enumerate(found.kinds) if kind == "word"]
    assert set(starts) <= {0, 4, 9}
    assert [kind for kind in found.kinds if kind != "padding"][:2] == ["special", "word"]


def test_a_run_is_trained_and_opens_in_transformers_with_the_same_verdicts(encoder, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    rows = pd.DataFrame({"sentence": TEXTS * 2, "label": [1, 0, 1, 0] * 2})
    config = TrainConfig(encoder=str(encoder), epochs=1, batch_size=4, max_length=16, device="cpu")
    session = begin_session(config, rows, rows, resolve(str(encoder)), run)
    assert np.isfinite(train_step(session, np.arange(4)).loss)
    save_model(session.model, run)
    assert AutoTokenizer.from_pretrained(run).model_input_names == ["input_ids", "attention_mask"]
    assert theirs(run, 16) == [ids.tolist() for ids in WordPiece(encoder).ids(SENTENCES, 16)]
    judge = pipeline("text-classification", str(run), top_k=None, batch_size=4)
    outside = [
        next(one["score"] for one in told if one["label"] == "acceptable")
        for told in judge(SENTENCES, truncation=True)
    ]
    inside = Classifier(run, 16, "cpu").probabilities(SENTENCES)
    np.testing.assert_allclose(outside, inside, atol=1e-5)


def test_padding_is_the_models_too(encoder, tmp_path):
    rows = pd.DataFrame({"sentence": TEXTS, "label": [1, 0, 1, 0]})
    config = TrainConfig(encoder=str(encoder), max_length=16, device="cpu")
    session = begin_session(config, rows, rows, encoder, tmp_path)
    padding = WordPiece(encoder).special.padding.id
    assert session.model.config.pad_token_id == padding
    batch, _ = session.read(np.asarray([0, 2]))
    assert set(batch["input_ids"][batch["attention_mask"] == 0].tolist()) <= {padding}


def test_a_vocabulary_larger_than_the_table_is_told(encoder):
    config = json.loads((encoder / "config.json").read_text())
    size = max(WordPiece(encoder)._tokenizer.get_vocab().values()) + 1
    assert size < config["vocab_size"]
    with pytest.raises(EncoderDamaged, match=f"{size} entries|lack|according"):
        (encoder / "config.json").write_text(json.dumps({**config, "vocab_size": size - 1}))
        resolve(str(encoder))


def test_explanations_use_the_tokenizers_own_tokens(encoder, tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    save_tokenizer(resolve(str(encoder)), run, 16)
    save_model(load_model(encoder), run)
    judge = Classifier(run, 16, "cpu")
    special = judge.word_piece.special
    names = attention_between_words(judge, "the cook burned").names
    assert names == (special.before[0].text, "the", "cook", "burned", special.after[0].text)
    for text in ("the cook burned", "the zebra"):  # a zebra is in no vocabulary, and may begin with a space
        assert attention_between_words(judge, text).weights.sum(-1) == pytest.approx(1, abs=1e-5)
    masked = occlude(judge, "the cook burned").masked
    assert np.isnan(masked.after).all() == (special.mask is None)
    if special.mask is not None:
        text = f"the {special.mask.text} burned"
        assert list(read_words(judge.word_piece, text, 16)) == ["the", special.mask.text, "burned"]
        assert masked.after[1] == pytest.approx(judge.probabilities([text])[0], abs=1e-6)
    (found,) = score(judge, ["the ᚠ cook"])
    unknown = [token for token, kind in zip(found.tokens, found.kinds, strict=True) if kind == "unknown"]
    assert set(unknown) == ({special.unknown.text} if special.unknown else set())


# --- how tokens are shown --------------------------------------------------------------------------


def test_bytes_are_shown_as_the_characters_that_they_stand_for(tmp_path):
    byte_level().save(str(tmp_path / "tokenizer.json"))
    found = WordPiece(tmp_path).tokenize("a é cook", 64)
    assert found.tokens[:3] == ("<s>", "a", "▁")
    assert found.tokens[3:5] == ("�", "�")  # each is half of a character
    assert found.tokens[5:7] == ("▁cook", "</s>")
    assert found.spans[3:6] == ((2, 3), (2, 3), (4, 8))
    assert found.kinds[1:6] == ("word", "word", "part", "part", "word")


def test_a_piece_that_is_unknown_is_shown_as_such(tmp_path):
    xlm_r(tmp_path)
    found = WordPiece(tmp_path).tokenize("the ᚠ cook", 16)
    assert found.tokens[found.kinds.index("unknown")] == "<unk>"
    assert WordPiece(tmp_path).pieces("ᚠ")[-1] == "<unk>"
