"""Attention: correct, and the model that visitors share is not changed."""

import numpy as np
import pytest
import torch

from colabert_core.explaining import attention
from colabert_core.explaining.attention import attention_between_words, eager_twin
from colabert_core.explaining.words import tokenized_words
from colabert_core.model.classifier import Classifier, to_device

TEXT = "The unfathomable keys to the cabinet is here."


@pytest.fixture(scope="module")
def classifier(trained_run) -> Classifier:
    return Classifier(trained_run[1].folder, 32, device="cpu")


def batch_of(classifier: Classifier) -> dict[str, torch.Tensor]:
    """TEXT as the model's arguments."""
    ids = tokenized_words(classifier.word_piece, TEXT, 32).ids[np.newaxis]
    return to_device(ids, np.ones_like(ids), classifier.device)


def test_the_twin_judges_the_same_and_takes_no_memory_of_its_own(classifier):
    twin = eager_twin(classifier.model)
    assert twin.config._attn_implementation == "eager"
    theirs = [tensor.data_ptr() for tensor in [*twin.parameters(), *twin.buffers()]]
    ours = [tensor.data_ptr() for tensor in [*classifier.model.parameters(), *classifier.model.buffers()]]
    assert theirs == ours
    batch = batch_of(classifier)
    with torch.inference_mode():
        one, other = (torch.softmax(model(**batch).logits, -1) for model in (classifier.model, twin))
    assert torch.allclose(one, other, atol=1e-5)


def test_attention_is_shared_out_among_words(classifier):
    found = attention_between_words(classifier, TEXT)
    assert found.names[:3] == ("[CLS]", "The", "unfathomable")
    assert found.names[-2:] == (".", "[SEP]")
    assert [found.names[place] for place in found.words] == list(found.names[1:-1])
    assert found.weights.shape == (2, 2, len(found.names), len(found.names))
    assert found.weights.sum(-1) == pytest.approx(np.ones_like(found.weights[..., 0]), abs=1e-5)
    assert found.of(1, None) == pytest.approx((found.of(1, 0) + found.of(1, 1)) / 2)


def test_divided_words_receive_the_sum_and_give_the_mean(classifier):
    with torch.inference_mode():
        layers = eager_twin(classifier.model)(**batch_of(classifier), output_attentions=True).attentions
    raw = layers[0][0, 1].numpy()
    pieces = tokenized_words(classifier.word_piece, TEXT, 32).tokens[1]
    assert len(pieces) > 1
    shared = attention_between_words(classifier, TEXT).of(0, 1)
    assert shared[0, 2] == pytest.approx(raw[0, pieces].sum(), abs=1e-6)
    assert shared[2, 0] == pytest.approx(raw[pieces, 0].mean(), abs=1e-6)


def test_of_a_long_sentence_the_beginning_is_shown(classifier, monkeypatch):
    monkeypatch.setattr(attention, "MAX_SHOWN", 5)
    found = attention_between_words(classifier, "one two three four five six seven")
    assert found.names == ("[CLS]", "one", "two", "three", "four", "five", "[SEP]")
    assert found.left_out == 2


def test_looking_at_attention_leaves_no_trace(classifier):
    model = classifier.model
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state, probabilities = torch.random.get_rng_state(), classifier.probabilities([TEXT])
    attention_between_words(classifier, TEXT)
    assert torch.equal(torch.random.get_rng_state(), state)
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert not any(module.training for module in model.modules())
    assert model.config._attn_implementation == "sdpa"
    assert np.array_equal(classifier.probabilities([TEXT]), probabilities)


@pytest.mark.parametrize("text", ["Sleep", "?!", "😀", "학교에 갑니다.", "word " * 100, "\u200d"])
def test_whatever_is_typed_has_its_attention(classifier, text):
    found = attention_between_words(classifier, text)
    assert (found.names[0], found.names[-1]) == ("[CLS]", "[SEP]")
    assert np.isfinite(found.weights).all()
