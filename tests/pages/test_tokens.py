"""The page of tokens."""

import shutil

import pytest

from colabert_core.corpus.pairs import pairs_corpus
from pages.ui import services
from tests.core.helpers import new_run
from tests.pages.conftest import words

FIRST_OF_COLA = "Our friends won't buy this analysis, let alone the next one we propose."
ITS_IDS = "101 2256 2814 2180 1005 1056 4965 2023 4106 1010 2292 2894 1996 2279 2028 2057 16599 1012 102"


@pytest.fixture
def app(open_page, empty_home):
    page = open_page("tokens", empty_home)
    return page.segmented_control(key="way").set_value("type").run()


def ids(app) -> list[str]:
    return app.code[0].value.split()


def typed(app, sentence: str):
    return app.text_input(key="sentence").set_value(sentence).run()


def test_first_sentence_of_cola_gives_the_known_ids(app):
    typed(app, FIRST_OF_COLA)
    assert ids(app) == ITS_IDS.split() + ["0"] * 45


def test_attention_mask_and_segments_run_beside_the_ids(app):
    typed(app, FIRST_OF_COLA)
    assert app.code[1].value.split() == ["1"] * 19 + ["0"] * 45
    assert app.code[2].value.split() == ["0"] * 64


def test_the_three_steps_are_told(app):
    text = words(typed(app, FIRST_OF_COLA))
    assert "**1. Split**" in text and "17 tokens" in text
    assert "**2. Add the special tokens**" in text and "19 tokens" in text
    assert "**3. Pad** with `[PAD]` to 64 positions (tokens added: 45)" in text


def test_what_is_cut_is_told(app):
    typed(app, FIRST_OF_COLA)
    app.slider(key="max_length").set_value(8).run()
    assert len(ids(app)) == 8
    assert "Tokens at the end that are not read: 11." in app.warning[0].value


def test_unknown_characters_are_explained(app):
    typed(app, "A smile 😀 here.")
    assert any("missing from BERT's vocabulary" in info.value for info in app.info)


def test_without_cola_the_minimal_pairs_are_shown(open_page, empty_home):
    app = open_page("tokens", empty_home)
    assert app.number_input(key="row").max == 16_000
    app.number_input(key="row").set_value(7).run()
    assert app.get("text")[0].value == pairs_corpus().split("in_domain_train")["sentence"].iloc[6]


def test_a_row_beyond_a_shorter_corpus_is_its_last(open_page, home):
    app = open_page("tokens", home, corpus="pairs")
    app.number_input(key="row").set_value(15_000).run()
    app.selectbox(key="pick_corpus").set_value("cola").run()
    assert app.number_input(key="row").value == 240


def test_nothing_typed(app):
    typed(app, "   ")
    assert any("Type a sentence" in info.value for info in app.info)


def test_html_is_shown_as_typed(app):
    typed(app, "<img src=x onerror=alert(1)>")
    strips = "".join(element.proto.body for element in app.get("html"))
    assert "<img" not in strips
    assert "&lt;" in strips


def test_lengths_of_the_whole_corpus(open_page, cola_zip, empty_home):
    from colabert_core.corpus import fetch

    fetch.install(empty_home, cola_zip)
    app = open_page("tokens", empty_home)
    longest, cut, padding = (metric.value for metric in app.metric[:3])
    assert (longest, cut) == ("47 tokens", "0.0%")
    assert padding == "82.3%"
    assert ids(app)[:19] == ITS_IDS.split()


def test_the_vocabulary_of_another_encoder_can_be_chosen(open_page, empty_home, few_words):
    new_run(empty_home, encoder=str(few_words))
    app = open_page("tokens", empty_home)
    longest = app.metric[0].value
    app.segmented_control(key="way").set_value("type").run()
    typed(app, "The pilot slept badly.")
    assert ids(app)[:6] == ["101", "1996", "4405", "7771", "6649", "1012"]
    app.selectbox(key="vocabulary").set_value(str(few_words)).run()
    assert ids(app)[:7] == ["2", "5", "6", "7", "1", "8", "3"]
    assert app.metric[0].value != longest


def test_an_encoder_that_arrives_later_is_found_at_once(open_page, empty_home, few_words, tmp_path):
    open_page("tokens", empty_home)
    late = tmp_path / "late"
    assert services.word_piece_for(str(late)) is None
    shutil.copytree(few_words, late)
    assert services.word_piece_for(str(late)).tokenize("the pilot").ids[1] == 5


def test_there_is_no_choice_of_a_vocabulary_where_there_is_one(app):
    assert "vocabulary" not in [box.key for box in app.selectbox]
