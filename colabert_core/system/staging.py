"""Putting files in place without their ever being half there: write beside, then rename."""

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
    """A folder beside the final place (same disk, so a rename suffices) that never outlives its use."""
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".incoming-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(new: Path, target: Path) -> None:
    """Put folder `new` at `target`; what stood there goes only once the new one stands."""
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
    """An empty folder under a fixed name, for files that the caller moves to their place once they are whole.

    It is gone at the end, unless it was moved itself. What a killed process left there goes first: so that at
    most one such folder takes room, however often that happens.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; the file takes its place at the end, and goes where writing failed.

    So a reader sees either the old file or the new one, never a part.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.unfinished")
    try:
        yield unfinished
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str, newline: str | None = None) -> None:
    """Write a text file as UTF-8, the way of `replaced_file`.

    `newline` as for `open`: "" keeps line ends as they are.
    """
    with replaced_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline=newline)


# "No space" and "over quota" by their numbers on Linux, macOS (69) and Windows (39, 112). safetensors reports
# the system's refusal as text alone.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), 39, 112)


def is_disk_full(error: BaseException) -> bool:
    """Whether a writer's error means that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL[:2]:
        return True
    return getattr(error, "winerror", None) in _FULL or any(f"(os error {n})" in str(error) for n in _FULL)
