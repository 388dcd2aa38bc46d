"""Whether two sentences count as the same text."""


def folded(sentence: str) -> str:
    """The sentence with case and spacing removed; equal results count as the same sentence."""
    return " ".join(sentence.casefold().split())
