"""Files and folders written under another name and then renamed, so that they are never incomplete."""

import errno
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A temporary folder in `parent`: on the same disk as its final place, so that a rename is enough."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".incoming-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(new: Path, target: Path) -> None:
    """Move folder `new` to `target`, then delete what was there before.

    If the move fails, the old folder is put back. Raises OSError.
    """
    retired = target.with_name(f".retired-{target.name}-{os.getpid()}-{threading.get_ident()}")
    if target.exists():
        target.rename(retired)
    try:
        new.rename(target)
    except OSError:
        if retired.exists():
            retired.rename(target)
        raise
    shutil.rmtree(retired, ignore_errors=True)


@contextmanager
def staged_folder(folder: Path) -> Iterator[Path]:
    """An empty folder with a fixed name, for files that the caller moves to their place once complete.

    It is deleted at the end, unless the caller moved it. What a killed process left there is deleted first,
    so at most one such folder takes up disk space.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """A path to write to; the file replaces `path` at the end, and is deleted if writing failed.

    A reader sees either the old file or the new one, never a part of it.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.unfinished")
    try:
        yield unfinished
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str, newline: str | None = None) -> None:
    """Write a text file as UTF-8, by `replaced_file`.

    `newline` as for `open`: "" keeps line ends as they are.
    """
    with replaced_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline=newline)


# "No space" and "over quota": their numbers on Linux, macOS (69) and Windows (39, 112). safetensors reports
# the system's error only as text.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), 39, 112)


def is_disk_full(error: BaseException) -> bool:
    """Whether a writer's error means that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL[:2]:
        return True
    return getattr(error, "winerror", None) in _FULL or any(f"(os error {n})" in str(error) for n in _FULL)
