import json
import os
from dataclasses import replace

import pytest

from colabert_core import errors
from colabert_core.config import TrainConfig
from colabert_core.corpus import exported, file_columns, own
from colabert_core.corpus.own_labels import Cutoffs, LabelValue, examples_of, labels_in
from colabert_core.corpus.own_table import Prepared, check, prepare
from colabert_core.corpus.splitting import split_rows
from colabert_core.tables.columns import Columns, guess_columns
from colabert_core.tables.reading import read
from colabert_core.tables.sheet import Sheet

from ..helpers import files_below


def csv_of(text: str, file: str = "ours.csv") -> Sheet:
    return read(file, text.encode())


def guessed(sheet: Sheet) -> Prepared:
    """The corpus made from a sheet when no guess is corrected."""
    columns = guess_columns(sheet).columns
    return prepare(sheet, columns, labels_in(sheet, columns).values)


def labels(sheet: Sheet, columns: Columns) -> list[tuple[str, int, int | None]]:
    return [(value.value, value.rows, value.label) for value in labels_in(sheet, columns).values]


def rows(prepared: Prepared) -> list[tuple]:
    return list(prepared.table[["source", "label", "mark", "sentence"]].itertuples(index=False, name=None))


def dropped(prepared: Prepared) -> list[tuple]:
    return list(prepared.dropped.itertuples(index=False, name=None))


def enough(acceptable: int = 10, unacceptable: int = 10) -> str:
    good = "".join(f"1,The pilot slept {n} times.\n" for n in range(acceptable))
    return "label,sentence\n" + good + "".join(f"0,Him slept {n} times.\n" for n in range(unacceptable))


@pytest.fixture
def prepared() -> Prepared:
    return guessed(csv_of(enough()))


# --- columns ---------------------------------------------------------------------------------------


def test_columns_are_guessed_by_their_headings():
    sheet = csv_of("출처,문장,표시,판단\n책,나는 갔다.,,O\n책,나를 갔다.,*,X\n")
    assert guess_columns(sheet).columns == Columns(sentence="문장", label="판단", mark="표시", source="출처")


def test_columns_are_guessed_by_what_stands_in_them():
    sheet = csv_of("nr,was,wie\n1,The pilot slept.,good\n2,Him slept.,bad\n")
    assert guess_columns(sheet).columns == Columns(sentence="was", label="wie")


def test_colas_own_raw_files_are_known():
    raw = "bc01\t1\t\tThe pilot slept.\nbc01\t0\t*\tHim slept.\nks08\t1\t\tThey fell.\n"
    sheet = read("raw.tsv", raw.encode())
    assert guess_columns(sheet).columns == Columns(sentence="D", label="B", mark="C", source="A")
    assert rows(guessed(sheet)) == [
        ("bc01", 1, "", "The pilot slept."),
        ("bc01", 0, "*", "Him slept."),
        ("ks08", 1, "", "They fell."),
    ]


def test_a_list_with_marks_has_no_column_of_labels():
    sheet = read("list.txt", b"The pilot slept.\n*Him slept.\n")
    assert guess_columns(sheet).columns == Columns(sentence="A")


def test_what_the_dashboard_lets_download_can_be_brought_back():
    text = (
        "Judgment,Sentence,Mark,Publication\nacceptable,He slept.,,Adger\n* unacceptable,Him slept.,*,Adger\n"
    )
    assert rows(guessed(csv_of(text))) == [("Adger", 1, "", "He slept."), ("Adger", 0, "*", "Him slept.")]


# --- labels ----------------------------------------------------------------------------------------


def test_labels_are_counted_and_guessed_the_most_frequent_first():
    sheet = csv_of(
        "label,sentence\nyes,He slept.\nyes,He fell.\nno,Him fell.\nmaybe,He slep.\nno,Him slept.\nno,X y.\n"
    )
    columns = Columns(sentence="sentence", label="label")
    assert labels(sheet, columns) == [("no", 3, 0), ("yes", 2, 1), ("maybe", 1, None)]


def test_marks_in_front_are_the_labels_where_there_is_no_column():
    sheet = read("list.txt", b"He slept.\nThey fell.\n*Him slept.\n?? Him fell.\n?He is sleep.\n")
    assert labels(sheet, Columns(sentence="A")) == [
        ("", 2, 1),
        ("*", 1, 0),
        ("??", 1, 0),
        ("?", 1, None),
    ]


