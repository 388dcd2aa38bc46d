"""How the starter is made, on a small scale: a tiny encoder, few pairs, a small corpus."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file

from colabert_core.corpus import load
from colabert_core.events import Finished, Started
from colabert_core.model import deltas
from colabert_core.runs.run import Run
from colabert_core.starter import recipe
from colabert_core.starter.recipe import Recipe

SMALL = Recipe(pairs=146, replayed=20, epochs=1, seeds=(3, 4), rank=8, warm_rate=1e-3, rate=1e-3)


@pytest.fixture
def small(monkeypatch, tiny_encoder):
    """Encoder and test sets small enough for a test."""
    monkeypatch.setattr(recipe, "resolve", lambda name: tiny_encoder)
    monkeypatch.setattr(deltas, "at_hand", lambda name: tiny_encoder)
    monkeypatch.setattr(recipe, "FRESH_PAIRS", 73)


@pytest.fixture
def data(small, home):
    return recipe.sentences(SMALL, load(home))


def folded(sentences) -> set[str]:
    return {" ".join(sentence.casefold().split()) for sentence in sentences}


def test_no_dev_sentence_is_trained_on(data, home):
    cola = load(home)
    dev = folded(cola.table.loc[cola.table["split"] != "in_domain_train", "sentence"])
    before = folded(cola.split("in_domain_train")["sentence"])
    assert dev & before  # otherwise this test could not fail
    assert not dev & folded(data.train["sentence"])
    assert not dev & folded(data.test_sets["validation"]["sentence"])
    assert folded(data.train["sentence"]) | folded(data.test_sets["validation"]["sentence"]) == before - dev


def test_no_pair_is_asked_that_was_trained_on(data):
    trained = set(data.pairs["sentence"])
    for name in ("pairs", "held_out_pairs"):
        assert not trained & set(data.test_sets[name]["sentence"])
    assert len(data.pairs) == 2 * SMALL.pairs


def test_the_real_cola_loses_18_sentences(cola):
    left = recipe.without_dev(cola)
    assert len(cola.table) - len(left.table) == 18
    assert left.fingerprint != cola.fingerprint
    assert left.rows_per_split()["in_domain_dev"] == 527


def test_from_the_recipe_to_the_files_of_the_starter(data, home, tmp_path, tiny_encoder):
    folder, target = tmp_path / "work", tmp_path / "starter"
    events = list(recipe.train(SMALL, data, folder))
    sizes = [event.train_size for event in events if isinstance(event, Started)]
    assert sizes[0] == 292  # the warm-up, then a training per seed with some pairs among CoLA's sentences
    assert sizes[1:] == [len(data.train) + 40] * 2
    assert sum(isinstance(event, Finished) for event in events) == 3

    outcome = recipe.finish(SMALL, data, load(home), folder, target)
    run = Run(target)
    assert (run.state(), run.has_model, run.name) == ("finished", True, "Starter model")
    assert json.loads((target / "metrics.json").read_text())["starter"]["validation"]["sentences"] == 24
    card = (target / "README.md").read_text(encoding="utf-8")
    assert f"{outcome.starter['in_domain_dev'].mcc:.3f}" in card
    assert "with the seeds 3, 4" in card
    assert deltas.origin_of(target / deltas.FILE).sha256 == deltas.weights_hash(tiny_encoder)
    assert not [name for name in load_file(target / deltas.FILE) if "word_embeddings" in name]


def test_the_average_is_the_mean_of_all_weights(trained_run, tmp_path):
    run, other = trained_run[1], tmp_path / "other"
    shutil.copytree(run.folder, other)
    weights = load_file(run.folder / deltas.WEIGHTS)
    from safetensors.numpy import save_file

    save_file({name: value + 2 for name, value in weights.items()}, other / deltas.WEIGHTS)
    recipe.average([run.folder, other], tmp_path / "mean")
    mean = load_file(tmp_path / "mean" / deltas.WEIGHTS)
    assert all(np.allclose(mean[name], weights[name] + 1, atol=1e-5) for name in weights)


def test_seeds_share_one_validation_part(small, home):
    one, two = (recipe.sentences(Recipe(pairs=10, seeds=seeds), load(home)) for seeds in ((1,), (2, 3)))
    assert list(one.test_sets["validation"]["sentence"]) == list(two.test_sets["validation"]["sentence"])
