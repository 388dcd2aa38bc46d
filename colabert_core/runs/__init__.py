"""A training's folder, its history, and how a trained model is handed on."""
