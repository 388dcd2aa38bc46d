"""Verdicts on sentences and on files."""
