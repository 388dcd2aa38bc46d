"""The source of the training loop, with the lines that matter highlighted, as HTML."""

from html import escape

# The first and the last line of the core: from asking the model to clearing the gradients.
_FIRST, _LAST = "with autocast_to(", "optimizer.zero_grad()"


def with_core(source: str) -> str:
    """Source code as HTML; the lines from the forward pass to the cleared gradients are highlighted."""
    lines = source.splitlines()
    first = next(number for number, line in enumerate(lines) if _FIRST in line)
    last = next(number for number, line in enumerate(lines) if _LAST in line)
    rows = (_row(line, first <= number <= last) for number, line in enumerate(lines))
    return f'<pre class="cb-loop" tabindex="0">{"".join(rows)}</pre>'


def _row(line: str, is_core: bool) -> str:
    return f'<code class="{"cb-core" if is_core else ""}">{escape(line) or " "}</code>'
