"""Explanations on the scoring page, with a real tiny model or a judge with a planted rule."""

import re
import shutil
from pathlib import Path

import pytest
import streamlit as st

from colabert_core.config import TrainConfig
from colabert_core.corpus import load
from colabert_core.errors import EncoderDamaged
from colabert_core.explaining import request_size
from colabert_core.judging.shared_judge import SharedJudge
from colabert_core.runs.store import RunStore
from colabert_core.training.jobs import carry_out, training_of
from colabert_core.workspace.judging import Judging
from pages.ui import services
from pages.ui.explaining.pair import PAIRS
from pages.ui.text import markdown_escaped
from tests.core.helpers import HatingJudge
from tests.core.tokenizer_kinds import xlm_r
from tests.pages.conftest import open_tab, tables, words

TABS = ("words", "repair", "break", "attention")
SENTENCE = "The keys to the cabinet is on the table."


@pytest.fixture
def app(open_page, trained_run):
    return open_page("scoring", trained_run[0], judge=trained_run[1].id)


@pytest.fixture
def hating(monkeypatch, app):
    """The page's model is replaced by one that rejects the word "is"."""
    judge = HatingJudge("is")
    monkeypatch.setattr(Judging, "judge", lambda judging, run: SharedJudge(judge))
    st.cache_resource.clear()
    return judge


def html(app) -> str:
    """The HTML of the page, without its style."""
    return "".join(body for element in app.get("html") if "<style" not in (body := element.proto.body))


def judged(app, sentence: str = SENTENCE):
    app.text_input(key="one").set_value(sentence).run()
    assert not app.exception, app.exception
    return app


def turn_to(app, tab: str):
    open_tab(app, "explain", tab)
    assert not app.exception, app.exception
    return app


# --- which word? -----------------------------------------------------------------------------------


def test_the_word_that_breaks_it_is_framed_and_named(hating, app):
    shown = html(judged(app))
    (decisive,) = re.findall(r'cb-decisive".*?</div>', shown)
    assert "<b>is</b>" in decisive
    assert "▲ 80.0" in decisive
    assert "Without **is**, the verdict flips: the probability of “acceptable” goes from 10" in words(app)
    assert "not a rule of grammar" in words(app)
    assert 'aria-label="Without is, the verdict flips' in shown


def test_mask_finds_it_as_well(hating, app):
    judged(app)
    app.segmented_control(key="explain_method").set_value("masked").run()
    assert "instead of **is**, the verdict flips" in words(app)
    assert 'aria-label="With [MASK] instead of is, the verdict flips' in html(app)
    assert len(re.findall("cb-decisive", html(app))) == 1


def test_the_gradient_is_a_second_opinion(app):
    judged(app)
    app.segmented_control(key="explain_method").set_value("gradient").run()
    assert not app.exception
    assert "A second opinion" in words(app)
    assert html(app).count("cb-word ") == 10


def test_only_the_open_tab_is_computed_and_only_once(hating, app):
    judged(app)
    assert [len(asked) for asked in hating.asked] == [1, 21]  # the verdict; ten words left out and masked
    app.run()
    assert [len(asked) for asked in hating.asked] == [1, 21, 1]
    turn_to(app, "repair")
    assert len(hating.asked) == 5


def test_mask_was_judged_together_with_leaving_out(hating, app):
    judged(app)
    app.segmented_control(key="explain_method").set_value("masked").run()
    assert not app.exception
    assert [len(asked) for asked in hating.asked if len(asked) > 1] == [21]


def test_the_numbers_are_behind_the_words(app):
    judged(app)
    app.session_state["word_moves_numbers"] = True
    app.run()
    table = tables(app)[0]
    assert list(table["Word"]) == [*SENTENCE[:-1].split(), "."]
    assert table["Without the word"].between(0, 1).all()
    assert table["Gradient × input (log-odds)"].notna().all()


