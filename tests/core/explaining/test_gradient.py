"""Gradient x input: correct, and the model that visitors share is not changed."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from colabert_core.encoders import bundled_vocabulary
from colabert_core.explaining.attention import attention_between_words
from colabert_core.explaining.gradient import gradient_times_input
from colabert_core.explaining.words import read_words, tokenized_words
from colabert_core.model.classifier import Classifier, to_device
from colabert_core.model.tokenization import WordPiece

OTHERS = ["my", "old", "neighbour", "often", "reads", "these", "books", "at", "home"]
TEXT = "The unfathomable keys to the cabinet is here."


@pytest.fixture(scope="module")
def classifier(trained_run) -> Classifier:
    return Classifier(trained_run[1].folder, 32, device="cpu")


class Planted(torch.nn.Module):
    """A classifier with a strong negative weight for one token, and a small positive one for all others."""

    def __init__(self, hated: int, size: int):
        super().__init__()
        self.embeddings = torch.nn.Embedding(size, 2)
        with torch.no_grad():
            self.embeddings.weight[:] = torch.tensor([0.1, 0.0])
            self.embeddings.weight[hated] = torch.tensor([0.0, 1.0])

    def get_input_embeddings(self):
        return self.embeddings

    def forward(self, inputs_embeds, attention_mask):
        liked, hated = (inputs_embeds * attention_mask[..., None]).sum(1).unbind(-1)
        return SimpleNamespace(logits=torch.stack([3 * hated, liked], dim=-1))


def planted(word: str) -> SimpleNamespace:
    word_piece = WordPiece(bundled_vocabulary())
    (ids,) = word_piece.ids([word], 8)
    model = Planted(int(ids[1]), word_piece.vocabulary_size)
    return SimpleNamespace(model=model, word_piece=word_piece, max_length=64, device="cpu")


@pytest.mark.parametrize("place", range(len(OTHERS) + 1))
def test_the_gradient_finds_the_hated_word_in_every_position(place):
    words = [*OTHERS[:place], "robots", *OTHERS[place:]]
    found = gradient_times_input(planted("robots"), " ".join(words) + ".")
    moves = found.shift
    assert int(moves.argmax()) == place
    assert moves[place] == pytest.approx(3.0)  # without it the log-odds rise by exactly that
    assert np.delete(moves, place) == pytest.approx(np.full(len(words), -0.1), abs=1e-6)


def test_a_words_pieces_are_added_up():
    moves = gradient_times_input(planted("robots"), "unfathomable books").shift
    pieces = len(WordPiece(bundled_vocabulary()).pieces("unfathomable"))
    assert moves == pytest.approx([-0.1 * pieces, -0.1])
    assert pieces > 1


def test_the_gradient_is_that_of_the_real_model(classifier):
    """Compared with finite differences along the embeddings of one word."""
    moves = gradient_times_input(classifier, TEXT).shift
    read, place, step = tokenized_words(classifier.word_piece, TEXT, 32), 2, 1e-2
    ids, rows = read.ids[np.newaxis], read.tokens[place]
    batch = to_device(ids, np.ones_like(ids), classifier.device)

    def answer(scale: float) -> float:
        with torch.inference_mode():
            embedded = classifier.model.get_input_embeddings()(batch["input_ids"]).clone()
            embedded[0, rows] *= scale
            mask = batch["attention_mask"]
            logits = classifier.model(inputs_embeds=embedded, attention_mask=mask).logits[0]
            return float(logits[1] - logits[0])

    slope = (answer(1 - step) - answer(1 + step)) / (2 * step)
    assert moves[place] == pytest.approx(slope, rel=0.02, abs=1e-3)


def test_a_gradient_leaves_no_trace(classifier):
    model = classifier.model
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    state, probabilities = torch.random.get_rng_state(), classifier.probabilities([TEXT])
    gradient_times_input(classifier, TEXT)
    assert torch.equal(torch.random.get_rng_state(), state)
    assert all(torch.equal(tensor, before[name]) for name, tensor in model.state_dict().items())
    assert all(parameter.grad is None for parameter in model.parameters())
    assert not any(module.training for module in model.modules())
    assert model.config._attn_implementation == "sdpa"
    assert np.array_equal(classifier.probabilities([TEXT]), probabilities)


def test_many_visitors_may_look_inside_at_once(classifier):
    alone, found, faults = gradient_times_input(classifier, TEXT).shift, [], []

    def look() -> None:
        try:
            attention_between_words(classifier, TEXT)
            found.append(gradient_times_input(classifier, TEXT).shift)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert all(moves == pytest.approx(alone, abs=1e-5) for moves in found)


@pytest.mark.parametrize("text", ["Sleep", "?!", "😀", "학교에 갑니다.", "word " * 100, "\u200d"])
def test_whatever_is_typed_has_its_gradient(classifier, text):
    found = gradient_times_input(classifier, text)
    assert list(found.words) == list(read_words(classifier.word_piece, text, 32))
    assert found.tried == len(found.shift) == len(found.words)
    assert np.isfinite(found.shift).all()


def test_the_probability_comes_with_the_gradient(classifier):
    """So that no second request is needed for it."""
    found = gradient_times_input(classifier, TEXT)
    assert found.before == pytest.approx(float(classifier.probabilities([TEXT])[0]), abs=1e-5)
    assert (found.after, found.unit) == (None, "log_odds")
