"""The report card: a model's figures by feature, and where the annotations come from."""

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from colabert_core.corpus import Corpus, annotations
from colabert_core.corpus.pairs import pairs_corpus
from colabert_core.evaluation.report_card import by_phenomenon, report_card
from colabert_core.system.paths import Home
from tests.core.corpus.test_fetch import sending
from tests.core.helpers import annotated_rows, annotation_zip, files_below
from tests.pages.conftest import tables, words

NOWHERE = "http://127.0.0.1:9/cola_public_1.1.zip"


def judged_rows() -> pd.DataFrame:
    """Our annotated sentences, two of three judged correctly, and one of them with other words."""
    rows = annotated_rows()
    rows.loc[7, "sentence"] = "The 7th lamp was mended in vain."
    right = np.random.default_rng(1).random(len(rows)) < 0.67
    return rows.assign(acceptable=np.where(right, rows["label"], 1 - rows["label"]) * 0.8 + 0.1)


def page(judged, corpus, split, threshold):
    from pages.ui.evaluation.report_card import show_report_card

    show_report_card(judged, corpus, split, threshold)


@pytest.fixture
def show(empty_home, monkeypatch):
    """`show(...)` shows the card, without a network."""
    st.cache_resource.clear()
    monkeypatch.setenv("COLABERT_HOME", str(empty_home.root))
    monkeypatch.setenv("COLABERT_COLA", NOWHERE)

    def draw(judged=None, id="cola", split="in_domain_dev", threshold=0.5, language="en") -> AppTest:
        judged = judged_rows() if judged is None else judged
        corpus = Corpus(id=id, name=id, table=judged, fingerprint="x")
        arguments = (judged, corpus, split, threshold)
        app = AppTest.from_function(page, default_timeout=60, args=arguments)
        app.session_state["lang"] = language
        app.run()
        assert not app.exception, app.exception
        return app

    return draw


@pytest.fixture
def annotated(empty_home, tmp_path) -> Home:
    annotations.install(empty_home, annotation_zip(tmp_path / "ours.zip"), sha256=None)
    return empty_home


def numbers(app: AppTest, key: str) -> pd.DataFrame:
    app.session_state[f"{key}_numbers"] = True
    app.run()
    assert not app.exception, app.exception
    return tables(app)[0]


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


# --- the card --------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [0.5, 0.95])
def test_the_figures_are_the_cards(show, annotated, threshold):
    judged = judged_rows()
    features = annotations.load(annotated).features_of(judged, "major")
    expected = report_card(judged, features, threshold)
    shown = numbers(show(threshold=threshold), "report_card_major")
    assert shown["Sentences"].tolist() == expected["sentences"].tolist()
    for column, name in (("accuracy", "Accuracy"), ("mcc", "MCC"), ("share_found", "Share found")):
        assert shown[name].to_numpy(float) == pytest.approx(
            expected[column].to_numpy(), abs=0.0006, nan_ok=True
        )
    assert shown["Note"].tolist()[0] == "measured"
    assert "too few" in set(shown["Note"])


def test_how_many_match_is_said(show, annotated):
    assert "Annotated: 99 of the 100 sentences" in words(show())


def test_the_minor_features_stand_behind_a_switch(show, annotated):
    app = show()
    control = app.segmented_control(key="report_card_level")
    assert control.options == ["Major (15)", "Minor (63)"]
    control.set_value("minor").run()
    shown = numbers(app, "report_card_minor")
    assert len(shown) == 63
    assert {"Pseudo-Aux", "Extra/Missing Expr", "Sem Violation"} <= set(shown["Feature"])
    assert shown.set_index("Feature").loc["RC", "Major feature"] == "Question"


def test_one_class_is_told_apart_with_its_share_found(show, annotated):
    app, judged = show(), judged_rows()
    bad = judged[judged["label"] == 0]
    found = {metric.label: metric.value for metric in app.metric}
    assert found["Violations"] == f"{(bad['acceptable'] < 0.5).mean():.0%}"
    assert "Simple" not in found
    assert "of 34 unacceptable sentences found" in words(app)


def test_every_major_feature_is_explained(show, annotated):
    said = words(show())
    assert "**Question.** Questions and relative clauses" in said
    assert said.count("** ") >= 15


def test_where_nothing_matches_it_is_said(show, annotated):
    app = show(judged_rows().assign(sentence="Another sentence."))
    assert "None of these sentences" in app.info[0].value
    assert charts(app) == 0


@pytest.mark.parametrize(
    ("id", "split"), [("cola", "validation"), ("cola", "in_domain_train"), ("own-ours", "in_domain_dev")]
)
def test_other_sentences_have_no_annotations(show, annotated, id, split):
    app = show(id=id, split=split)
    assert "no grammatical features" in app.info[0].value
    assert (charts(app), len(app.button)) == (0, 0)


def test_it_speaks_korean(show, annotated):
    app = show(language="ko")
    assert "100개 중 99개" in words(app)
    assert "의문문·관계절" in words(app)
    assert numbers(app, "report_card_major")["주석의 영어 이름"].tolist()[7] == "Question"


