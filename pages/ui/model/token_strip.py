"""Tokens as chips, with the numbers that the model reads."""

from html import escape

import streamlit as st

from colabert_core.model import Tokenized

MAX_CHIPS = 80  # further tokens are only counted
MAX_PADDING_CHIPS = 6
# The CSS class of each kind of token: they differ in border and background, not in colour alone.
_STYLES = {"part": "cb-piece", "special": "cb-special", "unknown": "cb-unknown", "padding": "cb-pad"}


def token_strip(tokenized: Tokenized) -> None:
    """Token, id, attention mask and segment of every position; long padding is counted, not drawn."""
    numbers = zip(tokenized.ids, tokenized.attention_mask, tokenized.segment_ids, strict=True)
    rows = list(zip(tokenized.tokens, tokenized.kinds, numbers, strict=True))
    real = len(rows) - tokenized.padding
    shown = rows[: min(real, MAX_CHIPS)]
    pads = rows[real : real + MAX_PADDING_CHIPS] if real <= MAX_CHIPS else []
    chips = [_chip(*row) for row in shown + pads]
    if left := len(rows) - len(shown) - len(pads):
        chips.append(f'<div class="cb-token cb-pad"><b>+ {left}</b></div>')
    st.html(f'<div class="cb-strip">{"".join(chips)}</div>')


def chips(tokens, kinds, cut: bool = False) -> str:
    """Tokens as HTML, without numbers; `kinds` as in `Tokenized`."""
    more = len(tokens) - MAX_CHIPS
    rest = f'<div class="cb-token cb-pad"><b>+ {more}</b></div>' if more > 0 else ""
    shown = list(zip(tokens, kinds, strict=True))[:MAX_CHIPS]
    drawn = "".join(_chip(token, kind, (), cut) for token, kind in shown)
    return f'<div class="cb-strip">{drawn}{rest}</div>'


def _chip(token: str, kind: str, numbers: tuple, cut: bool = False) -> str:
    lines = "".join(f"<small>{number}</small>" for number in numbers)
    style = _STYLES.get(kind, "") + (" cb-cut" if cut else "")
    return f'<div class="cb-token {style}"><b>{escape(token)}</b>{lines}</div>'
