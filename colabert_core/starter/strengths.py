"""What a judge is good at in the sentence that somebody typed, and where it guesses.

Some words show what can go wrong in a sentence: an article, an auxiliary, a word such as `much`. Its
phenomena are looked up in the figures that were measured on minimal pairs of held-out templates.
"""

import re
from dataclasses import dataclass

from colabert_core.starter.install import starter_outcome
from colabert_core.starter.outcome import Result, Results

GOOD = 0.9  # of the errors found, and of the correct sentences accepted, 0 to 1
GUESSING = 0.7  # of the errors found
MOST = 3  # phenomena named of each kind

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_SIGNS = {
    "articles": "a an the",
    "prepositions": "in on at of for with from by about into during until",
    "verb forms": "to can could should must will would may might let make made enjoy enjoys want wants used",
    "tense": "yesterday ago last tomorrow since already yet ever when while before after if wish",
    "determiner-noun agreement": "a an this that these those",
    "agreement": "is are was were has have does do am isn't aren't wasn't weren't hasn't doesn't don't",
    "nouns and quantities": "much many some any few little every each another other lot lots several both",
    "pronouns": "me him us them my your his her our their mine yours myself yourself himself herself",
    "comparison": "more most than better best worse worst less least as",
    "clauses": "who which that because although though but so whose where",
    "word choice": "say says said tell tells told do does did make makes made look watch hear very",
    "word order": "always often never usually sometimes enough not too also only",
    "anaphor agreement": "himself herself themselves itself",
    "NPI licensing": "ever any anybody anyone anything",
    "quantifiers": "every most no all",
}


@dataclass(frozen=True, kw_only=True)
class Strengths:
    """The phenomena of a sentence that a judge handles well, and those in which it guesses."""

    good: tuple[str, ...]
    guessing: tuple[str, ...]


def strengths(sentence: str, measured: Results) -> Strengths:
    """A judge's strengths in the phenomena of a sentence; `measured` are its results by phenomenon."""
    results = {name: measured[name] for name in phenomena_in(sentence) if name in measured}
    best = sorted(results, key=lambda name: -results[name].found)
    return Strengths(
        good=tuple(name for name in best if _is_good(results[name]))[:MOST],
        guessing=tuple(name for name in reversed(best) if results[name].found < GUESSING)[:MOST],
    )


def _is_good(result: Result) -> bool:
    return min(result.found, result.accepted) >= GOOD


def strengths_of_starter(sentence: str) -> Strengths:
    """The starter's strengths in the phenomena of a sentence."""
    return strengths(sentence, starter_outcome().phenomena)


def phenomena_in(sentence: str) -> list[str]:
    """What may be right or wrong in a sentence, as far as single words show it."""
    words = set(_WORD.findall(sentence.replace("’", "'").lower()))
    found = [name for name, signs in _SIGNS.items() if words & set(signs.split())]
    return [*found, "questions"] if sentence.rstrip().endswith("?") else found
