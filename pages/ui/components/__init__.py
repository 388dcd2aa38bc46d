"""Parts of a page that need JavaScript: tables, and what the whole page does in the browser."""
