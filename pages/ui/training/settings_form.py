"""The settings of a new training: a preset, which can be adjusted, and all faults at once."""

from dataclasses import dataclass

import streamlit as st

from colabert_core.config import BUNDLED, DEVICES, PRESETS, Recommendation, TrainConfig
from colabert_core.corpus import COLA, Corpus
from colabert_core.corpus import split_sizes as sizes_of
from colabert_core.errors import BadSettings
from colabert_core.runs import run_at
from colabert_core.training import MAX_OWN, MAX_OWN_LENGTH, own_sentences_in
from pages.ui import services
from pages.ui.components.behaviour import take_eyes_to
from pages.ui.corpus.picker import corpus_picker
from pages.ui.encoders.choice import catalogue, encoder_choice
from pages.ui.text import counted_text, error_text, plain, t
from pages.ui.training.run_view import RUN_VIEW, since

_LONG_MINUTES = 90


@dataclass(frozen=True)
class Sizes:
    """Numbers of sentences to train and to validate on."""

    train: int
    validation: int


def settings_form() -> None:
    """The form. The button that starts the training stands above what most people leave as it is."""
    corpus = corpus_picker(t("settings.corpus"))
    sizes = split_sizes(corpus)
    encoder = encoder_choice()
    _warn_of_unknown_words(encoder, corpus)
    expected = services.recommended(encoder, corpus.id)
    preset = st.radio(
        t("presets.label"),
        PRESETS,
        format_func=lambda key: _preset_name(key, expected),
        key="preset",
        persist_state="session",
    )
    base = _preset(preset, encoder, corpus)
    start = st.container()
    if preset == "recommended":
        st.caption(_expectation(expected, encoder, corpus, sizes))
    else:
        st.caption(t(f"presets.{preset}_about", n=base.train_limit or sizes.train))
    name = st.text_input(
        t("settings.name"), key="run_name", max_chars=60, help=t("help.name"), persist_state="session"
    )
    with st.expander(t("settings.adjust"), icon=":material/tune:"):
        st.caption(t("settings.from_paper"))
        wanted = _fields(base, f"{preset}-{encoder}-{base.epochs}-{base.train_limit}", sizes.train)
    watched = _watched()
    with st.expander(
        t("encoders.more"), icon=":material/info:", key="encoder_catalogue", on_change="rerun"
    ) as more:
        if more.open:  # a closed catalogue is not looked up
            catalogue(sizes.train + sizes.validation)
    with start:
        _start(wanted, corpus, name, watched)
        _time_needed(wanted, sizes)


def _time_needed(wanted: dict, sizes: Sizes) -> None:
    """The expected minutes on this computer, when nothing else keeps it busy."""
    encoder = wanted["encoder"]
    pace = services.known_pace(encoder)
    if pace is None:
        if st.button(
            t("training.measure_time"), key="measure_time", type="tertiary", icon=":material/timer:"
        ):
            with st.spinner(t("training.measuring")):
                services.measure_paces([encoder])
            st.rerun()
        return
    epochs = wanted["epochs"] if isinstance(wanted["epochs"], int) else 1
    sentences = epochs * ((wanted["train_limit"] or sizes.train) + sizes.validation)
    minutes = sentences / pace.sentences_per_second / 60
    key = "training.expected" if pace.measured else "training.expected_about"
    st.caption(f":material/timer: {t(key, time=_in_words(minutes))}")


def _in_words(minutes: float) -> str:
    """A time for people: a minute at least, and hours from 90 minutes on."""
    if minutes >= _LONG_MINUTES:
        return plain("training.hours", n=minutes / 60)
    return counted_text("training.minutes", max(1, round(minutes)))


def _warn_of_unknown_words(encoder: str, corpus: Corpus) -> None:
    unknown = services.unknown_words(encoder, corpus)
    if unknown and unknown.is_much:
        text = t("training.unknown_words", words=unknown.words, sentences=unknown.sentences)
        st.warning(text, icon=":material/translate:")


def split_sizes(corpus: Corpus) -> Sizes:
    """How a training with the usual share would divide a corpus; 7,695 and 856 for CoLA."""
    return Sizes(*sizes_of(corpus, TrainConfig()))


def _preset(preset: str, encoder: str, corpus: Corpus) -> TrainConfig:
    if preset != "minute":
        return services.preset(preset, encoder, corpus)
    with st.spinner(t("training.measuring")):
        return services.preset(preset, encoder, corpus)


