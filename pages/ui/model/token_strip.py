"""Tokens as chips; and the strip of them that changes through the three steps of tokenization."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

from colabert_core.model import Tokenized, WordPiece
from pages.ui.text import plain

MAX_CHIPS = 80  # further tokens are only counted
MAX_PADDING_CHIPS = 6
# The CSS class of each kind of token: they differ in border and background, not in colour alone.
_STYLES = {"part": "cb-piece", "special": "cb-special", "unknown": "cb-unknown", "padding": "cb-pad"}
_SPLIT, _SPECIAL, _NUMBERS = 1, 2, 3  # the steps
_PACE_MS = 1500  # milliseconds of a step that is played
_STEP_KEY = "token_step"


def chips(tokens, kinds) -> str:
    """Tokens as HTML, without numbers; `kinds` as in `Tokenized`."""
    more = len(tokens) - MAX_CHIPS
    rest = f'<div class="cb-token cb-pad"><b>{escape(_more(more))}</b></div>' if more > 0 else ""
    shown = list(zip(tokens, kinds, strict=True))[:MAX_CHIPS]
    drawn = "".join(
        f'<div class="cb-token {_STYLES.get(kind, "")}"><b>{escape(token)}</b></div>' for token, kind in shown
    )
    return f'<div class="cb-strip">{drawn}{rest}</div>'


def _more(count: int) -> str:
    return plain("tokens.strip.more", n=count)


# --- the strip in three steps ------------------------------------------------------------------


def _part_of_strip(kind: str) -> str:
    return (Path(__file__).parent / "strip" / f"strip.{kind}").read_text(encoding="utf-8")


_stepper = component(
    "colabert_strip",
    html=_part_of_strip("html"),
    css=_part_of_strip("css"),
    js=_part_of_strip("js"),
    isolate_styles=False,  # the chips look as on the other pages
)


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A token of the strip: its CSS class, the step in which it appears, and its numbers in the last step.

    The numbers are id, attention mask and segment id; a token that was cut has none. `is_count` marks a chip
    that only says how many tokens are not drawn.
    """

    text: str
    style: str = ""
    step: int = _SPLIT
    numbers: tuple[int, ...] = ()
    is_cut: bool = False
    is_count: bool = False


@st.fragment
def token_strip(tokenized: Tokenized, word_piece: WordPiece) -> None:
    """The tokens of a sentence, through the three steps; the step is kept when the sentence changes."""
    chosen = _stepper(
        data={**strip_data(tokenized, word_piece), "step": st.session_state.get(_STEP_KEY, _SPLIT)},
        key="strip",
        on_step_change=lambda: None,
    )
    if chosen.step is not None:
        st.session_state[_STEP_KEY] = chosen.step


def strip_data(tokenized: Tokenized, word_piece: WordPiece) -> dict:
    """What the component draws; all texts are plain."""
    every = _Strip.of(tokenized, word_piece)
    words = {name: plain(key) for name, key in (("play", "replay.play"), ("pause", "replay.pause"))}
    rows = ("token", "id", "mask", "segment")
    return {
        "words": {**words, "title": plain("tokens.strip.title")},
        "steps": [plain(f"tokens.strip.{name}") for name in ("split", "special", "numbers")],
        "texts": [_split(every), _special(every, word_piece), _numbers(tokenized, word_piece)],
        "rows": [plain(f"tokens.strip.row_{name}") for name in rows],
        "chips": [asdict(chip) for chip in every.drawn(word_piece.special.padding.text)],
        "legend": _legend(every),
        "pace": _PACE_MS,
    }


