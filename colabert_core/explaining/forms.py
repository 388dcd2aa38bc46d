"""Other forms of a word: function words from a list, nouns and verbs from the lexicon or by rule."""

from functools import lru_cache

from colabert_core.explaining.words import FUNCTION_WORDS, with_capitals_of
from colabert_core.minimal_pairs.lexicon import Noun, Verb, english, regular_past

_FAMILIES = (  # each word may become any other word of its family
    ("am", "is", "are", "was", "were", "be", "been", "being"),
    ("has", "have", "had", "having"),
    ("does", "do", "did", "done", "doing"),
    ("isn't", "aren't", "wasn't", "weren't"),
    ("hasn't", "haven't", "hadn't"),
    ("doesn't", "don't", "didn't"),
    ("go", "goes", "went", "gone", "going"),
    ("get", "gets", "got", "getting"),
    ("a", "an", "the"),
    ("who", "whom"),
    ("this", "these"),
    ("that", "those"),
    ("himself", "herself", "itself", "themselves"),
    ("much", "many"),
)
SUBJECT_OF = {"me": "I", "him": "he", "her": "she", "us": "we", "them": "they"}
OBJECT_OF = {subject.lower(): object for object, subject in SUBJECT_OF.items()}
# Subject pronouns of the other person, in case it is the subject rather than the verb that is wrong: he am.
_OTHER_PERSON = {"i": "he", "he": "I", "she": "I", "we": "I", "they": "he"}
_NUMBER = {  # from singular to plural forms
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
# Words with these endings neither take -s nor end in an -s of agreement: missing, glass, bus, gas, physics.
_NO_S = ("ing", "ed", "ly", "ss", "us", "is", "as", "ics")
_S_IN_STEM = ("lens", "news", "series", "species", "means")
_ES_ENDINGS = ("ses", "xes", "zes", "ches", "shes")


def other_forms(word: str) -> tuple[str, ...]:
    """The other forms of a word: from its family, from the lexicon, or by adding or removing -s.

    Capitals and the style of apostrophe are kept. Empty if a word has no other forms.
    """
    plain = word.lower().replace("’", "'")
    forms = (
        _pronoun(plain)
        or _family(plain)
        or _lexicon_forms().get(plain)
        or (() if _may_be_name(word) else _with_or_without_s(plain))
    )
    apostrophe = "’" if "’" in word else "'"
    shown = (form.replace("'", apostrophe) for form in forms if form != plain)
    # The capital of "I" says nothing about the word that replaces it.
    return tuple(form if plain == "i" else with_capitals_of(word, form) for form in shown)


def finite_forms(word: str) -> tuple[str, ...]:
    """The other forms of a word that can follow a subject: without be, been, and those in -ing."""
    forms = dict.fromkeys([without_agreement(word) or "", *other_forms(word)])
    return tuple(form for form in forms if form and form not in ("be", "been") and not form.endswith("ing"))


def without_agreement(word: str) -> str | None:
    """The form that no longer agrees: is for are, go for goes, key for keys; None if there is none."""
    plain = word.lower().replace("’", "'")
    if plain in _AGREEING:
        return with_capitals_of(word, _AGREEING[plain].replace("'", "’" if "’" in word else "'"))
    dropped = _lexicon_without_s().get(plain) or ("" if _may_be_name(word) else _without_s(plain))
    return with_capitals_of(word, dropped) if dropped else None


def _may_be_name(word: str) -> bool:
    """Whether a word has a capital and so may be a name: James is not the plural of Jame."""
    return word[:1].isupper()


def _pronoun(word: str) -> tuple[str, ...]:
    """The other case of a pronoun, and a pronoun of another person."""
    forms = (SUBJECT_OF.get(word) or OBJECT_OF.get(word), _OTHER_PERSON.get(word))
    return tuple(form for form in forms if form)


def _family(word: str) -> tuple[str, ...]:
    return next((family for family in _FAMILIES if word in family), ())


@lru_cache(maxsize=1)
def _lexicon_forms() -> dict[str, tuple[str, ...]]:
    """From each form of a noun or verb in the lexicon, and from wrong past forms (sleeped), to all forms."""
    forms_of: dict[str, set[str]] = {}
    for entry in _inflected_words():
        correct = set(entry)
        wrong = {regular_past(entry.base), f"{entry.base}ed"} if isinstance(entry, Verb) else set()
        for form in correct | wrong:
            forms_of.setdefault(form, set()).update(correct)
    return {form: tuple(sorted(forms)) for form, forms in forms_of.items()}


@lru_cache(maxsize=1)
def _lexicon_without_s() -> dict[str, str]:
    """From the plurals and third-person forms in the lexicon to the forms without -s."""
    entries = _inflected_words()
    pairs = [word[:2] if isinstance(word, Noun) else (word.base, word.third) for word in entries]
    return {ended: bare for bare, ended in pairs if bare != ended}


def _inflected_words() -> list[Noun | Verb]:
    """The nouns and verbs in the lexicon that are single words."""
    return [entry for entry in english().inflected() if " " not in entry[0]]


def _with_or_without_s(word: str) -> tuple[str, ...]:
    if _without_s(word):
        return (_without_s(word),)
    if not _may_take_s(word):
        return ()
    return (word[:-1] + "ies",) if word.endswith("y") and word[-2] not in "aeiou" else (_with_s(word),)


def _with_s(word: str) -> str:
    return word + ("es" if f"{word}es".endswith(_ES_ENDINGS) else "s")


def _without_s(word: str) -> str:
    """A word without its -s; empty if it does not end in an -s of agreement."""
    if not _may_inflect(word) or not word.endswith("s") or word.endswith(_NO_S) or word in _S_IN_STEM:
        return ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_ES_ENDINGS) and not word.endswith("ses") else word[:-1]


def _may_take_s(word: str) -> bool:
    return _may_inflect(word) and not word.endswith(_NO_S)


def _may_inflect(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word.isalpha() and word not in FUNCTION_WORDS
