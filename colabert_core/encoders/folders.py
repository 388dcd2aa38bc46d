"""An encoder's folder: config.json, safetensors weights and a vocabulary, and what can be wrong with it.

Weights in any other format are refused: a pickle can run code. Torch is not needed to find out.
"""

import json
import re
from pathlib import Path

from colabert_core.encoders.shapes import Shape
from colabert_core.errors import (
    EncoderDamaged,
    EncoderNotBert,
    EncoderWithoutSafetensors,
    EncoderWithoutVocabulary,
)

VOCABULARIES = ("tokenizer.json", "vocab.txt")
_INDEX = "model.safetensors.index.json"  # in which of several files each tensor lies
_WEIGHTS = re.compile(r"model(-\d{5}-of-\d{5})?\.safetensors")
_OTHERS = {"config.json", _INDEX, "tokenizer_config.json", "special_tokens_map.json", *VOCABULARIES}
_MAX_MEASURES = {"num_hidden_layers": 200}  # far beyond any BERT; its pages would be endless
_MAX_MEASURE = 1_000_000


def is_weights(file: str) -> bool:
    """Whether a file of this name holds weights, all of them or a part."""
    return _WEIGHTS.fullmatch(file) is not None


def belongs(file: str) -> bool:
    """Whether a file of this name is one that an encoder is made of."""
    return file in _OTHERS or is_weights(file)


def check_folder(folder: Path, name: str) -> Path:
    """Return a folder that is a usable BERT encoder. Raises the EncoderError that says why it is not."""
    check_config(folder, name)
    if not has_weights(folder):
        raise EncoderWithoutSafetensors(name=name)
    if missing := _missing_parts(folder, name):
        raise EncoderDamaged(name=name, reason=f"{missing[0]} is missing")
    if not any((folder / file).is_file() for file in VOCABULARIES):
        raise EncoderWithoutVocabulary(name=name)
    return folder


def check_config(folder: Path, name: str) -> None:
    """Raises EncoderDamaged or EncoderNotBert where config.json alone shows that this is no BERT encoder."""
    if not (folder / "config.json").is_file():
        raise EncoderDamaged(name=name, reason="config.json is missing")
    if (found := _read_table(folder / "config.json", name).get("model_type")) != "bert":
        raise EncoderNotBert(name=name, found=str(found))


def has_weights(folder: Path) -> bool:
    """Whether there are safetensors, in one file or in several with an index."""
    return any((folder / file).is_file() for file in ("model.safetensors", _INDEX))


def _missing_parts(folder: Path, name: str) -> list[str]:
    """The weights that an index speaks of and that do not lie beside it, under a name of their kind."""
    if (folder / "model.safetensors").is_file():
        return []
    parts = _read_table(folder / _INDEX, name).get("weight_map") or {}
    named = sorted({str(part) for part in parts.values()}) if isinstance(parts, dict) else []
    return [part for part in named if not (is_weights(part) and (folder / part).is_file())]


def read_shape(folder: Path) -> Shape:
    """The shape in a folder's config.json. Raises EncoderDamaged."""
    config = _read_table(folder / "config.json", str(folder))
    config = {"max_position_embeddings": 512, "type_vocab_size": 2, **config}
    return Shape(
        layers=_measure(config, "num_hidden_layers", folder),
        hidden=_measure(config, "hidden_size", folder),
        intermediate=_measure(config, "intermediate_size", folder),
        heads=_measure(config, "num_attention_heads", folder),
        vocabulary=_measure(config, "vocab_size", folder),
        positions=_measure(config, "max_position_embeddings", folder),
        segments=_measure(config, "type_vocab_size", folder),
    )


def _measure(config: dict, name: str, folder: Path) -> int:
    if name not in config:
        raise EncoderDamaged(name=str(folder), reason=f"config.json lacks {name!r}")
    value = config[name]
    if type(value) is not int or not 0 < value <= _MAX_MEASURES.get(name, _MAX_MEASURE):
        raise EncoderDamaged(name=str(folder), reason=f"config.json: {name} is {str(value)[:40]}")
    return value


def _read_table(path: Path, name: str) -> dict:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EncoderDamaged(name=name, reason=f"{path.name}: {error}") from None
    if not isinstance(table, dict):
        raise EncoderDamaged(name=name, reason=f"{path.name} is not a table")
    return table
