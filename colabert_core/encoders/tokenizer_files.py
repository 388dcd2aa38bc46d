"""A tokenizer's files: which tokenizer they declare, opened without code of theirs, and its special tokens.

tokenizer.json describes a whole tokenizer (WordPiece, Unigram, BPE or WordLevel) and is used as it is.
vocab.txt is enough only for BERT's own tokenizer. A tokenizer that needs code or a library beside its files
is refused: with another one, the ids would mean other words, and a training would learn nothing.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, cast

from tokenizers import AddedToken, BertWordPieceTokenizer, Tokenizer
from tokenizers.models import BPE, Unigram, WordPiece
from tokenizers.normalizers import BertNormalizer

from colabert_core.errors import (
    ColabertError,
    EncoderDamaged,
    EncoderTokenizerForeign,
    EncoderTokenizerIncomplete,
    EncoderWithoutVocabulary,
    reason_of,
)

VOCABULARIES = ("tokenizer.json", "vocab.txt")
CONFIG, MAP = "tokenizer_config.json", "special_tokens_map.json"
# The classes that read vocab.txt as BERT's does. In transformers they are one class.
_BERT = {"", "BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer"}
# They split sentences in Python before the vocabulary is asked, so no file holds all of the tokenizer.
_PYTHON = {"BertJapaneseTokenizer", "BertweetTokenizer", "CanineTokenizer", "PhobertTokenizer"}
_ROLES = ("unk_token", "cls_token", "sep_token", "pad_token", "mask_token")
# What a token is called if neither configuration nor tokenizer.json says which one it is.
_USUAL = {"pad_token": ("[PAD]", "<pad>"), "mask_token": ("[MASK]", "<mask>")}
_BERT_NAMES = {role: f"[{role.removesuffix('_token').upper()}]" for role in _ROLES}
# Letters of scripts that hardly any vocabulary has, to see what a tokenizer does with the unknown.
_RARE = "ᚠ𐎠 ⵣ☃ zq7~x"
_MAX_AROUND = 4  # special tokens around a sentence: the shortest sentences that are read have 8 tokens


class SpecialToken(NamedTuple):
    """A special token's text and its id."""

    text: str
    id: int


@dataclass(frozen=True, kw_only=True)
class SpecialTokens:
    """The special tokens of a tokenizer.

    `before` and `after` are put around every sentence: [CLS] and [SEP] in BERT's own. `padding` fills up
    batches; a tokenizer without one lends another special token, which the attention mask hides. `unknown` is
    what stands for text that the vocabulary lacks (None: such text is left out, or there is none), and `mask`
    for some word.
    """

    before: tuple[SpecialToken, ...]
    after: tuple[SpecialToken, ...]
    padding: SpecialToken
    unknown: SpecialToken | None
    mask: SpecialToken | None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all of them, each once."""
        known = (*self.before, *self.after, self.padding, self.unknown, self.mask)
        return tuple(dict.fromkeys(token.text for token in known if token))


@dataclass(frozen=True, kw_only=True)
class OpenedTokenizer:
    """A tokenizer that neither pads nor truncates, and its special tokens."""

    tokenizer: Tokenizer
    special: SpecialTokens


def open_tokenizer(folder: Path, name: str) -> OpenedTokenizer:
    """The tokenizer in the folder of an encoder or a run.

    Raises EncoderWithoutVocabulary, EncoderTokenizerForeign, EncoderTokenizerIncomplete or EncoderDamaged.
    """
    with _damage_reported(name):
        config = _config(folder)
        _refuse_foreign(folder, config, name)
        tokenizer = _read(folder, config)
        if _plain(config) in _BERT and isinstance(tokenizer.model, WordPiece):
            config = _BERT_NAMES | config
        special = _special_tokens(tokenizer, config, name)
        _check_reads_anything(tokenizer, name)
        return OpenedTokenizer(tokenizer=tokenizer, special=special)


def check_tokenizer(folder: Path, name: str) -> int:
    """The size of the vocabulary: one more than the highest id. Raises what `open_tokenizer` raises."""
    # An empty line at the end of vocab.txt is no word.
    numbers = open_tokenizer(folder, name).tokenizer.get_vocab()
    vocabulary = {word: number for word, number in numbers.items() if word}
    if len(set(vocabulary.values())) < len(vocabulary):
        raise EncoderDamaged(name=name, reason="tokenizer: two tokens have the same id")
    return max(vocabulary.values()) + 1


@contextmanager
def _damage_reported(name: str) -> Iterator[None]:
    """EncoderDamaged for whatever goes wrong with the files.

    `tokenizers` raises nothing more specific, and where its Rust code panics, not even an Exception.
    """
    try:
        yield
    except ColabertError:
        raise
    except BaseException as error:
        if not (isinstance(error, Exception) or _is_panic(error)):
            raise
        raise EncoderDamaged(name=name, reason=f"tokenizer: {reason_of(error)[:200]}") from error


def _is_panic(error: BaseException) -> bool:
    return type(error).__name__ == "PanicException"


# --- what the files declare ------------------------------------------------------------------------


def _config(folder: Path) -> dict[str, Any]:
    """tokenizer_config.json, with special_tokens_map.json for what it does not say. Raises ValueError."""
    config = _object(folder / MAP) | _object(folder / CONFIG)
    declared = config.get("tokenizer_class") or _object(folder / "config.json").get("tokenizer_class") or ""
    if not isinstance(declared, str):
        raise ValueError(f"tokenizer_class is {str(declared)[:40]}")
    return config | {"tokenizer_class": declared}


def _object(path: Path) -> dict[str, Any]:
    """The object in a JSON file; an empty one if there is no file. Raises ValueError."""
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name}: {error}") from None
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is not a JSON object")
    return content


def _refuse_foreign(folder: Path, config: dict[str, Any], name: str) -> None:
    """Raises EncoderTokenizerForeign or EncoderWithoutVocabulary if the files do not hold the tokenizer."""
    declared = config["tokenizer_class"]
    if code := _remote_code(config):
        raise EncoderTokenizerForeign(name=name, found=code)
    if _plain(config) in _PYTHON:
        raise EncoderTokenizerForeign(name=name, found=declared)
    if (folder / "tokenizer.json").is_file():
        return
    if _plain(config) not in _BERT:
        raise EncoderTokenizerForeign(name=name, found=declared)
    if not (folder / "vocab.txt").is_file():
        if model := next(folder.glob("*.model"), None):
            raise EncoderTokenizerForeign(name=name, found=f"SentencePiece ({model.name})")
        raise EncoderWithoutVocabulary(name=name)
    if _is_sentence_piece(folder / "vocab.txt"):
        raise EncoderTokenizerForeign(name=name, found="SentencePiece (vocab.txt)")


def _plain(config: dict[str, Any]) -> str:
    """The declared class without the ending that says which of two implementations saved it."""
    return str(config["tokenizer_class"]).removesuffix("Fast")


def _remote_code(config: dict[str, Any]) -> str:
    """The class in the encoder's own Python files that opens its tokenizer; empty if there is none."""
    classes = config.get("auto_map")
    if isinstance(classes, dict):
        classes = classes.get("AutoTokenizer")
    named = classes if isinstance(classes, list) else [classes]
    return next((str(one)[:80] for one in named if one), "")


