"""BERT with a two-way head, and everything between a sentence and its logits."""
