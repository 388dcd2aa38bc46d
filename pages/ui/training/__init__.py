"""A training: its settings, the view of a run, and what it learned."""
