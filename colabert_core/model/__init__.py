"""BERT with a two-class head, and everything between a sentence and its logits."""

from colabert_core.model.tokenization import Tokenized, WordPiece

__all__ = [
    "Tokenized",
    "WordPiece",
]
