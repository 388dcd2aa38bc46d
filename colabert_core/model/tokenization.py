"""Tokenization: WordPiece tokens, special tokens, ids, attention mask and segment ids.

It uses `tokenizers`, the library that transformers itself builds on: it loads in a hundredth of a second and
does not need torch, so the Tokens page appears at once.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
from tokenizers import BertWordPieceTokenizer, Tokenizer
from tokenizers.normalizers import BertNormalizer

from colabert_core.errors import EncoderDamaged, reason_of

SPECIAL = ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]")
_VOCABULARY_FILES = ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json")


@dataclass(frozen=True, kw_only=True)
class Tokenized:
    """A tokenized sentence. Except for `cut`, each tuple has one entry per position.

    `spans` are the (start, end) characters of each token in the sentence, (0, 0) for special tokens.
    `cut` holds the WordPiece tokens that did not fit.
    """

    sentence: str
    tokens: tuple[str, ...]
    ids: tuple[int, ...]
    attention_mask: tuple[int, ...]
    segment_ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    cut: tuple[str, ...]

    @property
    def padding(self) -> int:
        """The number of [PAD] tokens."""
        return self.attention_mask.count(0)


class WordPiece:
    """The tokenizer in the folder of an encoder or a run. Raises EncoderDamaged."""

    def __init__(self, folder: Path):
        self._name, self._tokenizer = folder.name, _open(folder)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.vocabulary_size = self._tokenizer.get_vocab_size()

    def pieces(self, sentence: str) -> list[str]:
        """Step 1: the WordPiece tokens alone, without special tokens."""
        return self._tokenizer.encode(sentence, add_special_tokens=False).tokens

    def tokenize(self, sentence: str, max_length: int) -> Tokenized:
        """All three steps: split into tokens, add [CLS] and [SEP], pad or truncate to `max_length`."""
        bare = self._tokenizer.encode(sentence, add_special_tokens=False)
        kept = max_length - 2  # [CLS] and [SEP] always stay
        tokens = ["[CLS]", *bare.tokens[:kept], "[SEP]"]
        spans = [(0, 0), *bare.offsets[:kept], (0, 0)]
        padding = max_length - len(tokens)
        tokens += ["[PAD]"] * padding
        return Tokenized(
            sentence=sentence,
            tokens=tuple(tokens),
            ids=tuple(self._id_of(token) for token in tokens),
            attention_mask=(1,) * (max_length - padding) + (0,) * padding,
            segment_ids=(0,) * max_length,
            spans=(*spans, *[(0, 0)] * padding),
            cut=tuple(bare.tokens[kept:]),
        )

    def ids(self, sentences: list[str], max_length: int) -> list[np.ndarray]:
        """The ids <int>[length] of each sentence, with special tokens, truncated but not padded."""
        encodings = self._tokenizer.encode_batch(sentences, add_special_tokens=True)
        separator = self._id_of("[SEP]")
        return [_cut(np.asarray(encoding.ids), max_length, separator) for encoding in encodings]

    def _id_of(self, token: str) -> int:
        """The id of a special token. Raises EncoderDamaged if the vocabulary lacks it."""
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise EncoderDamaged(name=self._name, reason=f"the vocabulary lacks {token}")
        return int(number)

    def lengths(self, sentences: list[str]) -> np.ndarray:
        """The number of tokens in each sentence <int>[n], including [CLS] and [SEP], without truncation."""
        encodings = self._tokenizer.encode_batch(sentences, add_special_tokens=True)
        return np.asarray([len(encoding.ids) for encoding in encodings], dtype=int)


def _cut(ids: np.ndarray, max_length: int, separator: int) -> np.ndarray:
    return ids if len(ids) <= max_length else np.append(ids[: max_length - 1], separator)


def _open(folder: Path) -> Tokenizer:
    try:
        if (folder / "tokenizer.json").is_file():
            return Tokenizer.from_file(str(folder / "tokenizer.json"))
        return _from_vocabulary(folder)
    except Exception as error:  # `tokenizers` raises nothing more specific
        raise EncoderDamaged(name=folder.name, reason=reason_of(error)) from error


def _from_vocabulary(folder: Path) -> Tokenizer:
    config = _tokenizer_config(folder)
    built = BertWordPieceTokenizer(
        str(folder / "vocab.txt"),
        lowercase=config.get("do_lower_case", True),
        strip_accents=config.get("strip_accents"),
        handle_chinese_chars=config.get("tokenize_chinese_chars", True),
    )
    return cast(Tokenizer, built._tokenizer)


def _tokenizer_config(folder: Path) -> dict[str, Any]:
    path = folder / "tokenizer_config.json"
    config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return config


def save_tokenizer(encoder: Path, folder: Path, max_length: int) -> None:
    """Copy an encoder's tokenizer files to a run's folder, with the run's max length for `pipeline`.

    Files that the encoder lacks are made from its vocabulary, so that every run folder is complete. Raises
    EncoderDamaged.
    """
    for name in _VOCABULARY_FILES:
        if (encoder / name).is_file():
            shutil.copyfile(encoder / name, folder / name)
    plain = _open(encoder)
    config = _tokenizer_config(encoder) | _normalizing(plain)
    config |= {"model_max_length": max_length, "tokenizer_class": "BertTokenizer"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2), encoding="utf-8")
    plain.no_padding()
    plain.no_truncation()
    plain.save(str(folder / "tokenizer.json"))


def _normalizing(tokenizer: Tokenizer) -> dict[str, bool | None]:
    """The tokenizer's normalization under transformers' names, which expects it in the config as well."""
    normalizer = tokenizer.normalizer
    if not isinstance(normalizer, BertNormalizer):
        return {}
    return {
        "do_lower_case": normalizer.lowercase,
        "strip_accents": normalizer.strip_accents,
        "tokenize_chinese_chars": normalizer.handle_chinese_chars,
    }
