"""Encoders: which one a training begins with."""
