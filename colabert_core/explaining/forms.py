"""Other forms of a word: a small list for agreement, articles, be, have and do, and known nouns and verbs."""

from functools import lru_cache

from colabert_core.explaining.words import SMALL_WORDS, like
from colabert_core.minimal_pairs.lexicon import Noun, Verb, english, regular_past

_FAMILIES = (  # each word may become each other one of its family
    ("am", "is", "are", "was", "were", "be", "been", "being"),
    ("has", "have", "had", "having"),
    ("does", "do", "did", "done", "doing"),
    ("isn't", "aren't", "wasn't", "weren't"),
    ("hasn't", "haven't", "hadn't"),
    ("doesn't", "don't", "didn't"),
    ("go", "goes", "went", "gone", "going"),
    ("get", "gets", "got", "getting"),
    ("a", "an", "the"),
    ("i", "me"),
    ("he", "him"),
    ("she", "her"),
    ("we", "us"),
    ("they", "them"),
    ("who", "whom"),
    ("this", "these"),
    ("that", "those"),
    ("himself", "herself", "itself", "themselves"),
    ("much", "many"),
)
_NUMBER = {  # the other number, where a form has one
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "goes": "go",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
    "this": "these",
    "himself": "themselves",
    "herself": "themselves",
}
_AGREEING = {
    **_NUMBER,
    **{plural: singular for singular, plural in _NUMBER.items()},
    "am": "is",
    "those": "that",
}
# An -s here would be none of agreement: missing, tired, badly, glass, bus, this, gas, physics.
_NO_ENDING = ("ing", "ed", "ly", "ss", "us", "is", "as", "ics")
_WHOLE = ("lens", "news", "series", "species", "means")
_HISSES = ("ses", "xes", "zes", "ches", "shes")


def forms(word: str) -> tuple[str, ...]:
    """What may stand in a word's place: its family, its forms if it is known, else with or without -s.

    Capitals stay, and so does the kind of apostrophe; a word without other forms has ().
    """
    plain = word.lower().replace("’", "'")
    found = _family(plain) or _known().get(plain) or (() if _may_be_name(word) else _with_or_without_s(plain))
    apostrophe = "’" if "’" in word else "'"
    return tuple(like(form.replace("'", apostrophe), word) for form in found if form != plain)


def without_agreement(word: str) -> str | None:
    """The form that no longer agrees: is for are, go for goes, key for keys; None where nothing can drop."""
    plain = word.lower().replace("’", "'")
    if plain in _AGREEING:
        return like(_AGREEING[plain].replace("'", "’" if "’" in word else "'"), word)
    dropped = _dropped().get(plain) or ("" if _may_be_name(word) else _dropped_s(plain))
    return like(dropped, word) if dropped else None


def _may_be_name(word: str) -> bool:
    """Of an unknown word with a capital nobody can tell: James is not the plural of Jame."""
    return word[:1].isupper()


def _family(word: str) -> tuple[str, ...]:
    return next((family for family in _FAMILIES if word in family), ())


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    """Forms of the lexicon's nouns and verbs, and past forms that people make up."""
    found: dict[str, set[str]] = {}
    for entry in _entries():
        shown = set(entry)
        asked = shown | ({regular_past(entry.base), f"{entry.base}ed"} if isinstance(entry, Verb) else set())
        for form in asked:
            found.setdefault(form, set()).update(shown)
    return {form: tuple(sorted(others)) for form, others in found.items()}


@lru_cache(maxsize=1)
def _dropped() -> dict[str, str]:
    """From the lexicon's plurals and third persons to the forms without that ending."""
    pairs = [entry[:2] if isinstance(entry, Noun) else (entry.base, entry.third) for entry in _entries()]
    return {ended: bare for bare, ended in pairs if bare != ended}


def _entries() -> list[Noun | Verb]:
    """The lexicon's nouns and verbs of one word."""
    return [entry for entry in english().inflected() if " " not in entry[0]]


def _with_or_without_s(word: str) -> tuple[str, ...]:
    if _dropped_s(word):
        return (_dropped_s(word),)
    if not _may_end(word):
        return ()
    return (word[:-1] + "ies",) if word.endswith("y") and word[-2] not in "aeiou" else (_with_s(word),)


def _with_s(word: str) -> str:
    return word + ("es" if f"{word}es".endswith(_HISSES) else "s")


def _dropped_s(word: str) -> str:
    """An unknown word without its -s; empty where it has none."""
    if not _is_plain(word) or not word.endswith("s") or word.endswith(_NO_ENDING) or word in _WHOLE:
        return ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_HISSES) and not word.endswith("ses") else word[:-1]


def _may_end(word: str) -> bool:
    return _is_plain(word) and not word.endswith(_NO_ENDING)


def _is_plain(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word.isalpha() and word not in SMALL_WORDS
