"""Corpora: which one, its sentences, and people's own."""
