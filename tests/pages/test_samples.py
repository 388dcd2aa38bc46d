"""The page of samples."""

import json
import re
from html import unescape

import pytest

from colabert_core.corpus import load
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.minimal_pairs.paradigms import PARADIGMS
from tests.pages.conftest import open_tab, tables, words


@pytest.fixture
def app(open_page, home):
    return open_page("samples", home)


def test_counts_every_split(app):
    assert [metric.value for metric in app.metric] == ["240", "40", "40"]


def test_ten_at_random_and_five_unacceptable(app):
    ten, five = tables(app)[0], tables(app)[1]
    assert (len(ten), len(five)) == (10, 5)
    assert set(five["Judgment"]) == {"* unacceptable"}


def test_draw_again_draws_others_and_the_seed_brings_them_back(app):
    first = list(tables(app)[0]["Sentence"])
    app.button(key="draw_again").click().run()
    assert list(tables(app)[0]["Sentence"]) != first
    app.number_input(key="draw_seed").set_value(42).run()
    assert list(tables(app)[0]["Sentence"]) == first


@pytest.fixture
def whole(app):
    """The tab of all sentences."""
    return open_tab(app, "samples", "table")


def test_search_keeps_what_matches(whole):
    whole.text_input(key="search").set_value("teacher").run()
    sentences = tables(whole)[0]["Sentence"]
    assert 0 < len(sentences) < 320
    assert sentences.str.contains("teacher").all()


def test_search_by_pattern(whole):
    whole.toggle(key="regex").set_value(True)
    whole.text_input(key="search").set_value(r"^My \w+ can").run()
    assert tables(whole)[0]["Sentence"].str.match(r"My \w+ can").all()


def test_invalid_pattern_is_explained(whole):
    whole.toggle(key="regex").set_value(True)
    whole.text_input(key="search").set_value("(never closed").run()
    assert "is not a valid regular expression" in whole.error[0].value


def test_filters_by_label_source_split_and_mark(whole):
    whole.multiselect(key="filter_label").select(0)
    whole.multiselect(key="filter_split").select("in_domain_train")
    whole.multiselect(key="filter_source").select("ks08")
    whole.multiselect(key="filter_mark").select("*").run()
    found = tables(whole)[0]
    assert len(found)
    assert set(found["Judgment"]) == {"* unacceptable"}
    assert set(found["Publication"]) == {"Kim and Sells (2008)"}
    assert set(found["Mark"]) == {"*"}


def test_what_was_sought_is_still_there_after_a_look_at_another_tab(whole):
    whole.text_input(key="search").set_value("teacher").run()
    whole.multiselect(key="filter_label").select(0).run()
    found = len(tables(whole)[0])
    open_tab(whole, "samples", "charts")
    assert not whole.text_input
    open_tab(whole, "samples", "table")
    assert whole.text_input(key="search").value == "teacher"
    assert whole.multiselect(key="filter_label").value == [0]
    assert len(tables(whole)[0]) == found


def test_only_what_is_looked_at_is_made(app):
    assert (len(tables(app)), len(app.get("plotly_chart"))) == (2, 0)
    open_tab(app, "samples", "charts")
    assert (len(tables(app)), len(app.get("plotly_chart"))) == (0, 3)


def test_what_stands_twice_is_pointed_out(app, home):
    text = words(open_tab(app, "samples", "twice"))
    table = load(home).table
    train = set(table.loc[table["split"] == "in_domain_train", "sentence"])
    known = sum(sentence in train for sentence in table.loc[table["split"] != "in_domain_train", "sentence"])
    assert "6 training sentences appear more than once, 3 of them with both labels" in text
    assert f"Dev sentences that also appear in the training part: {known}." in text


@pytest.fixture
def pairs(open_page, empty_home):
    return open_page("samples", empty_home)


def test_minimal_pairs_are_drawn_side_by_side(pairs):
    shown = "".join(element.proto.body for element in pairs.get("html"))
    sides = re.findall(r'cb-mark">(.)</b>(.*?)</p>', shown)
    label_of = dict(zip(pairs_corpus().table["sentence"], pairs_corpus().table["label"], strict=True))
    assert [mark for mark, _ in sides] == ["✓", "*"] * 8
    for mark, side in sides:
        assert label_of[unescape(re.sub("</?b>", "", side))] == (mark == "✓")
    assert sum("<b>" in side for _, side in sides) >= 8  # differences are in bold


def test_the_paradigms_are_explained_with_their_source(pairs):
    open_tab(pairs, "samples", "charts")
    table = next(table for table in tables(pairs) if "Reference" in table.columns)
    assert len(table) == len(PARADIGMS)
    assert (table["Sentences"] > 100).all()
    assert table["Explanation"].str.len().min() > 10


def test_the_pairs_are_counted_and_searched_like_any_corpus(pairs):
    assert [metric.value for metric in pairs.metric] == ["16,000", "2,000", "2,000"]
    open_tab(pairs, "samples", "table")
    pairs.text_input(key="search").set_value("herself").run()
    assert tables(pairs)[0]["Sentence"].str.contains("herself", case=False).all()


def test_a_damaged_own_corpus_leaves_the_page_whole(open_page, home):
    folder = home.corpus / "own" / "own-mine"
    folder.mkdir(parents=True)
    (folder / "in_domain_train.tsv").write_text("not\ta\tcorpus\n")
    facts = {"name": "mine", "file": "x", "rows": 1, "dropped": 0, "created": 0}
    (folder / "corpus.json").write_text(json.dumps(facts))
    app = open_page("samples", home, corpus="own-mine")
    assert app.error
    assert len(app.tabs) == 5


def test_real_cola(open_page, cola_zip, empty_home):
    from colabert_core.corpus import fetch

    fetch.install(empty_home, cola_zip)
    app = open_page("samples", empty_home)
    assert [metric.value for metric in app.metric] == ["8,551", "527", "516"]
    text = words(open_tab(app, "samples", "twice"))
    assert "19 training sentences appear more than once, 11 of them" in text
    assert "Dev sentences that also appear in the training part: 18." in text


def test_filters_are_in_the_link_and_open_with_it(open_page, home):
    app = open_page("samples", home, tab="table", label="0", mark="*|!!", search="the")
    assert app.multiselect(key="filter_label").value == [0]
    assert app.multiselect(key="filter_mark").value == ["*"]  # the other is not in this corpus
    assert app.text_input(key="search").value == "the"
    app.multiselect(key="filter_label").set_value([1, 0]).run()
    assert app.query_params["label"] == "1|0"
    app.multiselect(key="filter_label").set_value([]).run()
    assert "label" not in app.query_params
