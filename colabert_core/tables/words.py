"""The words, in English and Korean, that people use for columns and labels."""

import re

from colabert_core.tables.notation import is_mark, split_mark


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(","))


# --- labels --------------------------------------------------------------------------------------

# These say of themselves what they mean; compared ignoring case, whatever the column is called.
_ACCEPTABLE = _words(
    "good, ok, okay, fine, well-formed, well formed, wellformed, acceptable, accepted, accept, acc, "
    "grammatical, gram, correct, right, valid, natural, felicitous, appropriate, no error, "
    "no errors, error-free, error free, no mistake, clean, normal, not ungrammatical, "
    "not unacceptable, 맞음, 맞다, 옳음, 옳다, 바름, 정문, 용인, 용인 가능, 용인가능, 수용, "
    "수용 가능, 수용가능, 좋음, 적격, 적절, 적합, 정상, 문법적, 문법적임, 자연, 자연스러움, "
    "오류 없음, 오류없음"
)
_UNACCEPTABLE = _words(
    "bad, wrong, ill-formed, ill formed, illformed, unacceptable, not acceptable, rejected, reject, "
    "unacc, ungrammatical, not grammatical, non-grammatical, nongrammatical, agrammatical, ungram, "
    "incorrect, not correct, invalid, unnatural, infelicitous, inappropriate, deviant, error, "
    "errors, has error, erroneous, mistake, violation, abnormal, not ok, 틀림, 틀리다, 그름, 비문, "
    "용인 불가, 용인불가, 용인 불가능, 용인불가능, 수용 불가, 수용불가, 수용 불가능, 수용불가능, "
    "나쁨, 부적격, 부적절, 부적합, 비정상, 비문법적, 비문법적임, 부자연, 부자연스러움, 어색, "
    "어색함, 오류, 오류 있음, 오류있음, 오문, 잘못, 잘못됨"
)
# These answer the question that the heading asks: "yes" under "error" means unacceptable.
_YES = _words("yes, y, true, t, 예, 네, 참, 있음, 정, 가능, 정답, pass, passed")
_NO = _words("no, n, false, f, 아니오, 아니요, 거짓, 없음, 오, 불가, 불가능, 오답, fail, failed")
# Signs that mean acceptable and unacceptable by custom, unless the heading asks for errors.
_SIGN_YES = _words("o, +, ○, 〇, ◯, ⭕, ✓, ✔, ✅, ☑, ㅇ, v, ✔️")
_SIGN_NO = _words("x, -, –, −, ×, ✕, ✖, ✗, ✘, ❌, ✖️")
_NUMBER = re.compile(r"[+-]?\d{1,9}(?:[.,]\d{1,9})?", re.ASCII)


def unwrapped(value: str) -> str:
    """A label without what exports put around it: ["acceptable"], 'acceptable', "1: acceptable", LABEL_1."""
    value = " ".join(value.split()).casefold()
    while len(value) > 2 and value[0] + value[-1] in ("[]", '""', "''", "()", "{}"):
        value = value[1:-1].strip()
    if found := re.fullmatch(r"(?:__)?label(?:__)?[ _]?([01])", value):
        return found[1]
    if found := re.fullmatch(r"[+-]?\d+\s*[:=.)–-]\s*(\D.*)|(\D+?)\s*[(:=]\s*[+-]?\d+\)?", value):
        return (found[1] or found[2]).strip()
    return value


def number_of(value: str) -> float | None:
    """The number that a label is, with a point or a comma; None if it is none."""
    value = unwrapped(value)
    return float(value.replace(",", ".")) if _NUMBER.fullmatch(value) else None


def own_meaning(value: str) -> int | None:
    """1 or 0 for a label that says of itself what it means, marks among them; None for others."""
    mark, word = split_mark(value.strip())
    if mark and not word:
        return 0 if "*" in mark or "??" in mark else None
    word = unwrapped(word).strip(" .")
    return 1 if word in _ACCEPTABLE else 0 if word in _UNACCEPTABLE else None


def answer(value: str) -> int | None:
    """1 for yes and true, 0 for no and false; None for others."""
    value = unwrapped(value).strip(" .")
    return 1 if value in _YES else 0 if value in _NO else None


def sign(value: str) -> int | None:
    """1 for o, + and ticks, 0 for x, - and crosses; None for others."""
    value = unwrapped(value)
    return 1 if value in _SIGN_YES else 0 if value in _SIGN_NO else None


def is_label(value: str) -> bool:
    """Whether a cell looks like a label, not like a heading."""
    if not value.strip():
        return False
    known = (number_of(value), own_meaning(value), answer(value), sign(value))
    return is_mark(value) or any(meaning is not None for meaning in known)