@pytest.mark.parametrize("tab", ["words", "repair", "attention"])
def test_a_fault_in_an_explanation_leaves_the_verdict_and_the_rest_of_the_page(app, monkeypatch, tab):
    def fails(*_):
        raise EncoderDamaged(name="tiny", reason="no reason")

    for name in ("explanation_of", "repair_of", "attention_of"):
        monkeypatch.setattr(services, name, fails)
    turn_to(judged(app), tab)
    assert "cb-verdict" in html(app)
    assert "no reason" in app.error[0].value
    assert app.get("file_uploader")


# --- repair ----------------------------------------------------------------------------------------


def test_a_repair_is_suggested_and_can_be_taken(hating, app):
    turn_to(judged(app), "repair")
    assert "Perhaps: “was” instead of “is”" in html(app) or "Perhaps: “are” instead of “is”" in html(app)
    assert "a suggestion to think about" in words(app)
    app.button(key="take_repair_0").click().run()
    assert not app.exception
    assert " is " not in app.text_input(key="one").value
    assert "✓ Acceptable" in html(app)


def test_where_nothing_turns_the_verdict_that_is_said(monkeypatch, hating, app):
    hating.hated = "the"
    turn_to(judged(app, "The the the the."), "repair")
    assert "None of them flips the verdict" in words(app)
    assert html(app).count("cb-moved") == 1


# --- break it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["swap", "ending", "negation", "shuffle"])
def test_a_click_breaks_the_sentence(app, way):
    turn_to(judged(app, "The keys to the cabinet is not on any table."), "break")
    assert "cb-moved" not in html(app)
    app.button(key=f"break_{way}").click().run()
    assert not app.exception
    first = html(app)
    assert "--from:" in first
    app.button(key=f"break_{way}").click().run()
    assert html(app) != first  # another place


def test_the_verdict_moves_with_the_break(hating, app):
    hating.hated = "key"
    turn_to(judged(app, "The keys fell."), "break")
    app.button(key="break_ending").click().run()
    assert "--from:90.0%;width:10.0%" in html(app)
    assert "* The <b>key</b> fell." in html(app)


def test_a_broken_sentence_does_not_stay_under_another_one(app):
    turn_to(judged(app), "break")
    app.button(key="break_shuffle").click().run()
    judged(app, "The cat slept.")
    assert "cb-moved" not in html(app)


def test_where_there_is_one_place_only_a_second_click_says_so(app):
    turn_to(judged(app, "The keys fell."), "break")
    app.button(key="break_ending").click().run()
    assert "the only place to break it" not in words(app)
    app.button(key="break_ending").click().run()
    assert "the only place to break it" in words(app)


def test_what_cannot_be_broken_is_told(app):
    turn_to(judged(app, "Sleep!"), "break")
    for way in ("swap", "ending", "negation", "shuffle"):
        app.button(key=f"break_{way}").click().run()
        assert app.info[0].value.startswith("There "), way


# --- attention -------------------------------------------------------------------------------------


def test_attention_of_a_layer_and_head_with_words_on_both_sides(app):
    turn_to(judged(app), "attention")
    assert "Attention is not an explanation" in words(app)
    assert app.selectbox(key="attention_layer_2").options == ["1", "2"]
    assert app.selectbox(key="attention_head_2").options == ["Mean of all heads", "1", "2"]
    app.selectbox(key="attention_head_2").set_value(1).run()
    app.toggle(key="attention_special").set_value(False)
    app.session_state["attention_numbers"] = True
    app.run()
    assert not app.exception
    table = tables(app)[0]
    assert len(table) == 100
    assert "[CLS]" not in set(table["Word that attends"])


def test_a_model_with_another_kind_of_tokenizer_shows_its_own_tokens(
    open_page, make_home, roomy_bert, tmp_path
):
    """From an uploaded encoder to the explanations, with XLM-R's tokenizer."""
    encoder = Path(shutil.copytree(roomy_bert, tmp_path / "xlm-bert"))
    xlm_r(encoder)
    home = make_home()
    corpus = load(home)
    config = TrainConfig(encoder=str(encoder), epochs=1, max_steps=2, max_length=32, device="cpu")
    run = RunStore(home.runs).create(config, corpus)
    carry_out(home, run, training_of(run, corpus))
    assert run.state() == "finished", run.last_event()
    app = judged(open_page("scoring", home, judge=run.id), "The cook ᚠ burned the soup.")
    assert "&lt;s&gt;" in html(app)
    assert "[CLS]" not in html(app)
    assert 'cb-unknown"><b>&lt;unk&gt;' in html(app)
    assert f"shown as {markdown_escaped('<unk>')}: 1" in words(app)
    app.segmented_control(key="explain_method").set_value("masked").run()
    assert "the model's own token for" in words(app)
    assert "MASK" not in words(app)
    turn_to(app, "attention")
    assert (
        app.toggle(key="attention_special").label == f"With special tokens ({markdown_escaped('<s>, </s>')})"
    )


