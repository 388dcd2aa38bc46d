"""The difference between two sentences, in bold."""

from difflib import SequenceMatcher
from html import escape

from colabert_core.explaining import Words, words_of


def difference(one: str, two: str) -> tuple[str, str]:
    """Both sentences as HTML; words that the other does not have at this place are bold."""
    a, b = words_of(one), words_of(two)
    bold: tuple[set, set] = set(), set()
    match = SequenceMatcher(a=_in_order(a), b=_in_order(b), autojunk=False)
    for kind, a0, a1, b0, b1 in match.get_opcodes():
        if kind != "equal":
            bold[0].update(range(a0, a1))
            bold[1].update(range(b0, b1))
    return _with_bold(a, bold[0]), _with_bold(b, bold[1])


def _in_order(words: Words) -> list[str]:
    return [words[place] for place in range(len(words))]


def _with_bold(words: Words, bold: set[int]) -> str:
    """A text as HTML; bold words that follow each other share one tag."""
    parts, at = [], 0
    for place, (start, end) in enumerate(words.spans):
        parts.append(escape(words.text[at:start]))
        opens, closes = place in bold and place - 1 not in bold, place in bold and place + 1 not in bold
        parts += ["<b>" * opens, escape(words.text[start:end]), "</b>" * closes]
        at = end
    return "".join([*parts, escape(words.text[at:])])
