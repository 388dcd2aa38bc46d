"""Sentences that a model cannot judge: alone, in tables and in files."""

import pandas as pd
import pytest

from colabert_core.config import TrainConfig
from colabert_core.corpus import Corpus
from colabert_core.corpus.reading import COLUMNS
from colabert_core.encoders import bundled_vocabulary
from colabert_core.judging.csv_file import judge_file
from colabert_core.judging.readable import unknown_in, unknown_words, unreadable
from colabert_core.judging.scoring import judge_table, score
from colabert_core.model.tokenization import WordPiece
from colabert_core.runs.run import Run
from colabert_core.runs.store import RunStore

from ..helpers import LengthJudge, new_run

LATIN = ("LATIN",)


@pytest.fixture(scope="module")
def word_piece() -> WordPiece:
    return WordPiece(bundled_vocabulary())


@pytest.mark.parametrize(
    ("sentence", "scripts", "reason"),
    [
        ("The pilot slept.", LATIN, None),
        ("Elle dort à l'école.", LATIN, None),
        ("The pilot ate 🍕🍕 at 12.", LATIN, None),
        ("The word 학교 is Korean.", LATIN, None),
        ("학교에 갑니다.", LATIN, "script"),
        ("Она идёт в школу.", LATIN, "script"),
        ("The pilot slept.", ("HANGUL",), "script"),
        ("🍕🍕🍕", LATIN, "letters"),
        ("12345", (), "letters"),
        ("?!", (), "letters"),
        ("ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ", (), "unknown"),
        ("pilot ꦱꦸꦒꦼꦁ", (), "unknown"),
        ("the pilot ꦱꦸꦒꦼꦁ", (), None),
    ],
)
def test_what_a_model_can_read(word_piece, sentence, scripts, reason):
    found = unreadable(word_piece.tokenize(sentence), scripts)
    assert (found and found.reason) == reason


def test_marks_digits_and_emoji_are_no_words(word_piece):
    assert unknown_words(word_piece.tokenize("😀 , 12 pilot 😀")) == 0
    assert unknown_words(word_piece.tokenize("😀 , 12")) == 0


def test_a_score_has_no_verdict():
    korean, english = score(LengthJudge(), ["학교에 갑니다.", "one two"], LATIN)
    assert (korean.label, korean.unreadable.script) == ("cannot judge", "HANGUL")
    assert (english.label, english.unreadable) == ("unacceptable", None)


def test_a_table_has_an_empty_probability_and_the_model_is_not_asked():
    judge = LengthJudge()
    table = judge_table(judge, pd.DataFrame({"sentence": ["학교에", "one two", "", "😀"]}), scripts=LATIN)
    assert table["verdict"].fillna("").tolist() == ["cannot judge", "unacceptable", "", "cannot judge"]
    assert table["probability"].isna().tolist() == [True, False, True, True]
    assert judge.asked == [["one two"]]


def test_a_file_counts_what_cannot_be_judged_piece_by_piece(tmp_path):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("sentence\n" + '학교에\none two\n""\n' * 5, encoding="utf-8")
    done = judge_file(LengthJudge(), source, target, "x", piece_rows=4, scripts=LATIN)
    assert (done.rows, done.cannot_judge) == (15, 5)
    assert judge_file(LengthJudge(), source, target, "x", piece_rows=4).cannot_judge == 0


# --- what a run has learned -------------------------------------------------------------------------


def corpus_of(*sentences: str) -> Corpus:
    table = pd.DataFrame([("ours", 1, "", sentence) for sentence in sentences], columns=list(COLUMNS))
    return Corpus(id="own-x", name="x", table=table.assign(split="in_domain_train"), fingerprint="x")


def test_a_run_knows_the_scripts_of_its_sentences(empty_home):
    runs = RunStore(empty_home.runs)
    korean = runs.create(TrainConfig(), corpus_of("조종사가 잤다."))
    assert korean.scripts == ("HANGUL",)
    both = runs.create(TrainConfig(encoder=str(korean.folder)), corpus_of("The pilot slept."))
    assert both.scripts == ("HANGUL", "LATIN")


def test_a_run_of_an_older_version_claims_no_more_than_is_known(empty_home):
    runs = RunStore(empty_home.runs)
    for corpus, scripts in (("own-x", ()), ("cola", LATIN), ("pairs", LATIN)):
        run = runs.create(TrainConfig(), corpus_of("조종사가 잤다."))
        text = (run.folder / "run.json").read_text()
        head, _, _ = text.partition(',\n  "scripts"')
        (run.folder / "run.json").write_text(head.replace('"own-x"', f'"{corpus}"') + "\n}")
        assert Run(run.folder).scripts == scripts


def test_a_run_that_continues_one_of_unknown_scripts_claims_none(empty_home):
    old = new_run(empty_home)
    assert old.scripts == ()
    run = RunStore(empty_home.runs).create(
        TrainConfig(encoder=str(old.folder)), corpus_of("The pilot slept.")
    )
    assert run.scripts == ()


@pytest.mark.parametrize(
    ("sentences", "words", "shown", "is_much"),
    [
        (["The pilot slept."], 0, 0, False),
        (["The pilot slept.", "ꦱꦸꦒꦼꦁ 😀"], 1 / 4, 1 / 2, True),
        (["one two three"] * 19 + ["one two ꦱꦸꦒꦼꦁ"], 1 / 60, 1 / 20, False),
        (["12 😀"], 0, 0, False),
        ([], 0, 0, False),
    ],
)
def test_what_a_vocabulary_lacks_of_a_corpus(word_piece, sentences, words, shown, is_much):
    found = unknown_in(word_piece, sentences)
    assert (found.words, found.sentences) == pytest.approx((words, shown))
    assert found.is_much == is_much


def test_a_large_corpus_is_sampled_from_beginning_to_end(word_piece):
    found = unknown_in(word_piece, ["one"] * 5_000 + ["ꦱꦸꦒꦼꦁ"] * 5_000)
    assert found.words == pytest.approx(0.5, abs=0.01)
