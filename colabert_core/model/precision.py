"""The precision in which matrices are multiplied. Loads torch."""

import torch


def best_precision(device: str) -> str:
    """The fastest safe precision for matrix products on cuda, mps or cpu: bf16 if supported, otherwise fp32.

    bf16 has the range of fp32, so the loss need not be scaled (Kalamkar et al. 2019, arXiv:1905.12322).
    """
    if device == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp32"
    supported = torch.cpu.get_capabilities() if device == "cpu" else {}
    return "bf16" if supported.get("avx512_bf16") or supported.get("amx_bf16") else "fp32"


def autocast_to(precision: str, device: torch.device) -> torch.autocast:
    """A context in which matrices are multiplied in `precision`; weights and optimizer stay in fp32."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=precision == "bf16")
