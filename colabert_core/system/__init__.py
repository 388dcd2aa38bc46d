"""This computer: its hardware, its disk and its network, and files made by others."""

from colabert_core.system.hardware import Device, cores
from colabert_core.system.safe_csv import safe_csv as as_safe_csv
from colabert_core.system.torch_import import importing_torch, skip_in_garbage_collection

__all__ = [
    "Device",
    "as_safe_csv",
    "cores",
    "importing_torch",
    "skip_in_garbage_collection",
]
