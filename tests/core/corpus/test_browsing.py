import time

import pandas as pd
import pytest

from colabert_core.corpus import load
from colabert_core.corpus.browsing import (
    Filter,
    by_source,
    draw,
    find,
    label_balance,
    repeated,
    shared_with_training,
    words_per_sentence,
)
from colabert_core.errors import BadPattern

ROWS = [
    ("in_domain_train", "ks08", 1, "", "The pilot slept."),
    ("in_domain_train", "ks08", 0, "*", "The pilot sleeped."),
    ("in_domain_train", "ks08", 1, "", "What (on earth) flew?"),
    ("in_domain_train", "l-93", 0, "??", "What (on earth) flew?"),
    ("in_domain_train", "l-93", 1, "", "A CAT spoke."),
    ("in_domain_train", "l-93", 1, "", "A CAT spoke."),
    ("in_domain_dev", "ks08", 1, "", "The pilot slept."),
    ("in_domain_dev", "bc01", 1, "", "Nobody fell."),
    ("out_of_domain_dev", "c-05", 0, "*", "Cats the fell."),
    ("out_of_domain_dev", "made-up", 1, "", "Straße and café."),
]


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["split", "source", "label", "mark", "sentence"])


def sentences(table: pd.DataFrame, **wanted) -> list[str]:
    return list(find(table, Filter(**wanted))["sentence"])


def test_an_empty_filter_keeps_everything(table):
    pd.testing.assert_frame_equal(find(table, Filter()), table)


def test_plain_search_ignores_case(table):
    assert sentences(table, text="cat") == ["A CAT spoke.", "A CAT spoke.", "Cats the fell."]
    assert sentences(table, text="CAFÉ") == ["Straße and café."]


def test_in_a_plain_search_no_character_is_special(table):
    assert len(sentences(table, text="(on earth)")) == 2
    assert sentences(table, text="fell.") == ["Nobody fell.", "Cats the fell."]
    assert sentences(table, text=".*") == []
    assert sentences(table, text="[") == []


def test_a_pattern_is_a_regular_expression(table):
    assert sentences(table, text=r"^the pilot sle+p\w*\.$", is_pattern=True) == [
        "The pilot slept.",
        "The pilot sleeped.",
        "The pilot slept.",
    ]
    assert len(sentences(table, text=r"\(on|fell", is_pattern=True)) == 4


@pytest.mark.parametrize("pattern", ["(", "[a", "*", "a{2,1}", "(?P<x", r"\1", "(?=x)", "\\"])
def test_a_pattern_that_is_none_is_explained(table, pattern):
    with pytest.raises(BadPattern) as caught:
        find(table, Filter(text=pattern, is_pattern=True))
    assert caught.value.pattern == pattern
    assert caught.value.reason
    assert "Invalid regular expression" not in caught.value.reason


@pytest.mark.parametrize("pattern", ["(a+)+$", "^(a|a)*$", "(a*)*b$", "(.*a){20}$"])
def test_no_pattern_can_keep_the_server_busy(pattern):
    text = "a" * 20_000 + "!"
    table = pd.DataFrame({"sentence": [text] * 5})
    began = time.monotonic()
    assert len(find(table, Filter(text=pattern, is_pattern=True))) == 0
    assert time.monotonic() - began < 10


def test_the_filters_hold_all_together(table):
    assert sentences(table, splits=("in_domain_dev",)) == ["The pilot slept.", "Nobody fell."]
    assert sentences(table, labels=(0,), sources=("ks08", "c-05")) == ["The pilot sleeped.", "Cats the fell."]
    assert sentences(table, marks=("??",)) == ["What (on earth) flew?"]
    assert sentences(table, marks=("",), sources=("l-93",)) == ["A CAT spoke."] * 2
    assert sentences(table, text="pilot", labels=(1,), splits=("in_domain_train",)) == ["The pilot slept."]
    assert sentences(table, sources=("no such",)) == []


def test_rows_that_are_found_keep_their_place_in_the_table(table):
    assert list(find(table, Filter(text="fell")).index) == [7, 8]


def test_nothing_can_be_searched_without_a_fault(table):
    nothing = find(table, Filter(sources=("no such",)))
    assert len(find(nothing, Filter(text="a"))) == 0


def test_equal_seeds_draw_equal_samples_and_others_do_not(home):
    rows = load(home).table
    assert list(draw(rows, 10, seed=3).index) == list(draw(rows, 10, seed=3).index)
    assert list(draw(rows, 10, seed=3).index) != list(draw(rows, 10, seed=4).index)
    assert draw(rows, 10, seed=3).index.is_unique


def test_no_more_is_drawn_than_there_is(table):
    assert len(draw(table, 99, seed=1)) == len(table)
    assert len(draw(table.iloc[:0], 5, seed=1)) == 0


def test_repeated_sentences_are_told_with_their_labels(table):
    found = repeated(table[table["split"] == "in_domain_train"])
    assert found.to_dict("records") == [
        {"sentence": "What (on earth) flew?", "times": 2, "labels": "0, 1"},
        {"sentence": "A CAT spoke.", "times": 2, "labels": "1"},
    ]


def test_the_most_repeated_stand_first(table):
    more = pd.concat([table, table.iloc[[4]]])
    assert repeated(more)["sentence"].iloc[0] == "A CAT spoke."
    assert list(repeated(more)["times"]) == [3, 2, 2]


def test_without_repetition_the_table_is_empty_but_has_its_columns(table):
    found = repeated(table.iloc[[0, 1]])
    assert len(found) == 0
    assert list(found.columns) == ["sentence", "times", "labels"]


def test_dev_sentences_that_stand_in_the_training_file_are_found(table):
    assert list(shared_with_training(table).index) == [6]


def test_sources_are_told_with_their_publications(table):
    found = by_source(table).set_index("source")
    assert list(found["sentences"]) == [4, 3, 1, 1, 1]
    assert found.loc["ks08"].to_dict() == {
        "publication": "Kim and Sells (2008)",
        "title": "English Syntax: An Introduction",
        "in_domain": True,
        "sentences": 4,
        "acceptable_share": 0.75,
    }
    assert not found.loc["c-05", "in_domain"]


def test_a_source_that_is_none_of_colas_is_told_by_its_code(table):
    found = by_source(table).set_index("source").loc["made-up"]
    assert (found["publication"], found["title"], found["in_domain"]) == ("made-up", "", False)


def test_the_label_balance_counts_every_split(table):
    counted = label_balance(table)
    assert {(row.split, row.label): row.sentences for row in counted.itertuples()} == {
        ("in_domain_train", 1): 4,
        ("in_domain_train", 0): 2,
        ("in_domain_dev", 1): 2,
        ("out_of_domain_dev", 0): 1,
        ("out_of_domain_dev", 1): 1,
    }


def test_words_stand_between_spaces(table):
    assert list(words_per_sentence(table)[:3]) == [3, 3, 4]


def test_the_repetitions_of_the_real_cola_are_all_found(cola):
    found = repeated(cola.split("in_domain_train"))
    assert len(found) == 19
    assert (found["labels"] == "0, 1").sum() == 11
    assert len(shared_with_training(cola.table)) == 18