def test_labels_of_rows_without_a_sentence_do_not_count():
    sheet = csv_of("label,sentence\n1,He slept.\n0,\n0,=A1\n0,*\n")
    assert labels(sheet, Columns(sentence="sentence", label="label")) == [("1", 1, 1)]


@pytest.mark.parametrize(
    "text", ["sentence,note\nHe slept.,a\nThey fell.,b\n", "sentence,label\nHe slept.,\n"]
)
def test_a_sheet_without_labels_is_told(text):
    sheet = csv_of(text)
    with pytest.raises(errors.NoLabels):
        labels_in(sheet, guess_columns(sheet).columns)


def test_a_column_of_too_many_values_is_told_by_its_name():
    sheet = csv_of("sentence,label\n" + "".join(f"He slept.,x{n}\n" for n in range(21)))
    with pytest.raises(errors.TooManyLabels) as caught:
        labels_in(sheet, Columns(sentence="sentence", label="label"))
    assert (caught.value.column, caught.value.found, caught.value.limit) == ("label", 21, 20)


# --- rows ------------------------------------------------------------------------------------------


def test_every_row_is_kept_or_dropped_with_line_and_reason():
    long = "x" * 2_001
    text = (
        "label,sentence\n1,He slept.\n,No label.\n1,\nmaybe,Left out.\n1,=A1\n1,#NAME?\n0,Too, many.\n"
        f"1,{long}\n=B1,He fell.\n0,Him slept.\n"
    )
    outcome = guessed(csv_of(text))
    assert rows(outcome) == [("ours", 1, "", "He slept."), ("ours", 0, "", "Him slept.")]
    assert dropped(outcome) == [
        (3, "no_label", "No label."),
        (4, "empty_sentence", ""),
        (5, "left_out", "Left out."),
        (6, "formula", "=A1"),
        (7, "formula", "#NAME?"),
        (8, "cells", "0 | Too | many."),
        (9, "too_long", long),
        (10, "formula", "He fell."),
    ]


def test_whitespace_inside_a_sentence_becomes_one_space():
    sheet = csv_of('label,sentence\n1,"He\tslept\r\n  well.\u00a0\u2028Yes."\n0,Him slept.\n')
    assert rows(guessed(sheet))[0][3] == "He slept well. Yes."


def test_a_mark_in_front_never_stays_in_the_sentence():
    sheet = csv_of("label,sentence\n1,He slept.\n0,* Him slept.\n0,Him fell.\n")
    assert rows(guessed(sheet))[1:] == [("ours", 0, "*", "Him slept."), ("ours", 0, "", "Him fell.")]


def test_a_label_that_is_a_mark_is_the_mark():
    sheet = csv_of("judgment,sentence\n,He slept.\n*,Him slept.\n??,Him fell.\n")
    assert [row[1:3] for row in rows(guessed(sheet))] == [(1, ""), (0, "*"), (0, "??")]


def test_what_labels_mean_is_for_people_to_say():
    sheet = csv_of("label,sentence\n7,He slept.\n4,He slep.\n1,Him slept.\n")
    columns = Columns(sentence="sentence", label="label")
    found = labels_in(sheet, columns).values
    assert {value.label for value in found} == {None}
    said = tuple(replace(value, label={"7": 1, "1": 0}.get(value.value)) for value in found)
    outcome = prepare(sheet, columns, said)
    assert [row[1] for row in rows(outcome)] == [1, 0]
    assert dropped(outcome) == [(3, "left_out", "He slep.")]


def test_a_source_is_a_column_or_the_files_name():
    sheet = csv_of("label,sentence,author\n1,He slept.,Kim\n0,Him slept.,\n", file="my data.csv")
    assert [row[0] for row in rows(guessed(sheet))] == ["Kim", "my data"]
    outcome = prepare(
        sheet,
        Columns(sentence="sentence", label="label"),
        labels_in(sheet, Columns(sentence="sentence", label="label")).values,
    )
    assert [row[0] for row in rows(outcome)] == ["my data", "my data"]


def test_acceptable_sentences_with_a_mark_are_counted():
    outcome = guessed(csv_of("label,sentence\n1,*He slept.\n1,?He fell.\n0,*Him slept.\n"))
    assert outcome.contradicting == 1


# --- enough ----------------------------------------------------------------------------------------


def test_twenty_rows_of_both_classes_are_enough(prepared):
    check(prepared)


