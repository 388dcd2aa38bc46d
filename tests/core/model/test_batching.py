import numpy as np
import pytest

from colabert_core.model.batching import POOL_BATCHES, by_length, epoch_batches, pad

LENGTHS = np.random.default_rng(1).integers(5, 40, size=3001)


def padding_share(batches: list[np.ndarray]) -> float:
    filled = sum(LENGTHS[batch].sum() for batch in batches)
    return 1 - filled / sum(LENGTHS[batch].max() * len(batch) for batch in batches)


@pytest.mark.parametrize("batch_size", [1, 7, 32, 5000])
def test_an_epoch_takes_every_row_once(batch_size):
    batches = epoch_batches(LENGTHS, batch_size, seed=42, epoch=0)
    assert sorted(np.concatenate(batches).tolist()) == list(range(len(LENGTHS)))
    assert max(len(batch) for batch in batches) <= batch_size


def test_an_epoch_has_as_many_batches_as_are_needed():
    sizes = [len(batch) for batch in epoch_batches(LENGTHS, 32, seed=42, epoch=0)]
    assert len(sizes) == 94
    assert sorted(sizes)[0] == 3001 % 32
    assert sorted(sizes)[1:] == [32] * 93


def test_equal_seed_and_epoch_give_equal_batches():
    one, two = (epoch_batches(LENGTHS, 32, seed=42, epoch=1) for _ in range(2))
    assert [batch.tolist() for batch in one] == [batch.tolist() for batch in two]


@pytest.mark.parametrize(("seed", "epoch"), [(42, 1), (43, 0)])
def test_another_seed_or_epoch_gives_other_batches(seed, epoch):
    first = epoch_batches(LENGTHS, 32, seed=42, epoch=0)[0]
    assert first.tolist() != epoch_batches(LENGTHS, 32, seed=seed, epoch=epoch)[0].tolist()


def test_nothing_is_drawn_from_numpys_shared_generator():
    np.random.seed(5)
    expected = np.random.random()
    np.random.seed(5)
    epoch_batches(LENGTHS, 32, seed=42, epoch=0)
    assert np.random.random() == expected


def test_little_of_a_batch_is_padding():
    order = np.random.default_rng(2).permutation(len(LENGTHS))
    at_random = [order[i : i + 32] for i in range(0, len(order), 32)]
    assert padding_share(epoch_batches(LENGTHS, 32, seed=42, epoch=0)) < 0.05
    assert padding_share(at_random) > 0.3


def test_short_and_long_batches_come_in_no_order():
    means = [LENGTHS[batch].mean() for batch in epoch_batches(LENGTHS, 32, seed=42, epoch=0)]
    place = np.arange(len(means))
    assert abs(np.corrcoef(place, means)[0, 1]) < 0.4


def test_only_pools_are_sorted_so_that_rows_meet_others_in_the_next_epoch():
    batch_size = 4
    many = np.tile([5, 6], POOL_BATCHES * batch_size * 2)
    one = {tuple(sorted(batch)) for batch in epoch_batches(many, batch_size, seed=1, epoch=0)}
    two = {tuple(sorted(batch)) for batch in epoch_batches(many, batch_size, seed=1, epoch=1)}
    assert len(one & two) < 3


def test_judging_goes_from_short_to_long_and_takes_every_row_once():
    batches = by_length(LENGTHS, 64)
    rows = np.concatenate(batches)
    assert sorted(rows.tolist()) == list(range(len(LENGTHS)))
    assert (np.diff(LENGTHS[rows]) >= 0).all()
    assert {len(batch) for batch in batches[:-1]} == {64}


def test_nothing_to_judge_makes_no_batches():
    assert by_length(np.zeros(0, dtype=int), 8) == []


def test_rows_are_padded_with_zeros_and_the_mask_says_where():
    ids, mask = pad([np.array([101, 7, 102]), np.array([101, 102])])
    assert ids.tolist() == [[101, 7, 102], [101, 102, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 0]]
    assert ids.dtype == mask.dtype == np.int64


def test_rows_can_be_padded_to_a_given_length():
    ids, mask = pad([np.array([101, 7, 102])], length=6)
    assert ids.tolist() == [[101, 7, 102, 0, 0, 0]]
    assert mask.tolist() == [[1, 1, 1, 0, 0, 0]]
