"""Runs: what they are called, and which one."""
