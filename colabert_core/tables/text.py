"""Bytes as text: Unicode where it is, otherwise the encoding in which the text reads most like a language.

Candidates are those that spreadsheets on Korean, Chinese, Japanese and Western computers save. Detectors made
for web pages need longer texts: of tables that are mostly ASCII they take Korean for Big5, and an apostrophe
of Windows for Mac Roman. So each candidate's decoding is weighed by how common its characters are.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from colabert_core.errors import SheetNotText

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# ASCII, Latin, Cyrillic, punctuation, kana, Han, Hangul and full-width signs.
_READABLE = re.compile(
    r"[\t\r\n -~\u00a0-\u024f\u0400-\u04ff\u2010-\u2030"
    r"\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)
# Tried in this order; the first of equal ones counts.
_GUESSED = ("cp1252", "cp949", "cp932", "euc_jp", "gb18030", "big5", "cp1251", "cp1250")
ENCODINGS = ("utf-8", *_GUESSED, "cp1254", "koi8_r", "mac_roman", "utf-16-le", "utf-16-be")
# Weighed in a guess; more would change nothing.
_WEIGHED_BYTES = 200_000
_SAMPLE_LINES = 3
_SAMPLE_CHARACTERS = 120


@dataclass(frozen=True, kw_only=True)
class Text:
    """A file as text. `nuls` NUL characters were removed, the first from line `nul_line` (0 if none).

    `guessed` says whether the encoding was guessed because the file is not Unicode.
    """

    text: str
    encoding: str
    guessed: bool = False
    nuls: int = 0
    nul_line: int = 0


def decoded(file: str, content: bytes, encoding: str | None = None) -> Text:
    """The content as text, in a given encoding or a guessed one. Raises SheetNotText with the line."""
    mark, found = next((pair for pair in _BYTE_ORDER_MARKS if content.startswith(pair[0])), (b"", None))
    content = content[len(mark) :]
    known = encoding or found or utf_16_order(content) or "utf-8"
    try:
        return _without_nuls(file, content.decode(known), known)
    except UnicodeDecodeError as error:
        if not encoding and not found and (guess := guess_encoding(content)):
            return _without_nuls(file, content.decode(guess), guess, guessed=True)
        before = content[: error.start].decode(known, "ignore")
        raise SheetNotText(file=file, line=_lines_begun(before)) from None


def _without_nuls(file: str, text: str, encoding: str, guessed: bool = False) -> Text:
    """NULs come from damaged cells and are removed; a file with many, or with control codes, is no text."""
    first = text.find("\0")
    nuls = text.count("\0")
    controls = len(re.findall(r"[\x01-\x08\x0e-\x1a\x1c-\x1e\x7f]", text[:_WEIGHED_BYTES]))
    if nuls > 0.05 * len(text) or controls > 0.01 * len(text):
        raise SheetNotText(file=file, line=_lines_begun(text[: max(first, 0)]))
    line = _lines_begun(text[:first]) if nuls else 0
    return Text(text=text.replace("\0", ""), encoding=encoding, guessed=guessed, nuls=nuls, nul_line=line)


def _lines_begun(text: str) -> int:
    return 1 + len(re.findall(r"\r\n|\r|\n", text))


def utf_16_order(content: bytes) -> str | None:
    """The encoding of UTF-16 without a byte order mark, None if it is none.

    NULs are common in it, and one of the two orders reads like a table. A text without a single ASCII
    character cannot be recognised like this, but a table has line ends.
    """
    head = content[: _WEIGHED_BYTES & ~1]
    needed = 0.05 if _decodes(content, "utf-8") else 0.005
    if len(content) % 2 or head.count(0) < needed * len(head) or not head.count(0):
        return None
    orders = [name for name in ("utf-16-le", "utf-16-be") if _decodes(content, name)]
    best = max(orders, key=lambda name: _readable(head.decode(name, "ignore")), default=None)
    return best if best and _readable(head.decode(best, "ignore")) >= 0.9 else None


def _readable(text: str) -> float:
    """The share of characters of the scripts that tables are written in; 0 without a space or line end."""
    if not re.search(r"[ \t\r\n]", text):
        return 0.0
    return len(_READABLE.findall(text)) / len(text)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


# --- guessing an encoding that is not Unicode ----------------------------------------------------


def guess_encoding(content: bytes) -> str | None:
    """The encoding in which the text reads most like a language; None if there is none."""
    lines = content.splitlines(keepends=True)
    foreign = b"".join(_up_to(_WEIGHED_BYTES, (line for line in lines if not line.isascii())))
    scores = {name: score for name in _GUESSED if (score := _score(foreign, name)) is not None}
    # A text in Korean only uses syllables that Chinese has at the same places as its commonest characters.
    if scores.get("cp949", 0.0) >= 0.85:
        scores["gb18030"] = 0.0
    for name in sorted(scores, key=lambda name: -scores[name]):
        if _decodes(content, name):
            return name
    return None


def _up_to(size: int, lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        if size <= 0:
            return
        size -= len(line)
        yield line


def _score(content: bytes, encoding: str) -> float | None:
    """The mean weight of the characters beyond ASCII, 0 to 1; None if the bytes are impossible."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    weigh = _WEIGHTS[encoding]
    padded = f" {text} "
    # Each character with its neighbours.
    counts = Counter(padded[at - 1 : at + 2] for at in range(1, len(padded) - 1) if not padded[at].isascii())
    total = sum(counts.values())
    return sum(weigh(*window) * n for window, n in counts.items()) / total if total else 0.0


