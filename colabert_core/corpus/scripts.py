"""The scripts of sentences, as the Unicode names of their letters begin: LATIN, HANGUL, CJK, ..."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache

# Names and quotations in another script are no part of what a model learns.
_MIN_SHARE = 0.01
# Whoever writes with one of these writes with all of them.
_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK")


def scripts_of(sentences: Iterable[str]) -> tuple[str, ...]:
    """The scripts of at least 1 % of the letters, the most frequent first; Japanese has all of its three."""
    letters = Counter(letters_of(" ".join(sentences)))
    counts: Counter[str] = Counter()
    for letter, n in letters.items():
        counts[script_of(letter)] += n
    total = counts.total()
    found = [script for script, n in counts.most_common() if n >= _MIN_SHARE * total]
    if not {"HIRAGANA", "KATAKANA"}.isdisjoint(found):
        found += [script for script in _JAPANESE if script not in found]
    return tuple(found)


def main_script(sentence: str, known: Collection[str]) -> str | None:
    """The script of more than half of a sentence's letters, if it is not a known one; otherwise None."""
    letters = letters_of(sentence)
    strange = Counter(script for script in map(script_of, letters) if script not in known)
    return strange.most_common(1)[0][0] if 2 * strange.total() > len(letters) else None


def letters_of(sentence: str) -> list[str]:
    """The letters of a sentence; full-width and mathematical ones as the letters that they stand for."""
    return [letter for letter in unicodedata.normalize("NFKC", sentence) if letter.isalpha()]


@lru_cache(maxsize=20_000)
def script_of(letter: str) -> str:
    """The script of a letter: the first word of its Unicode name."""
    name = unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
    return "KATAKANA" if name == "KATAKANA-HIRAGANA" else name  # the sign for long vowels
