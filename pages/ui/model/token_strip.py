"""Tokens as chips, with the numbers that the model reads."""

from html import escape

import streamlit as st

from colabert_core.model import SPECIAL, Tokenized

MAX_CHIPS = 80  # further tokens are only counted
MAX_PADDING_CHIPS = 6


def token_strip(tokenized: Tokenized) -> None:
    """Token, id, attention mask and segment of every position; long padding is counted, not drawn."""
    rows = list(
        zip(tokenized.tokens, tokenized.ids, tokenized.attention_mask, tokenized.segment_ids, strict=True)
    )
    real = len(rows) - tokenized.padding
    shown = rows[: min(real, MAX_CHIPS)]
    pads = rows[real : real + MAX_PADDING_CHIPS] if real <= MAX_CHIPS else []
    chips = [_chip(token, (number, mask, segment)) for token, number, mask, segment in shown + pads]
    if left := len(rows) - len(shown) - len(pads):
        chips.append(f'<div class="cb-token cb-pad"><b>+ {left}</b></div>')
    st.html(f'<div class="cb-strip">{"".join(chips)}</div>')


def chips(tokens, cut: bool = False) -> str:
    """Tokens as HTML, without numbers."""
    more = len(tokens) - MAX_CHIPS
    rest = f'<div class="cb-token cb-pad"><b>+ {more}</b></div>' if more > 0 else ""
    drawn = "".join(_chip(token, (), cut) for token in tokens[:MAX_CHIPS])
    return f'<div class="cb-strip">{drawn}{rest}</div>'


def _chip(token: str, numbers: tuple, cut: bool = False) -> str:
    lines = "".join(f"<small>{number}</small>" for number in numbers)
    kind = token_kind(token) + (" cb-cut" if cut else "")
    return f'<div class="cb-token {kind}"><b>{escape(token)}</b>{lines}</div>'


def token_kind(token: str) -> str:
    """The CSS class of a token: kinds differ in border and background, not in colour alone."""
    if token in SPECIAL:
        return {"[PAD]": "cb-pad", "[UNK]": "cb-unknown"}.get(token, "cb-special")
    return "cb-piece" if token.startswith("##") else ""
