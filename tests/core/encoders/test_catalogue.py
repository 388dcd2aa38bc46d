import re
import shutil

import pytest

from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders import CATALOGUE, SHAPES, at_hand, catalogue, short_name, uploaded
from colabert_core.encoders.shapes import Shape, parameter_count, published_bytes


def entry(name: str):
    return next(found for found in CATALOGUE if found.name == name)


def test_the_catalogue_begins_with_the_bundled_encoder_and_goes_from_small_to_large():
    bundled, *others = CATALOGUE
    assert (bundled.name, bundled.origin, bundled.download_bytes) == (BUNDLED, "bundled", 0)
    sizes = [found.parameters for found in others]
    assert sizes == sorted(sizes)
    assert all(found.origin == "hub" and found.licence == "Apache-2.0" for found in others)
    assert SHAPES[BERT_BASE] == entry(BERT_BASE).shape


@pytest.mark.parametrize("found", CATALOGUE[1:5], ids=lambda found: found.short_name)
def test_the_small_berts_measure_what_their_names_say(found):
    layers, hidden, heads = re.search(r"_L-(\d+)_H-(\d+)_A-(\d+)$", found.name).groups()
    shape = found.shape
    assert (shape.layers, shape.hidden, shape.heads) == (int(layers), int(hidden), int(heads))
    assert shape.intermediate == 4 * shape.hidden


def test_the_sizes_are_those_of_the_publication():
    """Devlin et al. 2019: 110 and 340 million; Turc et al. 2019: 4.4, 11.3, 29.1 and 41.7 million."""
    said = [22.7, 4.4, 11.3, 29.1, 41.7, 110, 340]
    for found, millions in zip(CATALOGUE, said, strict=True):
        assert found.parameters == pytest.approx(millions * 1e6, rel=0.03)


def test_a_download_has_the_bytes_of_the_model_with_its_two_pre_training_heads():
    from transformers import BertConfig, BertForPreTraining

    shape = Shape(layers=2, hidden=32, intermediate=64, heads=2, vocabulary=100)
    model = BertForPreTraining(
        BertConfig(
            vocab_size=100, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
        )
    )
    assert published_bytes(shape) == 4 * sum(weights.numel() for weights in model.parameters())
    assert round(entry(BERT_BASE).download_bytes / 1e6) == 440


def test_uploaded_encoders_stand_behind_the_others_under_their_short_names(empty_home, tiny_encoder):
    assert uploaded(empty_home) == []
    for name in ("zebra", "my-bert"):
        shutil.copytree(tiny_encoder, empty_home.encoders / name)
    brought = catalogue(empty_home)[len(CATALOGUE) :]
    assert [found.short_name for found in brought] == ["my-bert", "zebra"]
    assert {(found.origin, found.licence, found.download_bytes) for found in brought} == {
        ("uploaded", None, 0)
    }
    assert at_hand(brought[0].name) == empty_home.encoders / "my-bert"
    assert brought[0].parameters == parameter_count(brought[0].shape)


def test_what_is_no_encoder_is_not_in_the_catalogue(empty_home, tiny_encoder):
    shutil.copytree(tiny_encoder, empty_home.encoders / ".incoming-x")
    (empty_home.encoders / "empty").mkdir()
    (empty_home.encoders / "a-file").write_text("x")
    broken = shutil.copytree(tiny_encoder, empty_home.encoders / "broken")
    (broken / "config.json").write_text("{")
    assert uploaded(empty_home) == []


def test_only_uploaded_encoders_have_a_shorter_name(empty_home):
    assert short_name(str(empty_home.encoders / "my-bert"), empty_home) == "my-bert"
    for name in (BUNDLED, BERT_BASE, str(empty_home.root / "elsewhere")):
        assert short_name(name, empty_home) == name
