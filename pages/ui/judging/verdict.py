"""The verdict on a sentence, and what a reader should know about it."""

from html import escape

import streamlit as st

from colabert_core.judging import Score, score
from colabert_core.runs import Run
from colabert_core.starter import strengths_of_starter
from pages.ui import services
from pages.ui.judging.meter import meter
from pages.ui.model.token_strip import chips
from pages.ui.runs.names import run_name, starter_facts
from pages.ui.text import locale, phenomenon_name, plain, t


def verdict_card(score: Score, run: Run) -> None:
    """The verdict on one sentence. Everything a visitor typed is escaped."""
    st.html(_unreadable(score, run) if score.unreadable else _verdict(score, run))
    for note in notes(score):
        st.caption(note)
    about_judge(run, "" if score.unreadable else score.sentence)


def _verdict(score: Score, run: Run) -> str:
    good = score.label == "acceptable"
    star = "" if good else "* "
    percent = f"{score.acceptable:.1%}"
    return (
        f'<div class="cb-verdict {"cb-yes" if good else "cb-no"}" role="status">'
        f"<h3>{escape(plain('verdict.yes' if good else 'verdict.no'))}</h3>"
        f'<div class="cb-sentence">{star}{escape(score.sentence)}</div>'
        f"{meter(score.acceptable)}"
        f'<div class="cb-foot"><span title="{score.acceptable:.7f}">'
        f"{escape(plain('verdict.probability', percent=percent))}</span>"
        f"<span>{escape(plain('verdict.judge', name=run_name(run)))}</span>"
        f"{copy_button(score, percent, run)}</div>"
        f"{chips(score.tokens, score.kinds)}</div>"
    )


def copy_button(score: Score, percent: str, run: Run) -> str:
    """A button, as HTML, that copies the verdict as cells for a spreadsheet."""
    word = plain(f"labels.{int(score.label == 'acceptable')}")
    text = "\t".join([score.sentence, word, percent, run_name(run)])
    return (
        f'<button type="button" class="cb-copy" data-copy="{escape(text, quote=True)}">'
        f"{escape(plain('table.copy'))}</button>"
    )


def _unreadable(score: Score, run: Run) -> str:
    return (
        '<div class="cb-verdict cb-none" role="status">'
        f"<h3>{escape(plain('verdict.none'))}</h3>"
        f'<div class="cb-sentence">{escape(score.sentence)}</div>'
        f"<p>{escape(why_unreadable(score, run))}</p>"
        f"{chips(score.tokens, score.kinds)}</div>"
    )


def why_unreadable(score: Score, run: Run) -> str:
    """Why a sentence cannot be judged, as plain text."""
    assert score.unreadable is not None
    if score.unreadable.reason != "script":
        return plain(f"verdict.none_{score.unreadable.reason}")
    learned = ", ".join(_script_name(script) for script in run.scripts)
    return plain("verdict.none_script", script=_script_name(score.unreadable.script), learned=learned)


def _script_name(script: str) -> str:
    key = f"scripts.{script.lower()}"
    return plain(key) if key in locale("en") else plain("scripts.other", name=script.title())


def about_judge(run: Run, sentence: str = "") -> None:
    """How good the starter model is, and at what in this sentence; nothing for other models."""
    if run.is_starter:
        st.caption(" ".join([t("verdict.starter", **starter_facts()), *_at_what(sentence)]))


def _at_what(sentence: str) -> list[str]:
    """What the starter is good at and where it guesses, of what this sentence tests."""
    known = strengths_of_starter(sentence)
    kinds = {"good_at": known.good, "guesses_at": known.guessing}
    return [t(f"verdict.{kind}", what=_listed(names)) for kind, names in kinds.items() if names]


def _listed(phenomena: tuple[str, ...]) -> str:
    return ", ".join(phenomenon_name(name) for name in phenomena)


def notes(score: Score) -> list[str]:
    """What a reader should know about this verdict: what was taken off, cut, or is unknown."""
    found = []
    if score.taken_off:
        found.append(t("verdict.taken_off", what=score.taken_off))
    if score.cut:
        found.append(t("verdict.cut", n=len(score.tokens), cut=score.cut))
    if unknown := score.kinds.count("unknown"):
        token = score.tokens[score.kinds.index("unknown")]
        found.append(t("verdict.unknown", n=unknown, token=token))
    return found


def judged(run: Run, sentences: list[str]) -> list[Score]:
    """Scores of sentences, with a spinner while the model is loaded for the first time."""
    with st.spinner(t("verdict.thinking")):
        return score(services.classifier(run), sentences, run.scripts)