def test_nineteen_are_too_few():
    with pytest.raises(errors.TooFewRows) as caught:
        check(guessed(csv_of(enough(10, 9))))
    assert (caught.value.found, caught.value.needed) == (19, 20)


@pytest.mark.parametrize(
    ("counts", "kind"), [((25, 0), errors.OnlyAcceptable), ((0, 25), errors.OnlyUnacceptable)]
)
def test_one_class_alone_is_told(counts, kind):
    with pytest.raises(kind) as caught:
        check(
            prepare(
                csv_of(enough(*counts)),
                Columns(sentence="sentence", label="label"),
                (LabelValue(value="1", rows=0, label=1), LabelValue(value="0", rows=0, label=0)),
            )
        )
    assert caught.value.found == 25


# --- stored ----------------------------------------------------------------------------------------


def test_a_stored_corpus_is_one_like_the_others(empty_home, prepared):
    id = own.store(empty_home, "My Data", prepared)
    corpus = own.load(empty_home, id)
    assert (id, corpus.id, corpus.name) == ("own-my-data", "own-my-data", "My Data")
    assert corpus.rows_per_split() == {"in_domain_train": 18, "test": 2}
    assert list(corpus.table.columns) == ["split", "source", "label", "mark", "sentence", "validation"]
    kept = corpus.table[["source", "label", "mark", "sentence"]]
    assert sorted(kept.itertuples(index=False, name=None)) == sorted(rows(prepared))


def test_what_stands_on_disk(empty_home, prepared):
    id = own.store(empty_home, "My Data", prepared)
    files = ("in_domain_train.tsv", "validation.tsv", "test.tsv", "corpus.json")
    assert files_below(empty_home.corpus / "own") == {f"{id}/{file}" for file in files}
    about = json.loads((empty_home.corpus / "own" / id / "corpus.json").read_text())
    assert about.pop("created") > 1_700_000_000
    assert about == {"name": "My Data", "file": "ours.csv", "rows": 20, "dropped": 0}
    assert own.about(empty_home, id).rows == 20


def test_hostile_text_comes_back_as_it_was(empty_home):
    hostile = [
        '=HYPERLINK("x") no',
        "<script>alert(1)</script>",
        '"quoted"',
        "a\\tb",
        "NA",
        "\x0b\x1cx\x85y",
        "é 한 😀",
    ]
    table = [[text if text[0] != "=" else f"+{text}", n % 2] for n, text in enumerate(hostile * 3)]
    content = "".join(json.dumps({"sentence": text, "label": label}) + "\n" for text, label in table)
    id = own.store(empty_home, "x", guessed(read("ours.jsonl", content.encode())))
    sentences = own.load(empty_home, id).table["sentence"].tolist()
    assert sorted(sentences) == sorted(" ".join(text.split()) for text, _ in table)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Café & Co.", "own-cafe-co"),
        ("내 문장", "own-corpus"),
        ("../../etc", "own-etc"),
        ("   ", "own-ours"),
        ("x" * 200, "own-" + "x" * 40),
    ],
)
def test_names_of_any_letters_get_safe_ids(empty_home, prepared, name, id):
    assert own.store(empty_home, name, prepared) == id
    assert own.ids(empty_home) == [id]
    assert own.name_of(empty_home, id) == " ".join(name.split())[:60] or "ours"


def test_equal_names_are_made_distinct(empty_home, prepared):
    found = [own.store(empty_home, "내 문장", prepared) for _ in range(3)]
    assert found == ["own-corpus", "own-corpus-2", "own-corpus-3"]
    assert [own.name_of(empty_home, id) for id in found] == ["내 문장", "내 문장 (2)", "내 문장 (3)"]
    assert own.ids(empty_home) == found


def test_what_is_not_enough_is_not_stored(empty_home):
    with pytest.raises(errors.TooFewRows):
        own.store(empty_home, "x", guessed(csv_of(enough(3, 3))))
    assert own.ids(empty_home) == []


def test_a_failure_on_the_way_leaves_nothing(empty_home, prepared, monkeypatch):
    own.store(empty_home, "first", prepared)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own, "replace_folder", full)
    with pytest.raises(errors.CorpusNotStored, match="No space left"):
        own.store(empty_home, "second", prepared)
    assert own.ids(empty_home) == ["own-first"]
    assert os.listdir(empty_home.corpus / "own") == ["own-first"]


