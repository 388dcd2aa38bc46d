"""Explanations of verdicts, on the scoring page."""
