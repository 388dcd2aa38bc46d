"""When two sentences count as the same text."""


def folded(sentence: str) -> str:
    """A sentence without regard to case and spacing: equal texts of this kind are the same sentence."""
    return " ".join(sentence.casefold().split())