def test_a_home_without_any(empty_home):
    assert own.ids(empty_home) == []


def test_deleting_removes_one_and_leaves_the_others(empty_home, prepared):
    first, second = (own.store(empty_home, name, prepared) for name in ("a", "b"))
    own.delete(empty_home, first)
    assert own.ids(empty_home) == [second]
    assert os.listdir(empty_home.corpus / "own") == [second]
    with pytest.raises(errors.CorpusUnknown):
        own.delete(empty_home, first)


@pytest.mark.parametrize("id", ["own-never", "own-../own-a", "own-a/../own-a", "../own", "", "own-", "cola"])
def test_what_is_no_corpus_is_told(empty_home, prepared, id):
    own.store(empty_home, "a", prepared)
    for work in (own.load, own.delete, own.folder_of):
        with pytest.raises(errors.CorpusUnknown):
            work(empty_home, id)
    assert own.ids(empty_home) == ["own-a"]


def test_a_damaged_corpus_is_told_and_can_be_deleted(empty_home, prepared):
    id = own.store(empty_home, "a", prepared)
    path = own.folder_of(empty_home, id) / "in_domain_train.tsv"
    path.write_bytes(path.read_bytes() + b"only\tthree\tcells\n")
    with pytest.raises(errors.CorpusDamaged, match="line 17"):
        own.load(empty_home, id)
    path.unlink()
    with pytest.raises(errors.CorpusDamaged) as caught:
        own.load(empty_home, id)
    assert caught.value.name == "a"
    own.delete(empty_home, id)
    assert own.ids(empty_home) == []


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"name": 1}', b"\xff", b"null"])
def test_a_description_that_is_lost_hides_no_sentence(empty_home, prepared, content):
    id = own.store(empty_home, "a", prepared)
    (own.folder_of(empty_home, id) / "corpus.json").write_bytes(content)
    assert own.about(empty_home, id) is None
    assert own.name_of(empty_home, id) == id
    assert own.load(empty_home, id).name == id


# --- questions that only people can answer ------------------------------------------------------------


def table_of(heading: str, yes: str, no: str, star: str = "", n: int = 10) -> Sheet:
    good = "".join(f"The pilot slept {k} times.,{yes}\n" for k in range(n))
    bad = "".join(f"{star}Him slept {k} times.,{no}\n" for k in range(n))
    return csv_of(f"sentence,{heading}\n{good}{bad}")


def question(sheet: Sheet) -> tuple[str | None, dict[str, int | None]]:
    found = labels_in(sheet, guess_columns(sheet).columns)
    return found.question, {value.value: value.label for value in found.values}


@pytest.mark.parametrize(
    ("heading", "star", "asked", "one"),
    [
        ("class", "", "reading", 1),
        ("label", "", None, 1),
        ("error", "", None, 0),
        ("class", "*", None, 1),
        ("label", "*", None, 1),
    ],
)
def test_people_are_asked_where_neither_heading_nor_stars_tell(heading, star, asked, one):
    no = "1" if heading == "error" else "0"
    yes = "0" if heading == "error" else "1"
    assert question(table_of(heading, yes, no, star)) == (asked, {"1": one, "0": 1 - one})


@pytest.mark.parametrize(("heading", "asked"), [("class", None), ("label", "reading"), ("acceptable", None)])
def test_stars_turn_labels_that_say_nothing_and_question_a_convention(heading, asked):
    found, meaning = question(table_of(heading, yes="0", no="1", star="*"))
    assert found == asked
    assert meaning["1"] == (0 if heading == "class" else 1)


def test_the_other_reading_can_be_taken_and_each_label_has_examples():
    sheet = table_of("class", "1", "0")
    columns = guess_columns(sheet).columns
    turned = {value.value: value.label for value in labels_in(sheet, columns).turned()}
    assert turned == {"1": 0, "0": 1}
    assert examples_of(sheet, columns, "0") == [f"Him slept {k} times." for k in range(3)]


@pytest.mark.parametrize(("stars", "asked"), [(1, "marks"), (3, "marks"), (4, None), (30, None)])
def test_a_few_stars_in_a_long_list_are_no_labels(stars, asked):
    lines = [f"The pilot slept {k} times." for k in range(72)]
    lines[:stars] = ["*" + line for line in lines[:stars]]
    found, meaning = question(read("list.txt", "\n".join(lines).encode()))
    assert (found, meaning[""]) == (asked, None if asked else 1)


