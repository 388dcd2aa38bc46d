"""The settings of a training, checked all at once, and the values of the presets."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from colabert_core.errors import BadSettings

DEVICES = ("auto", "cpu", "cuda", "mps")
PRECISIONS = ("auto", "fp32", "bf16")
CHOICES = {"device": DEVICES, "precision": PRECISIONS}
BUNDLED = "bundled"
BERT_BASE = "google-bert/bert-base-uncased"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One setting that cannot be used: its name, the rule it breaks, and the rule's bounds.

    `rule`: whole, range, above_zero, choice, empty or absent.
    """

    setting: str
    rule: str
    low: float | None = None
    high: float | None = None

    @property
    def says(self) -> str:
        """The fault as a clause in plain English, for the command line."""
        name = self.setting.replace("_", " ")
        return {
            "whole": f"{name} must be a whole number from {self.low} to {self.high}",
            "range": f"{name} must be from {self.low} to {self.high}",
            "above_zero": f"{name} must be above 0 and at most {self.high}",
            "choice": f"{name} must be one of {', '.join(CHOICES.get(self.setting, ()))}",
            "empty": f"{name} must not be empty",
            "absent": f"{name} must be one that this computer has",
        }[self.rule]


@dataclass(frozen=True, kw_only=True)
class TrainConfig:
    """Every setting that a training depends on. The defaults are the fine-tuning tutorial's values.

    Raises BadSettings, with every fault at once.
    """

    encoder: str = BUNDLED
    # Tokens, [CLS] and [SEP] included; longer sentences are cut.
    max_length: int = 64
    # Sentences per step.
    batch_size: int = 32
    # The highest rate; it falls linearly to 0.
    learning_rate: float = 2e-5
    # Share of the steps in which the rate first rises from 0.
    warmup: float = 0.0
    epochs: int = 4
    adam_epsilon: float = 1e-8
    weight_decay: float = 0.0
    # Maximum norm of the gradient.
    clip: float = 1.0
    seed: int = 42
    # Share of the training sentences that is kept back for validation.
    validation_share: float = 0.1
    # Number of training sentences used; None: all.
    train_limit: int | None = None
    # Number of optimizer steps; None: the epochs decide.
    max_steps: int | None = None
    # Whether the word embeddings are trained too; steps are faster if they are not.
    train_embeddings: bool = True
    # Of the matrix products. auto: bf16 if the processor supports it, otherwise fp32.
    precision: str = "auto"
    device: str = "auto"

    def __post_init__(self) -> None:
        if faults := list(_faults(self)):
            raise BadSettings(faults)

    def to_row(self) -> dict[str, Any]:
        """The settings by name, JSON-ready."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "TrainConfig":
        """From what `to_row` gave; names that this version does not know are ignored. Raises BadSettings."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in row.items() if name in known})


# Bounds of `max_length`, in tokens; BERT has 512 position embeddings.
MIN_LENGTH, MAX_LENGTH = 8, 512
# Bounds of each whole-number setting.
_WHOLE = {
    "max_length": (MIN_LENGTH, MAX_LENGTH),
    "batch_size": (1, 256),
    "epochs": (1, 10),
    "seed": (0, 2**32 - 1),
    "train_limit": (8, 10**9),
    "max_steps": (1, 10**9),
}
_OPTIONAL = ("train_limit", "max_steps")
_RANGES = {"warmup": (0.0, 0.5), "weight_decay": (0.0, 1.0), "validation_share": (0.01, 0.5)}
_ABOVE_ZERO = {"learning_rate": 0.1, "adam_epsilon": 0.1, "clip": 1000.0}


def _faults(config: TrainConfig) -> Iterator[Fault]:
    if not isinstance(config.encoder, str) or not config.encoder.strip():
        yield Fault(setting="encoder", rule="empty")
    for name, choices in CHOICES.items():
        if getattr(config, name) not in choices:
            yield Fault(setting=name, rule="choice")
    yield from _faults_of_whole_numbers(config)
    yield from _faults_of_numbers(config)


