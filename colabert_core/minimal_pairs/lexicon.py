"""The words of the minimal pairs with their inflected forms, read from lexicon.toml and everyday.toml."""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

# Grammatical numbers: the index of a form in a pair such as `Noun`.
SG, PL = 0, 1


class Noun(NamedTuple):
    """Both forms of a noun: `noun[SG]` and `noun[PL]`."""

    singular: str
    plural: str


class Verb(NamedTuple):
    """The forms of a verb: see, sees, saw, seen, seeing."""

    base: str
    third: str
    past: str
    participle: str
    ing: str

    def present(self, number: int) -> str:
        """The present-tense form for a subject of that number."""
        return self.third if number == SG else self.base


class Activity(NamedTuple):
    """What somebody does: a verb and what follows it, in which ~ stands for `my`, `your` or `his`."""

    verb: Verb
    rest: str


class Lexicon:
    """Groups of words by their headings: `lexicon["nouns.person"]`."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._doubled = set(table["doubled"]["verbs"].split())
        self._groups = dict(self._read())

    def __getitem__(self, group: str) -> tuple[Any, ...]:
        return self._groups[group]

    def inflected(self) -> list[Noun | Verb]:
        """Every noun and verb with its forms, once, including irregular verbs that are in no group."""
        found = (entry for members in self._groups.values() for entry in members)
        alone = [entry[0] if isinstance(entry[0], Verb) else entry for entry in found]
        alone += [self.verb(base) for base in self._table["irregular_verbs"]]
        return [entry for entry in dict.fromkeys(alone) if isinstance(entry, Noun | Verb)]

    def words(self) -> set[str]:
        """Every word in its base form, once."""
        return {word for members in self._groups.values() for entry in members for word in _base_forms(entry)}

    def noun(self, singular: str) -> Noun:
        singular = singular.replace("_", " ")
        return Noun(singular, self._table["irregular_plurals"].get(singular) or _plural(singular))

    def verb(self, base: str) -> Verb:
        base, _, rest = base.partition("_")  # turn_out: only the first word is inflected
        irregular = self._table["irregular_verbs"].get(base)
        past, participle = irregular.split() if irregular else [regular_past(self._long(base))] * 2
        third = "has" if base == "have" else _plural(base)
        forms = (base, third, past, participle, _ing(self._long(base)))
        return Verb(*(f"{form} {rest}".strip() for form in forms))

    def _long(self, base: str) -> str:
        return base + base[-1] if base in self._doubled else base

    def _read(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        makers = {"nouns": self.noun, "verbs": self.verb, "preposition": self.verb, "particles": self.verb}
        for heading in ("nouns", "names", "adjectives", "verbs", "preposition", "particles", "adverbs"):
            make = makers.get(heading, lambda word: word.replace("_", " "))
            for group, words in self._table[heading].items():
                yield f"{heading}.{group}", tuple(make(word) for word in words.split())
        for group, words in self._table["irregular_group"].items():
            pairs = (word.split(":") for word in words.split())
            yield f"irregular.{group}", tuple((self.verb(verb), noun.strip("-")) for verb, noun in pairs)
        for group, words in self._table["activities"].items():
            yield f"activities.{group}", tuple(self._activity(*word.split(":")) for word in words.split())

    def _activity(self, verb: str, rest: str) -> Activity:
        return Activity(self.verb(verb), rest.replace("_", " "))


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """The lexicon that comes with ColaBERT, read once."""
    return Lexicon(_merged(*(_table(file) for file in ("lexicon.toml", "everyday.toml"))))


def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Both tables; under the same heading, the groups of both."""
    merged = {heading: {**one.get(heading, {}), **groups} for heading, groups in other.items()}
    doubled = f"{one['doubled']['verbs']} {other['doubled']['verbs']}"
    return {**one, **merged, "doubled": {"verbs": doubled}}


def _base_forms(entry: Any) -> list[str]:
    """The words of an entry: a noun in the singular, a verb in its base form, an activity's rest as it is."""
    if isinstance(entry, Activity):
        return [*_base_forms(entry.verb), *entry.rest.replace("~", "").split()]
    return entry.split() if isinstance(entry, str) else _base_forms(entry[0])


def _ends_hissing(word: str) -> bool:
    return word.endswith(("s", "x", "z", "ch", "sh"))


def _is_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in "aeiou"


def _plural(word: str) -> str:
    """The form with -s or -es: the plural of a noun, the third person of a verb."""
    if _is_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if _ends_hissing(word) or word in ("go", "do") else "s")


def regular_past(word: str) -> str:
    """The form with -ed, even if the verb is irregular."""
    if _is_consonant_y(word):
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    keeps = word.endswith(("ee", "oe", "ye")) or not word.endswith("e")
    return (word if keeps else word[:-1]) + "ing"
