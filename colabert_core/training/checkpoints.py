"""Checkpoints: everything a training needs to resume exactly. Loads torch.

A checkpoint is a folder `checkpoint-<step>` in the run's folder. It holds the model's current weights (the
best ones are in the run's folder itself), the optimizer's moments and torch's random state as safetensors,
and the position as JSON. It gets its name only when it is complete.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch.optim import Optimizer
from transformers import BertForSequenceClassification

from colabert_core.errors import CheckpointUnusable
from colabert_core.model.classifier import disk_fault
from colabert_core.system.staging import staged_folder

_PREFIX = "checkpoint-"


@dataclass
class Position:
    """How far a training has come.

    `step` counts the finished steps since the start, and `batch` the finished batches of the epoch (`epoch`,
    from 0). `validated` is the last validated step, `precision` that of matrix products (earlier versions
    always used fp32), `seconds` the time spent in steps, and `saved_at` its value at the last checkpoint.
    """

    step: int = 0
    epoch: int = 0
    batch: int = 0
    validated: int = 0
    precision: str = "fp32"
    best_mcc: float | None = None
    best_loss: float | None = None
    seconds: float = 0.0
    saved_at: float = 0.0

    def is_better(self, mcc: float, loss: float) -> bool:
        """Whether this beats every earlier validation: a higher MCC, or the same MCC with a lower loss."""
        if self.best_mcc is None or self.best_loss is None:
            return True
        return (mcc, -loss) > (self.best_mcc, -self.best_loss)


def latest_checkpoint(folder: Path) -> Path | None:
    """The newest complete checkpoint of a run; None when there is none."""
    found = [path for path in folder.glob(f"{_PREFIX}*") if path.is_dir()]
    return max(found, key=lambda path: int(path.name.removeprefix(_PREFIX)), default=None)


def save_checkpoint(
    folder: Path, model: BertForSequenceClassification, optimizer: Optimizer, position: Position
) -> None:
    """Write a checkpoint, then remove older ones. Raises DiskFull; the older checkpoint is then kept."""
    target = folder / f"{_PREFIX}{position.step}"
    try:
        with staged_folder(folder / ".unfinished-checkpoint") as unfinished:
            save_file(model.state_dict(), unfinished / "model.safetensors")
            save_file(_moments(optimizer), unfinished / "optimizer.safetensors")
            save_file(_random_states(), unfinished / "random.safetensors")
            (unfinished / "position.json").write_text(json.dumps(asdict(position)), encoding="utf-8")
            shutil.rmtree(target, ignore_errors=True)
            unfinished.rename(target)
    except (OSError, SafetensorError) as error:
        raise disk_fault(error) from error
    for older in folder.glob(f"{_PREFIX}*"):
        if older != target:
            shutil.rmtree(older, ignore_errors=True)


def load_checkpoint(checkpoint: Path, model: BertForSequenceClassification, optimizer: Optimizer) -> Position:
    """Restore model, optimizer and random state; returns the position.

    Raises CheckpointUnusable if it was written by an earlier version, which trained other parts of the model.
    """
    device = str(model.device)
    model.load_state_dict(load_file(checkpoint / "model.safetensors", device=device))
    _restore_moments(optimizer, load_file(checkpoint / "optimizer.safetensors", device=device))
    _restore_random_states(load_file(checkpoint / "random.safetensors"))
    return Position(**json.loads((checkpoint / "position.json").read_text(encoding="utf-8")))


def remove_checkpoints(folder: Path) -> None:
    """Remove all checkpoints of a run."""
    for checkpoint in folder.glob(f"{_PREFIX}*"):
        shutil.rmtree(checkpoint, ignore_errors=True)


def _moments(optimizer: Optimizer) -> dict[str, torch.Tensor]:
    """AdamW's state of each parameter (step, exp_avg, exp_avg_sq), under names such as 17.exp_avg."""
    state = optimizer.state_dict()["state"]
    return {
        f"{i}.{name}": value.contiguous() for i, moments in state.items() for name, value in moments.items()
    }


def _restore_moments(optimizer: Optimizer, tensors: dict[str, torch.Tensor]) -> None:
    state: dict[int, dict[str, torch.Tensor]] = {}
    for key, tensor in tensors.items():
        number, name = key.split(".", 1)
        state.setdefault(int(number), {})[name] = tensor
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    for place, moments in state.items():
        if any(t.dim() and t.shape != parameters[place].shape for t in moments.values()):
            raise CheckpointUnusable()
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})


def _random_states() -> dict[str, torch.Tensor]:
    states = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        states["cuda"] = torch.cuda.get_rng_state()
    if torch.backends.mps.is_available():
        states["mps"] = torch.mps.get_rng_state()
    return states


def _restore_random_states(states: dict[str, torch.Tensor]) -> None:
    torch.set_rng_state(states["cpu"])
    if "cuda" in states and torch.cuda.is_available():
        torch.cuda.set_rng_state(states["cuda"])
    if "mps" in states and torch.backends.mps.is_available():
        torch.mps.set_rng_state(states["mps"])
