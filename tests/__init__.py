"""The tests; `python -m tests.documents` writes the documents' maps anew."""