@dataclass(frozen=True, kw_only=True)
class _Strip:
    """The chips of a sentence, in their order on the strip."""

    before: list[Chip]
    kept: list[Chip]
    cut: list[Chip]
    after: list[Chip]
    padding: list[Chip]

    @classmethod
    def of(cls, tokenized: Tokenized, word_piece: WordPiece) -> "_Strip":
        numbers = zip(tokenized.ids, tokenized.attention_mask, tokenized.segment_ids, strict=True)
        read = [
            Chip(text=token, style=_STYLES.get(kind, ""), numbers=row)
            for token, kind, row in zip(tokenized.tokens, tokenized.kinds, numbers, strict=True)
        ]
        cut = zip(tokenized.cut, tokenized.cut_kinds, strict=True)
        start = len(word_piece.special.before)
        real = len(read) - tokenized.padding
        end = real - len(word_piece.special.after)
        return cls(
            before=_from_step(_SPECIAL, read[:start]),
            kept=read[start:end],
            cut=[Chip(text=token, style=_STYLES.get(kind, ""), is_cut=True) for token, kind in cut],
            after=_from_step(_SPECIAL, read[end:real]),
            padding=_from_step(_NUMBERS, read[real:]),
        )

    def all(self) -> list[Chip]:
        return [*self.before, *self.kept, *self.cut, *self.after, *self.padding]

    def drawn(self, padding: str) -> list[Chip]:
        """The same, where long rests are only counted; `padding` is the padding token's name."""
        left = max(0, MAX_CHIPS - len(self.kept))
        return [
            *self.before,
            *_limited(self.kept, MAX_CHIPS, _more),
            *_limited(self.cut, left, _more),
            *self.after,
            *_limited(
                self.padding,
                MAX_PADDING_CHIPS,
                lambda n: plain("tokens.strip.more_padding", n=n, token=padding),
            ),
        ]


def _from_step(step: int, chips: Iterable[Chip]) -> list[Chip]:
    return [replace(chip, step=step) for chip in chips]


def _limited(chips: list[Chip], most: int, counted: Callable[[int], str]) -> list[Chip]:
    """At most `most` chips and one that counts the rest; a single one is drawn rather than counted."""
    rest = chips[most:]
    if len(rest) < 2:
        return chips
    text = counted(len(rest))
    return [*chips[:most], replace(rest[0], text=text, style="cb-pad", numbers=(), is_count=True)]


def _split(strip: _Strip) -> str:
    words = [*strip.kept, *strip.cut]
    said = [plain("tokens.step_split", n=len(words))]
    if any(chip.style == _STYLES["part"] and chip.text.startswith("##") for chip in words):
        said.append(plain("tokens.strip.split_parts"))
    return " ".join(said)


def _special(strip: _Strip, word_piece: WordPiece) -> str:
    special = word_piece.special
    before, after = (" ".join(token.text for token in tokens) for tokens in (special.before, special.after))
    key = "tokens.step_special" if after else "tokens.strip.special_start"
    count = len([*strip.before, *strip.kept, *strip.cut, *strip.after])
    return plain(key, before=before, after=after, n=count)


def _numbers(tokenized: Tokenized, word_piece: WordPiece) -> str:
    return plain(
        "tokens.step_cut" if tokenized.cut else "tokens.step_pad",
        length=len(tokenized.ids),
        padding=tokenized.padding,
        token=word_piece.special.padding.text,
        cut=len(tokenized.cut),
    )


def _legend(strip: _Strip) -> list[dict]:
    """An example of each kind that occurs, from the step in which it occurs."""
    kinds = {"cb-special": "legend_special", "cb-piece": "legend_piece", "cb-unknown": "legend_unknown"}
    kinds |= {"cb-pad": "legend_pad", "cb-cut": "strip.legend_cut"}
    firsts: dict[str, Chip] = {}
    for chip in sorted(strip.all(), key=lambda chip: chip.step):
        firsts.setdefault(chip.style, chip)
    if strip.cut:
        firsts["cb-cut"] = replace(strip.cut[0], style="cb-cut", step=_NUMBERS)
    return [
        {
            "style": style,
            "example": firsts[style].text,
            "step": firsts[style].step,
            "text": plain(f"tokens.{key}"),
        }
        for style, key in kinds.items()
        if style in firsts
    ]
