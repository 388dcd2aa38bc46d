"""ColaBERT's engine: fine-tuning BERT on CoLA, without a user interface.

Its packages have one order (see ARCHITECTURE.md): each imports only from those below it. The engine imports
neither streamlit nor plotly. A good place to start reading is `training.fine_tune`.
"""

__version__ = "0.1.0"
