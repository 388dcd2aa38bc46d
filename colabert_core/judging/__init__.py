"""Verdicts on sentences, on many at once, and on whole files."""
