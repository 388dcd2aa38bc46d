"""What a BERT encoder is made of: its measures, and the named parameters that follow from them."""

from dataclasses import dataclass

import pandas as pd


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


def published_bytes(shape: Shape) -> int:
    """Bytes of the weights as Google publishes them: 4 for each, the two heads of the pre-training included.

    The heads (Devlin et al. 2019, section 3.1; `BertForPreTraining`): a layer and its norm that guess hidden
    words, with a bias for each word of the vocabulary, and a pair of weights for "is the next sentence".
    """
    h = shape.hidden
    heads = (h * h + h) + 2 * h + shape.vocabulary + (2 * h + 2)
    return 4 * (parameter_count(shape) - (2 * h + 2) + heads)


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