# --- headings ------------------------------------------------------------------------------------

SENTENCE, LABEL, MARK, SOURCE, SPLIT, PAIR = "sentence", "label", "mark", "source", "split", "pair"
PHENOMENON, RATING, OTHER = "phenomenon", "rating", "other"

# Each word of a heading is looked up; Korean words are looked for inside it.
ROLE_WORDS = {
    SENTENCE: _words(
        "sentence, sentences, text, texts, example, examples, utterance, stimulus, satz, phrase"
    ),
    LABEL: _words(
        "label, labels, gold, judgment, judgments, judgement, judgements, verdict, class, decision, answer"
    ),
    MARK: _words("mark, marks, diacritic, diacritics, star, asterisk, symbol"),
    SOURCE: _words("source, sources, publication, author, reference, origin"),
    SPLIT: _words("split, subset, partition, fold"),
    PHENOMENON: _words("phenomenon, phenomena, construction, category, uid, linguistics, feature"),
    RATING: _words("rating, ratings, score, scores, mean, means, likert, zscore, z, percent, percentage"),
    OTHER: _words(
        "id, index, idx, item, context, note, notes, comment, comments, number, no, nr, translation"
    ),
}
ROLE_WORDS_KOREAN = {
    SENTENCE: ("문장", "예문", "텍스트", "자극문", "발화"),
    LABEL: ("레이블", "라벨", "판단", "판정", "정오", "정답"),
    MARK: ("표시", "별표", "기호"),
    SOURCE: ("출처", "문헌", "저자"),
    SPLIT: ("분할", "데이터 구분", "세트"),
    PHENOMENON: ("현상", "유형", "구문", "범주"),
    RATING: ("점수", "평점", "평균", "척도"),
    OTHER: ("번호", "순번", "비고", "메모", "문맥", "해석", "번역"),
}
# Texts beside the sentences, which may be longer than these.
BESIDE = _words(
    "context, note, notes, comment, comments, remark, remarks, explanation, reason, translation, gloss, "
    "feedback, instruction, question, prompt, description"
)
BESIDE_KOREAN = ("비고", "메모", "문맥", "맥락", "해석", "번역", "설명", "이유")
# 1 means acceptable under these, as in CoLA; the others of LABEL do not say what 1 means.
CONVENTIONAL = _words("label, labels, gold, judgment, judgments, judgement, judgements, verdict")
CONVENTIONAL_KOREAN = ("레이블", "라벨", "판단", "판정", "정답")
POSITIVE = _words(
    "grammatical, grammaticality, grammaticalness, gram, acceptable, acceptability, acceptance, "
    "acc, accept, accepted, correct, correctness, good, goodness, ok, okay, valid, validity, "
    "wellformed, wellformedness, well, natural, naturalness, fine, right, felicitous, felicity, "
    "appropriate, appropriateness, possible, clean, normal"
)
NEGATIVE = _words(
    "ungrammatical, ungrammaticality, ungram, agrammatical, unacceptable, unacceptability, unacc, "
    "error, errors, err, erroneous, incorrect, incorrectness, bad, badness, wrong, wrongness, "
    "violation, violations, violated, violates, mistake, mistakes, mistaken, invalid, deviant, "
    "deviance, deviation, illformed, ill, anomalous, anomaly, odd, oddness, unnatural, "
    "unnaturalness, infelicitous, infelicity, awkward, awkwardness, starred, rejected, reject, "
    "rejection, fault, faults, faulty, flaw, flawed, broken, impossible, abnormal, inappropriate, "
    "illicit, illegal, defective, corrupted, corrupt, problem, problematic, nongrammatical, "
    "inacceptable"
)
ERRORS = _words("error, errors, violation, violations, mistake, mistakes, fault, faults, problem, problems")
ERRORS_KOREAN = ("오류", "위반", "잘못")
NEGATIONS = _words("not, non, un, no, without, free, never, isnt, less")
POSITIVE_KOREAN = (
    "문법성",
    "문법적",
    "문법",
    "용인",
    "수용",
    "정문",
    "적격",
    "적절",
    "적합",
    "자연",
    "정상",
    "맞음",
    "옳음",
    "올바",
)
NEGATIVE_KOREAN = (
    *(
        "비문법",
        "비문",
        "오류",
        "부적격",
        "부적절",
        "부적합",
        "틀림",
        "틀린",
        "잘못",
        "오문",
        "어색",
        "비정상",
    ),
    *("부자연", "불용인", "위반", "이상함"),
)
NEGATIONS_KOREAN = ("없", "아닌", "아님", "무오류", "불가", "않")
# Two headings for one thing, or both ends of a scale: "정오", "적부".
BOTH_KOREAN = ("정오", "적부", "가부", "OX", "ox")
