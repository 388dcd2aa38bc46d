"""How a sentence looks to the model."""
