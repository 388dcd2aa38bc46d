"""Tokenizers of every kind under a BERT: ids as in transformers, a training, a folder that others open."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoTokenizer,
    BertConfig,
    BertModel,
    PreTrainedTokenizerFast,
    XLMRobertaTokenizer,
    pipeline,
)

from colabert_core.config import TrainConfig
from colabert_core.encoders import resolve
from colabert_core.encoders.tokenizer_files import SpecialTokens
from colabert_core.errors import (
    EncoderDamaged,
    EncoderError,
    EncoderTokenizerForeign,
    EncoderTokenizerIncomplete,
)
from colabert_core.explaining.attention import attention_between_words
from colabert_core.explaining.occlusion import occlude
from colabert_core.explaining.words import read_words, tokenized_words
from colabert_core.judging.scoring import score
from colabert_core.model.classifier import Classifier, load_model, save_model
from colabert_core.model.tokenization import WordPiece, save_tokenizer
from colabert_core.training.fine_tune import train_step
from colabert_core.training.session import begin_session

TEXTS = [
    "The cook burned the soup.",
    "The soup burned the cook!",
    "Cooks burn soups and the cook knows it.",
    "국을 끓였다.",
]
SENTENCES = [*TEXTS, "Burned   soup, 😀 the zebra", "the cook's unburned soups", "ᚠ", "x", "soup " * 40]


def trained(tokenizer: Tokenizer, trainer: trainers.Trainer, before: str = "", after: str = "") -> Tokenizer:
    """Learns TEXTS, and puts special tokens around sentences."""
    tokenizer.train_from_iterator(TEXTS, trainer)
    if before:
        named = [(text, tokenizer.token_to_id(text)) for text in (before, after)]
        tokenizer.post_processor = processors.TemplateProcessing(
            single=f"{before} $A {after}", special_tokens=named
        )
    return tokenizer


def word_piece(**names: str) -> Tokenizer:
    """BERT's kind, but with other ids for its special tokens."""
    special = [names.get(role, f"[{role.upper()}]") for role in ("mask", "unk", "sep", "pad", "cls")]
    tokenizer = Tokenizer(models.WordPiece(unk_token=special[1]))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return trained(
        tokenizer, trainers.WordPieceTrainer(vocab_size=90, special_tokens=special), special[4], special[2]
    )


def byte_level() -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "</s>", "<pad>", "<mask>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=special, initial_alphabet=alphabet)
    return trained(tokenizer, trainer, "<s>", "</s>")


