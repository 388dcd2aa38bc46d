"""What the pages share. With the pages, the only code that imports streamlit."""
