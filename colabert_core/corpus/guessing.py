"""Guesses about an uploaded table in English or Korean: headings, columns, and what its labels mean.

People see each guess on the page and can correct it, so a guess may be wrong, but is never hidden.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

SENTENCE, LABEL, MARK, SOURCE = "sentence", "label", "mark", "source"
HEADINGS = {
    SENTENCE: (
        *("sentence", "sentences", "text", "example", "utterance", "stimulus"),
        *("문장", "예문", "텍스트", "자극문", "발화"),
    ),
    LABEL: (
        *("label", "judgment", "judgement", "verdict", "acceptability", "acceptable", "grammaticality"),
        *("grammatical", "correct", "correctness", "rating", "class"),
        *("레이블", "라벨", "판단", "판정", "용인성", "용인", "문법성", "수용성", "정오", "정답"),
    ),
    MARK: ("mark", "marks", "diacritic", "star", "asterisk", "표시", "별표", "기호"),
    SOURCE: ("source", "publication", "author", "reference", "origin", "출처", "문헌", "저자"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


# Whole labels, compared ignoring case. What a number means depends on the other numbers: see `_guess`.
_ACCEPTABLE = _words(
    "yes, y, true, t, o, ok, okay, good, fine, well-formed, well formed, acceptable, accepted, accept, acc,"
    "grammatical, gram, correct, right, valid, pass, natural, +, ○, 〇, ◯, ⭕, ✓, ✔, ✅, ㅇ, 예, 네, 참,"
    "맞음, 맞다, 옳음, 바름, 정, 정문, 정답, 가능, 용인, 용인 가능, 수용, 수용 가능, 좋음, 적격, 적절, 정상,"
    "문법적, 자연, 자연스러움"
)
_UNACCEPTABLE = _words(
    "no, n, false, f, x, bad, wrong, ill-formed, ill formed, unacceptable, not acceptable, rejected, reject,"
    "unacc, ungrammatical, ungram, incorrect, invalid, fail, unnatural, -, –, −, ×, ✕, ✖, ✗, ✘, ❌, 아니오,"
    "아니요, 거짓, 틀림, 틀리다, 그름, 오, 오답, 비문, 불가, 불가능, 용인 불가, 용인 불가능, 수용 불가,"
    "수용 불가능, 나쁨, 부적격, 부적절, 비정상, 비문법적, 부자연, 부자연스러움"
)

_WIDE = str.maketrans("＊∗⁎？＃％", "***?#%")
_IN_FRONT = re.compile(r"([*?#%＊∗⁎？＃％][*?#%/＊∗⁎？＃％]{0,4}+)(?![\d/])\s*")


def split_mark(text: str) -> tuple[str, str]:
    """A linguist's mark (*, ??, ?*, #, % ...), "" if there is none, and the sentence after it."""
    found = _IN_FRONT.match(text)
    return (found[1].translate(_WIDE), text[found.end() :]) if found else ("", text)


def is_mark(text: str) -> bool:
    """Whether a text is only a mark."""
    mark, rest = split_mark(text)
    return bool(mark) and not rest


# --- labels --------------------------------------------------------------------------------------


def guess_labels(values: Sequence[str]) -> list[int | None]:
    """1 acceptable, 0 unacceptable, None left out, for each of the distinct labels of a table.

    If all other labels are marks, a missing one means acceptable, as linguists write. As in CoLA, milder
    doubts (?) are left out, and so are # and %, which mark meaning and dialect.
    """
    filled = [value for value in values if value]
    numbers = {number for value in filled if (number := _number(value)) is not None}
    empty = 1 if filled and all(is_mark(value) for value in filled) else None
    return [_guess(value, numbers) if value else empty for value in values]


def _guess(value: str, numbers: set[float]) -> int | None:
    number = _number(value)
    if number is not None:
        # 0 and 1, or -1 and 1. Where to divide a scale from 1 to 7 is up to the visitor.
        return int(number == 1) if numbers <= {0, 1} or numbers <= {-1, 1} else None
    mark, word = split_mark(value)
    if mark and not word:
        return 0 if "*" in mark or "??" in mark else None
    word = word.casefold().strip(" .")
    return 1 if word in _ACCEPTABLE else 0 if word in _UNACCEPTABLE else None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,9})?", text, re.ASCII) else None


