"""The tabs of the evaluation page, one module each."""
