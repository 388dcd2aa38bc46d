"""The page of tokens."""

import json
import shutil

import pytest

from colabert_core.corpus.pairs import pairs_corpus
from pages.ui import services
from tests.core.helpers import new_run
from tests.pages.conftest import PAGES

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


def strip(app) -> dict:
    """The data that the strip received."""
    sent = [json.loads(component.proto.json or "{}") for component in app.get("bidi_component")]
    (data,) = [data for data in sent if "chips" in data]
    return data


def test_the_three_steps_are_told(app):
    split, special, pad = strip(typed(app, FIRST_OF_COLA))["texts"]
    assert split.startswith("Split the sentence") and "17 tokens" in split
    assert "[CLS] at the start and [SEP] at the end: 19 tokens" in special
    assert "Pad with [PAD] to 64 positions (tokens added: 45)" in pad


def test_the_strip_has_every_token_with_its_step_and_numbers(app):
    chips = strip(typed(app, "The wombat sang."))["chips"]
    assert [(chip["text"], chip["step"]) for chip in chips[:8]] == [
        ("[CLS]", 2),
        ("the", 1),
        ("womb", 1),
        ("##at", 1),
        ("sang", 1),
        (".", 1),
        ("[SEP]", 2),
        ("[PAD]", 3),
    ]
    assert [chip["numbers"][0] for chip in chips[:7]] == [int(number) for number in ids(app)[:7]]
    assert [chip["numbers"][1:] for chip in chips[6:8]] == [[1, 0], [0, 0]]


def test_what_is_cut_is_told(app):
    typed(app, FIRST_OF_COLA)
    app.slider(key="max_length").set_value(8).run()
    assert len(ids(app)) == 8
    assert "Tokens at the end that are not read: 11." in app.warning[0].value


def test_unknown_characters_are_explained(app):
    typed(app, "A smile 😀 here.")
    assert any("missing from the vocabulary" in info.value for info in app.info)


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
    assert [chip["text"] for chip in strip(app)["chips"][1:4]] == ["<", "im", "##g"]
    assert "<img" not in "".join(element.proto.body for element in app.get("html"))


def test_a_link_opens_what_was_typed(open_page, empty_home):
    link = {"from": "type", "sentence": "The pilot slept.", "max_length": "16"}
    app = open_page("tokens", empty_home, **link)
    assert ids(app) == ["101", "1996", "4405", "7771", "1012", "102", *["0"] * 10]


def test_a_link_with_nonsense_opens_the_first_sentence(open_page, empty_home):
    app = open_page("tokens", empty_home, **{"from": "nowhere", "row": "-3", "max_length": "x"})
    assert app.segmented_control(key="way").value == "corpus"
    assert app.number_input(key="row").value == 1
    assert len(ids(app)) == 64


def test_what_was_typed_is_kept_through_other_pages(open_page, empty_home):
    app = open_page("tokens", empty_home)
    app.number_input(key="row").set_value(7).run()
    app.segmented_control(key="way").set_value("type").run()
    typed(app, "The pilot slept.")
    app.switch_page(PAGES["samples"]).run()
    app.switch_page(PAGES["tokens"]).run()
    assert app.text_input(key="sentence").value == "The pilot slept."
    app.segmented_control(key="way").set_value("corpus").run()
    assert app.number_input(key="row").value == 7


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
