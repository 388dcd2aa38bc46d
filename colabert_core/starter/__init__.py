"""The model that comes with ColaBERT: how it is made and put among the runs."""
