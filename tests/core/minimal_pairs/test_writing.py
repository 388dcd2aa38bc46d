"""The grammar that writes our minimal pairs: what it writes, and that counting words does not solve it."""

import re
from collections import Counter

import pandas as pd
import pytest

from colabert_core.corpus import SPLITS, pairs, read_folder
from colabert_core.corpus.reading import as_tsv
from colabert_core.minimal_pairs import writing
from colabert_core.minimal_pairs.paradigm import Paradigm, differ, orders
from colabert_core.minimal_pairs.paradigms import GRAMMAR, LEARNERS, PARADIGMS
from colabert_core.minimal_pairs.shortcuts import MAX_ACCURACY, report, word_count_accuracy
from colabert_core.minimal_pairs.word_picker import article
from tests.core.helpers import finish, python

EACH = 200  # pairs per paradigm in the samples below
CALLED = [paradigm.name for paradigm in PARADIGMS]
FRAMES = tuple(f"{frame[0].upper()}{frame[1:]} " for frame in writing._FRAMES)


def sides(rows: pd.DataFrame) -> pd.DataFrame:
    """A row per pair, a column per label."""
    return rows.pivot(index="pair", columns="label", values="sentence")


@pytest.fixture(scope="module")
def trained_on() -> pd.DataFrame:
    return writing.write(EACH * len(PARADIGMS), seed=3)


@pytest.fixture(scope="module")
def held_out() -> pd.DataFrame:
    return writing.write(EACH * len(PARADIGMS), seed=3, held_out=True)


@pytest.fixture(scope="module", params=["trained_on", "held_out"])
def rows(request) -> pd.DataFrame:
    return request.getfixturevalue(request.param)


# --- what there is ---------------------------------------------------------------------------------


def test_there_are_enough_paradigms_on_enough_phenomena():
    assert len(set(CALLED)) == len(PARADIGMS) >= 113
    assert len(LEARNERS) >= 40
    assert len({paradigm.phenomenon for paradigm in PARADIGMS}) >= 20


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=CALLED)
def test_a_paradigm_has_a_plain_name_and_names_its_source(paradigm):
    assert re.fullmatch(r"[a-z_]+", paradigm.name)
    assert re.fullmatch(r"[A-Z].+ (19|20)\d\d, \S.+", paradigm.source)


def test_only_errors_of_learners_have_a_level():
    assert {paradigm.level for paradigm in LEARNERS} == {"", "A1", "A2", "B1", "B2"}
    assert {paradigm.level for paradigm in GRAMMAR} == {""}


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=CALLED)
def test_templates_are_held_out_or_trained_on_but_never_both(paradigm):
    everywhere = [template for other in PARADIGMS for template in (*other.templates, *other.held_out)]
    assert paradigm.templates
    assert paradigm.held_out
    assert all(everywhere.count(template) == 1 for template in (*paradigm.templates, *paradigm.held_out))


# --- what is written -------------------------------------------------------------------------------


def test_every_paradigm_is_written_equally_often(rows):
    assert Counter(rows["source"]) == dict.fromkeys(CALLED, 2 * EACH)


def test_a_pair_is_an_acceptable_sentence_and_an_unacceptable_one(rows):
    assert list(rows.columns) == ["source", "label", "mark", "sentence", "pair"]
    assert rows["label"].dtype == "int8"
    assert (
        rows.groupby("pair")["label"].agg(list).map(sorted) == pd.Series([[0, 1]] * (len(rows) // 2))
    ).all()
    assert (rows.groupby("pair")["source"].nunique() == 1).all()
    assert (rows["mark"] == rows["label"].map({1: "", 0: "*"})).all()


def test_no_sentence_stands_twice_and_both_sides_differ(rows):
    assert rows["sentence"].is_unique
    pairs = sides(rows)
    assert (pairs[1] != pairs[0]).all()


def test_no_sentence_is_acceptable_here_and_unacceptable_there(trained_on, held_out):
    """Drawn separately, so that only the grammar keeps the classes apart."""
    drawn = pd.concat([trained_on, held_out, writing.write(EACH * len(PARADIGMS), seed=4)])
    acceptable, not_acceptable = (set(drawn.loc[drawn["label"] == label, "sentence"]) for label in (1, 0))
    assert acceptable & not_acceptable == set()


def test_sentences_begin_with_a_capital_and_end_with_one_mark(rows):
    """The last word may be in capitals: `on TV`, and `with I` where it is not acceptable."""
    for sentence in rows["sentence"]:
        assert re.fullmatch(r"[A-Z][A-Za-z', -]*(?:[a-z]| TV| I)[.?]", sentence), sentence
        assert "  " not in sentence
        assert " ," not in sentence


def test_both_sides_are_of_nearly_the_same_words(rows):
    """A pair differs in one place, not in what it is about: except in `two days from now`."""
    for good, bad in sides(rows)[[1, 0]].itertuples(index=False):
        words = [Counter(re.findall(r"\w+", side.lower())) for side in (good, bad)]
        assert (words[0] - words[1]).total() <= 4, (good, bad)
        assert (words[1] - words[0]).total() <= 4, (good, bad)


def test_some_statements_stand_inside_a_longer_one(trained_on):
    rows = trained_on[trained_on["source"].isin([paradigm.name for paradigm in PARADIGMS if paradigm.framed])]
    framed = rows["sentence"].str.startswith(FRAMES)
    assert 0.05 < framed.mean() < 0.15
    assert (rows[framed].groupby("pair").size() == 2).all()
    assert not rows.loc[framed, "sentence"].str.endswith("?").any()


@pytest.mark.parametrize("framed", [False, True])
def test_a_paradigm_says_whether_its_statements_may_stand_inside_a_longer_one(framed):
    ours = a_paradigm(templates=(counting("One"),), held_out=(never,), framed=framed)
    written = writing.write(100, seed=1, paradigms=[ours])["sentence"]
    assert written.str.startswith(FRAMES).any() == framed


def test_sentences_of_learners_never_stand_inside_a_longer_one(monkeypatch):
    assert not any(paradigm.framed for paradigm in LEARNERS)
    monkeypatch.setattr(writing, "_framed", never)
    number = 20 * len(LEARNERS)
    assert len(writing.write(number, seed=1, paradigms=LEARNERS)) == 2 * number


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("The pilot slept.", "the pilot slept."),
        ("Mary's aunt slept.", "Mary's aunt slept."),
        ("I slept.", "I slept."),
        ("It slept.", "it slept."),
    ],
)
def test_only_names_and_i_keep_their_capital_inside(sentence, inside):
    assert writing._inside(sentence) == inside


