"""The page on CoLA's sentences."""

import pytest

from colabert_core.corpus import load
from tests.pages.conftest import words


@pytest.fixture
def app(open_page, home):
    return open_page("samples", home)


def test_counts_every_split(app):
    assert [metric.value for metric in app.metric] == ["240", "40", "40"]


def test_ten_at_random_and_five_unacceptable(app):
    ten, five = app.dataframe[0].value, app.dataframe[1].value
    assert (len(ten), len(five)) == (10, 5)
    assert set(five["Judgment"]) == {"* unacceptable"}


def test_draw_again_draws_others_and_the_seed_brings_them_back(app):
    first = list(app.dataframe[0].value["Sentence"])
    app.button(key="draw_again").click().run()
    assert list(app.dataframe[0].value["Sentence"]) != first
    app.number_input(key="draw_seed").set_value(42).run()
    assert list(app.dataframe[0].value["Sentence"]) == first


def test_search_keeps_what_matches(app):
    app.text_input(key="search").set_value("teacher").run()
    sentences = app.dataframe[2].value["Sentence"]
    assert 0 < len(sentences) < 320
    assert sentences.str.contains("teacher").all()


def test_search_by_pattern(app):
    app.toggle(key="regex").set_value(True)
    app.text_input(key="search").set_value(r"^My \w+ can").run()
    assert app.dataframe[2].value["Sentence"].str.match(r"My \w+ can").all()


def test_invalid_pattern_is_explained(app):
    app.toggle(key="regex").set_value(True)
    app.text_input(key="search").set_value("(never closed").run()
    assert "is not a regular expression" in app.error[0].value


def test_filters_by_label_source_split_and_mark(app):
    app.multiselect(key="filter_label").select(0)
    app.multiselect(key="filter_split").select("in_domain_train")
    app.multiselect(key="filter_source").select("ks08")
    app.multiselect(key="filter_mark").select("*").run()
    found = app.dataframe[2].value
    assert len(found)
    assert set(found["Judgment"]) == {"* unacceptable"}
    assert set(found["Publication"]) == {"Kim and Sells (2008)"}
    assert set(found["Mark"]) == {"*"}


def test_what_stands_twice_is_pointed_out(app, home):
    text = words(app)
    table = load(home).table
    train = set(table.loc[table["split"] == "in_domain_train", "sentence"])
    known = sum(sentence in train for sentence in table.loc[table["split"] != "in_domain_train", "sentence"])
    assert "6 training sentences stand in the corpus more than once, 3 of them under both labels" in text
    assert f"{known} dev sentences also stand in the training file" in text


def test_real_cola(open_page, cola_zip, empty_home):
    from colabert_core.corpus import fetch

    fetch.install(empty_home, cola_zip)
    app = open_page("samples", empty_home)
    assert [metric.value for metric in app.metric] == ["8,551", "527", "516"]
    assert "19 training sentences stand in the corpus more than once, 11 of them" in words(app)
    assert "18 dev sentences also stand in the training file" in words(app)
