"""Encoders: choosing the one that a training starts from."""
