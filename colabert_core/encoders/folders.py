"""An encoder's folder: config.json, safetensors weights and a vocabulary, checked without torch.

Weights in any other format are refused, because a pickle can run code.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from colabert_core.encoders.shapes import Shape
from colabert_core.encoders.tokenizer_files import CONFIG, MAP, VOCABULARIES, check_tokenizer
from colabert_core.encoders.weights import check_weights
from colabert_core.errors import (
    EncoderDamaged,
    EncoderNotBert,
    EncoderWithoutSafetensors,
)

# Names the file of each tensor if the weights are in several files.
_INDEX = "model.safetensors.index.json"
_WEIGHTS = re.compile(r"model(-\d{5}-of-\d{5})?\.safetensors")
_OTHERS = {"config.json", _INDEX, CONFIG, MAP, *VOCABULARIES}
# Far beyond any BERT: a page would never end.
_MAX_LAYERS = 200
_MAX_SIZE = 1_000_000


def is_weights(file: str) -> bool:
    """Whether a file of this name contains weights, all of them or a part."""
    return _WEIGHTS.fullmatch(file) is not None


def belongs(file: str) -> bool:
    """Whether a file of this name is part of an encoder."""
    return file in _OTHERS or is_weights(file)


def check_folder(folder: Path, name: str) -> Path:
    """Return the folder if it is a usable BERT encoder. Raises the EncoderError that says why it is not."""
    check_config(folder, name)
    if not has_weights(folder):
        raise EncoderWithoutSafetensors(name=name)
    if missing := _missing_parts(folder, name):
        raise EncoderDamaged(name=name, reason=f"{missing[0]} is missing")
    _check_sizes(folder, name)
    return folder


def _check_sizes(folder: Path, name: str) -> None:
    """Raises EncoderDamaged if weights or vocabulary do not fit config.json."""
    try:
        shape = read_shape(folder)
    except EncoderDamaged as error:
        raise EncoderDamaged(name=name, reason=error.facts["reason"]) from None
    check_weights(folder, weight_files(folder, name), shape, name)
    if (size := _vocabulary_size(folder, name)) > shape.vocabulary:
        reason = f"the vocabulary has {size} entries, but the weights have {shape.vocabulary}"
        raise EncoderDamaged(name=name, reason=reason)


def _vocabulary_size(folder: Path, name: str) -> int:
    """The number of ids that the tokenizer may give. Raises what `check_tokenizer` raises."""
    files = [folder / file for file in (CONFIG, MAP, "config.json", *VOCABULARIES)]
    stats = [path.stat() for path in files if path.is_file()]
    return _counted(folder, name, tuple((stat.st_ino, stat.st_mtime_ns, stat.st_size) for stat in stats))


@lru_cache(maxsize=32)  # pages ask again and again, and a large vocabulary takes most of a second
def _counted(folder: Path, name: str, _files: tuple[tuple[int, int, int], ...]) -> int:
    return check_tokenizer(folder, name)


def check_config(folder: Path, name: str) -> None:
    """Raises EncoderDamaged or EncoderNotBert if config.json shows that this is not a BERT encoder."""
    if not (folder / "config.json").is_file():
        raise EncoderDamaged(name=name, reason="config.json is missing")
    architecture = _read_object(folder / "config.json", name).get("model_type")
    if architecture != "bert":
        raise EncoderNotBert(name=name, found=str(architecture))


def has_weights(folder: Path) -> bool:
    """Whether there are safetensors weights, in one file or in several with an index."""
    return any((folder / file).is_file() for file in ("model.safetensors", _INDEX))


def weight_files(folder: Path, name: str) -> list[str]:
    """The names of the files of weights: the one, or those that an index names. Raises EncoderDamaged."""
    if (folder / "model.safetensors").is_file():
        return ["model.safetensors"]
    parts = _read_object(folder / _INDEX, name).get("weight_map") or {}
    return sorted({str(part) for part in parts.values()}) if isinstance(parts, dict) else []


def _missing_parts(folder: Path, name: str) -> list[str]:
    """The files of weights that are missing, or whose names are not those of weights."""
    files = weight_files(folder, name)
    return [file for file in files if not (is_weights(file) and (folder / file).is_file())]


def read_shape(folder: Path) -> Shape:
    """The shape in a folder's config.json. Raises EncoderDamaged."""
    config = _read_object(folder / "config.json", str(folder))
    config = {"max_position_embeddings": 512, "type_vocab_size": 2, **config}
    return Shape(
        layers=_size(config, "num_hidden_layers", folder),
        hidden=_size(config, "hidden_size", folder),
        intermediate=_size(config, "intermediate_size", folder),
        heads=_size(config, "num_attention_heads", folder),
        vocabulary=_size(config, "vocab_size", folder),
        positions=_size(config, "max_position_embeddings", folder),
        segments=_size(config, "type_vocab_size", folder),
    )


def _size(config: Mapping[str, Any], name: str, folder: Path) -> int:
    """One of the numbers in config.json. Raises EncoderDamaged."""
    if name not in config:
        raise EncoderDamaged(name=str(folder), reason=f"config.json lacks {name!r}")
    value = config[name]
    limit = _MAX_LAYERS if name == "num_hidden_layers" else _MAX_SIZE
    if type(value) is not int or not 0 < value <= limit:
        raise EncoderDamaged(name=str(folder), reason=f"config.json: {name} is {str(value)[:40]}")
    return value


def _read_object(path: Path, name: str) -> dict[str, Any]:
    """The object in a JSON file. Raises EncoderDamaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EncoderDamaged(name=name, reason=f"{path.name}: {error}") from None
    if not isinstance(content, dict):
        raise EncoderDamaged(name=name, reason=f"{path.name} is not a JSON object")
    return content
