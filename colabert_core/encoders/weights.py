"""What an encoder's weights contain, from the headers of their files, and whether that fits config.json.

transformers draws random numbers for every tensor that it does not find. A training would then run to its
end and learn nothing, so missing tensors are reported before it.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from safetensors import SafetensorError, safe_open

from colabert_core.encoders.shapes import Parameter, Shape, body_parameters
from colabert_core.errors import EncoderDamaged, reason_of

_WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"
# The names of Google's first release, which transformers still reads.
_OLD_NAMES = {"LayerNorm.gamma": "LayerNorm.weight", "LayerNorm.beta": "LayerNorm.bias"}


def check_weights(folder: Path, files: list[str], shape: Shape, name: str) -> None:
    """Raises EncoderDamaged unless the files hold every tensor of a BERT of this shape.

    The pooler and the classification head may be missing: a training begins them anew.
    """
    check_sizes(body_parameters(shape), plain_shapes([folder / file for file in files], name), name)


def check_sizes(expected: dict[str, tuple[int, ...]], found: dict[str, tuple[int, ...]], name: str) -> None:
    """Raises EncoderDamaged unless every expected tensor was found in its size."""
    wrong = [row for row in expected.items() if found.get(row[0]) != row[1]]
    if wrong:
        raise EncoderDamaged(name=name, reason=_difference(wrong, found))


def plain_shapes(files: list[Path], name: str) -> dict[str, tuple[int, ...]]:
    """The shapes of all tensors in files of weights, by their names without a wrapper's and without `bert.`.

    Raises EncoderDamaged.
    """
    shapes: dict[str, tuple[int, ...]] = {}
    for file in files:
        shapes |= _tensors(file, name)
    wrapper = _wrapper_of(shapes)
    return {_plain_name(tensor, wrapper): size for tensor, size in shapes.items()}


def _difference(wrong: list[Parameter], found: dict[str, tuple[int, ...]]) -> str:
    """A reason that names the first tensor that is missing or of another size."""
    tensor, size = wrong[0]
    if tensor not in found:
        more = sum(name not in found for name, _ in wrong) - 1
        return f"the weights lack {tensor}" + (f" and {more} more" if more else "")
    return f"{tensor} is {_by(found[tensor])} in the weights, but {_by(size)} according to config.json"


def _by(size: tuple[int, ...]) -> str:
    return " x ".join(map(str, size))


def renaming(folder: Path, name: str = "") -> dict[str, str] | None:
    """The `key_mapping` with which transformers finds the tensors of a folder; None if it needs none.

    Weights that were saved out of a wrapper have a prefix: `module.` (DataParallel), `_orig_mod.` (compile),
    `model.` (Lightning), `0.auto_model.` (sentence-transformers), or whatever a class calls its encoder.
    """
    names = (
        tensor
        for file in sorted(folder.glob("model*.safetensors"))
        for tensor in _tensors(file, name or folder.name)
    )
    wrapper = _wrapper_of(names)
    return {f"^{re.escape(wrapper)}": ""} if wrapper else None


def _tensors(file: Path, name: str) -> dict[str, tuple[int, ...]]:
    """The shapes of the tensors in a file. Only its header is read. Raises EncoderDamaged."""
    try:
        with safe_open(file, framework="numpy") as weights:
            return {key: tuple(weights.get_slice(key).get_shape()) for key in weights.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise EncoderDamaged(name=name, reason=f"{file.name}: {reason_of(error)}") from None


def _wrapper_of(tensors: Iterable[str]) -> str:
    """What stands before the names of an encoder's tensors, apart from BERT's own `bert.`."""
    for tensor in tensors:
        if tensor.endswith(_WORD_EMBEDDINGS):
            return tensor.removesuffix(_WORD_EMBEDDINGS).removesuffix("bert.")
    return ""


def _plain_name(tensor: str, wrapper: str) -> str:
    """A tensor's name in a plain `BertModel`."""
    tensor = tensor.removeprefix(wrapper).removeprefix("bert.")
    for old, new in _OLD_NAMES.items():
        tensor = tensor.replace(old, new)
    return tensor
