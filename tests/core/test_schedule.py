"""When a training is validated."""

import pytest

from colabert_core.schedule import validation_steps, validations_per_epoch


@pytest.mark.parametrize(
    ("train", "validation", "times"),
    [(7695, 856, 4), (1712, 856, 4), (1284, 856, 3), (1000, 856, 2), (320, 856, 1), (80, 2000, 1), (8, 0, 4)],
)
def test_little_training_is_validated_less_often(train, validation, times):
    assert validations_per_epoch(train, validation) == times


def test_validations_stand_evenly_in_an_epoch_and_at_the_very_end():
    assert validation_steps(per_epoch=10, total=20, validations=4) == [3, 5, 8, 10, 13, 15, 18, 20]
    assert validation_steps(per_epoch=10, total=17, validations=2) == [5, 10, 15, 17]
    assert validation_steps(per_epoch=2, total=4, validations=4) == [1, 2, 3, 4]
    assert validation_steps(per_epoch=241, total=964, validations=1) == [241, 482, 723, 964]
