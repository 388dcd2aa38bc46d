"""A training: its settings, the view of its run, and the learning replay."""