# --- headings ------------------------------------------------------------------------------------


def role_of(heading: str) -> str | None:
    """What a heading names: sentence, label, mark or source; None if it is something else."""
    whole = heading.strip().casefold()
    words = set(re.findall(r"[^\W_]+", whole))
    for role, names in HEADINGS.items():
        if whole in names:
            return role
    for role, names in HEADINGS.items():
        for name in names:
            if {name, f"{name}s"} & words or (not name.isascii() and name in whole):
                return role
    return None


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of these rows is headings, not data."""
    first, below = rows[0], rows[1:]
    if any(role_of(cell) and _guess(cell, set()) is None and _is_short(cell) for cell in first):
        return True
    if any(cell and any(cell == row[at] for row in below if at < len(row)) for at, cell in enumerate(first)):
        return False  # a value that its column has elsewhere too
    if any(role_of(cell) and _is_short(cell) for cell in first):
        return True
    if any(
        _number(cell) is not None or split_mark(cell)[0] or _guess(cell, set()) is not None for cell in first
    ):
        return False
    return bool(below) and not _is_sentence(max(first, key=len))


def _is_short(cell: str) -> bool:
    return len(cell.split()) <= 4 and not cell.rstrip().endswith(".")


def _is_sentence(cell: str) -> bool:
    return len(cell.split()) >= 3 or cell.rstrip().endswith((".", "!", "?"))


# --- columns -------------------------------------------------------------------------------------


def guess_sentence(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    """The number of the column with the longest texts, among those headed as sentences if there are any."""
    named = [at for at, name in enumerate(columns) if role_of(name) == SENTENCE]
    return max(named or range(len(columns)), key=lambda at: sum(map(len, cells[at])))


def guess_label(
    columns: Sequence[str], cells: Sequence[Sequence[str]], taken: Iterable[int], max_values: int
) -> int | None:
    """The number of the label column, with at most `max_values` different values; None if there is none.

    Both classes must be recognised in it, or its heading must name it. `taken` are columns used otherwise.
    """
    best, best_score = None, (0, 0, 0.0)
    for at, name in enumerate(columns):
        if at not in set(taken) and (score := _label_score(name, cells[at], max_values)) > best_score:
            best, best_score = at, score
    return best


def _label_score(heading: str, cells: Sequence[str], max_values: int) -> tuple[int, int, float]:
    """How likely a column is to hold the labels, to be compared with other columns; all 0 if it cannot."""
    counts = Counter(cells)
    filled = [value for value in counts if value]
    if not 0 < len(filled) <= max_values:
        return (0, 0, 0.0)
    known = dict(zip(counts, guess_labels(list(counts)), strict=True))
    both = {label for value, label in known.items() if value} >= {0, 1}
    both_with_blank = set(known.values()) >= {0, 1}
    named = role_of(heading) == LABEL
    if not (named or both_with_blank):
        return (0, 0, 0.0)
    share = sum(rows for value, rows in counts.items() if known[value] is not None) / max(len(cells), 1)
    return (int(both_with_blank) + int(named), int(both), share)


def guess_mark(columns: Sequence[str], cells: Sequence[Sequence[str]], taken: Iterable[int]) -> int | None:
    """The number of the mark column, whose cells are all marks or empty; None if there is none."""
    for at in range(len(columns)):
        filled = [cell for cell in cells[at] if cell]
        if at not in set(taken) and filled and all(is_mark(cell) for cell in filled):
            return at
    return None


def guess_source(columns: Sequence[str], taken: Iterable[int]) -> int | None:
    """The number of the column whose heading names a source; None if there is none."""
    free = [at for at in range(len(columns)) if at not in set(taken)]
    return next((at for at in free if role_of(columns[at]) == SOURCE), None)
