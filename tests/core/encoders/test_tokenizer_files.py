"""What is read from a tokenizer's files, and what is refused."""

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import AutoTokenizer

from colabert_core.config import TrainConfig
from colabert_core.encoders import resolve
from colabert_core.encoders.tokenizer_files import SpecialTokens
from colabert_core.errors import (
    EncoderDamaged,
    EncoderError,
    EncoderTokenizerForeign,
    EncoderTokenizerIncomplete,
)
from colabert_core.model.classifier import load_model
from colabert_core.model.tokenization import WordPiece
from colabert_core.training.fine_tune import train_step
from colabert_core.training.session import begin_session

from ..tokenizer_kinds import byte_level, configure, vocabulary_only, word_level, word_piece

# --- what is read from the files -------------------------------------------------------------------


def special_of(folder: Path, tokenizer: Tokenizer, **config: object) -> SpecialTokens:
    tokenizer.save(str(folder / "tokenizer.json"))
    configure(folder, **config)
    return WordPiece(folder).special


def test_without_a_configuration_the_file_says_all(tmp_path):
    found = special_of(tmp_path, word_level())
    assert (found.before, found.after) == ((("<begin>", 1),), (("<end>", 2),))
    assert (found.unknown, found.mask) == (("<none>", 0), None)


def test_a_tokenizer_without_padding_lends_another_special_token_that_is_still_trained(tmp_path, roomy_bert):
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    assert special_of(encoder, word_level()).padding == ("<none>", 0)
    rows = pd.DataFrame({"sentence": ["ᚠ cook"] * 4, "label": [1, 0, 1, 0]})
    run = tmp_path / "run"
    run.mkdir()
    config = TrainConfig(encoder=str(encoder), max_length=16, device="cpu", weight_decay=0.01)
    session = begin_session(config, rows, rows, encoder, run)
    table = session.model.bert.embeddings.word_embeddings.weight
    before = table.detach().clone()
    train_step(session, np.arange(4))
    assert not before[0].equal(table[0])


@pytest.mark.parametrize("pad", ["<fill>", {"content": "<fill>", "lstrip": False}])
def test_padding_is_what_the_configuration_says(tmp_path, pad):
    assert special_of(tmp_path, word_level(), pad_token=pad).padding == ("<fill>", 3)


def test_padding_may_be_named_by_the_file_alone(tmp_path):
    tokenizer = word_level()
    tokenizer.enable_padding(pad_id=3, pad_token="<fill>", length=20)
    tokenizer.enable_truncation(4)
    assert special_of(tmp_path, tokenizer).padding == ("<fill>", 3)
    assert len(WordPiece(tmp_path).ids(["the cook burned the soup"], 64)[0]) == 7


def test_a_sentence_is_read_the_same_every_time(tmp_path):
    """Dropout is for pre-training: it leaves out merges at random."""
    tokenizer = byte_level()
    once = tokenizer.encode("the cook burned the soup").ids
    tokenizer.model.dropout = 0.5
    special_of(tmp_path, tokenizer)
    found = WordPiece(tmp_path).ids(["the cook burned the soup"] * 20, 64)
    assert {tuple(ids) for ids in found} == {tuple(once)}