def _is_sentence_piece(vocabulary: Path) -> bool:
    """Whether vocab.txt lists the pieces of a SentencePiece model, as KoBERT's does."""
    words = vocabulary.read_text(encoding="utf-8").split("\n")
    return sum(word.startswith("▁") for word in words) > sum(word.startswith("##") for word in words)


# --- opening ---------------------------------------------------------------------------------------


def _read(folder: Path, config: dict[str, Any]) -> Tokenizer:
    if not (folder / "tokenizer.json").is_file():
        return _from_vocabulary(folder / "vocab.txt", config)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    if isinstance(tokenizer.model, BPE):
        tokenizer.model.dropout = None  # with it, a sentence would be read differently every time
    if _plain(config) in _BERT and isinstance(tokenizer.normalizer, BertNormalizer):
        tokenizer.normalizer = _normalizer(tokenizer.normalizer, config)
    return tokenizer


def _normalizer(found: BertNormalizer, config: dict[str, Any]) -> BertNormalizer:
    """What tokenizer.json says, unless the configuration says otherwise: transformers reads that last."""
    return BertNormalizer(
        clean_text=found.clean_text,
        lowercase=config.get("do_lower_case", found.lowercase),
        strip_accents=config.get("strip_accents", found.strip_accents),
        handle_chinese_chars=config.get("tokenize_chinese_chars", found.handle_chinese_chars),
    )


def _from_vocabulary(vocabulary: Path, config: dict[str, Any]) -> Tokenizer:
    names = {role: _declared(config, role) or usual for role, usual in _BERT_NAMES.items()}
    built = BertWordPieceTokenizer(
        str(vocabulary),
        lowercase=config.get("do_lower_case", True),
        strip_accents=config.get("strip_accents"),
        handle_chinese_chars=config.get("tokenize_chinese_chars", True),
        **names,
    )
    tokenizer = cast(Tokenizer, built._tokenizer)
    for _, token in sorted(_added(config).items()):
        tokenizer.add_tokens([token])
    return tokenizer


def _added(config: dict[str, Any]) -> dict[int, AddedToken]:
    """The tokens that were added to vocab.txt, by their ids. Raises TypeError or ValueError."""
    added = config.get("added_tokens_decoder") or {}
    return {int(number): AddedToken(**token) for number, token in added.items()}


# --- special tokens --------------------------------------------------------------------------------


