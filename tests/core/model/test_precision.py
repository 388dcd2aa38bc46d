"""Precision: bf16 if the processor supports it."""

import numpy as np
import pytest
import torch

from colabert_core.model.classifier import load_model
from colabert_core.model.precision import autocast_to, best_precision

IDS = [np.asarray([101, 2016, 3632, 102]), np.asarray([101, 2027, 2175, 2000, 102])]


def loaded(encoder):
    torch.manual_seed(1)
    return load_model(encoder).eval()  # no dropout, so that two models can be compared


@pytest.mark.parametrize(
    ("able", "expected"),
    [
        ({"avx512_bf16": True}, "bf16"),
        ({"amx_bf16": True}, "bf16"),
        ({"avx512_f": True}, "fp32"),
        ({}, "fp32"),
    ],
)
def test_the_processor_decides_the_precision(monkeypatch, able, expected):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    assert best_precision("cpu") == expected
    assert best_precision("mps") == "fp32"


def test_a_card_that_emulates_bf16_is_left_in_fp32(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: including_emulation)
    assert best_precision("cuda") == "fp32"


def test_in_bf16_only_the_products_are_short(tiny_encoder):
    model, cpu = loaded(tiny_encoder), torch.device("cpu")
    with autocast_to("bf16", cpu):
        short = model(input_ids=torch.from_numpy(IDS[1])[None]).logits
    with autocast_to("fp32", cpu):
        exact = model(input_ids=torch.from_numpy(IDS[1])[None]).logits
    assert short.dtype == torch.bfloat16
    assert exact.dtype == torch.float32
    assert not torch.equal(short.float(), exact)
    torch.testing.assert_close(short.float(), exact, atol=0.1, rtol=0.05)
    assert {parameter.dtype for parameter in model.parameters()} == {torch.float32}
