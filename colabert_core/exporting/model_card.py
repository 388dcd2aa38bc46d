"""A run described in words, after the model cards of Mitchell et al. (2019)."""

import time
from collections.abc import Sequence

from colabert_core.evaluation import MIN_MEASURED, intervals_of, metrics_of
from colabert_core.exporting.sheets import JudgedPart, encoder_of
from colabert_core.runs import History, Run

_TEXT = """# {name}

A model that judges whether a sentence is acceptable to a speaker. {origin}

## Training

- Encoder: {encoder}
- Corpus: {corpus}
- {settings}
- Software: {versions}
- The validation part: {validation}

## Results

{results}

The intervals are 95% bootstrap intervals. Always answering "acceptable" gives an MCC of 0. An MCC on fewer
than {few} sentences is too uncertain to say anything.

## Limitations

- The model learned from the sentences above and may fail on others, above all on long or unusual ones, on
  other languages, and on sentences of other fields.
- It does not judge style, meaning or spelling, and it cannot grade anyone's command of a language.
- The labels of a corpus are the judgments of individual people, and some are disputed.
"""


def model_card(run: Run, history: History, parts: Sequence[JudgedPart]) -> str:
    """The card as Markdown, in English."""
    info = run.info
    versions = ", ".join(f"{package} {version}" for package, version in info.versions.items())
    return _TEXT.format(
        name=_plain(run.name),
        origin=_origin(run),
        encoder=_plain(encoder_of(run)),
        corpus=_plain(info.corpus) or "unknown",
        settings=_settings(run),
        versions=versions or "unknown",
        validation=_validation(history),
        results=_results(parts),
        few=MIN_MEASURED,
    )


def _origin(run: Run) -> str:
    day = time.strftime("%Y-%m-%d", time.localtime(run.info.created))
    if run.is_from_elsewhere:
        return f"It was not trained with ColaBERT, but added on {day}."
    return f"It was trained with ColaBERT on {day}."


def _settings(run: Run) -> str:
    config = run.info.config
    if run.is_from_elsewhere:
        return f"Maximum length: {config.max_length} tokens; nothing else is known of its training"
    return (
        f"Epochs: {config.epochs}; batch size: {config.batch_size}; learning rate: {config.learning_rate:g}; "
        f"warm-up: {config.warmup:.0%} of the steps; maximum length: {config.max_length} tokens; "
        f"seed: {config.seed}"
    )


def _validation(history: History) -> str:
    if history.started is None or history.best is None:
        return "not measured"
    best = history.best
    return (
        f"MCC {best['mcc']:.3f}, accuracy {best['accuracy']:.1%} at step {int(best['step']):,} "
        f"({history.started.validation_size:,} sentences)"
    )


def _results(parts: Sequence[JudgedPart]) -> str:
    if not parts:
        return "No part of a corpus was judged."
    head = ["| corpus | part | sentences | accuracy | MCC | MCC, 95% |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *map(_row, parts)])


def _row(part: JudgedPart) -> str:
    metrics = metrics_of(part.rows)
    low, high = intervals_of(part.rows).mcc
    figures = f"{metrics.accuracy:.1%} | {metrics.mcc:.3f} | {low:.3f} to {high:.3f}"
    return f"| {_plain(part.corpus)} | {part.split} | {metrics.size:,} | {figures} |"


def _plain(text: str) -> str:
    """A name as one line that Markdown shows as typed."""
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>#|!~$&" else letter for letter in text)