def _special_tokens(tokenizer: Tokenizer, config: dict[str, Any], name: str) -> SpecialTokens:
    """Also marks the declared ones as special, as transformers does, and ends padding and truncation."""
    padding = _declared(config, "pad_token") or (tokenizer.padding or {}).get("pad_token")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    _mark_special(tokenizer, config)
    before, after = _around(tokenizer, name)
    unknown = _unknown(tokenizer)
    return SpecialTokens(
        before=before,
        after=after,
        padding=_known(tokenizer, padding, "pad_token") or unknown or (*after, *before)[0],
        unknown=unknown,
        mask=_known(tokenizer, _declared(config, "mask_token"), "mask_token"),
    )


def _declared(config: dict[str, Any], role: str) -> str | None:
    """A special token in the configuration, which is a string or an object with its content."""
    value = config.get(role)
    value = value.get("content") if isinstance(value, dict) else value
    if not (value is None or isinstance(value, str)):
        raise ValueError(f"{role} is {str(value)[:40]}")
    return value or None


def _mark_special(tokenizer: Tokenizer, config: dict[str, Any]) -> None:
    """In a text, the special tokens that the configuration names are read as one token."""
    for role in _ROLES:
        text = _declared(config, role)
        if text and text not in _marked(tokenizer) and tokenizer.token_to_id(text) is not None:
            tokenizer.add_special_tokens([text])


def _marked(tokenizer: Tokenizer) -> set[str]:
    return {token.content for token in tokenizer.get_added_tokens_decoder().values()}


def _known(tokenizer: Tokenizer, text: str | None, role: str) -> SpecialToken | None:
    """A special token that is named, or one with a usual name, if the vocabulary has it."""
    names = [text, *(usual for usual in _USUAL[role] if usual in _marked(tokenizer))]
    return next((token for name in names if (token := _find(tokenizer, name))), None)


def _find(tokenizer: Tokenizer, text: str | None) -> SpecialToken | None:
    number = tokenizer.token_to_id(text) if text else None
    return None if text is None or number is None else SpecialToken(text, number)


def _unknown(tokenizer: Tokenizer) -> SpecialToken | None:
    """The token that the tokenizer's model gives for what its vocabulary lacks."""
    if not isinstance(tokenizer.model, Unigram):
        return _find(tokenizer, tokenizer.model.unk_token)
    # `tokenizers` has no attribute for this number. In the description it comes before the vocabulary.
    found = re.search(rb'"unk_id":(\d+)', tokenizer.model.__getstate__())
    return _find(tokenizer, tokenizer.id_to_token(int(found[1]))) if found else None


def _around(tokenizer: Tokenizer, name: str) -> tuple[tuple[SpecialToken, ...], tuple[SpecialToken, ...]]:
    """The special tokens before and after a sentence. Raises EncoderTokenizerIncomplete, ValueError."""
    text = _some_text(tokenizer, name)
    bare, whole = tokenizer.encode(text, add_special_tokens=False), tokenizer.encode(text)
    first, mask = whole.sequence_ids.index(0), whole.special_tokens_mask
    end = first + len(bare.ids)
    if whole.ids[first:end] != bare.ids or not all(mask[:first] + mask[end:]):
        raise ValueError("a sentence is not whole between its special tokens")
    if first == 0:
        raise EncoderTokenizerIncomplete(name=name, lacks="cls_token")
    if len(whole.ids) - len(bare.ids) > _MAX_AROUND:
        raise ValueError(f"{len(whole.ids) - len(bare.ids)} special tokens around every sentence")
    tokens = [SpecialToken(text, number) for text, number in zip(whole.tokens, whole.ids, strict=True)]
    before, after = tuple(tokens[:first]), tuple(tokens[end:])
    if wrong := [token for token in (*before, *after) if _find(tokenizer, token.text) != token]:
        raise ValueError(f"{wrong[0].text[:40]} does not have the id {wrong[0].id}")
    return before, after


def _some_text(tokenizer: Tokenizer, name: str) -> str:
    """A text of at least one token; a small vocabulary may know only words of its own.

    Raises EncoderTokenizerIncomplete.
    """
    for text in chain(("a", "The", "1", "."), _words(tokenizer)):
        with suppress(Exception):  # without an unknown token, only known words can be read
            if 0 in tokenizer.encode(text).sequence_ids:
                return text
    raise EncoderTokenizerIncomplete(name=name, lacks="unk_token")


def _words(tokenizer: Tokenizer) -> Iterator[str]:
    """The vocabulary without the marks of beginnings and continuations."""
    yield from (token.strip("▁Ġ#") for token in tokenizer.get_vocab())


def _check_reads_anything(tokenizer: Tokenizer, name: str) -> None:
    """Raises EncoderTokenizerIncomplete if the tokenizer fails at what its vocabulary lacks."""
    try:
        tokenizer.encode(_RARE)
    except Exception:
        raise EncoderTokenizerIncomplete(name=name, lacks="unk_token") from None
