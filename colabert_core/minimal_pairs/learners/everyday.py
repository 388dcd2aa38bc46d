"""The words of everyday sentences: who does what, when and where."""

from typing import NamedTuple

from colabert_core.minimal_pairs.lexicon import Activity, Verb
from colabert_core.minimal_pairs.word_picker import WordPicker

# The persons of a subject: an index into forms such as `AM`.
ME, SHE, THEY = 0, 1, 2
AM, WAS, HAVE, DO = ("am", "is", "are"), ("was", "was", "were"), ("have", "has", "have"), ("do", "does", "do")
_OWN = {"I": "my", "you": "your", "we": "our", "they": "their", "he": "his", "she": "her"}
_OBJECT = {"I": "me", "you": "you", "we": "us", "they": "them", "he": "him", "she": "her"}
_SELF = {
    "I": "myself", "you": "yourself", "we": "ourselves", "they": "themselves", "he": "himself",
    "she": "herself",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def phrases(text: str) -> tuple[str, ...]:
    """The words of a text, in which _ stands for a space: two_days_ago."""
    return tuple(word.replace("_", " ") for word in text.split())


class Subject(NamedTuple):
    """A subject, the pronoun that stands for it, and its person (ME, SHE or THEY)."""

    text: str
    pronoun: str
    person: int

    @property
    def am(self) -> str:
        return AM[self.person]

    @property
    def was(self) -> str:
        return WAS[self.person]

    @property
    def have(self) -> str:
        return HAVE[self.person]

    @property
    def do(self) -> str:
        return DO[self.person]

    @property
    def own(self) -> str:
        """my, your, his, ..."""
        return _OWN[self.pronoun]

    @property
    def object(self) -> str:
        """me, you, him, ..."""
        return _OBJECT[self.pronoun]

    @property
    def oneself(self) -> str:
        return _SELF[self.pronoun]

    def doing(self, activity: Activity) -> str:
        """What follows the verb, with this subject's `my`, `your` or `his`."""
        return activity.rest.replace("~", self.own)

    def present(self, verb: Verb) -> str:
        return verb.third if self.person == SHE else verb.base

    def wrong_present(self, verb: Verb) -> str:
        """The form that does not agree."""
        return verb.base if self.person == SHE else verb.third


class Everyday(WordPicker):
    """Picks the words of everyday sentences; `noun`, `verb`, `adjective` and `adverb` know the groups."""

    def any(self, text: str) -> str:
        """One of the options of a text, which are separated by commas."""
        return self.of(*text.split(", "))

    def pronoun(self) -> Subject:
        """I, you, we, they, he or she."""
        text = self.of("I", "I", "you", "we", "they", "he", "she")
        return Subject(text, text, {"I": ME, "he": SHE, "she": SHE}.get(text, THEY))

    def singular(self) -> Subject:
        """He, she, a name, my sister: subjects that need the -s."""
        if self.chance(0.3):
            text = self.of("he", "she")
            return Subject(text, text, SHE)
        he = self.of("he", "she")
        return Subject(self.of(self.first_name(he), self.first_name(he), self.kin(he)), he, SHE)

    def plural(self) -> Subject:
        """We, my friends, Minho and Ella."""
        if self.chance(0.4):
            text = self.of("we", "they", "you")
            return Subject(text, text, THEY)
        pair = f"{self.first_name('she')} and {self.first_name('he')}"
        kin = self.of("friends", "parents", "classmates", "cousins", "neighbors", "brothers", "sisters")
        text = self.of(pair, f"{self.my()} {kin}", f"the {self.noun('job').plural}")
        return Subject(text, "they", THEY)

    def subject(self) -> Subject:
        """Any subject."""
        return self.of(self.pronoun, self.singular, self.plural)()

    def acquaintance(self) -> Subject:
        """A name or my sister, never a pronoun."""
        he = self.of("he", "she")
        return Subject(self.of(self.first_name(he), self.kin(he), self.kin(he)), he, SHE)

    def first_name(self, he: str = "") -> str:
        """A first name for `he` or `she`, or for either."""
        gender = {"he": "male", "she": "female"}.get(he) or self.gender()
        return self.name(self.of(gender, f"world_{gender}", f"world_{gender}"))

    def kin(self, he: str = "") -> str:
        """My brother (he), her sister (she)."""
        male = "father brother son uncle cousin grandfather boss neighbor friend roommate teacher"
        female = "mother sister daughter aunt cousin grandmother boss neighbor friend roommate teacher"
        words = {"he": male, "she": female}.get(he) or f"{male} {female}"
        return f"{self.my()} {self.of(*words.split())}"

    def my(self) -> str:
        return self.of("my", "my", "my", "his", "her", "our", "their", "your")

    def verb_among(self, bases: str) -> Verb:
        """One of the verbs of a text, given in their base forms."""
        return self._lexicon.verb(self.of(*bases.split()))

    def activity(self, *groups: str) -> Activity:
        """Something that people do, of one of the groups or of any."""
        found: Activity = self._one(f"activities.{self.of(*groups or _ACTIVITIES)}")
        return found

    def daily_thing(self) -> str:
        """A countable thing in the singular."""
        return self.noun(self.of("home_thing", "school_thing", "travel_thing", "device", "clothing")).singular

    def daily_things(self) -> str:
        """A countable thing in the plural."""
        return self.noun(self.of("home_thing", "school_thing", "travel_thing", "device", "clothing")).plural

    def often(self) -> str:
        return self.adverb("often")

    def past_time(self) -> str:
        """Yesterday, last week: with the past tense only."""
        return self.adverb("past_time")

    def future_time(self) -> str:
        return self.adverb("future_time")

    def habit_time(self) -> str:
        """Every day: with the simple present."""
        return self.adverb("habit_time")

    def ending(self) -> str:
        """Usually empty, sometimes a place or a time that any tense allows."""
        return self.adverb(self.of("daily_tail", "daily_place")) if self.chance(0.3) else ""

    def world(self, group: str) -> str:
        """A name: of a city, country, language, weekday or month."""
        return self.name(group)


_ACTIVITIES = ("home", "school", "work", "travel", "leisure", "phone", "health", "shopping")
