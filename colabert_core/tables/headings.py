"""Headings: whether a file has them, what their columns hold, and which way their labels point."""

import re
from collections.abc import Sequence

from colabert_core.tables import words
from colabert_core.tables.notation import split_mark
from colabert_core.tables.words import LABEL, OTHER, PHENOMENON, RATING, is_label

# Which way a label column points: what 1, yes and true mean under its heading.
ACCEPTABLE, UNACCEPTABLE, CONVENTION, UNKNOWN = "acceptable", "unacceptable", "convention", "unknown"
_TYPE_WORDS = frozenset(
    {"type", "types", "code", "codes", "kind", "category", "class", "subtype", "tag", "tags"}
)
# Words beside the known ones in a heading.
_MODIFIERS = frozenset(
    (
        *("is", "has", "was", "a", "an", "the", "of", "my", "our", "test", "train", "dev", "list", "data"),
        *("column", "set", "new", "old", "human", "expert", "annotator", "predicted", "original", "binary"),
        *("final", "first", "second", "number", "n", "and", "or", "예시", "목록", "자료", "여부", "데이터"),
    )
)


def words_in(heading: str) -> list[str]:
    """The words of a heading: "has_error", "isGrammatical" and "not-OK" have two each."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return [word.casefold() for word in re.findall(r"[^\W\d_]+", parted.replace("'", ""))]


# --- roles ---------------------------------------------------------------------------------------


def role_of(heading: str) -> str | None:
    """What a heading names, one of the roles in `words`; None if it is nothing known.

    The first known word from the end counts: a "sentence_id" is an id, and a "gold label" a label.
    """
    found = words_in(heading)
    if len(found) > 1 and found[-1] in _TYPE_WORDS and _negative_at(found[:-1]):
        return PHENOMENON  # "error type"
    for word in reversed(found):
        if role := _role_of_word(word):
            return role
    return None


def _role_of_word(word: str) -> str | None:
    if word in words.POSITIVE or word in words.NEGATIVE:
        return LABEL
    for role, known in words.ROLE_WORDS.items():
        if word in known:
            return role
    if word.isascii():
        return None
    for role in (PHENOMENON, RATING, OTHER):  # "오류 유형" is no label
        if any(known in word for known in words.ROLE_WORDS_KOREAN[role]):
            return role
    if any(known in word for known in (*words.NEGATIVE_KOREAN, *words.POSITIVE_KOREAN)):
        return LABEL
    roles = (role for role, names in words.ROLE_WORDS_KOREAN.items() if any(name in word for name in names))
    return next(roles, None)


# --- polarity ------------------------------------------------------------------------------------


def polarity(heading: str) -> str:
    """What 1 and yes mean under a heading: ACCEPTABLE, UNACCEPTABLE, CONVENTION as in CoLA, or UNKNOWN."""
    if explained := _explained(heading):
        return explained
    found = words_in(heading)
    positive, negative = _positive_at(found), _negative_at(found)
    if positive and negative and not _is_error(found, heading):
        return UNKNOWN  # "good/bad"
    positive = 0 if negative else positive
    if positive or negative:
        is_positive = bool(positive) != (_negations(found, heading) % 2 == 1)
        return ACCEPTABLE if is_positive else UNACCEPTABLE
    if words.CONVENTIONAL & set(found) or any(name in heading for name in words.CONVENTIONAL_KOREAN):
        return CONVENTION
    return UNKNOWN


def _is_error(found: list[str], heading: str) -> bool:
    """Whether a heading names an error of some kind, as in "grammatical error"."""
    is_choice = re.search(r"[/|,]|\b(?:or|vs|versus)\b|또는|혹은", heading, re.IGNORECASE)
    return not is_choice and (found[-1] in words.ERRORS or found[-1].startswith(words.ERRORS_KOREAN))


def _positive_at(found: list[str]) -> int:
    """How many words name acceptability."""
    plain = [word for word in found if not _is_negative(word)]
    return sum(word in words.POSITIVE or _holds(word, words.POSITIVE_KOREAN) for word in plain)


def _negative_at(found: list[str]) -> int:
    return sum(map(_is_negative, found))


def _is_negative(word: str) -> bool:
    return word in words.NEGATIVE or _holds(word, words.NEGATIVE_KOREAN)


def _holds(word: str, known: Sequence[str]) -> bool:
    return not word.isascii() and any(name in word for name in known)


def _negations(found: list[str], heading: str) -> int:
    count = sum(word in words.NEGATIONS for word in found)
    return count + any(name in heading for name in words.NEGATIONS_KOREAN)


def _explained(heading: str) -> str | None:
    """What the heading itself says of 1 or 0, as in "label (1 = ungrammatical)"."""
    before = re.findall(r"([01])\s*[=:]\s*([^\d,;/)=]+)", heading)
    after = re.findall(r"([^\d,;/(=]+?)\s*[=:(]\s*([01])(?!\d)", heading)
    for number, text in [*before, *((number, text) for text, number in after)]:
        found = words_in(text)
        positive, negative = _positive_at(found), _negative_at(found)
        if bool(positive) != bool(negative):
            is_positive = bool(positive) != (_negations(found, text) % 2 == 1)
            return ACCEPTABLE if is_positive == (number == "1") else UNACCEPTABLE
    return None


# --- is the first row a heading? -----------------------------------------------------------------


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of these rows is headings, not data."""
    first = [cell.strip() for cell in rows[0]]
    columns = [[row[at].strip() for row in rows[1:] if at < len(row)] for at in range(len(first))]
    below = [[cell for cell in column if cell] for column in columns]
    filled = [cell for cell in first if cell]
    if len(filled) <= 1 and len(rows[0]) <= 1:
        return bool(filled) and _heads_a_list(filled[0], below[0])
    if sum(map(_is_name, filled)) > 1 or any(map(_heads_sentences, first, below)):
        return True
    if any(map(_is_data, first, below)):
        return False
    return any(map(_is_name, filled)) or len(rows) > 1


