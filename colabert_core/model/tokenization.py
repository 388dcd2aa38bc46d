"""Tokenization: tokens, special tokens, ids, attention mask and segment ids.

It uses `tokenizers`, the library that transformers itself builds on: it loads in a hundredth of a second and
does not need torch, so the Tokens page appears at once.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Encoding
from tokenizers.decoders import ByteLevel

from colabert_core.encoders.tokenizer_files import CONFIG, OpenedTokenizer, open_tokenizer

# BERT's own, for text that no tokenizer reads.
SPECIAL = ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]")
_SPECIAL, _PADDING, _NOWHERE = ("special",), ("padding",), ((0, 0),)  # kinds and span of what is put around


@dataclass(frozen=True, kw_only=True)
class Tokenized:
    """A tokenized sentence. Except for the two of what was cut, each tuple has one entry per position.

    `tokens` are shown as in the vocabulary; bytes as the characters that they stand for, with ▁ for the space
    before a word. `kinds` are word (the first token of a word, or a mark), part (a further one), special,
    unknown or padding. `spans` are the (start, end) characters of each token in the sentence, without the
    space around it, and (0, 0) for special tokens. `cut` holds the tokens that did not fit, with `cut_kinds`.
    """

    sentence: str
    tokens: tuple[str, ...]
    kinds: tuple[str, ...]
    ids: tuple[int, ...]
    attention_mask: tuple[int, ...]
    segment_ids: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    cut: tuple[str, ...]
    cut_kinds: tuple[str, ...]

    @property
    def padding(self) -> int:
        """The number of padding tokens."""
        return self.attention_mask.count(0)


class WordPiece:
    """The tokenizer in the folder of an encoder or a run: WordPiece, BERT's own, or another kind.

    Raises what `open_tokenizer` raises.
    """

    def __init__(self, folder: Path):
        opened = open_tokenizer(folder, folder.name)
        self._tokenizer, self.special = opened.tokenizer, opened.special
        self.vocabulary_size = self._tokenizer.get_vocab_size()
        added = self._tokenizer.get_added_tokens_decoder()
        self._special_ids = {number for number, token in added.items() if token.special}
        self._has_bytes = b'"ByteLevel"' in _state(self._tokenizer.pre_tokenizer)

    def pieces(self, sentence: str) -> list[str]:
        """Step 1: the tokens alone, without special tokens, as `Tokenized` shows them."""
        return self._shown(self._tokenizer.encode(sentence, add_special_tokens=False))

    def tokenize(self, sentence: str, max_length: int | None = None) -> Tokenized:
        """All three steps: split into tokens, add the special tokens, pad or truncate to `max_length`.

        Without a length, the third step is left out.
        """
        bare = self._tokenizer.encode(sentence, add_special_tokens=False)
        tokens, kinds = self._shown(bare), self._kinds(bare, sentence)
        before, after = self.special.before, self.special.after
        length = max_length or len(bare.ids) + len(before) + len(after)
        kept = length - len(before) - len(after)  # special tokens always stay
        padding = kept - len(bare.ids[:kept])
        rest = [*after, *[self.special.padding] * padding]
        return Tokenized(
            sentence=sentence,
            tokens=(*(token.text for token in before), *tokens[:kept], *(token.text for token in rest)),
            kinds=(*_SPECIAL * len(before), *kinds[:kept], *_SPECIAL * len(after), *_PADDING * padding),
            ids=(*(token.id for token in before), *bare.ids[:kept], *(token.id for token in rest)),
            attention_mask=(1,) * (length - padding) + (0,) * padding,
            segment_ids=(0,) * length,
            spans=(*_NOWHERE * len(before), *_spans(bare, sentence)[:kept], *_NOWHERE * len(rest)),
            cut=tuple(tokens[kept:]),
            cut_kinds=tuple(kinds[kept:]),
        )

    def ids(self, sentences: list[str], max_length: int) -> list[np.ndarray]:
        """The ids <int>[length] of each sentence, with special tokens, truncated but not padded."""
        encodings = self._tokenizer.encode_batch(sentences, add_special_tokens=True)
        after = np.asarray([token.id for token in self.special.after], dtype=int)
        return [_cut(np.asarray(encoding.ids, dtype=int), max_length, after) for encoding in encodings]

    def lengths(self, sentences: list[str]) -> np.ndarray:
        """The number of tokens in each sentence <int>[n], including special tokens, without truncation."""
        encodings = self._tokenizer.encode_batch(sentences, add_special_tokens=True)
        return np.asarray([len(encoding.ids) for encoding in encodings], dtype=int)

    def _shown(self, encoding: Encoding) -> list[str]:
        """The tokens as people read them."""
        unknown = self.special.unknown
        pairs = zip(encoding.tokens, encoding.ids, strict=True)
        return [
            unknown.text if unknown and number == unknown.id else self._readable(token)
            for token, number in pairs
        ]

    def _readable(self, token: str) -> str:
        """Bytes as their characters; a part of a character as the sign for what cannot be shown."""
        if not self._has_bytes:
            return token
        text = ByteLevel().decode([token])
        shown = "▁" + text[1:] if text.startswith(" ") else text
        return shown if shown.isprintable() else token

    def _kinds(self, encoding: Encoding, sentence: str) -> list[str]:
        """The tokenizer says which tokens belong to one word; one that reads spaces too may join words."""
        spans, kinds = _spans(encoding, sentence), []
        for at, number in enumerate(encoding.ids):
            if self.special.unknown and number == self.special.unknown.id:
                kinds.append("unknown")
            elif number in self._special_ids:
                kinds.append("special")
            else:
                goes_on = at > 0 and encoding.word_ids[at] == encoding.word_ids[at - 1]
                kinds.append("part" if goes_on and not _begins_word(spans, at, sentence) else "word")
        return kinds


def _begins_word(spans: list[tuple[int, int]], at: int, sentence: str) -> bool:
    """Whether there is space before a token in the sentence, and not only before the same characters."""
    start, before = spans[at][0], spans[at - 1][0]
    return start > before and sentence[start - 1].isspace()


def _spans(encoding: Encoding, sentence: str) -> list[tuple[int, int]]:
    """The characters of each token, without the space that some tokenizers count to a word."""
    spans = []
    for start, end in encoding.offsets:
        text = sentence[start:end]
        spans.append((start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())))
    return [(start, max(start, end)) for start, end in spans]


def _state(part: Any) -> bytes:
    """The description of a part of a tokenizer, as in tokenizer.json."""
    return b"" if part is None else bytes(part.__getstate__())


def _cut(ids: np.ndarray, max_length: int, after: np.ndarray) -> np.ndarray:
    return ids if len(ids) <= max_length else np.append(ids[: max_length - len(after)], after)


def save_tokenizer(encoder: Path, folder: Path, max_length: int) -> None:
    """Write an encoder's tokenizer to a run's folder, with the run's max length for `pipeline`.

    tokenizer.json holds all of it, so that transformers gives the same ids for every kind. Raises what
    `open_tokenizer` raises.
    """
    opened = open_tokenizer(encoder, encoder.name)
    if (encoder / "vocab.txt").is_file():
        shutil.copyfile(encoder / "vocab.txt", folder / "vocab.txt")
    opened.tokenizer.save(str(folder / "tokenizer.json"))
    (folder / CONFIG).write_text(json.dumps(_saved_config(opened, max_length), indent=2), encoding="utf-8")


def _saved_config(opened: OpenedTokenizer, max_length: int) -> dict[str, object]:
    """Names the class that takes tokenizer.json as it is, and the special tokens."""
    special = opened.special
    roles = {
        "cls_token": special.before[0],
        "sep_token": special.after[-1] if special.after else None,
        "pad_token": special.padding,
        "unk_token": special.unknown,
        "mask_token": special.mask,
    }
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": max_length,
        "model_input_names": ["input_ids", "attention_mask"],  # segment ids are 0, which is BERT's default
        "clean_up_tokenization_spaces": False,
        **{role: token.text for role, token in roles.items() if token},
    }