def bpe() -> Tokenizer:
    """With an unknown token, and spaces that belong to the words."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<pad>", "<s>", "</s>", "<unk>"]
    return trained(tokenizer, trainers.BpeTrainer(vocab_size=90, special_tokens=special), "<s>", "</s>")


def word_level() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel(unk_token="<none>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = ["<none>", "<begin>", "<end>", "<fill>"]
    return trained(tokenizer, trainers.WordLevelTrainer(special_tokens=special), "<begin>", "<end>")


def pieces() -> list[tuple[str, float]]:
    """XLM-R's special tokens in its order, then the pieces of a Unigram model."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(TEXTS, trainers.UnigramTrainer(vocab_size=60, show_progress=False))
    learned = [tuple(piece) for piece in json.loads(tokenizer.to_str())["model"]["vocab"]]
    return [*((text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>")), *learned, ("<mask>", 0.0)]


def xlm_r(folder: Path) -> None:
    XLMRobertaTokenizer(vocab=pieces()).save_pretrained(folder)


def plain_file(make: Callable[[], Tokenizer], **names: str) -> Callable[[Path], None]:
    """tokenizer.json with the configuration that transformers writes for it."""
    return lambda folder: PreTrainedTokenizerFast(tokenizer_object=make(), **names).save_pretrained(folder)


def vocabulary_only(folder: Path) -> None:
    """vocab.txt of a cased BERT whose special tokens have other names."""
    names = {"cls": "<c>", "sep": "<s>", "pad": "<p>", "unk": "<u>", "mask": "<m>"}
    numbers = word_piece(**names).get_vocab()
    (folder / "vocab.txt").write_text("\n".join(sorted(numbers, key=numbers.__getitem__)) + "\n", "utf-8")
    told = {f"{role}_token": text for role, text in names.items()} | {"do_lower_case": False}
    configure(folder, tokenizer_class="BertTokenizer", **told)


def config_wins(folder: Path) -> None:
    """tokenizer.json says lower case, and the configuration the opposite."""
    word_piece().save(str(folder / "tokenizer.json"))
    names = {f"{role}_token": f"[{role.upper()}]" for role in ("cls", "sep", "pad", "unk", "mask")}
    configure(folder, tokenizer_class="BertTokenizerFast", do_lower_case=False, **names)


def configure(folder: Path, **values: object) -> None:
    (folder / "tokenizer_config.json").write_text(json.dumps(values), encoding="utf-8")


ANGLED = {"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>"}
KINDS: dict[str, Callable[[Path], None]] = {
    "BERT's, other ids": plain_file(word_piece, cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]"),
    "vocab.txt, other names": vocabulary_only,
    "a configuration that contradicts": config_wins,
    "XLM-R's": xlm_r,
    "byte-level BPE": plain_file(byte_level, **ANGLED, mask_token="<mask>"),
    "BPE": plain_file(bpe, **ANGLED, unk_token="<unk>"),
    "WordLevel without padding": plain_file(word_level, unk_token="<none>"),
}  # fmt: skip


@pytest.fixture(scope="module")
def body(tmp_path_factory) -> Path:
    """A BERT whose table has room for each of these vocabularies."""
    folder = tmp_path_factory.mktemp("body")
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    BertModel(BertConfig(vocab_size=400, initializer_range=0.2, **sizes)).save_pretrained(folder)
    return folder


@pytest.fixture(params=KINDS)
def encoder(request, body, tmp_path) -> Path:
    folder = Path(shutil.copytree(body, tmp_path / "encoder"))
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
    assert attention_between_words(judge, "the cook burned").weights.sum(-1) == pytest.approx(1, abs=1e-5)
    masked = occlude(judge, "the cook burned").masked
    assert np.isnan(masked.after).all() == (special.mask is None)
    if special.mask is not None:
        text = f"the {special.mask.text} burned"
        assert list(read_words(judge.word_piece, text, 16)) == ["the", special.mask.text, "burned"]
        assert masked.after[1] == pytest.approx(judge.probabilities([text])[0], abs=1e-6)
    (found,) = score(judge, ["the ᚠ cook"])
    unknown = [token for token, kind in zip(found.tokens, found.kinds, strict=True) if kind == "unknown"]
    assert set(unknown) == ({special.unknown.text} if special.unknown else set())


# --- what is read from the files -------------------------------------------------------------------


def special_of(folder: Path, tokenizer: Tokenizer, **config: object) -> SpecialTokens:
    tokenizer.save(str(folder / "tokenizer.json"))
    configure(folder, **config)
    return WordPiece(folder).special


def test_without_a_configuration_the_file_says_all(tmp_path):
    found = special_of(tmp_path, word_level())
    assert (found.before, found.after) == ((("<begin>", 1),), (("<end>", 2),))
    assert (found.unknown, found.mask) == (("<none>", 0), None)


def test_a_tokenizer_without_padding_lends_another_special_token_that_is_still_trained(tmp_path, body):
    encoder = Path(shutil.copytree(body, tmp_path / "encoder"))
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


def test_bytes_are_shown_as_the_characters_that_they_stand_for(tmp_path):
    special_of(tmp_path, byte_level())
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


# --- what is refused -------------------------------------------------------------------------------

CODE = {"AutoTokenizer": ["tokenization_x.XTokenizer", None]}


@pytest.mark.parametrize(
    ("files", "config", "found"),
    [
        ("vocab.txt", {"tokenizer_class": "BertJapaneseTokenizer"}, "BertJapaneseTokenizer"),
        ("tokenizer.json", {"tokenizer_class": "BertJapaneseTokenizer"}, "BertJapaneseTokenizer"),
        ("vocab.txt", {"tokenizer_class": "KoBertTokenizer"}, "KoBertTokenizer"),
        ("spiece.model", {"tokenizer_class": "KoBertTokenizer"}, "KoBertTokenizer"),
        ("spiece.model", {"tokenizer_class": "XLMRobertaTokenizerFast"}, "XLMRobertaTokenizer"),
        ("spiece.model", {}, "SentencePiece (spiece.model)"),
        ("vocab.txt", {"auto_map": CODE}, "tokenization_x.XTokenizer"),
        ("tokenizer.json", {"auto_map": CODE["AutoTokenizer"]}, "tokenization_x.XTokenizer"),
        ("vocab.txt", {"tokenizer_class": "PreTrainedTokenizerFast"}, "PreTrainedTokenizer"),
    ],
)
@pytest.mark.parametrize("where", ["tokenizer_config.json", "config.json"])
def test_a_tokenizer_that_needs_more_than_its_files_is_refused_on_arrival(
    tmp_path, body, files, config, found, where
):
    encoder = Path(shutil.copytree(body, tmp_path / "encoder"))
    if where == "config.json" and "auto_map" in config:
        pytest.skip("config.json names the code of models, not of tokenizers")
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
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, ids=[4]))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[4] * 9))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, ids=[4_000_000_000]))),
        ("tokenizer.json", damaged(post_processor=template(TEMPLATE, PLACE, PLACE, ids=[4]))),
        ("tokenizer.json", damaged(post_processor=template(PLACE, TEMPLATE, PLACE, ids=[4]))),
    ],
)
def test_damaged_and_hostile_files_are_told_on_arrival(tmp_path, body, file, content):
    encoder = Path(shutil.copytree(body, tmp_path / "encoder"))
    word_piece().save(str(encoder / "tokenizer.json"))
    resolve(str(encoder))
    (encoder / file).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError) as caught:
        resolve(str(encoder))
    assert caught.value.name == str(encoder)
    assert len(str(caught.value)) < 700


@pytest.mark.parametrize("value", [99_999, -1, "x", [0], {}])
def test_nonsense_about_padding_in_config_is_told(tmp_path, body, value):
    encoder = Path(shutil.copytree(body, tmp_path / "encoder"))
    config = json.loads((encoder / "config.json").read_text())
    (encoder / "config.json").write_text(json.dumps({**config, "pad_token_id": value}))
    try:
        load_model(encoder)
    except EncoderDamaged as error:
        assert error.name == "encoder"