def _heads_a_list(first: str, below: list[str]) -> bool:
    """A single column: sentences may be short, so the heading is a known word or looks like a variable."""
    if split_mark(first)[0] or _ends(first):
        return False
    is_variable = bool(re.fullmatch(r"[a-z]+(_[a-z]+)+", first))
    return _is_name(first) or (is_variable and any(" " in text for text in below))


def _heads_sentences(cell: str, below: list[str]) -> bool:
    return _is_name(cell) and role_of(cell) == words.SENTENCE and _are_sentences(below)


def _is_data(cell: str, below: list[str]) -> bool:
    """Whether a cell is one of its column's values: it occurs again, or is of the same kind as the others."""
    if not cell:
        return False
    if any(_without_digits(cell) == _without_digits(other) for other in below):
        return True
    if _is_sentence(cell):
        return not below or _are_sentences(below)
    return is_label(cell) and not _is_name_over(cell, below) and _are_labels(cell, below)


def _are_labels(cell: str, below: list[str]) -> bool:
    """Whether most of a column's cells are labels of the same kind as `cell`: numbers, or words and signs."""
    is_number = words.number_of(cell) is not None
    alike = [
        other for other in below if is_label(other) and (words.number_of(other) is not None) == is_number
    ]
    return not below or len(alike) > len(below) / 2


def _is_name_over(cell: str, below: list[str]) -> bool:
    """Whether a word such as "acceptable" or "good" heads numbers, answers or sentences."""
    is_word = _is_name(cell) and words.own_meaning(cell) is not None
    return is_word and bool(below) and all(words.own_meaning(other) is None for other in below)


def _is_name(cell: str) -> bool:
    """Whether a cell is nothing but words that headings have."""
    found = words_in(cell)
    names = [word for word in found if _role_of_word(word) or word in words.NEGATIONS]
    return bool(names) and not _is_sentence(cell) and all(w in names or w in _MODIFIERS for w in found)


def _is_sentence(cell: str) -> bool:
    """Whether a cell is a sentence; "Grammatical?" is a heading."""
    if _ends(cell):
        return " " in cell or _role_of_word(cell.rstrip(".!?").casefold()) is None
    return len(cell.split()) >= 3 and _explained(cell) is None and not _are_names(words_in(cell))


def _are_sentences(cells: Sequence[str]) -> bool:
    """Whether most of a column's cells are sentences."""
    found = sum(_ends(cell) or len(cell.split()) >= 3 for cell in cells)
    return found > len(cells) / 2


def _ends(cell: str) -> bool:
    return cell.rstrip("\"'”’)").endswith((".", "!", "?", "。", "？", "！"))


def _are_names(found: list[str]) -> bool:
    known = sum(_role_of_word(word) is not None or word in _MODIFIERS for word in found)
    return any(map(_role_of_word, found)) and known == len(found)


def _without_digits(cell: str) -> str:
    return re.sub(r"\d+", "0", cell)
