"""The report card's charts and texts."""

import re

import numpy as np
import pandas as pd
import pytest

from colabert_core.corpus.annotations import FEATURES, LEVELS
from pages.ui import charts
from pages.ui.evaluation import report_card_charts
from pages.ui.text import LANGUAGES, locale


def say(key, **values):
    return locale("en")[key].format(**values)


def card(*rows) -> pd.DataFrame:
    """A report card from rows of name, sentences, MCC and kind."""
    table = pd.DataFrame(rows, columns=["name", "sentences", "mcc", "kind"])
    return table.assign(feature=table["name"], accuracy=0.75, acceptable_share=0.5, share_found=np.nan)


CARD = card(
    ("Adjunct", 40, 0.1, "measured"),
    ("Island", 12, 0.9, "too few"),
    ("Question", 90, 0.4, "measured"),
    ("Particle", 20, np.nan, "too few"),
    ("Negation", 1200, -0.2, "measured"),
)


@pytest.fixture
def figure():
    return report_card_charts.features(CARD, "MCC by feature", 0.33, say)


def test_bars_run_from_the_best_to_the_worst_and_then_those_of_too_few(figure):
    assert list(figure.layout.yaxis.categoryarray) == [
        "Question (90)",
        "Adjunct (40)",
        "Negation (1,200)",
        "<b>Too few (under 30)</b>",
        "Particle (20)",
        "Island (12)",
    ]
    assert list(figure.data[0].x) == [0.4, 0.1, -0.2]
    assert list(figure.data[0].text) == ["0.40", "0.10", "-0.20"]


def test_too_few_are_pale_and_hatched_and_carry_no_figure(figure):
    pale = figure.data[1]
    assert list(pale.y) == ["Particle (20)", "Island (12)"]
    assert pale.marker.pattern.shape == "/"
    assert pale.marker.opacity < 0.5
    assert pale.text is None
    assert list(pale.x) == [0.0, 0.9]


def test_hover_texts_tell_everything_in_words(figure):
    first, second = figure.data[0].customdata[0], figure.data[1].customdata[0]
    assert list(first) == ["Question", "0.40", 90, "measured", "75%", "50%"]
    assert list(second)[:4] == ["Particle", "–", 20, "too few"]
    assert all("%{customdata[" in bars.hovertemplate for bars in figure.data[:2])


def test_all_sentences_together_are_a_line_with_a_name(figure):
    assert figure.layout.shapes[0].x0 == 0.33
    assert figure.data[2].name == "All annotated sentences: 0.33"


def test_axes_have_names_and_hold_every_bar(figure):
    assert figure.layout.title.text == "MCC by feature"
    assert figure.layout.xaxis.title.text == "MCC (-1 to 1)"
    assert figure.layout.annotations[0].text == "Feature (sentences)"
    low, high = figure.layout.xaxis.range
    assert low < -0.2
    assert high > 0.9
    assert figure.layout.yaxis.range == (5.5, -0.5)


def test_a_card_without_one_kind_of_bars_is_drawn():
    for rows in (CARD[CARD["kind"] == "measured"], CARD[CARD["kind"] == "too few"]):
        figure = report_card_charts.features(rows, "x", 0.0, say)
        labels = list(figure.layout.yaxis.categoryarray)
        assert len(labels) == len(rows) + (rows["kind"] == "too few").any()


def test_phenomena_are_bars_in_percent_against_a_coin():
    table = pd.DataFrame(
        {
            "name": ["Islands (where questions cannot reach)", "Binding", "Passives"],
            "short": ["Islands", "Binding", "Passives"],
            "pairs": [70, 42, 5],
            "right": [0.8, 0.955, 1.0],
            "kind": ["measured", "measured", "too few"],
        }
    )
    figure = report_card_charts.phenomena(table, say)
    assert list(figure.data[0].y) == ["Binding (42)", "Islands (70)"]
    assert list(figure.data[0].text) == ["96%", "80%"]
    assert figure.data[0].marker.color == charts.ACCEPTABLE
    assert list(figure.data[1].y) == ["Passives (5)"]
    assert figure.data[0].customdata[1][0] == "Islands (where questions cannot reach)"
    assert figure.layout.shapes[0].x0 == 50
    assert figure.layout.xaxis.title.text == "Correct pairs (%)"


# --- the texts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("level", LEVELS)
def test_every_feature_has_a_name_of_its_own(language, level):
    names = {
        key.rpartition(".")[2]: name
        for key, name in locale(language).items()
        if key.startswith(f"report_card.{level}.")
    }
    assert list(names) == [feature.id for feature in FEATURES[level]]
    assert len(set(names.values())) == len(names)
    assert max(len(name) for name in names.values()) <= 22  # for the axis in a narrow window


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_major_feature_is_explained_in_a_line_with_an_example(language):
    for feature in FEATURES["major"]:
        line = locale(language)[f"report_card.means.{feature.id}"]
        assert len(line) <= 200
        assert re.search(r"\*[A-Z][^*]+[.?]\*", line), feature


def examples() -> set[str]:
    texts = (value for key, value in locale("en").items() if key.startswith("report_card.means."))
    return {found for text in texts for found in re.findall(r"\*([A-Z][^*]+[.?])\*", text)}


def test_no_example_is_colas(cola):
    assert len(examples()) == 15
    assert not examples() & set(cola.table["sentence"])
