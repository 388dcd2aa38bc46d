"""The precision in which matrices are multiplied. Loads torch."""

import torch


def best_precision(device: str) -> str:
    """How matrices are multiplied fastest without harm: in bf16 where the processor has it, else in fp32.

    bf16 keeps fp32's range, so a training needs no scaling of its loss (Kalamkar et al. 2019,
    arXiv:1905.12322). `device` is cuda, mps or cpu.
    """
    if device == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp32"
    able = torch.cpu.get_capabilities() if device == "cpu" else {}
    return "bf16" if able.get("avx512_bf16") or able.get("amx_bf16") else "fp32"


def autocast_to(precision: str, device: torch.device) -> torch.autocast:
    """A block in which matrices are multiplied in `precision`; weights, loss and optimizer stay in fp32."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=precision == "bf16")
