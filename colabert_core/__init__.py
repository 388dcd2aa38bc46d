"""ColaBERT's engine: fine-tuning BERT on CoLA, without a screen.

Its packages stand in one order, see ARCHITECTURE.md: each imports only from those below it. Nothing in here
imports streamlit or plotly. Start reading at `training.fine_tune`.
"""

__version__ = "0.1.0"
