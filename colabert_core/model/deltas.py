"""Deltas: what fine-tuning changed in an encoder, compressed to a few megabytes.

The change of each large matrix is stored as the product of two thin matrices, its best approximation of that
rank (Eckart and Young 1936; as in LoRA, Hu et al. 2021, but after the training), in 8 bits with a scale for
each component. Any other changed tensor is stored in full, in half precision. A delta identifies its encoder
by the SHA-256 of the encoder's weights, and fits no other.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from colabert_core.encoders import at_hand
from colabert_core.errors import DeltaDamaged, DeltaElsewhere, DeltaWithoutEncoder, reason_of
from colabert_core.model.tokenization import save_tokenizer
from colabert_core.system.paths import file_hash
from colabert_core.system.staging import replaced_file

FILE, WEIGHTS = "delta.safetensors", "model.safetensors"
RANK = 96  # a delta of the bundled encoder takes about 7 MB, or 4 MB without word embeddings
_DOWN, _UP, _SCALE = ".down", ".up", ".scale"


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The encoder that a delta belongs to: its name, and the SHA-256 of its model.safetensors.

    `max_length` is the number of tokens that the fine-tuned model reads.
    """

    encoder: str
    sha256: str
    max_length: int


def make(model: Path, encoder: Path, origin: Origin, target: Path, rank: int = RANK) -> None:
    """Write the delta between the model in a run's folder and its encoder to the file `target`."""
    before = _encoder_weights(encoder)
    tensors: dict[str, np.ndarray] = {}
    for name, after in load_file(model / WEIGHTS).items():
        change = after - before[name] if name in before else None
        if change is not None and not change.any():
            continue
        if change is not None and change.ndim == 2 and min(change.shape) > 2 * rank:
            tensors[name + _UP], tensors[name + _SCALE], tensors[name + _DOWN] = _low_rank(change, rank)
        else:
            tensors[name] = np.ascontiguousarray(after, dtype=np.float16)
    facts = {"encoder": origin.encoder, "sha256": origin.sha256, "max_length": str(origin.max_length)}
    save_file(tensors, target, metadata=facts)


def _low_rank(change: np.ndarray, rank: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """up <int8>[out, rank], scale <float32>[rank], down <int8>[rank, in], where change ~ up * scale @ down.

    Computed from the eigenvectors of change.T @ change, which are the right singular vectors of the change.
    """
    _, vectors = np.linalg.eigh(change.T.astype(np.float64) @ change)
    right = vectors[:, -rank:].T  # the largest last
    up, up_scale = _eight_bits(change @ right.T, axis=0)
    down, down_scale = _eight_bits(right, axis=1)
    return up, (up_scale.ravel() * down_scale.ravel()).astype(np.float32), down


def _eight_bits(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Integers from -127 to 127, and the scale along an axis by which to multiply them."""
    scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), 1e-30) / 127
    return np.ascontiguousarray(np.rint(values / scale), dtype=np.int8), scale


def _encoder_weights(encoder: Path) -> dict[str, np.ndarray]:
    """The encoder's tensors, under their names in `BertForSequenceClassification`."""
    tensors: dict[str, np.ndarray] = {}
    for file in sorted(encoder.glob("model*.safetensors")):
        tensors |= load_file(file)
    return {name if name.startswith("bert.") else f"bert.{name}": value for name, value in tensors.items()}


def origin_of(path: Path) -> Origin:
    """The encoder that a delta file belongs to. Raises DeltaDamaged."""
    try:
        with safe_open(path, framework="numpy") as file:
            facts = file.metadata() or {}
        return Origin(encoder=facts["encoder"], sha256=facts["sha256"], max_length=int(facts["max_length"]))
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise DeltaDamaged(name=path.parent.name, reason=reason_of(error)) from error


def is_incomplete(folder: Path) -> bool:
    """Whether a run's folder holds a delta but not the full weights."""
    return (folder / FILE).is_file() and not (folder / WEIGHTS).is_file()


def complete(folder: Path, uploaded: Path | None = None) -> None:
    """Rebuild the full weights and the tokenizer in a run's folder that holds a delta, if they are missing.

    `uploaded` is the folder of uploaded encoders, if the encoder may be one of them. Raises DeltaDamaged,
    DeltaWithoutEncoder, or DeltaElsewhere if the encoder with that name is a different one.
    """
    if not is_incomplete(folder):
        return
    origin = origin_of(folder / FILE)
    encoder = at_hand(origin.encoder)  # somebody else's file must not start a download
    if encoder is None and uploaded is not None:
        encoder = at_hand(str(uploaded / Path(origin.encoder).name))
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
    return {name: np.ascontiguousarray(value, dtype=_saved_type(value)) for name, value in weights.items()}


def _saved_type(value: np.ndarray) -> npt.DTypeLike:
    """fp32, but integers (position ids) keep their type."""
    return np.float32 if np.issubdtype(value.dtype, np.floating) else value.dtype


def weights_hash(encoder: Path) -> str:
    """The SHA-256 of an encoder's weights; of weights in several files, a JSON list with that of each."""
    files = sorted(encoder.glob("model*.safetensors"))
    return file_hash(files[0]) if len(files) == 1 else json.dumps([file_hash(file) for file in files])
