"""Gradient x input: how strongly a model's logits react to each word. Loads torch.

Visitors share the model, so this module does not change it, store gradients in it, or draw random numbers.
"""

from typing import Any

import numpy as np
import torch

from colabert_core.explaining.explanation import Explanation
from colabert_core.explaining.words import tokenized_words
from colabert_core.model.classifier import Classifier, acceptable_probability, to_device


def gradient_times_input(classifier: Classifier, sentence: str) -> Explanation:
    """The linear estimate of how far the log-odds would move if the embeddings of a word became zero.

    The shift is minus the gradient of (logit of acceptable - logit of unacceptable) times the embedding,
    summed over the tokens of a word (Denil, Demiraj and de Freitas 2014; Shrikumar et al. 2017).
    There is no second verdict, so `after` is None.
    """
    read = tokenized_words(classifier.word_piece, sentence, classifier.max_length)
    ids = read.ids[np.newaxis]
    batch = to_device(ids, np.ones_like(ids), classifier.device)
    logits, moves = _logits_and_moves(classifier.model, batch)
    return Explanation(
        words=read.words,
        before=float(acceptable_probability(logits)[0]),
        shift=np.asarray([moves[tokens].sum() for tokens in read.tokens], dtype=float),
        after=None,
        unit="log_odds",
        tried=len(read.words),
    )


def _logits_and_moves(model: Any, batch: dict[str, torch.Tensor]) -> tuple[np.ndarray, np.ndarray]:
    """The logits <float>[1, 2], and minus gradient times input of each token <float>[tokens]."""
    with torch.enable_grad():
        embedded = model.get_input_embeddings()(batch["input_ids"]).detach().requires_grad_()
        logits = model(inputs_embeds=embedded, attention_mask=batch["attention_mask"]).logits
        # Gradients are computed for the embeddings alone; the weights store none.
        (gradient,) = torch.autograd.grad(logits[0, 1] - logits[0, 0], embedded)
    moves = -(gradient * embedded).detach().sum(-1)[0]
    return logits.detach().cpu().numpy(), moves.cpu().numpy()
