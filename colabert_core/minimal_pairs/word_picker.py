"""The random choice of words for a sentence: the same words for the same seed."""

import random
from typing import Any, TypeVar

from colabert_core.minimal_pairs.lexicon import PL, SG, Lexicon, Noun, Verb

T = TypeVar("T")

IS, WAS, HAS, DOES = ("is", "are"), ("was", "were"), ("has", "have"), ("does", "do")
THIS, THAT = ("this", "these"), ("that", "those")
HIMSELF = {"male": "himself", "female": "herself"}
HE = {"male": "he", "female": "she"}
HIM = {"male": "him", "female": "her"}


def other(number: int) -> int:
    """The other number: singular for plural, plural for singular."""
    return PL if number == SG else SG


def opposite(gender: str) -> str:
    return "female" if gender == "male" else "male"


def article(word: str) -> str:
    """The word with `a` or `an` in front, chosen by spelling: correct for the words of the lexicon."""
    vowel = word[0] in "aeiou" and not word.startswith(("uni", "use", "eu"))
    return f"{'an' if vowel or word.startswith('hon') else 'a'} {word}"


class WordPicker:
    """Picks random words from a lexicon; each call makes a new choice."""

    def __init__(self, lexicon: Lexicon, draw: random.Random) -> None:
        self._lexicon, self._draw = lexicon, draw

    def of(self, *options: T) -> T:
        """One of the options."""
        return self._draw.choice(options)

    def chance(self, share: float) -> bool:
        """True with a probability of `share`, 0 to 1."""
        return self._draw.random() < share

    def _one(self, group: str) -> Any:
        """A member of one of the lexicon's groups."""
        return self._draw.choice(self._lexicon[group])

    # --- nouns and names -----------------------------------------------------------------------

    def number(self) -> int:
        """Singular or plural: SG or PL."""
        return self._draw.choice((SG, PL))

    def gender(self) -> str:
        return self._draw.choice(("male", "female"))

    def noun(self, kind: str) -> Noun:
        found: Noun = self._one(f"nouns.{kind}")
        return found

    def nouns(self, kind: str, count: int) -> list[Noun]:
        """Different nouns of one kind."""
        found: list[Noun] = self._draw.sample(self._lexicon[f"nouns.{kind}"], count)
        return found

    def someone(self) -> Noun:
        """A noun for a person of any gender."""
        return self.noun(self.of("person", "person", "male", "female"))

    def people(self, count: int) -> list[Noun]:
        """Different nouns for people."""
        found: list[Noun] = []
        while len(found) < count:
            if (noun := self.someone()) not in found:
                found.append(noun)
        return found

    def name(self, gender: str = "") -> str:
        """A first name, of either gender unless one is given."""
        found: str = self._one(f"names.{gender or self.gender()}")
        return found

    def names(self, count: int) -> list[str]:
        """Different names."""
        everybody = self._lexicon["names.female"] + self._lexicon["names.male"]
        found: list[str] = self._draw.sample(everybody, count)
        return found

    def the(self) -> str:
        """A determiner for both singular and plural nouns."""
        return self.of("the", "the", "the", "my", "your", "our", "their", "his", "her")

    def owned(self) -> Noun:
        """A thing that somebody may own, of a random kind."""
        return self.noun(self.of("thing", "readable", "wearable", "edible"))

    def things(self, count: int) -> list[Noun]:
        return self.nouns("thing", count)

    def place(self) -> str:
        return f"in the {self.noun('place').singular}"

    # --- verbs ---------------------------------------------------------------------------------

    def verb(self, group: str) -> Verb:
        found: Verb = self._one(f"verbs.{group}")
        return found

    def deed(self) -> tuple[Verb, Noun]:
        """A verb and a fitting object: read, book."""
        kind, verb = self.of(
            ("thing", "handle"),
            ("readable", "read"),
            ("edible", "eat"),
            ("wearable", "wear"),
            ("vehicle", "drive"),
        )
        return self.verb(verb), self.noun(kind)

    def irregular(self, group: str) -> tuple[Verb, str]:
        """A verb and its object, empty if it takes none."""
        found: tuple[Verb, str] = self._one(f"irregular.{group}")
        return found

    def taking(self, preposition: str) -> Verb:
        """A verb that takes this preposition."""
        found: Verb = self._one(f"preposition.{preposition}")
        return found

    def with_particle(self) -> tuple[Verb, str]:
        """A verb and its particle: pick, up."""
        particle = self.of("up", "away", "off", "on", "back", "down")
        return self._one(f"particles.{particle}"), particle

    # --- adjectives and adverbs ----------------------------------------------------------------

    def adjective(self, kind: str) -> str:
        found: str = self._one(f"adjectives.{kind}")
        return found

    def adjectives(self, kind: str, count: int) -> list[str]:
        """Different adjectives of one kind."""
        found: list[str] = self._draw.sample(self._lexicon[f"adjectives.{kind}"], count)
        return found

    def adverb(self, kind: str) -> str:
        found: str = self._one(f"adverbs.{kind}")
        return found

    def tail(self) -> str:
        """Usually empty, sometimes a place or a time, so that sentences vary in length."""
        return self.adverb("tail") if self.chance(0.3) else ""

    def where(self) -> str:
        """Usually empty, sometimes a place; never a time, as `has left at noon` is not acceptable."""
        return self.adverb("where") if self.chance(0.3) else ""

    def link(self) -> str:
        """A preposition between two people or things."""
        return self.of("near", "behind", "next to", "in front of", "beside")
