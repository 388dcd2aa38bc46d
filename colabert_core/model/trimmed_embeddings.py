"""Word embeddings cut down to what a training uses, so that its steps are quicker. Loads torch.

What is learned stays the same. How much it helps, and what did not: benchmarks/RESULTS.md.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from torch.nn import Embedding, Module, Parameter
from torch.nn.functional import embedding
from transformers import BertForSequenceClassification


class TrimmedEmbedding(Module):
    """Word embeddings cut down to the rows of the WordPiece tokens that a training will ever see.

    Exact without weight decay: AdamW leaves a row without a gradient as it is, and CoLA uses some 5,600 of
    30,522 tokens. From outside (saving, loading, `state_dict`) it is the whole table. A token that was left
    out cannot be trained on (an IndexError); in evaluation mode it is read as the encoder has it.
    """

    def __init__(self, whole: Embedding, used: np.ndarray):
        """`used` <int>[tokens]: ids without repeats, rising, [PAD] among them if the table has one."""
        super().__init__()
        self.whole = whole.weight.detach()
        self.rows = torch.from_numpy(used).to(self.whole.device)
        places = torch.full((len(self.whole),), len(used), device=self.whole.device)
        places[self.rows] = torch.arange(len(used), device=self.whole.device)
        # The row of each token in the trimmed table; one past its end for those left out.
        self.places = places
        self.weight = Parameter(self.whole[self.rows])
        padding = whole.padding_idx
        self.padding = None if padding is None else int(places[padding])

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        places = self.places[ids]
        in_use = places < len(self.rows)
        if self.training or in_use.all():
            return embedding(places, self.weight, self.padding)
        read = self.whole[ids]
        read[in_use] = self.weight[places[in_use]]
        return read

    def _save_to_state_dict(self, destination: dict[str, torch.Tensor], prefix: str, keep_vars: bool) -> None:
        destination[prefix + "weight"] = self.whole.index_copy(0, self.rows, self.weight.detach())

    def _load_from_state_dict(self, state_dict: Mapping[str, torch.Tensor], prefix: str, *_: object) -> None:
        whole = state_dict[prefix + "weight"]
        with torch.no_grad():
            self.whole = whole.to(self.whole)
            self.weight.copy_(self.whole[self.rows])


def trim_embeddings(model: BertForSequenceClassification, ids: list[np.ndarray]) -> None:
    """Cut the model's word embeddings down to the tokens of a training's sentences.

    `ids` holds <int>[length] per sentence, of training and validation alike. 0, which pads batches, and the
    table's own padding stay.
    """
    embeddings = model.bert.embeddings
    padding = {0, embeddings.word_embeddings.padding_idx} - {None}
    used = np.unique(np.concatenate([*ids, list(padding)])).astype(np.int64)
    trimmed = TrimmedEmbedding(embeddings.word_embeddings, used)
    embeddings.word_embeddings = cast(Embedding, trimmed)
