"""Runs: their names, and choosing one."""
