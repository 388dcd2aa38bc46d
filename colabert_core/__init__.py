"""ColaBERT's engine: fine-tuning BERT on CoLA, without a screen.

Nothing in here imports streamlit or plotly, and only `classifier`, `checkpoints` and `training`
load torch. Start reading at `training.fine_tune`.
"""