# --- where the annotations come from ---------------------------------------------------------------


def test_without_annotations_there_is_a_door(show, empty_home):
    app = show()
    assert charts(app) == 0
    assert "not on this computer yet" in words(app)
    app.button(key="fetch_annotations").click().run()
    assert "cannot be reached" in app.error[0].value
    assert files_below(empty_home.corpus) == {"fetch.lock"}


def test_a_wrong_upload_is_told_and_leaves_nothing(show, empty_home, tmp_path):
    app = show()
    content = annotation_zip(tmp_path / "ours.zip").read_bytes()
    app.file_uploader(key="annotations_zip").set_value(("ours.zip", content, "application/zip")).run()
    assert "not the published file" in app.error[0].value
    assert files_below(empty_home.corpus) <= {"fetch.lock"}


def test_a_download_opens_the_card(show, local_server, cola_annotations_zip, cola, monkeypatch):
    """From an address beside the one that COLABERT_COLA names."""
    address = local_server(sending(cola_annotations_zip))
    monkeypatch.setenv("COLABERT_COLA", f"{address}/cola_public_1.1.zip")
    app = show(cola.split("in_domain_dev").assign(acceptable=0.7))
    assert charts(app) == 0
    app.button(key="fetch_annotations").click().run()
    assert not app.error
    assert charts(app) == 1


def test_an_upload_opens_the_card(show, cola_annotations_zip, cola):
    app = show(cola.split("out_of_domain_dev").assign(acceptable=0.7), split="out_of_domain_dev")
    content = cola_annotations_zip.read_bytes()
    app.file_uploader(key="annotations_zip").set_value(("x.zip", content, "application/zip")).run()
    assert not app.error
    assert charts(app) == 1
    assert "Annotated: 513 of the 516 sentences" in words(app)


def test_a_zip_beside_colas_is_there_from_the_first_look(show, cola_annotations_zip, cola, monkeypatch):
    monkeypatch.setenv("COLABERT_COLA", str(cola_annotations_zip.with_name("cola_public_1.1.zip")))
    app = show(cola.split("in_domain_dev").assign(acceptable=0.7))
    assert "Annotated: 526 of the 527 sentences" in words(app)
    assert numbers(app, "report_card_major").set_index("Feature").loc["Imperative", "Sentences"] == 4


def test_damaged_annotations_are_told_and_can_be_replaced(show, annotated):
    path = annotations.annotations_folder(annotated) / annotations.FILES["minor"]
    path.write_text(path.read_text() + "only\tthree\tcells\n")
    app = show()
    assert "line 102: 3 columns" in app.warning[0].value
    assert app.button(key="fetch_annotations")


# --- the minimal pairs -----------------------------------------------------------------------------


@pytest.mark.parametrize("split", ["out_of_domain_dev", "validation"])
def test_pairs_are_counted_by_phenomenon(show, split):
    rows = pairs_corpus().split("out_of_domain_dev")
    judged = rows.assign(acceptable=np.random.default_rng(2).random(len(rows)))
    shown = numbers(show(judged, id="pairs", split=split), "report_card_pairs")
    expected = by_phenomenon(judged)
    assert shown["Pairs"].tolist() == expected["pairs"].tolist()
    assert shown["Correct pairs"].to_numpy() == pytest.approx(expected["right"].to_numpy(), abs=0.0006)
    assert "Ellipsis" in set(shown["Phenomenon"])


# --- an added corpus --------------------------------------------------------------------------------


def own_rows(pairs: bool = False) -> pd.DataFrame:
    """Two phenomena of 40 sentences each, one of them judged wrongly, and sentences without one."""
    rows = pd.DataFrame({"label": [1, 0] * 50, "source": "ours", "mark": "", "split": "test"})
    rows["sentence"] = [f"Pilot {n} slept." for n in range(100)]
    rows["phenomenon"] = ["<b>island</b>"] * 40 + ["*tense*"] * 40 + [""] * 20
    right = rows["phenomenon"] != "*tense*"
    rows["acceptable"] = np.where(right, rows["label"], 1 - rows["label"]) * 0.8 + 0.1
    return rows.assign(pair=np.arange(100) // 2) if pairs else rows


def test_an_added_corpus_has_a_card_of_the_phenomena_that_it_names(show):
    app = show(own_rows(), id="own-x", split="test")
    table = numbers(app, "report_card_own")
    assert table["Phenomenon"].tolist() == ["<b>island</b>", "*tense*"]
    assert table["MCC"].tolist() == [1, -1]
    assert "Sentences with a phenomenon: 80 of 100." in words(app)


def test_pairs_of_an_added_corpus_are_counted_by_their_phenomena(show):
    table = numbers(show(own_rows(pairs=True), id="own-x", split="test"), "report_card_pairs")
    assert dict(zip(table["Phenomenon"], table["Pairs"], strict=True)) == {
        "*tense*": 20,
        "<b>island</b>": 20,
    }
