"""Verdicts: on sentences, for many visitors at once, and on whole files."""
