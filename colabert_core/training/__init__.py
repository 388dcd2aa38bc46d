"""Fine-tuning, and everything that carries it out."""
