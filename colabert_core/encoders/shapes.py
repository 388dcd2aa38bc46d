"""The shape of a BERT encoder: its dimensions, and the named parameters that follow from them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

# A parameter's name and shape.
Parameter = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The dimensions of a BERT encoder, as in its config.json."""

    layers: int
    hidden: int
    intermediate: int
    heads: int
    vocabulary: int
    positions: int = 512
    segments: int = 2


def parameter_table(shape: Shape, labels: int = 2) -> pd.DataFrame:
    """The named parameters of `BertForSequenceClassification`, in the model's order.

    Columns: group ("embeddings", "layer 1" ..., "pooler", "classifier"), name, shape (a tuple), count.
    """
    h = shape.hidden
    rows = [
        *_body(shape),
        *(("pooler", f"bert.pooler.{name}", size) for name, size in _linear("dense", h, h)),
        *(("classifier", name, size) for name, size in _linear("classifier", h, labels)),
    ]
    table = pd.DataFrame(rows, columns=["group", "name", "shape"])
    table["count"] = [math.prod(size) for _, _, size in rows]
    return table


def body_parameters(shape: Shape) -> dict[str, tuple[int, ...]]:
    """The shapes of all parameters but the pooler's and the classifier's, by their names in a `BertModel`."""
    return {name.removeprefix("bert."): size for _, name, size in _body(shape)}


def head_parameters(shape: Shape, labels: int = 2) -> dict[str, tuple[int, ...]]:
    """The shapes of the pooler's and the classifier's parameters, by the same names."""
    pooler = ((f"pooler.{name}", size) for name, size in _linear("dense", shape.hidden, shape.hidden))
    return dict([*pooler, *_linear("classifier", shape.hidden, labels)])


def _body(shape: Shape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Group, name and shape."""
    for name, size in _embeddings(shape):
        yield "embeddings", f"bert.embeddings.{name}", size
    for layer in range(shape.layers):
        for name, size in _layer(shape.hidden, shape.intermediate):
            yield f"layer {layer + 1}", f"bert.encoder.layer.{layer}.{name}", size


def parameter_count(shape: Shape, embeddings: bool = True) -> int:
    """The number of parameters, with or without the embeddings (which take no arithmetic)."""
    table = parameter_table(shape)
    return int(table.loc[embeddings | (table["group"] != "embeddings"), "count"].sum())


def published_bytes(shape: Shape) -> int:
    """The size of the weights as Google publishes them: 4 bytes each, with the two pre-training heads.

    The heads (Devlin et al. 2019, section 3.1; `BertForPreTraining`): a dense layer and its norm for masked
    words, with a bias per vocabulary entry, and a two-class layer for next sentence prediction.
    """
    h = shape.hidden
    heads = (h * h + h) + 2 * h + shape.vocabulary + (2 * h + 2)
    return 4 * (parameter_count(shape) - (2 * h + 2) + heads)


def _linear(name: str, size_in: int, size_out: int) -> list[Parameter]:
    return [(f"{name}.weight", (size_out, size_in)), (f"{name}.bias", (size_out,))]


def _norm(name: str, size: int) -> list[Parameter]:
    return [(f"{name}.weight", (size,)), (f"{name}.bias", (size,))]


def _embeddings(shape: Shape) -> list[Parameter]:
    return [
        ("word_embeddings.weight", (shape.vocabulary, shape.hidden)),
        ("position_embeddings.weight", (shape.positions, shape.hidden)),
        ("token_type_embeddings.weight", (shape.segments, shape.hidden)),
        *_norm("LayerNorm", shape.hidden),
    ]


def _layer(hidden: int, intermediate: int) -> list[Parameter]:
    attention = [
        row for part in ("query", "key", "value") for row in _linear(f"attention.self.{part}", hidden, hidden)
    ]
    return [
        *attention,
        *_linear("attention.output.dense", hidden, hidden),
        *_norm("attention.output.LayerNorm", hidden),
        *_linear("intermediate.dense", hidden, intermediate),
        *_linear("output.dense", intermediate, hidden),
        *_norm("output.LayerNorm", hidden),
    ]
