"""Words, charts, and the parts of pages."""
