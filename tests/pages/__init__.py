"""Every page, run without a browser."""