def test_commas_and_marks_stand_where_they_belong():
    assert differ("the pilot", "slept", "sleeped", ", but we did not") == (
        "The pilot slept, but we did not.",
        "The pilot sleeped, but we did not.",
    )
    assert orders("who slept ?", "slept who?") == ("Who slept?", "Slept who?")


@pytest.mark.parametrize(
    ("word", "with_article"),
    [
        ("apple", "an apple"),
        ("pear", "a pear"),
        ("umbrella", "an umbrella"),
        ("ugly hat", "an ugly hat"),
        ("useful hat", "a useful hat"),
        ("honest man", "an honest man"),
        ("hotel", "a hotel"),
    ],
)
def test_the_article_fits_the_sound(word, with_article):
    assert article(word) == with_article


# --- seeds and sentences already taken -------------------------------------------------------------

WRITE = f"""
from colabert_core.corpus.reading import as_tsv
from colabert_core.minimal_pairs.writing import write
print(as_tsv(write({5 * len(PARADIGMS)}, seed=5)), as_tsv(write({len(PARADIGMS)}, seed=5, held_out=True)))
"""


def test_a_seed_writes_the_same_in_every_process():
    first, second = (finish(python("-c", WRITE, PYTHONHASHSEED=seed)) for seed in ("1", "2"))
    assert first[0] == 0, first[2]
    assert first[1].count("\n") > 2 * 6 * len(PARADIGMS)
    assert first == second


def test_another_seed_writes_other_sentences():
    few = 3 * len(PARADIGMS)
    assert writing.write(few, seed=1).equals(writing.write(few, seed=1))
    assert not writing.write(few, seed=1)["sentence"].equals(writing.write(few, seed=2)["sentence"])


def test_what_is_taken_is_not_written_and_grows():
    number = 2 * len(PARADIGMS)
    first = set(writing.write(number, seed=1)["sentence"])
    taken = set(first)
    second = set(writing.write(number, seed=1, taken=taken)["sentence"])
    assert not first & second
    assert taken == first | second


def a_paradigm(**templates) -> Paradigm:
    return Paradigm(name="ours", phenomenon="word order", source="x", **templates)


def counting(word: str):
    """A template that writes a new sentence each time."""
    numbers = iter(range(1000))
    return lambda words: (f"{word} {next(numbers)}.", f"* {word} {next(numbers)}.")


def never(*words):
    raise AssertionError("this template is not to be used here")


@pytest.mark.parametrize("held", [False, True])
def test_only_templates_of_the_kind_asked_for_are_used(held):
    kinds = {"templates": (never,), "held_out": (never,)}
    kinds["held_out" if held else "templates"] = (counting("One"), counting("Two"))
    written = writing.write(20, seed=1, held_out=held, paradigms=[a_paradigm(**kinds)])["sentence"]
    assert written.str.contains("One").any()
    assert written.str.contains("Two").any()


def test_a_template_without_new_sentences_is_told():
    poor = a_paradigm(templates=(lambda words: ("One.", "Other."),), held_out=(never,))
    with pytest.raises(RuntimeError, match="too few words"):
        writing.write(20, seed=1, paradigms=[poor])


def test_only_the_paradigms_asked_for_are_written_and_as_they_are_among_all():
    two = (GRAMMAR[0], LEARNERS[0])
    columns = ["source", "label", "mark", "sentence"]
    alone = writing.write(6, seed=1, paradigms=two)[columns]
    everything = writing.write(3 * len(PARADIGMS), seed=1)[columns]
    assert alone["source"].unique().tolist() == [paradigm.name for paradigm in two]
    assert alone.equals(everything[everything["source"].isin(alone["source"])].reset_index(drop=True))