def test_ratings_are_for_people_to_cut():
    rows_ = "".join(f"The pilot slept {k} times.,{1 + k % 7}\n" for k in range(28))
    assert question(csv_of(f"sentence,rating\n{rows_}"))[0] == "rating"


def test_hidden_labels_are_none():
    with pytest.raises(errors.NoLabels):
        question(table_of("label", "-1", "-1"))


def test_label_columns_that_disagree_are_rivals():
    text = "".join(f"The pilot slept {k} times.,{k % 2},{k % 3 % 2},{k % 2}\n" for k in range(20))
    assert guess_columns(csv_of(f"sentence,label,predicted label,gold\n{text}")).rivals == (
        *("label", "predicted label", "gold"),
    )
    assert guess_columns(csv_of(f"sentence,label,x,gold\n{text}")).rivals == ()


@pytest.mark.parametrize(
    ("good", "bad"),
    [("good", "bad"), ("sentence_good", "sentence_bad"), ("corrected sentence", "original sentence")],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_good_and_bad_side_by_side_become_two_sentences(good, bad, swapped):
    sides = [(good, "The pilot slept {} times."), (bad, "Him slept {} times.")][:: -1 if swapped else 1]
    head = ",".join(side[0] for side in sides)
    text = "".join(",".join(side[1].format(k) for side in sides) + "\n" for k in range(12))
    table = guessed(csv_of(f"{head}\n{text}")).table
    assert len(table) == 24
    assert table.loc[table["label"] == 1, "sentence"].str.startswith("The pilot").all()
    assert table.loc[table["label"] == 0, "sentence"].str.startswith("Him").all()


def test_numbers_and_marks_come_off_and_are_kept_to_be_shown():
    prepared = guessed(
        csv_of("sentence,label\n(1) The pilot slept.,1\n(2) *Him slept.,0\nb. ?? He slept it.,0\n")
    )
    assert list(prepared.table["sentence"]) == ["The pilot slept.", "Him slept.", "He slept it."]
    assert list(prepared.table["mark"]) == ["", "*", "??"]
    assert [tuple(row) for row in prepared.taken_off.to_numpy()] == [
        (2, "(1)", "The pilot slept."),
        (3, "(2) *", "Him slept."),
        (4, "b. ??", "He slept it."),
    ]


# --- parts -----------------------------------------------------------------------------------------


def with_parts(*parts: str, heading: str = "split") -> Sheet:
    """Twelve acceptable and twelve unacceptable sentences in parts that follow one another."""
    lines = [f"The pilot slept {n} times.,1,{parts[n % len(parts)]}\n" for n in range(12)]
    lines += [f"Him slept {n} times.,0,{parts[n % len(parts)]}\n" for n in range(12)]
    return csv_of(f"sentence,label,{heading}\n" + "".join(lines))


@pytest.mark.parametrize(
    ("parts", "sizes"),
    [
        (("train", "train", "dev", "test"), {"in_domain_train": 12, "validation": 6, "test": 6}),
        (("TRAIN", "Train", "valid", "eval"), {"in_domain_train": 12, "validation": 6, "test": 6}),
        (("train", "train", "train", "test"), {"in_domain_train": 18, "test": 6}),
        (("train", "train", "train", "dev"), {"in_domain_train": 18, "test": 6}),
        (("학습", "학습", "검증", "평가"), {"in_domain_train": 12, "validation": 6, "test": 6}),
        (
            ("in_domain_train", "in_domain_train", "in_domain_dev", "out_of_domain_dev"),
            {"in_domain_train": 12, "test": 12},
        ),
    ],
)
def test_the_parts_that_a_file_names_are_kept(empty_home, parts, sizes):
    found = guessed(with_parts(*parts))
    assert (found.split, found.sizes) == ("split", sizes)
    corpus = own.load(empty_home, own.store(empty_home, "x", found))
    for seed in (1, 2):
        train, validation = split_rows(corpus, TrainConfig(seed=seed))
        assert not {*train["sentence"], *validation["sentence"]} & {*corpus.split("test")["sentence"]}
        if "validation" in sizes:
            assert (len(train), len(validation)) == (sizes["in_domain_train"], sizes["validation"])
    assert corpus.rows_per_split()["test"] == sizes["test"]


def test_a_row_in_an_unknown_part_is_told():
    sheet = with_parts("train", "train", "test", "later")
    columns = replace(guess_columns(sheet).columns, split="split")
    found = prepare(sheet, columns, labels_in(sheet, columns).values)
    assert set(found.dropped["reason"]) == {"no_part"} and len(found.table) == 18


@pytest.mark.parametrize("parts", [("dev", "test"), ("train",), ("red", "blue"), ("train", "blue")])
def test_a_column_that_is_no_split_is_none(parts):
    assert guess_columns(with_parts(*parts)).columns.split is None


def test_a_training_part_that_is_too_small_is_told():
    with pytest.raises(errors.TrainingPartUnusable) as caught:
        check(guessed(with_parts("train", "dev", "test", "test")))
    assert (caught.value.column, caught.value.found, caught.value.needed) == ("split", 6, 10)


def test_without_parts_the_sentences_are_divided_80_10_10():
    found = guessed(csv_of(enough(60, 40))).table
    assert found["part"].value_counts().to_dict() == {"in_domain_train": 80, "validation": 10, "test": 10}
    assert found.groupby("part")["label"].sum().to_dict() == {
        "in_domain_train": 48,
        "validation": 6,
        "test": 6,
    }
    assert found.equals(guessed(csv_of(enough(60, 40))).table)


@pytest.mark.parametrize(("bad", "parts"), [(4, 3), (3, 3), (2, 2), (1, 1)])
def test_a_rare_label_is_in_every_part_that_can_have_it(bad, parts):
    found = guessed(csv_of(enough(40, bad)))
    rare = found.table[found.table["label"] == 0]
    assert rare["part"].nunique() == parts
    assert "in_domain_train" in set(rare["part"])
    assert found.one_sided == dict.fromkeys(("in_domain_train", "test", "validation")[parts:], 1)


def test_the_rating_minus_one_is_a_hidden_one(empty_home):
    sheet = rated("rating", [str(1 + n % 7) for n in range(63)] + ["-1", "-1.0"])
    columns = guess_columns(sheet).columns
    found = labels_in(sheet, columns)
    assert (found.ratings[0], found.cutoffs.high) == (1, 4)
    prepared = prepare(sheet, columns, found.cutoffs)
    assert prepared.dropped["reason"].tolist() == ["no_label", "no_label"]
    assert prepared.table["rating"].min() == 1


def test_minus_one_among_z_scores_is_a_rating(empty_home):
    sheet = rated("z-score", [f"{n / 10 - 2:.1f}" for n in range(41)])
    found = labels_in(sheet, guess_columns(sheet).columns)
    assert -1 in found.ratings
    assert len(prepare(sheet, guess_columns(sheet).columns, found.cutoffs).table) == 41


def test_sentences_that_are_divided_differently_are_another_corpus(empty_home):
    rows = [f"{n % 2},Sentence {n} is here.,{{}}\n" for n in range(60)]
    found = [
        own.load(empty_home, own.store(empty_home, "x", guessed(csv_of(text))))
        for text in (
            "label,sentence,split\n"
            + "".join(row.format("train" if n < cut else "test") for n, row in enumerate(rows))
            for cut in (30, 40)
        )
    ]
    assert found[0].fingerprint != found[1].fingerprint


def test_equal_sentences_are_in_one_part():
    text = "label,sentence\n" + "".join(
        f"{n % 2},He  SLEPT {n % 30}.\n1,he slept {n % 30}.\n" for n in range(90)
    )
    found = guessed(csv_of(text)).table
    assert found.groupby(found["sentence"].str.casefold())["part"].nunique().max() == 1
    assert found["part"].nunique() == 3


# --- pairs -----------------------------------------------------------------------------------------


def pairs_in_rows(n: int = 20) -> Sheet:
    """Pairs in rows; each acceptable sentence is in two of them, as in corpora of learners' errors."""
    lines = [f"The pilot slept {i // 2} times.,The pilot sleep {i} times.,tense {i % 2}\n" for i in range(n)]
    return csv_of("correct,incorrect,error type\n" + "".join(lines))


def test_both_sides_of_a_row_are_a_pair(empty_home):
    corpus = own.load(empty_home, own.store(empty_home, "x", guessed(pairs_in_rows())))
    assert corpus.table.groupby("pair")["label"].sum().tolist() == [1] * 20
    assert len(corpus.table) == 40


def test_pairs_that_share_a_sentence_are_in_one_part():
    found = guessed(pairs_in_rows(60)).table
    assert found.groupby("pair")["part"].nunique().max() == 1
    assert found.groupby("sentence")["part"].nunique().max() == 1
    assert found["part"].nunique() == 3


# --- ratings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        (Cutoffs(low=4, high=4), [0, 0, 0, 1, 1, 1, 1]),
        (Cutoffs(low=3, high=5), [0, 0, 0, None, 1, 1, 1]),
        (Cutoffs(low=4, high=4, is_reversed=True), [1, 1, 1, 1, 0, 0, 0]),
        (Cutoffs(low=2, high=6, is_reversed=True), [1, 1, None, None, None, 0, 0]),
    ],
)
def test_cutoffs_say_what_a_rating_means(cut, expected):
    assert [cut.label_of(rating) for rating in range(1, 8)] == expected
    assert cut.label_of(None) is None