def _is_in(character: str, encoding: str, first: int, last: int) -> bool:
    """Whether a character's first byte in an encoding is between two values, which hold the common ones."""
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and first <= code[0] <= last


def _is_wide_sign(character: str) -> bool:
    return "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e" or character in "“”‘’…·"


def _korean(before: str, character: str, after: str) -> float:
    if "가" <= character <= "힣":
        return 1.0 if _is_in(character, "euc_kr", 0xB0, 0xC8) else 0.1
    return 0.8 if _is_wide_sign(character) else 0.2


def _chinese(encoding: str, first: int, last: int) -> Callable[[str, str, str], float]:
    """For an encoding whose commonest characters have a first byte from `first` to `last`."""

    def weigh(before: str, character: str, after: str) -> float:
        if _is_wide_sign(character):
            return 0.8
        if not "\u4e00" <= character <= "\u9fff":
            return 0.1
        return 1.0 if _is_in(character, encoding, first, last) else 0.4

    return weigh


def _japanese(before: str, character: str, after: str) -> float:
    if "\u3041" <= character <= "\u30fe":
        return 1.2  # kana occur in no other language, and in every Japanese sentence
    if _is_wide_sign(character):
        return 0.8
    is_common = "\u4e00" <= character <= "\u9fff" and _is_in(character, "euc_jp", 0xB0, 0xCF)
    # Between letters of the Latin alphabet it is half of something else.
    return 0.9 if is_common and not _is_latin(before + after) else 0.0


def _is_latin(text: str) -> bool:
    return any(character.isascii() and character.isalpha() for character in text)


def _letters(script: str, rare: str = "") -> Callable[[str, str, str], float]:
    """For a single-byte encoding of a script; its `rare` signs are typical of a wrong guess."""

    def weigh(before: str, character: str, after: str) -> float:
        if character in "“”‘’–—…€¿¡«»":
            return 1.0 if (before + after).isascii() else 0.3
        if character in rare or not character.isalpha():
            return 0.3
        if script not in unicodedata.name(character, ""):
            return 0.0
        neighbours = [other for other in before + after if other.isalpha()]
        if not neighbours:
            return 0.7 if script == "LATIN" else 0.6
        if script == "LATIN":  # most letters of a Latin word are ASCII
            return 1.0 if _is_latin(before + after) else 0.2
        return 0.0 if _is_latin(before + after) else 1.0

    return weigh


_WEIGHTS: dict[str, Callable[[str, str, str], float]] = {
    "cp1252": _letters("LATIN", rare="³¹ªºµ¼½¾ƒÞþðÐ×÷"),
    "cp949": _korean,
    "cp932": _japanese,
    "euc_jp": _japanese,
    "gb18030": _chinese("gb2312", 0xB0, 0xD7),
    "big5": _chinese("big5", 0xA4, 0xC6),
    "cp1251": _letters("CYRILLIC", rare="ЂЃЉЊЌЋЏђѓљњќћџ"),
    "cp1250": _letters("LATIN", rare="Ŕŕ"),
}


def sample_of(text: str) -> tuple[str, ...]:
    """The first lines with characters beyond ASCII, by which people see whether an encoding is right."""
    lines = (line.strip() for line in text.splitlines() if not line.isascii())
    return tuple(line[:_SAMPLE_CHARACTERS] for line, _ in zip(lines, range(_SAMPLE_LINES), strict=False))
