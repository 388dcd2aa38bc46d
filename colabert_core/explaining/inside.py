"""A look inside the model: what its answer reacts to, and what its heads attend to. Loads torch.

Models are shared by all visitors: nothing here changes one, keeps gradients in it, or draws random numbers.
"""

import copy
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from colabert_core.explaining.words import Words, pieces_of, read_words
from colabert_core.model.classifier import Classifier, to_device

MOST_SHOWN = 40  # words and signs on each side of a heat map; more cannot be read


def gradient_times_input(classifier: Classifier, sentence: str) -> np.ndarray:
    """How far each word read moves the answer if its embeddings shrink to nothing, as a straight line tells.

    <float>[words], in log-odds; above 0 towards acceptable, so that it reads as `Attribution.shift` does. It
    is minus the gradient of (logit of acceptable - logit of unacceptable) times the word piece embeddings,
    summed over the pieces of a word (Denil, Demiraj and de Freitas 2014; Shrikumar et al. 2017).
    """
    words, spans, batch = _read(classifier, sentence)
    moves = _piece_moves(classifier.model, batch)
    return np.asarray([moves[pieces].sum() for pieces in pieces_of(words, spans)], dtype=float)


def _piece_moves(model: nn.Module, batch: dict[str, torch.Tensor]) -> np.ndarray:
    """Minus gradient times input of each position <float>[tokens]."""
    with torch.enable_grad():
        embedded = model.get_input_embeddings()(batch["input_ids"]).detach().requires_grad_()
        logits = model(inputs_embeds=embedded, attention_mask=batch["attention_mask"]).logits[0]
        (gradient,) = torch.autograd.grad(logits[1] - logits[0], embedded)  # the weights' own stay untouched
    return -(gradient * embedded).detach().sum(-1)[0].cpu().numpy()


@dataclass(frozen=True, kw_only=True, eq=False)
class AttentionMap:
    """`weights` <float>[layers, heads, n, n]: how much row attends to column, 0 to 1, n the number of names.

    Where nothing was `left_out`, rows add up to 1. Names are [CLS], the words, and [SEP].
    """

    names: tuple[str, ...]
    weights: np.ndarray
    left_out: int  # words beyond MOST_SHOWN

    def of(self, layer: int, head: int | None) -> np.ndarray:
        """One head's map <float>[n, n], or the mean of all heads of a layer. Both count from 0."""
        return self.weights[layer].mean(axis=0) if head is None else self.weights[layer, head]


def attention(classifier: Classifier, sentence: str) -> AttentionMap:
    """The attention of every layer and head, from word to word.

    Pieces become words as in Clark et al. (2019): what a divided word receives is added up, what its pieces
    give is averaged.
    """
    words, spans, batch = _read(classifier, sentence)
    last = batch["input_ids"].shape[1] - 1
    pieces = [(words[word], found) for word, found in enumerate(pieces_of(words, spans)) if found]
    shown = [("[CLS]", [0]), *pieces[:MOST_SHOWN], ("[SEP]", [last])]
    with torch.inference_mode():
        layers = eager_twin(classifier.model)(**batch, output_attentions=True).attentions
        belongs = _membership([found for _, found in shown], last + 1).to(layers[0])
        by_word = [(belongs / belongs.sum(0)).T @ layer[0] @ belongs for layer in layers]
    return AttentionMap(
        names=tuple(name for name, _ in shown),
        weights=torch.stack(by_word).cpu().numpy(),
        left_out=len(pieces) + 2 - len(shown),
    )


def eager_twin(model: nn.Module) -> nn.Module:
    """The same model with attention that tells its weights; it shares the parameters' memory.

    The quicker kind (sdpa), which the model itself keeps, never has those weights in one place.
    """
    shared = {id(tensor): tensor for tensor in [*model.parameters(), *model.buffers()]}
    twin = copy.deepcopy(model, shared)
    twin.set_attn_implementation("eager")
    return twin.eval()


def _membership(groups: list[list[int]], tokens: int) -> torch.Tensor:
    """Which token belongs to which group <float>[tokens, groups], 0 or 1."""
    belongs = torch.zeros(tokens, len(groups))
    for group, pieces in enumerate(groups):
        belongs[pieces, group] = 1
    return belongs


def _read(classifier: Classifier, sentence: str) -> tuple[Words, list, dict[str, torch.Tensor]]:
    """The words that are read, the span of each token, and the batch of one for the model."""
    tokenized = classifier.word_piece.tokenize(sentence, classifier.max_length)
    real = len(tokenized.tokens) - tokenized.padding
    ids = np.asarray([tokenized.ids[:real]])
    words = read_words(classifier.word_piece, sentence, classifier.max_length)
    return words, tokenized.spans[:real], to_device(ids, np.ones_like(ids), classifier.device)