def test_a_special_token_that_only_the_configuration_names_is_one_in_a_text(tmp_path, roomy_bert):
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    tokenizer = Tokenizer(models.WordLevel({"<u>": 0, "<c>": 1, "<m>": 2, "cook": 3}, unk_token="<u>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(single="<c> $A", special_tokens=[("<c>", 1)])
    special_of(encoder, tokenizer, tokenizer_class="PreTrainedTokenizerFast", mask_token="<m>")
    found = WordPiece(encoder).ids(["cook <m>"], 8)[0].tolist()
    assert found == AutoTokenizer.from_pretrained(encoder)("cook <m>")["input_ids"] == [1, 3, 2]


def test_several_tokens_may_stand_around_a_sentence(tmp_path):
    tokenizer = word_level()
    named = [(text, tokenizer.token_to_id(text)) for text in ("<begin>", "<end>")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<begin> <end> $A <end>", special_tokens=named
    )
    special_of(tmp_path, tokenizer)
    found = WordPiece(tmp_path).tokenize("the cook burned the soup the cook", 8)
    assert found.tokens[:4] == ("<begin>", "<end>", "the", "cook")
    assert found.tokens[4:] == ("burned", "the", "soup", "<end>")
    assert found.cut == ("the", "cook")
    assert list(found.ids) == WordPiece(tmp_path).ids(["the cook burned the soup the cook"], 8)[0].tolist()


# --- what is refused -------------------------------------------------------------------------------

CODE = {"AutoTokenizer": ["tokenization_x.XTokenizer", None]}


@pytest.mark.parametrize(
    ("files", "config", "found"),
    [
        ("vocab.txt", {"tokenizer_class": "BertJapaneseTokenizer"}, "BertJapaneseTokenizer"),
        ("tokenizer.json", {"tokenizer_class": "BertJapaneseTokenizer"}, "BertJapaneseTokenizer"),
        ("vocab.txt", {"tokenizer_class": "KoBertTokenizer"}, "KoBertTokenizer"),
        ("spiece.model", {"tokenizer_class": "KoBertTokenizer"}, "KoBertTokenizer"),
        ("spiece.model", {"tokenizer_class": "XLMRobertaTokenizerFast"}, "XLMRobertaTokenizerFast"),
        ("spiece.model", {}, "SentencePiece (spiece.model)"),
        ("vocab.txt", {"auto_map": CODE}, "tokenization_x.XTokenizer"),
        ("tokenizer.json", {"auto_map": CODE["AutoTokenizer"]}, "tokenization_x.XTokenizer"),
        ("vocab.txt", {"tokenizer_class": "PreTrainedTokenizerFast"}, "PreTrainedTokenizerFast"),
    ],
)
@pytest.mark.parametrize("where", ["tokenizer_config.json", "config.json"])
def test_a_tokenizer_that_needs_more_than_its_files_is_refused_on_arrival(
    tmp_path, roomy_bert, files, config, found, where
):
    """Both files may name a class; of code, config.json names only that of models."""
    where = "tokenizer_config.json" if "auto_map" in config else where
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    vocabulary_only(encoder)
    (encoder / "vocab.txt").rename(encoder / files)
    if files == "tokenizer.json":
        word_piece().save(str(encoder / files))
    told = json.loads((encoder / where).read_text()) | {"tokenizer_class": None} | config
    (encoder / "tokenizer_config.json").unlink()
    (encoder / where).write_text(json.dumps(told))
    with pytest.raises(EncoderTokenizerForeign) as caught:
        resolve(str(encoder))
    assert (caught.value.name, caught.value.found) == (str(encoder), found)
    assert "tokenizer.json" in str(caught.value)


def test_the_pieces_of_sentencepiece_are_not_taken_for_berts(tmp_path):
    (tmp_path / "vocab.txt").write_text("[UNK]\n[PAD]\n[CLS]\n[SEP]\n[MASK]\n▁the\n▁cook\ns\n", "utf-8")
    with pytest.raises(EncoderTokenizerForeign, match="SentencePiece"):
        WordPiece(tmp_path)


def without_template() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({"<u>": 0, "a": 1}, unk_token="<u>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer


def without_unknown(model: models.Model) -> Tokenizer:
    tokenizer = Tokenizer(model)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    return tokenizer


@pytest.mark.parametrize(
    ("tokenizer", "lacks"),
    [
        (without_template(), "cls_token"),
        (without_unknown(models.WordLevel({"<s>": 0, "zebra": 1}, unk_token="<u>")), "unk_token"),
        (without_unknown(models.WordPiece({"<s>": 0, "zebra": 1}, unk_token="<u>")), "unk_token"),
        (without_unknown(models.Unigram([("<s>", 0.0), ("zebra", -1.0)])), "unk_token"),
    ],
)
def test_a_tokenizer_that_lacks_what_bert_needs_is_refused(tmp_path, tokenizer, lacks):
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(EncoderTokenizerIncomplete) as caught:
        WordPiece(tmp_path)
    assert (caught.value.name, caught.value.lacks) == (tmp_path.name, lacks)


def damaged(**parts: object) -> str:
    return json.dumps(json.loads(word_piece().to_str()) | parts)


SAME_ID = word_piece().get_vocab() | {"soup": 9}
TEMPLATE = {"SpecialToken": {"id": "[CLS]", "type_id": 0}}
PLACE = {"Sequence": {"id": "A", "type_id": 0}}


def template(*single: dict, ids: list[int]) -> dict:
    named = {"[CLS]": {"id": "[CLS]", "ids": ids, "tokens": ["[CLS]"] * len(ids)}}
    return {
        "type": "TemplateProcessing",
        "single": [*single],
        "pair": [*single],
        "special_tokens": named if ids else {},
    }


@pytest.mark.parametrize(
    ("file", "content"),
    [
        *(("tokenizer.json", text) for text in ("", "[]", "{}", "null", '"x"', "[" * 100_000)),
        *(("tokenizer_config.json", text) for text in ("", "[]", "3", '{"a"', "[" * 100_000)),
        ("special_tokens_map.json", "[]"),
        ("tokenizer_config.json", '{"tokenizer_class": ["BertTokenizer"]}'),
        ("tokenizer_config.json", '{"pad_token": ["[PAD]"]}'),
        ("tokenizer_config.json", '{"mask_token": {"content": 7}}'),
        ("tokenizer_config.json", '{"do_lower_case": "no"}'),
        ("tokenizer_config.json", '{"tokenizer_class": {}, "auto_map": 7}'),
        ("tokenizer.json", damaged(model={"type": "Unigram", "vocab": [], "unk_id": 9})),
        ("tokenizer.json", damaged(model={"type": "WordPiece", "vocab": ["a"]})),
        ("tokenizer.json", damaged(normalizer={"type": "Precompiled", "precompiled_charsmap": "AAAA"})),
        (
            "tokenizer.json",
            damaged(normalizer={"type": "Precompiled", "precompiled_charsmap": "BAAAAAAAAAAAAAA="}),
        ),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[]))),
        ("tokenizer.json", damaged(model=json.loads(word_piece().to_str())["model"] | {"vocab": SAME_ID})),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, ids=[4]))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[7]))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[4] * 9))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[4_000_000_000]))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, PLACE, ids=[4]))),
        ("tokenizer.json", damaged(post_processor=template(PLACE, TEMPLATE, PLACE, ids=[4]))),
    ],
)
def test_damaged_and_hostile_files_are_told_on_arrival(tmp_path, roomy_bert, file, content):
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    word_piece().save(str(encoder / "tokenizer.json"))
    resolve(str(encoder))
    (encoder / file).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError) as caught:
        resolve(str(encoder))
    assert caught.value.name == str(encoder)
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("value", [99_999, -1, "x", [0], {}])
def test_nonsense_about_padding_in_config_is_told(tmp_path, roomy_bert, value):
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "encoder"))
    config = json.loads((encoder / "config.json").read_text())
    (encoder / "config.json").write_text(json.dumps({**config, "pad_token_id": value}))
    try:
        load_model(encoder)
    except EncoderDamaged as error:
        assert error.name == "encoder"
