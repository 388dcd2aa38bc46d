"""What makes a training step quicker. One of the few modules with torch.

The cut table leaves what is learned as it is; bf16 changes it by rounding, no more than a seed does. How much
each helps, and what did not: benchmarks/RESULTS.md.
"""

import numpy as np
import torch
from torch.nn import Embedding, Module, Parameter
from torch.nn.functional import embedding
from transformers import BertForSequenceClassification


class TrimmedEmbedding(Module):
    """Word embeddings cut down to the rows of the pieces that a training will ever see.

    Exact where nothing is decayed: AdamW leaves a row without a gradient where it is, and of 30,522 pieces
    CoLA knows some 5,600. To the outside (saving, loading, `state_dict`) it is the whole table. A piece that
    was left out cannot be trained on (an IndexError); who only judges reads it as the encoder has it.
    """

    def __init__(self, whole: Embedding, used: np.ndarray):
        """`used` <int>[pieces]: ids without repeats, rising, [PAD] among them if the table has one."""
        super().__init__()
        self.whole = whole.weight.detach()
        self.rows = torch.from_numpy(used).to(self.whole.device)
        places = torch.full((len(self.whole),), len(used), device=self.whole.device)
        places[self.rows] = torch.arange(len(used), device=self.whole.device)
        self.places = places  # of a piece in the cut table; behind its end for those left out
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

    def _save_to_state_dict(self, destination, prefix, keep_vars):
        destination[prefix + "weight"] = self.whole.index_copy(0, self.rows, self.weight.detach())

    def _load_from_state_dict(self, state_dict, prefix, *_):
        whole = state_dict[prefix + "weight"]
        with torch.no_grad():
            self.whole = whole.to(self.whole)
            self.weight.copy_(self.whole[self.rows])


def trim_embeddings(model: BertForSequenceClassification, ids: list[np.ndarray]) -> None:
    """Cut the model's word embeddings down to the pieces of the sentences of a training.

    `ids` holds <int>[length] per sentence: of training and validation alike. 0, with which batches are
    padded, and the table's own padding stay.
    """
    embeddings = model.bert.embeddings
    padding = {0, embeddings.word_embeddings.padding_idx} - {None}
    used = np.unique(np.concatenate([*ids, list(padding)])).astype(np.int64)
    embeddings.word_embeddings = TrimmedEmbedding(embeddings.word_embeddings, used)
