"""The head of a finished classifier: its two labels, and which of them means acceptable."""

import json
from pathlib import Path
from typing import Any

from colabert_core.encoders.folders import check_folder, read_shape, weight_files
from colabert_core.encoders.shapes import head_parameters
from colabert_core.encoders.weights import check_sizes, plain_shapes
from colabert_core.errors import (
    ClassifierLabels,
    ClassifierOtherTask,
    ClassifierWithoutHead,
    EncoderDamaged,
    LabelsUnknown,
    LabelUnknown,
)
from colabert_core.tables.words import own_meaning

Labels = tuple[str, str]
MAX_LABEL_CHARACTERS = 60


def check_classifier(folder: Path, name: str) -> Labels:
    """The label names of a finished classifier, a BERT with a head of two labels; label 0 comes first.

    Raises what `check_folder` raises, ClassifierWithoutHead, ClassifierLabels or ClassifierOtherTask.
    """
    check_folder(folder, name)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    _check_head(folder, name)
    if "quantization_config" in config:
        raise EncoderDamaged(name=name, reason="its weights are quantized")
    if (task := config.get("problem_type")) not in (None, "single_label_classification"):
        raise ClassifierOtherTask(name=name, task=str(task))
    return _labels(config, name)


def _check_head(folder: Path, name: str) -> None:
    expected = head_parameters(read_shape(folder))
    found = plain_shapes([folder / file for file in weight_files(folder, name)], name)
    if missing := sorted(expected.keys() - found.keys(), reverse=True):
        named = "classifier.weight" if "classifier.weight" in missing else missing[0]
        raise ClassifierWithoutHead(name=name, missing=named)
    rows = (*found["classifier.weight"], 0)[0]
    if rows != 2:
        raise ClassifierLabels(name=name, found=rows)
    check_sizes(expected, found, name)


def _labels(config: dict[str, Any], name: str) -> Labels:
    """The names in config.json, cut to MAX_LABEL_CHARACTERS. Raises EncoderDamaged."""
    names = config.get("id2label") or {"0": "LABEL_0", "1": "LABEL_1"}
    if not isinstance(names, dict) or set(names) != {"0", "1"}:
        raise EncoderDamaged(name=name, reason="id2label in config.json does not name two labels")
    first, second = (" ".join(str(names[id]).split())[:MAX_LABEL_CHARACTERS] for id in ("0", "1"))
    if not first or not second or first == second:
        raise EncoderDamaged(name=name, reason="config.json does not give the labels two different names")
    return first, second


def acceptable_label(labels: Labels, wanted: str | None, name: str) -> str:
    """The label that means acceptable: the `wanted` one, otherwise the one whose name says so.

    Raises LabelUnknown if there is no such label, and LabelsUnknown if the names do not say.
    """
    first, second = labels
    if wanted is not None:
        if label := _label_called(wanted.strip(), labels):
            return label
        raise LabelUnknown(name=name, label=wanted, first=first, second=second)
    meant = {_meaning(label): label for label in labels}
    if set(meant) != {0, 1}:
        raise LabelsUnknown(name=name, first=first, second=second)
    return meant[1]


def _label_called(wanted: str, labels: Labels) -> str | None:
    """The label of this name; if none is written exactly so, the one that differs only in case."""
    alike = [label for label in labels if label.casefold() == wanted.casefold()]
    return wanted if wanted in labels else alike[0] if len(alike) == 1 else None


def _meaning(label: str) -> int | None:
    """1 for a name that means acceptable, 0 for one that means unacceptable; None if it does not say.

    LABEL_1 does not say: it is acceptable in classifiers of CoLA, and an error in others.
    """
    return own_meaning(" ".join(label.replace("_", " ").split()))
