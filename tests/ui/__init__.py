"""Texts, charts, and the parts of pages."""
