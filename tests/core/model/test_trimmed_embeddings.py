"""Trimmed word embeddings: steps are faster, and what is learned does not change."""

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from colabert_core.config import TrainConfig
from colabert_core.model.classifier import load_model
from colabert_core.model.trimmed_embeddings import TrimmedEmbedding, trim_embeddings
from colabert_core.training.session import make_optimizer

TABLE = "bert.embeddings.word_embeddings.weight"
IDS = [np.asarray([101, 2016, 3632, 102]), np.asarray([101, 2027, 2175, 2000, 102])]


def loaded(encoder):
    torch.manual_seed(1)
    return load_model(encoder).eval()  # no dropout, so that two models can be compared


def learn(model, steps: int = 3) -> None:
    """Steps on two sentences, the second of them padded."""
    optimizer = make_optimizer(model, TrainConfig(learning_rate=1e-3))
    ids = torch.tensor([[*IDS[0], 0], [*IDS[1]]])
    for _ in range(steps):
        logits = model(input_ids=ids, attention_mask=(ids != 0).long()).logits
        cross_entropy(logits, torch.tensor([1, 0])).backward()
        optimizer.step()
        optimizer.zero_grad()


def test_a_cut_table_learns_what_the_whole_one_does(tiny_encoder):
    whole, cut = loaded(tiny_encoder), loaded(tiny_encoder)
    trim_embeddings(cut, IDS)
    learn(whole)
    learn(cut)
    found = cut.state_dict()
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(found[name], value, atol=1e-6, rtol=0.0)


def test_pieces_that_no_sentence_has_stay_bit_for_bit(tiny_encoder):
    model = loaded(tiny_encoder)
    before = model.state_dict()[TABLE].clone()
    trim_embeddings(model, IDS)
    learn(model)
    moved = (model.state_dict()[TABLE] != before).any(dim=1).nonzero().flatten().tolist()
    assert moved == sorted({int(piece) for row in IDS for piece in row})  # and so not [PAD]


def test_only_the_pieces_in_use_take_part_in_a_step(tiny_encoder):
    model = loaded(tiny_encoder)
    trim_embeddings(model, IDS)
    assert model.bert.embeddings.word_embeddings.weight.shape == (8, 32)  # seven WordPiece tokens and [PAD]


def test_a_cut_table_is_saved_and_read_back_as_the_whole(tiny_encoder):
    model, other = loaded(tiny_encoder), loaded(tiny_encoder)
    trim_embeddings(model, IDS)
    trim_embeddings(other, IDS)
    learn(model)
    state = model.state_dict()
    assert state[TABLE].shape == (30522, 32)
    other.load_state_dict(state)
    assert torch.equal(other.state_dict()[TABLE], state[TABLE])


def test_a_piece_that_was_left_out_cannot_be_trained_on(tiny_encoder):
    model = loaded(tiny_encoder)
    trim_embeddings(model, IDS)
    with pytest.raises(IndexError):
        model.train()(input_ids=torch.tensor([[101, 5000, 102]]))


def test_who_judges_reads_a_piece_that_was_left_out_as_the_encoder_has_it(tiny_encoder):
    whole, cut = loaded(tiny_encoder), loaded(tiny_encoder)
    trim_embeddings(cut, IDS)
    learn(cut)
    whole.load_state_dict(cut.state_dict())
    ids = torch.tensor([[101, 2016, 5000, 102], [101, 5000, 102, 0]])
    for model in (whole, cut):
        model.eval()
    assert torch.equal(whole(input_ids=ids).logits, cut(input_ids=ids).logits)
    assert not torch.equal(cut(input_ids=ids).logits, cut(input_ids=ids.clamp(max=2016)).logits)


@pytest.mark.parametrize("padding", [None, 1])
def test_batches_are_padded_with_0_whatever_the_table_says(tiny_encoder, padding):
    model = loaded(tiny_encoder)
    model.bert.embeddings.word_embeddings.padding_idx = padding
    trim_embeddings(model, IDS)
    learn(model)


def test_reading_a_state_back_takes_the_rows_that_are_not_in_use_too(tiny_encoder):
    model, other = loaded(tiny_encoder), loaded(tiny_encoder)
    trim_embeddings(other, IDS)
    state = {name: value + 1 for name, value in model.state_dict().items() if value.is_floating_point()}
    other.load_state_dict(state, strict=False)
    assert torch.equal(other.state_dict()[TABLE], state[TABLE])


def test_a_table_without_padding_is_cut_too():
    table = torch.nn.Embedding(10, 4)
    cut = TrimmedEmbedding(table, np.asarray([2, 5]))
    assert torch.equal(cut(torch.tensor([5, 2])), table.weight[[5, 2]])
