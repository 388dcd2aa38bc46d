"""The number of variants of a sentence judged in one request, limited so that visitors do not wait long."""

from colabert_core.judging.scoring import Judge

MAX_VARIANTS = 128  # including the sentence itself: as many as visitors share in one forward pass
MAX_POSITIONS = 16_000  # variants x tokens, about 3 s on two cores; all variants of 20 words have about 1,000


def max_variants(judge: Judge, sentence: str) -> int:
    """How many variants of a sentence may be judged together with it; the longer it is, the fewer."""
    length = min(judge.max_length, int(judge.word_piece.lengths([sentence])[0]))
    return min(MAX_VARIANTS - 1, MAX_POSITIONS // length)
