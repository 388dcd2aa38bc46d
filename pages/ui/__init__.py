"""What the pages share; only this package and the pages import Streamlit."""
