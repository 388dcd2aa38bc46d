"""Finished classifiers of others: their head, and what their labels mean."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from colabert_core import errors
from colabert_core.encoders.heads import acceptable_label, check_classifier

Tensors = dict[str, np.ndarray]


def rewrite(folder: Path, change: Callable[[Tensors], Tensors]) -> None:
    weights = change(load_file(folder / "model.safetensors"))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def without(*starts: str) -> Callable[[Tensors], Tensors]:
    return lambda weights: {name: value for name, value in weights.items() if not name.startswith(starts)}


def refused(folder: Path, kind: type[errors.ColabertError]) -> errors.ColabertError:
    with pytest.raises(kind) as caught:
        check_classifier(folder, "theirs")
    return caught.value


# --- the head --------------------------------------------------------------------------------------


def test_the_names_of_two_labels_are_read_in_their_order(finished_classifier):
    assert check_classifier(finished_classifier("bad one", "good one"), "theirs") == ("bad one", "good one")


def test_labels_without_names_have_the_librarys(finished_classifier):
    assert check_classifier(finished_classifier(), "theirs") == ("LABEL_0", "LABEL_1")


@pytest.mark.parametrize("prefix", ["module.", "_orig_mod.", "model."])
def test_what_a_wrapper_put_before_the_names_comes_off(finished_classifier, prefix):
    folder = finished_classifier("no", "yes")
    rewrite(folder, lambda weights: {prefix + name: value for name, value in weights.items()})
    assert check_classifier(folder, "theirs") == ("no", "yes")


@pytest.mark.parametrize("missing", ["classifier.weight", "classifier.bias", "bert.pooler.dense.weight"])
def test_weights_without_a_head_are_refused(finished_classifier, missing):
    folder = finished_classifier("no", "yes")
    rewrite(folder, without(missing))
    assert refused(folder, errors.ClassifierWithoutHead).facts["missing"] in missing


def test_an_encoder_is_no_classifier(tiny_encoder):
    error = refused(tiny_encoder, errors.ClassifierWithoutHead)
    assert error.facts["missing"] == "classifier.weight"


@pytest.mark.parametrize("labels", [1, 3])
def test_other_numbers_of_labels_are_refused(finished_classifier, labels):
    folder = finished_classifier(*"abc"[:labels])
    heads = {
        "classifier.weight": np.ones((labels, 32), np.float32),
        "classifier.bias": np.ones(labels, np.float32),
    }
    rewrite(folder, lambda weights: {**weights, **heads})
    assert refused(folder, errors.ClassifierLabels).facts["found"] == labels


def test_a_head_of_another_width_is_refused(finished_classifier):
    folder = finished_classifier("no", "yes")
    rewrite(folder, lambda weights: {**weights, "classifier.weight": np.ones((2, 31), np.float32)})
    assert "classifier.weight" in refused(folder, errors.EncoderDamaged).facts["reason"]


@pytest.mark.parametrize("task", ["regression", "multi_label_classification"])
def test_other_tasks_are_refused(finished_classifier, task):
    folder = finished_classifier("no", "yes", problem_type=task)
    assert refused(folder, errors.ClassifierOtherTask).facts["task"] == task


@pytest.mark.parametrize(
    "names",
    [{"0": "a"}, {"0": "a", "1": "b", "2": "c"}, ["a", "b"], {"0": "same", "1": "same"}, {"0": "", "1": "b"}],
)
def test_names_that_do_not_fit_the_head_are_refused(finished_classifier, names):
    folder = finished_classifier(id2label=names)
    assert refused(folder, errors.EncoderDamaged).facts["name"] == "theirs"


def test_quantized_weights_are_refused(finished_classifier):
    folder = finished_classifier("no", "yes", quantization_config={"load_in_8bit": True})
    assert "quantized" in refused(folder, errors.EncoderDamaged).facts["reason"]


@pytest.mark.parametrize(
    ("config", "kind"),
    [
        ({"model_type": "roberta"}, errors.EncoderNotBert),
        ({"num_hidden_layers": 3}, errors.EncoderDamaged),
        ({"vocab_size": 100}, errors.EncoderDamaged),
    ],
)
def test_what_no_encoder_may_be_no_classifier_may_be(finished_classifier, config, kind):
    refused(finished_classifier("no", "yes", **config), kind)


@pytest.mark.parametrize(
    ("file", "kind"),
    [("model.safetensors", errors.EncoderWithoutSafetensors), ("config.json", errors.EncoderDamaged)],
)
def test_missing_files_are_told(finished_classifier, file, kind):
    folder = finished_classifier("no", "yes")
    (folder / file).unlink()
    refused(folder, kind)


def test_a_classifier_without_a_tokenizer_is_refused(finished_classifier):
    folder = finished_classifier("no", "yes")
    for path in folder.glob("*token*"):
        path.unlink()
    (folder / "vocab.txt").unlink(missing_ok=True)
    refused(folder, errors.EncoderWithoutVocabulary)


def test_cut_weights_are_refused(finished_classifier):
    folder = finished_classifier("no", "yes")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-100])
    refused(folder, errors.EncoderDamaged)


def test_weights_in_several_files_are_read(finished_classifier):
    folder = finished_classifier("no", "yes")
    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    head = {name: value for name, value in weights.items() if name.startswith("classifier")}
    parts = {
        "model-00001-of-00002.safetensors": without("classifier")(weights),
        "model-00002-of-00002.safetensors": head,
    }
    for file, tensors in parts.items():
        save_file(tensors, folder / file, metadata={"format": "pt"})
    places = {name: file for file, tensors in parts.items() for name in tensors}
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))
    assert check_classifier(folder, "theirs") == ("no", "yes")


# --- what the labels mean --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "acceptable"),
    [
        ("unacceptable", "acceptable", "acceptable"),
        ("acceptable", "unacceptable", "acceptable"),
        ("NOT_ACCEPTABLE", "ACCEPTABLE", "ACCEPTABLE"),
        ("Ungrammatical", "Grammatical", "Grammatical"),
        ("correct", "incorrect", "correct"),
        ("ill-formed", "well-formed", "well-formed"),
        ("error", "no error", "no error"),
        ("비문", "정문", "정문"),
        ("부적절", "적절", "적절"),
    ],
)
def test_names_that_say_it_are_not_asked(first, second, acceptable):
    assert acceptable_label((first, second), None, "theirs") == acceptable


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LABEL_0", "LABEL_1"),
        ("0", "1"),
        ("no", "yes"),
        ("negative", "positive"),
        ("acceptable", "good"),
        ("contradiction", "acceptable"),
    ],
)
def test_names_that_do_not_say_it_are_asked(first, second):
    with pytest.raises(errors.LabelsUnknown) as caught:
        acceptable_label((first, second), None, "theirs")
    assert (caught.value.facts["first"], caught.value.facts["second"]) == (first, second)


@pytest.mark.parametrize(
    ("labels", "wanted", "found"),
    [
        (("LABEL_0", "LABEL_1"), "LABEL_0", "LABEL_0"),
        (("LABEL_0", "LABEL_1"), " label_1 ", "LABEL_1"),
        (("yes", "YES"), "YES", "YES"),
        (("acceptable", "unacceptable"), "unacceptable", "unacceptable"),
    ],
)
def test_the_answer_counts_more_than_the_names(labels, wanted, found):
    assert acceptable_label(labels, wanted, "theirs") == found


@pytest.mark.parametrize(("labels", "wanted"), [(("no", "yes"), "maybe"), (("Yes", "YES"), "yes")])
def test_an_answer_that_names_no_label_is_refused(labels, wanted):
    with pytest.raises(errors.LabelUnknown):
        acceptable_label(labels, wanted, "theirs")
