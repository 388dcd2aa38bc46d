"""Batches: which sentences go through the model together.

Sentences of similar length share a batch, so that it contains little padding. The order is still random
enough for training, because sentences are sorted only within pools of 50 batches.
"""

import numpy as np

POOL_BATCHES = 50


def epoch_batches(lengths: np.ndarray, batch_size: int, seed: int, epoch: int) -> list[np.ndarray]:
    """The batches of an epoch, each as row numbers <int>[batch_size]; one may be smaller.

    `lengths` <int>[n] are the numbers of tokens. The result depends on the arguments alone, so a resumed
    training gets the same batches again.
    """
    random = np.random.default_rng([seed, epoch])
    order = random.permutation(len(lengths))
    batches = []
    for start in range(0, len(order), POOL_BATCHES * batch_size):
        pool = order[start : start + POOL_BATCHES * batch_size]
        pool = pool[np.argsort(lengths[pool], kind="stable")]
        batches += [pool[i : i + batch_size] for i in range(0, len(pool), batch_size)]
    return [batches[i] for i in random.permutation(len(batches))]


def by_length(lengths: np.ndarray, batch_size: int) -> list[np.ndarray]:
    """Batches for judging, where order does not matter: row numbers, from short sentences to long ones."""
    order = np.argsort(lengths, kind="stable")
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]


def pad(rows: list[np.ndarray], length: int | None = None, padding: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Ids and attention mask <int64>[len(rows), length]; by default, the length of the longest row.

    `padding` is the id that fills up shorter rows.
    """
    length = length or max(len(row) for row in rows)
    ids = np.full((len(rows), length), padding, dtype=np.int64)
    mask = np.zeros_like(ids)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = row
        mask[i, : len(row)] = 1
    return ids, mask
