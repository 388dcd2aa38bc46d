"""Corpora: choosing one, showing its sentences, and adding your own."""
