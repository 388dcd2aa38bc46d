"""The tabs of the evaluation page, a module each."""