def _faults_of_whole_numbers(config: TrainConfig) -> Iterator[Fault]:
    for name, (low, high) in _WHOLE.items():
        value = getattr(config, name)
        if value is None and name in _OPTIONAL:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            yield Fault(setting=name, rule="whole", low=low, high=high)


def _faults_of_numbers(config: TrainConfig) -> Iterator[Fault]:
    for name, (low, high) in _RANGES.items():
        if not _is_number(getattr(config, name)) or not low <= getattr(config, name) <= high:
            yield Fault(setting=name, rule="range", low=low, high=high)
    for name, high in _ABOVE_ZERO.items():
        if not _is_number(getattr(config, name)) or not 0 < getattr(config, name) <= high:
            yield Fault(setting=name, rule="above_zero", high=high)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


# The well-known fine-tuning tutorial on CoLA: Devlin et al. 2019 (appendix A.3) recommend batch
# 16 or 32, learning rate 5e-5, 3e-5 or 2e-5 and 2 to 4 epochs; the tutorial uses these values.
TUTORIAL = TrainConfig()


PRETRAINED = "pretrained"  # the bundled encoder after its pre-training as a judge: the id of a run


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """Settings that suit an encoder, and the validation MCC measured with them, from low to high.

    If it was not measured here, `reported_mcc` is from the literature, on GLUE's hidden test set.
    """

    config: TrainConfig
    mcc_low: float | None = None
    mcc_high: float | None = None
    reported_mcc: float | None = None

    @property
    def is_tried(self) -> bool:
        """Whether somebody measured what these settings achieve."""
        return self.mcc_low is not None or self.reported_mcc is not None

    def untried(self) -> "Recommendation":
        """The same settings where nobody measured what they achieve."""
        return replace(self, mcc_low=None, mcc_high=None, reported_mcc=None)


_RECOMMENDED = {
    # Chosen on the validation split; the range is over three seeds. See benchmarks/RESULTS.md.
    BUNDLED: Recommendation(
        config=replace(TUTORIAL, learning_rate=5e-5, warmup=0.1), mcc_low=0.27, mcc_high=0.41
    ),
    # Measured with three seeds on the split of seed 42.
    PRETRAINED: Recommendation(
        config=replace(TUTORIAL, learning_rate=1e-4, warmup=0.1, epochs=2, train_embeddings=False),
        mcc_low=0.47,
        mcc_high=0.50,
    ),
    # Devlin et al. 2019, table 1.
    BERT_BASE: Recommendation(config=replace(TUTORIAL, encoder=BERT_BASE, warmup=0.1), reported_mcc=0.521),
}


WARMUP = 0.1  # share of the steps; Devlin et al. 2019, appendix A.2


def recommended(encoder: str) -> Recommendation:
    """The settings recommended for an encoder; the tutorial's with a warm-up if it was never tried."""
    untried = Recommendation(config=replace(TUTORIAL, encoder=encoder, warmup=WARMUP))
    return _RECOMMENDED.get(encoder) or untried


def going_on(encoder: str, before: TrainConfig) -> Recommendation:
    """Settings, never tried, for a training that goes on from a model that was trained with `before`.

    It takes smaller steps, so that the model does not forget what it has learned.
    """
    config = replace(
        TUTORIAL,
        encoder=encoder,
        epochs=2,
        batch_size=before.batch_size,
        max_length=before.max_length,
        learning_rate=before.learning_rate / 2,
        warmup=WARMUP,
    )
    return Recommendation(config=config)


# What a training may start from; each setting can then be changed.
PRESETS = ("recommended", "tutorial", "minute")


def as_in_tutorial(encoder: str) -> TrainConfig:
    """The tutorial's settings with another encoder."""
    return replace(TUTORIAL, encoder=encoder)