def rated(heading: str, ratings: list[str]) -> Sheet:
    return csv_of(f"sentence,{heading}\n" + "".join(f"Pilot {n} slept.,{r}\n" for n, r in enumerate(ratings)))


@pytest.mark.parametrize(
    ("heading", "ratings", "middle", "is_reversed"),
    [
        ("rating", [str(1 + n % 7) for n in range(28)], 4, False),
        ("mean", [f"{1 + n / 10:.1f}" for n in range(61)], 4, False),
        ("percent", [f"{n}%" for n in range(101)], 50, False),
        ("z-score", [f"{n / 10 - 2:.1f}" for n in range(51)], 0, False),
        ("unacceptability", [str(1 + n % 7) for n in range(28)], 4, True),
    ],
)
def test_ratings_are_asked_about_and_kept(empty_home, heading, ratings, middle, is_reversed):
    sheet = rated(heading, ratings)
    columns = guess_columns(sheet).columns
    found = labels_in(sheet, columns)
    assert (columns.label, found.question, len(found.ratings)) == (heading, "rating", len(ratings))
    lowest = found.ratings[0]
    assert found.cutoffs == Cutoffs(low=middle, high=middle, is_reversed=is_reversed, lowest=lowest)
    corpus = own.load(empty_home, own.store(empty_home, "x", prepare(sheet, columns, found.cutoffs)))
    assert sorted(corpus.table["rating"]) == sorted(float(rating.rstrip("%")) for rating in ratings)
    good = corpus.table["rating"] <= middle if is_reversed else corpus.table["rating"] >= middle
    assert (corpus.table["label"] == good).all()


