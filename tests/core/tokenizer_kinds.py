"""Tokenizers of every kind, made of a few sentences; `KINDS` writes their files as people save them."""

import json
from collections.abc import Callable
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast, XLMRobertaTokenizer

TEXTS = [
    "The cook burned the soup.",
    "The soup burned the cook!",
    "Cooks burn soups and the cook knows it.",
    "국을 끓였다.",
]


def trained(
    tokenizer: Tokenizer, trainer: trainers.Trainer, before: str, after: str, segment: int = 0
) -> Tokenizer:
    """Learns TEXTS, and puts special tokens around sentences."""
    tokenizer.train_from_iterator(TEXTS, trainer)
    named = [(text, tokenizer.token_to_id(text)) for text in (before, after)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{before}:{segment} $A:{segment} {after}:{segment}", special_tokens=named
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
    """With segment ids that a BERT does not have: it reads a single sentence as segment 0."""
    tokenizer = Tokenizer(models.WordLevel(unk_token="<none>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = ["<none>", "<begin>", "<end>", "<fill>"]
    return trained(
        tokenizer, trainers.WordLevelTrainer(special_tokens=special), "<begin>", "<end>", segment=2
    )


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
