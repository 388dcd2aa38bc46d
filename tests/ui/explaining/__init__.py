"""Figures and texts of explanations."""