# --- whatever is typed -----------------------------------------------------------------------------

TYPED = [
    "Sleep",
    "Sleep 😀😀 ?!",
    "The word 학교 is Korean.",
    "<script>alert(1)</script>",
    "**bold** [x](y) $a$ :red[z]",
    '"quoted" <b>&amp;</b>',
    "word " * 60,
]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("sentence", TYPED)
def test_whatever_is_typed_is_explained_without_a_fault(app, sentence, tab):
    turn_to(judged(app, sentence), tab)
    for way in ("swap", "shuffle") if tab == "break" else ():
        app.button(key=f"break_{way}").click().run()
        assert not app.exception
    shown = html(app)
    assert "<script" not in shown
    assert "<b>&amp;amp;" not in shown


@pytest.mark.parametrize("sentence", ["?!", "...", "😀😀", "학교에 갑니다."])
def test_without_a_verdict_there_is_nothing_to_explain(app, sentence):
    assert not judged(app, sentence).subheader


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_speaks_korean(open_page, trained_run, tab):
    app = open_page("scoring", trained_run[0], language="ko", judge=trained_run[1].id)
    app.session_state["explain_tab_ko"] = {
        "words": "어느 단어 때문일까?",
        "repair": "고쳐 보기",
        "break": "망가뜨리기",
        "attention": "어텐션",
    }[tab]
    judged(app)
    assert "고쳐 보기" in [tab.label for tab in app.tabs]


def test_a_cut_sentence_says_that_only_a_part_is_shown(app):
    judged(app, "word " * 60)
    assert "Only the part that the model reads is shown." in words(app)


def test_a_long_sentence_says_how_many_words_were_tried(monkeypatch, app):
    monkeypatch.setattr(request_size, "MAX_VARIANTS", 9)
    judged(app)
    assert "only its first 4 words and punctuation marks were tried" in words(app)


# --- two sentences ---------------------------------------------------------------------------------


@pytest.fixture
def pair(hating, app):
    return open_tab(app, "scoring", "two")


def compare(app, one: str, two: str) -> str:
    app.text_input(key="pair_one").set_value(one)
    app.text_input(key="pair_two").set_value(two).run()
    assert not app.exception, app.exception
    return words(app)


def test_nothing_of_the_pair_is_there_before_it_is_opened(app):
    assert not [field for field in app.text_input if str(field.key).startswith("pair")]


def test_of_two_sentences_the_preferred_one_is_told_and_what_differs(pair):
    assert "prefers the **second** sentence" in compare(pair, "The keys is here.", "The keys are here.")
    shown = html(pair)
    assert "* The keys <b>is</b> here." in shown
    assert "The keys <b>are</b> here." in shown
    assert "prefers the **first** sentence" in compare(pair, "The keys are here.", "The keys is here.")


def test_where_the_model_prefers_neither_that_is_said(pair):
    assert "hardly prefers either" in compare(pair, "The keys are here.", "The keys were here.")


def test_one_sentence_alone_and_the_same_one_twice_are_told(pair):
    assert "Type the other sentence" in compare(pair, "The keys are here.", "")
    assert "The two sentences are the same" in compare(pair, "The keys are here.", "The keys are here. ")


def test_an_example_fills_both_fields(pair):
    pair.pills(key="pair_example").set_value(1).run()
    assert not pair.exception
    assert tuple(pair.text_input(key=key).value for key in ("pair_one", "pair_two")) == PAIRS[1]
    assert html(pair).count("cb-moved") == 2
