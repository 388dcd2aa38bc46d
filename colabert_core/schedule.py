"""When a training is validated."""

import math

# Per epoch.
MAX_VALIDATIONS = 4


def validations_per_epoch(train_size: int, validation_size: int) -> int:
    """MAX_VALIDATIONS, or fewer for a small training part. At least 1.

    Judging is at least twice as fast as training, so the validations of an epoch take no longer than its
    steps.
    """
    return max(1, min(MAX_VALIDATIONS, 2 * train_size // max(1, validation_size)))


def validation_steps(per_epoch: int, total: int, validations: int) -> list[int]:
    """The steps after which the model is validated: evenly spread in each epoch, and after the last one.

    `per_epoch` and `total` are steps; `validations` is a number per epoch.
    """
    within = {math.ceil(per_epoch * k / validations) for k in range(1, validations + 1)}
    steps = {begin + step for begin in range(0, total, per_epoch) for step in within}
    return sorted({step for step in steps if step < total} | {total})
