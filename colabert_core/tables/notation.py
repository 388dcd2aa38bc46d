"""What linguists write before an example: its number and its mark, which are no part of the sentence."""

import re
from dataclasses import dataclass

_WIDE = str.maketrans("＊∗⁎？＃％", "***?#%")
_SIGNS = "*?#%＊∗⁎？＃％"
_IN_FRONT = re.compile(rf"([{_SIGNS}][{_SIGNS}/]{{0,4}}+)(?![\d/])\s*")
# (22), (3a), (iv), [3], (ㄱ), ① ; 3a. and 12) ; b. and a) in lower case. "A. Smith slept." and "3 men slept"
# begin with a name and a number that belong to the sentence, so a capital letter counts only before a mark.
_BRACKETED = (
    r"[(（](?:\d{1,4}[a-z]?['’]?|[a-zㄱ-ㅎ가-하]['’]?|[ivx]{1,5})[)）]\.?"
    r"|\[(?:\d{1,4}[a-z]?|[a-z])\]|[①-⑳㉠-㉭]"
)
_PLAIN = r"(?:\d{1,3}[a-z]?|[a-zㄱ-ㅎ]|[ivx]{1,5})['’]?[.)](?![\d.])|[A-Z][.)](?=\s*[*?])"
_NUMBER = re.compile(
    rf"(?:{_BRACKETED})(?:\s+|(?=[{_SIGNS}A-Z가-힣]|[a-z][.)]))|(?:{_PLAIN})(?:\s+|(?=[{_SIGNS}]))"
)
# Stars around a word are Markdown's.
_EMPHASIS = re.compile(r"(\*{1,2})[^\s*](?:[^*]*[^\s*])?\1(?=[\s.,!?]|$)")
_TICK = re.compile(r"[✓✔√]\s*")
_MOST_NUMBERS = 3  # "(22) a. i."


@dataclass(frozen=True, kw_only=True)
class Bare:
    """A sentence without what stood before it. `taken` is all of that; `mark` is the mark in it, or ""."""

    taken: str
    mark: str
    sentence: str


def bare(text: str) -> Bare:
    """Take numbers and a mark off the front of a sentence: "(22) *The book ..." gives "The book ..."."""
    rest = _without_tick(_without_numbers(text.strip()))
    mark, sentence = split_mark(rest)
    if mark:
        sentence = _without_numbers(sentence)
    if not sentence:  # nothing but notation
        return Bare(taken="", mark=mark, sentence="" if mark else text.strip())
    taken = text.strip()[: -len(sentence)].strip()
    return Bare(taken=taken, mark=mark, sentence=sentence)


def _without_numbers(text: str) -> str:
    for _ in range(_MOST_NUMBERS):
        if not (found := _NUMBER.match(text)):
            break
        text = text[found.end() :]
    return text


def _without_tick(text: str) -> str:
    found = _TICK.match(text)
    return text[found.end() :] if found else text


def split_mark(text: str) -> tuple[str, str]:
    """A linguist's mark (*, ??, ?*, #, % ...), "" if there is none, and the sentence after it."""
    found = None if _EMPHASIS.match(text) else _IN_FRONT.match(text)
    return (found[1].translate(_WIDE), text[found.end() :]) if found else ("", text)


def is_mark(text: str) -> bool:
    """Whether a text is only a mark."""
    mark, rest = split_mark(text)
    return bool(mark) and not rest
