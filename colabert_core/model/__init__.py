"""BERT with a two-class head, and everything between a sentence and its logits."""

from colabert_core.model.tokenization import SPECIAL, Tokenized, WordPiece

__all__ = [
    "SPECIAL",
    "Tokenized",
    "WordPiece",
]