def _preset_name(preset: str, expected: Recommendation) -> str:
    """Settings that nobody tried are not recommended."""
    return plain(
        "presets.usual" if preset == "recommended" and not expected.is_tried else f"presets.{preset}"
    )


def _expectation(expected: Recommendation, encoder: str, corpus: Corpus, sizes: Sizes) -> str:
    """What the recommended settings achieve, or that nobody knows."""
    run = run_at(encoder)
    if run and not run.is_built_in:
        return t("presets.continued_about")
    if corpus.id != COLA:
        return t("presets.untried_corpus_about", n=sizes.train)
    if encoder == BUNDLED:
        return t("presets.pretrained_about", low=expected.mcc_low, high=expected.mcc_high)
    if expected.reported_mcc is not None:
        return t("presets.reported_about", mcc=expected.reported_mcc)
    if not expected.is_tried:
        return t("presets.untried_about")
    return t("presets.recommended_about", low=expected.mcc_low, high=expected.mcc_high)


def _fields(base: TrainConfig, key: str, train_size: int) -> dict:
    """Every setting as a widget that starts at the preset's value; another `key` resets them."""
    share = 100 if base.train_limit is None else max(1, round(100 * base.train_limit / train_size))
    epochs = _number("epochs", base.epochs, key, step=1)
    batch_size = _choice("batch_size", [16, 32], base.batch_size, key)
    rate = _choice("learning_rate", [5e-5, 3e-5, 2e-5], base.learning_rate, key, new=True)
    max_length = _number("max_length", base.max_length, key, step=8)
    seed = _number("seed", base.seed, key, step=1)
    device = _choice("device", list(DEVICES), base.device, key)
    percent = st.slider(
        t("settings.share"),
        1,
        100,
        share,
        key=f"share-{key}",
        format="%d%%",
        help=t("help.share"),
        persist_state="session",
    )
    limit = base.train_limit if percent == share else None if percent == 100 else train_size * percent // 100
    return {
        **base.to_row(),
        "epochs": epochs,
        "batch_size": batch_size,
        "learning_rate": rate,
        "max_length": max_length,
        "seed": seed,
        "device": device,
        "train_limit": limit,
    }


def _number(setting: str, value: int, key: str, step: int) -> int:
    """A field without bounds of its own: a value out of range is reported with all other faults, in words."""
    return st.number_input(
        t(f"settings.{setting}"),
        value=value,
        step=step,
        key=f"{setting}-{key}",
        help=t(f"help.{setting}"),
        persist_state="session",
    )


def _choice(setting: str, options: list, value, key: str, new: bool = False):
    """A choice of the usual values; with `new`, any other number may be typed."""
    options = options if value in options else [value, *options]
    chosen = st.selectbox(
        t(f"settings.{setting}"),
        options,
        index=options.index(value),
        format_func=lambda option: f"{option:g}" if isinstance(option, float) else str(option),
        accept_new_options=new,
        key=f"{setting}-{key}",
        help=t(f"help.{setting}"),
        persist_state="session",
    )
    return _as_number(chosen) if new else chosen


def _as_number(chosen):
    try:
        return float(chosen)
    except (TypeError, ValueError):
        return None  # reported as a fault of this setting


def _watched() -> tuple[str, ...]:
    """Sentences that the visitor adds to the replay."""
    with st.expander(t("replay.add"), icon=":material/movie:"):
        text = st.text_area(
            t("replay.add_label", most=MAX_OWN),
            key="watched",
            height=120,
            help=t("replay.add_help"),
            persist_state="session",
        )
        own = own_sentences_in(text.splitlines())
        if own.too_many:
            st.warning(t("replay.too_many", most=MAX_OWN, n=own.too_many))
        if own.too_long:
            st.warning(t("replay.too_long", most=MAX_OWN_LENGTH, n=own.too_long))
    return own.kept


def _start(wanted: dict, corpus: Corpus, name: str, watched: tuple[str, ...]) -> None:
    faults = services.faults(wanted)
    if faults:
        st.error(error_text(BadSettings(faults)))
    busy = services.store().training()
    if busy:
        st.info(t("training.busy", name=busy.name, since=since(busy)), icon=":material/hourglass_top:")
    label = t("training.queue") if busy else t("training.start")
    symbol = ":material/play_arrow:"
    is_faulty = bool(faults)
    if st.button(label, key="start_run", type="primary", disabled=is_faulty, icon=symbol, width="stretch"):
        run = services.start_training(TrainConfig(**wanted), corpus, name, watched)
        st.query_params["run"] = run.id
        take_eyes_to(RUN_VIEW)
        st.rerun()
