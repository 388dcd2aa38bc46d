"""What fine-tuning changed, made small: a few megabytes beside an encoder that is there anyway.

Of every matrix that changed, the change is kept as the product of two thin ones, its best approximation of
that rank (Eckart and Young 1936; as in LoRA, Hu et al. 2021, but after the training), in 8 bits with a scale
for each of the rank's parts; of everything else, the whole value in half precision. A delta names its encoder
by the SHA-256 of its weights and fits no other. No torch needed.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from colabert_core.encoders import at_hand
from colabert_core.errors import DeltaDamaged, DeltaElsewhere, DeltaWithoutEncoder, reason_of
from colabert_core.model.tokenization import save_tokenizer
from colabert_core.system.paths import file_hash
from colabert_core.system.staging import replaced_file

FILE, WEIGHTS = "delta.safetensors", "model.safetensors"
RANK = 96  # a delta of the bundled encoder then takes about 7 MB, 4 of them without word embeddings
_DOWN, _UP, _SCALE = ".down", ".up", ".scale"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The encoder that a delta belongs to: its name, and the SHA-256 of its model.safetensors."""

    encoder: str
    sha256: str
    max_length: int  # tokens that the tokenizer of the model reads


def make(model: Path, encoder: Path, origin: Origin, target: Path, rank: int = RANK) -> None:
    """Write the delta of a run's folder against its encoder's folder."""
    before = _encoder_weights(encoder)
    tensors: dict[str, np.ndarray] = {}
    for name, after in load_file(model / WEIGHTS).items():
        change = after - before[name] if name in before else None
        if change is not None and not change.any():
            continue
        if change is not None and change.ndim == 2 and min(change.shape) > 2 * rank:
            tensors[name + _UP], tensors[name + _SCALE], tensors[name + _DOWN] = _thin(change, rank)
        else:
            tensors[name] = np.ascontiguousarray(after, dtype=np.float16)
    facts = {"encoder": origin.encoder, "sha256": origin.sha256, "max_length": str(origin.max_length)}
    save_file(tensors, target, metadata=facts)


def _thin(change: np.ndarray, rank: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """up <int8>[out, rank], scale <float32>[rank], down <int8>[rank, in]; change is about up * scale @ down.

    By the eigenvectors of change.T @ change, which are the right singular vectors of the change.
    """
    _, vectors = np.linalg.eigh(change.T.astype(np.float64) @ change)
    right = vectors[:, -rank:].T  # the largest last
    up, up_scale = _eight_bits(change @ right.T, axis=0)
    down, down_scale = _eight_bits(right, axis=1)
    return up, (up_scale.ravel() * down_scale.ravel()).astype(np.float32), down


def _eight_bits(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers up to 127 and the scale along an axis that brings the values back, in C's order."""
    scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-30) / 127
    return np.ascontiguousarray(np.rint(values / scale), dtype=np.int8), scale


def _encoder_weights(encoder: Path) -> dict[str, np.ndarray]:
    """The encoder's tensors under the names that they bear in `BertForSequenceClassification`."""
    found: dict[str, np.ndarray] = {}
    for file in sorted(encoder.glob("model*.safetensors")):
        found |= load_file(file)
    return {name if name.startswith("bert.") else f"bert.{name}": value for name, value in found.items()}


def origin_of(path: Path) -> Origin:
    """What a delta says about itself. Raises DeltaDamaged."""
    try:
        with safe_open(path, framework="numpy") as file:
            facts = file.metadata() or {}
        return Origin(encoder=facts["encoder"], sha256=facts["sha256"], max_length=int(facts["max_length"]))
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise DeltaDamaged(name=path.parent.name, reason=reason_of(error)) from error


def is_waiting(folder: Path) -> bool:
    """Whether a run's folder holds a delta and not yet the weights."""
    return (folder / FILE).is_file() and not (folder / WEIGHTS).is_file()


def complete(folder: Path, brought: Path | None = None) -> None:
    """Turn a run's folder with a delta into a whole Hugging Face folder; does nothing where it is one.

    `brought` is the folder of the encoders that visitors uploaded, where they are to be looked through too.

    Raises DeltaDamaged, DeltaWithoutEncoder, or DeltaElsewhere where the encoder here is another one.
    """
    if not is_waiting(folder):
        return
    origin = origin_of(folder / FILE)
    encoder = at_hand(origin.encoder)  # a stranger's file starts no download
    if encoder is None and brought is not None:
        encoder = at_hand(str(brought / Path(origin.encoder).name))
    if encoder is None:
        raise DeltaWithoutEncoder(name=folder.name, encoder=origin.encoder)
    if weights_hash(encoder) != origin.sha256:
        raise DeltaElsewhere(name=folder.name, encoder=origin.encoder, sha256=origin.sha256)
    save_tokenizer(encoder, folder, origin.max_length)
    try:
        weights = _applied(load_file(folder / FILE), _encoder_weights(encoder))
    except (SafetensorError, KeyError, ValueError) as error:
        raise DeltaDamaged(name=folder.name, reason=reason_of(error)) from error
    with replaced_file(folder / WEIGHTS) as unfinished:
        save_file(weights, unfinished, metadata={"format": "pt"})


def _applied(delta: dict[str, np.ndarray], weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    for name, value in delta.items():
        if name.endswith(_UP):
            matrix = name.removesuffix(_UP)
            scaled = value.astype(np.float32) * delta[matrix + _SCALE]
            weights[matrix] = weights[matrix] + scaled @ delta[matrix + _DOWN].astype(np.float32)
        elif not name.endswith((_DOWN, _SCALE)):
            weights[name] = value.astype(np.float32)
    return {name: np.ascontiguousarray(value, dtype=_kind(value)) for name, value in weights.items()}


def _kind(value: np.ndarray) -> Any:
    """Whole numbers (position ids) stay what they are."""
    return np.float32 if np.issubdtype(value.dtype, np.floating) else value.dtype


def weights_hash(encoder: Path) -> str:
    """SHA-256 of an encoder's weights, of all files in order where they are several."""
    files = sorted(encoder.glob("model*.safetensors"))
    return file_hash(files[0]) if len(files) == 1 else json.dumps([file_hash(file) for file in files])
