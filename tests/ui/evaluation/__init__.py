"""Figures of the evaluation page."""
