"""Attention between the words of a sentence, in every layer and head. Loads torch.

Visitors share the model, so this module does not change it or draw random numbers.
"""

import copy
from typing import Any

import numpy as np
import torch
from torch import nn

from colabert_core.explaining.attention_map import MAX_SHOWN, AttentionMap
from colabert_core.explaining.words import tokenized_words
from colabert_core.model.classifier import Classifier, to_device


def attention_between_words(classifier: Classifier, sentence: str) -> AttentionMap:
    """The attention between words in every layer and head.

    Tokens are combined into words as in Clark et al. (2019): the attention to the tokens of a word
    is summed, and the attention from them is averaged.
    """
    read = tokenized_words(classifier.word_piece, sentence, classifier.max_length)
    special, end = classifier.word_piece.special, len(read.ids)
    words = [(read.words[place], tokens) for place, tokens in enumerate(read.tokens) if tokens]
    before = [(token.text, [at]) for at, token in enumerate(special.before)]
    after = [(token.text, [at]) for at, token in enumerate(special.after, end - len(special.after))]
    shown = [*before, *words[:MAX_SHOWN], *after]
    return AttentionMap(
        names=tuple(name for name, _ in shown),
        words=range(len(before), len(shown) - len(after)),
        weights=_weights(classifier, read.ids, [tokens for _, tokens in shown]),
        left_out=max(0, len(words) - MAX_SHOWN),
    )


def eager_twin(model: nn.Module) -> Any:
    """The same model with eager attention, which can return its weights; it shares the parameters' memory.

    The faster implementation that the model itself uses (sdpa) never holds all of these weights at once.
    """
    shared = {id(tensor): tensor for tensor in [*model.parameters(), *model.buffers()]}
    twin: Any = copy.deepcopy(model, shared)
    twin.set_attn_implementation("eager")
    return twin.eval()


def _weights(classifier: Classifier, ids: np.ndarray, groups: list[list[int]]) -> np.ndarray:
    """The attention <float>[layers, heads, groups, groups] between groups of a sentence's tokens."""
    batch = to_device(ids[np.newaxis], np.ones_like(ids[np.newaxis]), classifier.device)
    with torch.inference_mode():
        layers = eager_twin(classifier.model)(**batch, output_attentions=True).attentions
        belongs = _membership(groups, len(ids)).to(layers[0])
        between = [(belongs / belongs.sum(0)).T @ layer[0] @ belongs for layer in layers]
    return torch.stack(between).cpu().numpy()


def _membership(groups: list[list[int]], tokens: int) -> torch.Tensor:
    """A matrix <float>[tokens, groups] that is 1 where a token belongs to a group, otherwise 0."""
    belongs = torch.zeros(tokens, len(groups))
    for group, places in enumerate(groups):
        belongs[places, group] = 1
    return belongs
