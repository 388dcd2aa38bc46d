"""Encoders uploaded as a zip file: checked, and installed completely or not at all.

Only the files of an encoder are unpacked, under their own fixed names, whatever folder they are in.
"""

import filecmp
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from filelock import FileLock

from colabert_core.encoders.folders import belongs, check_folder, is_weights
from colabert_core.errors import (
    DiskFull,
    EncoderDamaged,
    EncoderTooLarge,
    EncoderUnsafe,
    FileUnwritable,
    NotAZip,
    reason_of_system,
)
from colabert_core.system.archives import ZIP_FAULTS, TooMuchUnpacked, copy_member
from colabert_core.system.paths import Home
from colabert_core.system.staging import is_disk_full, scratch_folder

# BERT base has 440 million, and weights hardly get smaller when packed.
MAX_ZIP_BYTES = 500_000_000
# Of all weights together, unpacked.
MAX_WEIGHTS_BYTES = 1_000_000_000
# Of any other file; BERT's tokenizer.json has half a million.
MAX_TEXT_BYTES = 20_000_000

# Names that no file on Windows can have.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def install(home: Home, archive: Path | BinaryIO, name: str) -> Path:
    """Unpack and check an encoder, and put it under `home.encoders`; returns its folder.

    `name` is the zip file's. An encoder uploaded twice is kept once; a different one of the same name gets a
    number. Raises EncoderError, NotAZip, DiskFull or FileUnwritable; then nothing has changed.
    """
    try:
        with scratch_folder(home.encoders) as scratch:
            folder = scratch / "encoder"
            folder.mkdir()
            unpack(archive, folder, name)
            check_folder(folder, name)
            with FileLock(home.encoders / ".upload.lock"):
                return _installed(folder, home.encoders, _folder_name(name))
    except OSError as error:
        if is_disk_full(error):
            raise DiskFull() from error
        raise FileUnwritable(file=str(home.encoders), reason=reason_of_system(error)) from error


# --- unpacking ---------------------------------------------------------------------------------


def unpack(archive: Path | BinaryIO, folder: Path, name: str) -> None:
    """Unpack the files of the model in a zip, unchecked, into an empty folder.

    Raises NotAZip, EncoderDamaged, EncoderUnsafe or EncoderTooLarge.
    """
    try:
        with zipfile.ZipFile(archive) as zipped:
            left = MAX_WEIGHTS_BYTES
            for file, member in _members(zipped, name).items():
                limit = left if is_weights(file) else MAX_TEXT_BYTES
                size = _copy(zipped, member, folder / file, limit, name)
                left -= size if is_weights(file) else 0
    except ZIP_FAULTS as error:
        raise NotAZip(file=name) from error


def _members(zipped: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The encoder's files by their fixed names, from the topmost folder with a config.json and weights.

    Folders below it may hold others: checkpoints, or the other parts of a sentence encoder. Raises
    EncoderDamaged if two encoders are at the same level.
    """
    folders: dict[PurePosixPath, dict[str, zipfile.ZipInfo]] = {}
    for member in zipped.infolist():
        path = _safe_path(member.filename, name)
        if belongs(path.name) and not member.is_dir():
            folders.setdefault(path.parent, {})[path.name] = member
    ranks = sorted((_rank(path, files), path) for path, files in folders.items())
    if len(ranks) > 1 and ranks[0][0] == ranks[1][0] == (False, len(ranks[0][1].parts)):
        raise EncoderDamaged(name=name, reason=f"two encoders: {ranks[0][1]}, {ranks[1][1]}")
    return folders[ranks[0][1]] if ranks else {}


def _rank(path: PurePosixPath, files: dict[str, zipfile.ZipInfo]) -> tuple[bool, int]:
    """The sort key of a folder in the archive: encoders first, then by depth."""
    is_encoder = "config.json" in files and any(is_weights(file) for file in files)
    return not is_encoder, len(path.parts)


def _safe_path(member: str, name: str) -> PurePosixPath:
    """The path of a member within the zip. Raises EncoderUnsafe if it leads out of it."""
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member:
        raise EncoderUnsafe(name=name, member=member)
    return path


def _copy(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, limit: int, name: str) -> int:
    """Unpack a member; returns its size in bytes. Raises EncoderTooLarge beyond `limit` bytes."""
    try:
        return copy_member(zipped, member, target, limit)
    except TooMuchUnpacked as error:
        raise EncoderTooLarge(name=name, member=target.name, limit_mb=error.limit_mb) from None


# --- installing --------------------------------------------------------------------------------


def _folder_name(zip_name: str) -> str:
    """A folder name allowed on every system, as close as possible to the zip file's name."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", PurePosixPath(zip_name).stem).strip(".-")[:60].rstrip(".-")
    return f"encoder-{name}".rstrip("-") if not name or _RESERVED.fullmatch(name) else name


def _installed(new: Path, parent: Path, name: str) -> Path:
    """The folder `new` after its move into `parent`, or an equal folder that was there before."""
    for target in _candidates(parent, name):
        if not target.exists():
            return new.rename(target)
        if _is_same(new, target):
            return target
    raise AssertionError("there is always one more candidate")


def _candidates(parent: Path, name: str) -> Iterator[Path]:
    yield parent / name
    for number in count(2):
        yield parent / f"{name}-{number}"


def _is_same(one: Path, other: Path) -> bool:
    files = {path.name for path in one.iterdir()}
    if not other.is_dir() or {path.name for path in other.iterdir()} != files:
        return False
    return len(filecmp.cmpfiles(one, other, files, shallow=False)[0]) == len(files)