@pytest.mark.parametrize(("held", "each"), [(False, 800), (True, 400)])
def test_no_paradigm_runs_out_of_sentences(held, each):
    """Several times as many as the starter corpus needs."""
    for paradigm in PARADIGMS:
        assert len(writing.write(each, seed=6, held_out=held, paradigms=[paradigm])) == 2 * each


# --- the starter corpus ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def starter():
    return pairs.pairs_corpus()


def test_the_starter_corpus_has_its_splits_and_sizes(starter):
    assert starter.id == pairs.ID
    assert tuple(pairs.PAIRS_PER_SPLIT) == SPLITS
    assert starter.rows_per_split() == {split: 2 * pairs for split, pairs in pairs.PAIRS_PER_SPLIT.items()}
    assert len(starter.table) >= 20_000
    assert list(starter.table.columns) == ["split", "source", "label", "mark", "sentence", "pair"]


def test_its_sentences_are_distinct_over_all_splits_and_its_pairs_within_one(starter):
    assert starter.table["sentence"].is_unique
    assert (starter.table.groupby("pair")["split"].nunique() == 1).all()
    assert (starter.table.groupby("pair").size() == 2).all()


def test_every_paradigm_is_in_every_split(starter):
    for split in SPLITS:
        assert set(starter.split(split)["source"]) == set(CALLED)


def test_it_is_the_same_when_it_is_written_again(starter):
    pairs.pairs_corpus.cache_clear()
    again = pairs.pairs_corpus()
    assert again is not starter
    assert again.table.equals(starter.table)
    assert again.fingerprint == starter.fingerprint
    assert re.fullmatch(r"[0-9a-f]{64}", starter.fingerprint)


@pytest.mark.parametrize("split", SPLITS)
def test_only_out_of_domain_dev_is_written_with_held_out_templates(monkeypatch, split):
    asked = {}

    def write(pairs, seed, held_out=False, taken=None):
        asked[pairs] = held_out
        return writing.write(1, seed, held_out, taken)

    monkeypatch.setattr(pairs, "write", write)
    monkeypatch.setattr(
        pairs, "PAIRS_PER_SPLIT", {name: number for number, name in enumerate(SPLITS, start=1)}
    )
    pairs.pairs_corpus.__wrapped__()
    assert asked[pairs.PAIRS_PER_SPLIT[split]] is (split == "out_of_domain_dev")


def test_as_tsv_is_read_as_colas_own_files_are(starter, tmp_path):
    for split in SPLITS:
        (tmp_path / f"{split}.tsv").write_text(as_tsv(starter.split(split)), encoding="utf-8")
    read = read_folder(tmp_path, name="pairs").table
    assert read.equals(starter.table.drop(columns="pair"))


# --- shortcuts -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return report(pairs_each=300, seed=1)


@pytest.mark.parametrize("paradigm", PARADIGMS, ids=CALLED)
def test_counting_words_solves_only_what_is_about_words(paradigm, figures):
    accuracy = figures.set_index("source").loc[paradigm.name, "accuracy"]
    assert accuracy > 0.9 if paradigm.lexical else accuracy <= MAX_ACCURACY


def test_few_paradigms_are_about_words():
    lexical = sorted(paradigm.name for paradigm in PARADIGMS if paradigm.lexical)
    assert lexical == ["comparative_ending", "irregular_past", "uncountable_plural"]


def labelled(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    """Pairs as `write` returns them, all acceptable sides first."""
    good, bad = zip(*pairs, strict=True)
    numbers = list(range(len(pairs)))
    return pd.DataFrame(
        {"sentence": [*good, *bad], "label": [1] * len(good) + [0] * len(bad), "pair": numbers * 2}
    )


def test_a_word_that_gives_the_label_away_is_found():
    pairs = [(f"the pilot slept {n}", f"the pilot sleeped {n}") for n in range(50)]
    assert word_count_accuracy(labelled(pairs)) == 1.0


def test_a_longer_side_is_found():
    pairs = [(f"pilot {n}", f"pilot the {n} the") for n in range(50)]
    assert word_count_accuracy(labelled(pairs)) == 1.0


def test_the_same_words_in_another_order_tell_nothing():
    pairs = [(f"pilot slept w{n}", f"slept pilot w{n}") for n in range(50)]
    assert word_count_accuracy(labelled(pairs)) == 0.5


def test_both_sides_of_a_pair_stand_in_one_fold():
    """Otherwise each side would be guessed from its twin, which has the other label."""
    pairs = [(f"twin{n} twin{n}x", f"twin{n}x twin{n}") for n in range(50)]
    shuffled = labelled(pairs).sample(frac=1, random_state=1)
    assert word_count_accuracy(shuffled) == 0.5


def test_the_report_has_a_row_per_paradigm_the_easiest_first(figures):
    assert list(figures.columns) == ["source", "phenomenon", "lexical", "accuracy"]
    assert sorted(figures["source"]) == sorted(CALLED)
    assert figures["accuracy"].is_monotonic_decreasing
    assert figures.loc[0, "lexical"]
