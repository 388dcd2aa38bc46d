"""Word embeddings trimmed to the tokens of a training, for faster steps. Loads torch.

This does not change what is learned. benchmarks/RESULTS.md reports how much it helps.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from torch.nn import Embedding, Module, Parameter
from torch.nn.functional import embedding
from transformers import BertForSequenceClassification

from colabert_core.model.classifier import padding_id


class TrimmedEmbedding(Module):
    """Word embeddings trimmed to the rows of the tokens that occur in a training.

    Without weight decay this is exact, because AdamW does not change a row that never has a gradient. CoLA
    uses about 5,600 of 30,522 tokens. `state_dict` saves and loads the full table. Training on a token that
    was left out raises IndexError; in evaluation mode, it has the encoder's embedding.
    """

    def __init__(self, whole: Embedding, used: np.ndarray):
        """`used` <int>[tokens] holds distinct ids in ascending order, including the table's padding."""
        super().__init__()
        self.whole = whole.weight.detach()
        self.rows = torch.from_numpy(used).to(self.whole.device)
        places = torch.full((len(self.whole),), len(used), device=self.whole.device)
        places[self.rows] = torch.arange(len(used), device=self.whole.device)
        # The row of each token in the trimmed table; for those left out, one past its end.
        self.places = places
        self.weight = Parameter(self.whole[self.rows])
        padding = whole.padding_idx
        self.padding = int(places[padding]) if padding is not None and padding in used else None

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
    """Trim the model's word embeddings to the tokens of a training.

    `ids` holds the ids <int>[length] of every sentence, in training and validation. The ids that pad batches
    are kept too.
    """
    embeddings = model.bert.embeddings
    padding = {padding_id(model), embeddings.word_embeddings.padding_idx} - {None}
    used = np.unique(np.concatenate([*ids, list(padding)])).astype(np.int64)
    trimmed = TrimmedEmbedding(embeddings.word_embeddings, used)
    embeddings.word_embeddings = cast(Embedding, trimmed)
