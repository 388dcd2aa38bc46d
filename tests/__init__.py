"""The tests; `python -m tests.documents` updates the maps in the documents."""
