"""The settings of a new training: a preset first, every value open to change, all faults told at once."""

import streamlit as st

from colabert_core.config import (
    BERT_BASE,
    BUNDLED,
    DEVICES,
    Fault,
    TrainConfig,
    as_in_tutorial,
    one_minute,
    recommended,
)
from colabert_core.errors import BadSettings
from pages.ui import services
from pages.ui.frame import link
from pages.ui.run_view import since
from pages.ui.text import error_text, plain, t

PRESETS = ("recommended", "tutorial", "minute")
SPLIT_SIZES = (7695, 856)  # sentences of CoLA's training file trained on and validated on
_TRAIN_SIZE = SPLIT_SIZES[0]


def settings_form() -> None:
    """The form, and the start of what it describes."""
    name = st.text_input(t("settings.name"), key="run_name", max_chars=60, help=t("help.name"))
    encoder = _encoder()
    preset = st.radio(
        t("presets.label"),
        PRESETS,
        format_func=lambda key: plain(f"presets.{key}"),
        key="preset",
        horizontal=True,
    )
    base = _preset(preset, encoder)
    st.caption(_about(preset, base))
    with st.expander(t("settings.adjust"), icon=":material/tune:"):
        st.markdown(t("settings.from_paper"))
        wanted = _fields(base, f"{preset}-{encoder}-{base.epochs}-{base.train_limit}")
    _start(wanted, name)


def _encoder() -> str:
    labels = {BUNDLED: plain("encoders.bundled"), BERT_BASE: plain("encoders.bert_base")}
    chosen = st.selectbox(
        t("settings.encoder"),
        list(labels),
        format_func=lambda name: labels.get(name, name),
        accept_new_options=True,
        key="encoder",
        help=t("help.encoder"),
    )
    return (chosen or "").strip() or BUNDLED


def _preset(preset: str, encoder: str) -> TrainConfig:
    if preset == "tutorial":
        return as_in_tutorial(encoder)
    if preset == "minute":
        with st.spinner(t("training.measuring")):
            return one_minute(encoder, services.sentences_per_second(encoder), *SPLIT_SIZES)
    return recommended(encoder).config


def _about(preset: str, config: TrainConfig) -> str:
    if preset == "minute":
        return t("presets.minute_about", n=config.train_limit or _TRAIN_SIZE)
    if preset == "tutorial":
        return t("presets.tutorial_about")
    expected = recommended(config.encoder)
    if expected.reported_mcc is not None:
        return t("presets.reported_about", mcc=expected.reported_mcc)
    if expected.mcc_low is None:
        return t("presets.untried_about")
    return t("presets.recommended_about", low=expected.mcc_low, high=expected.mcc_high)


def _fields(base: TrainConfig, key: str) -> dict:
    """Every setting as a widget that begins at the preset's value; `key` starts them anew for another."""
    left, middle, right = st.columns(3)
    share = 100 if base.train_limit is None else max(1, round(100 * base.train_limit / _TRAIN_SIZE))
    with left:
        epochs = _number("epochs", base.epochs, key, step=1)
        batch_size = _choice("batch_size", [16, 32], base.batch_size, key)
    with middle:
        rate = _choice("learning_rate", [5e-5, 3e-5, 2e-5], base.learning_rate, key, new=True)
        max_length = _number("max_length", base.max_length, key, step=8)
    with right:
        seed = _number("seed", base.seed, key, step=1)
        device = _choice("device", list(DEVICES), base.device, key)
    percent = st.slider(
        t("settings.share"), 1, 100, share, key=f"share-{key}", format="%d %%", help=t("help.share")
    )
    limit = base.train_limit if percent == share else None if percent == 100 else _TRAIN_SIZE * percent // 100
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
    """No bounds of its own: a value out of range is told with all other faults, in words."""
    return st.number_input(
        t(f"settings.{setting}"), value=value, step=step, key=f"{setting}-{key}", help=t(f"help.{setting}")
    )


def _choice(setting: str, options: list, value, key: str, new: bool = False):
    """The field's usual values; with `new` any other number may be typed."""
    options = options if value in options else [value, *options]
    chosen = st.selectbox(
        t(f"settings.{setting}"),
        options,
        index=options.index(value),
        format_func=lambda option: f"{option:g}" if isinstance(option, float) else str(option),
        accept_new_options=new,
        key=f"{setting}-{key}",
        help=t(f"help.{setting}"),
    )
    return _as_number(chosen) if new else chosen


def _as_number(chosen):
    try:
        return float(chosen)
    except (TypeError, ValueError):
        return None  # told as a fault of this setting


def _start(wanted: dict, name: str) -> None:
    config, faults = _checked(wanted)
    if faults:
        st.error(error_text(BadSettings(faults)))
    busy = services.store().training()
    if busy:
        st.info(t("training.busy", name=busy.name, since=since(busy)), icon=":material/hourglass_top:")
    label = t("training.queue") if busy else t("training.start")
    if st.button(label, key="start_run", type="primary", disabled=bool(faults), icon=":material/play_arrow:"):
        run = services.start_training(config, name)
        st.query_params["run"] = run.id
        st.rerun()


def _checked(wanted: dict) -> tuple[TrainConfig | None, list[Fault]]:
    """The configuration, or all that is wrong with it: in itself, and on this computer."""
    here = services.faults_here(wanted)
    try:
        return TrainConfig(**wanted), here
    except BadSettings as error:
        return None, [*error.faults, *here]


def quick_training() -> None:
    """Where nothing can judge yet: one click trains a small one, unless one is in training already."""
    if run := services.store().training():
        st.info(t("widgets.quick_started", name=run.name), icon=":material/model_training:")
        link("training", t("widgets.watch"), run=run.id)
        return
    st.info(t("widgets.no_run"), icon=":material/model_training:")
    if st.button(t("widgets.train_quick"), key="train_quick", type="primary"):
        services.start_training(_preset("minute", BUNDLED), plain("widgets.quick_name"))
        st.rerun()