# --- what else a file says ---------------------------------------------------------------------------


def test_phenomena_and_further_columns_are_kept_to_the_export(empty_home):
    text = "id,sentence,label,phenomenon,note,split\n" + "".join(
        f"s{n},Pilot {n} slept.,{n % 2},island {n % 3},=1+{n},{'train' if n % 4 else 'dev'}\n"
        for n in range(40)
    )
    corpus = own.load(empty_home, own.store(empty_home, "x", guessed(csv_of(text))))
    assert file_columns(corpus.table) == ["file: id", "file: note"]
    row = corpus.table[corpus.table["sentence"] == "Pilot 7 slept."].iloc[0]
    assert tuple(row[["phenomenon", "file: id", "file: note"]]) == ("island 1", "s7", "=1+7")
    assert list(exported(corpus.table)) == [
        *("split", "source", "label", "mark", "sentence", "phenomenon", "id", "note"),
    ]


def test_the_export_names_validation_and_keeps_headings_apart(empty_home):
    text = "sentence,label,split (old),validation\n" + "".join(
        f"Pilot {n} slept.,{n % 2},a,b\n" for n in range(40)
    )
    sheet = csv_of(text)
    columns = Columns(sentence="sentence", label="label")
    found = prepare(sheet, columns, labels_in(sheet, columns).values)
    table = exported(own.load(empty_home, own.store(empty_home, "x", found)).table)
    assert set(table["split"]) == {"in_domain_train", "validation", "test"}
    assert list(table)[-2:] == ["split (old)", "validation"]
    again = guessed(csv_of(table.to_csv(index=False)))
    assert again.sizes == found.sizes


def test_columns_that_do_not_fit_are_told(empty_home):
    id = own.store(empty_home, "x", guessed(pairs_in_rows()))
    path = own.folder_of(empty_home, id) / "columns.parquet"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(errors.CorpusDamaged):
        own.load(empty_home, id)
