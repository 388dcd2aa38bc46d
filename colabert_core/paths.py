"""Where things live on disk, and how they are put there without ever being half there."""

import errno
import hashlib
import lzma
import os
import shutil
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folder that holds one installation's data and runs (COLABERT_HOME)."""

    root: Path

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def runs(self) -> Path:
        return self.root / "runs"

    @property
    def encoders(self) -> Path:
        """Encoders that visitors have brought."""
        return self.root / "encoders"

    @property
    def judged(self) -> Path:
        """Tables that visitors have had judged."""
        return self.root / "judged"

    @property
    def trainer_lock(self) -> Path:
        """Held by whoever trains, in a server or on the command line: one at a time per home."""
        return self.root / "trainer.lock"


def home_from(environment: Mapping[str, str]) -> Home:
    """The home named by COLABERT_HOME, else `.colabert` in the working directory."""
    named = environment.get("COLABERT_HOME") or ".colabert"
    return Home(Path(os.path.expanduser(named)).resolve())  # leaves the `~` of an unknown user as it is


def folder_named(name: str) -> Path | None:
    """The folder that a visitor names, `~` allowed; None where there is none."""
    try:
        folder = Path(name).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, RuntimeError):  # too long a name; the home of an unknown user
        return None


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


def write_whole(path: Path, text: str, newline: str | None = None) -> None:
    """Write a text file so that a reader sees either the old or the new one, never a part.

    `newline` as for `open`: "" keeps line ends as they are.
    """
    unfinished = path.with_name(f".{path.name}.{threading.get_ident()}.unfinished")
    unfinished.write_text(text, encoding="utf-8", newline=newline)
    os.replace(unfinished, path)


# "No space" and "over quota" by their numbers on Linux, macOS (69) and Windows (39, 112). safetensors reports
# the system's refusal as text alone.
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), 39, 112)


def is_disk_full(error: BaseException) -> bool:
    """Whether a writer's error means that the disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL[:2]:
        return True
    return getattr(error, "winerror", None) in _FULL or any(f"(os error {n})" in str(error) for n in _FULL)


# What zipfile raises for bytes that are no zip, are cut off, encrypted, or wrongly packed.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_on_disk(folder: Path) -> int:
    """Bytes of all files below a folder; files that vanish meanwhile count as nothing."""
    total = 0
    for directory, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.path.getsize(os.path.join(directory, name))
            except FileNotFoundError:
                continue
    return total
