"""The bar under a verdict, as HTML: a probability, and the threshold from which a sentence is acceptable."""

from colabert_core.judging import THRESHOLD


def meter(acceptable: float, before: float | None = None, shows_before: bool = False) -> str:
    """A bar of the length `acceptable` (0 to 1) that grows from `before`, where a dotted line may stay."""
    start = "" if before is None else f"--from:{before:.1%};"
    dotted = "" if before is None or not shows_before else f'<s style="left:{before:.1%}"></s>'
    bar = f'<i style="{start}width:{acceptable:.1%}"></i>'
    return f'<div class="cb-meter">{bar}<u style="left:{THRESHOLD:.0%}"></u>{dotted}</div>'
