"""Where files are kept on disk."""

import hashlib
import os
from collections.abc import Mapping
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
        """Encoders that visitors have uploaded."""
        return self.root / "encoders"

    @property
    def judged(self) -> Path:
        """Tables that were judged for visitors."""
        return self.root / "judged"

    @property
    def trainer_lock(self) -> Path:
        """The lock of the process that trains, a server or the command line: one at a time per home."""
        return self.root / "trainer.lock"


def home_from(environment: Mapping[str, str]) -> Home:
    """The home named by COLABERT_HOME, or `.colabert` in the working directory."""
    return Home(Path(named_in(environment, "COLABERT_HOME") or ".colabert").resolve())


def named_in(environment: Mapping[str, str], variable: str) -> str:
    """A path or URL from the environment; empty if there is none.

    Quotation marks that a shell or an .env file left around it come off, and `~` is the user's own folder.
    """
    named = environment.get(variable, "").strip()
    while len(named) > 1 and named[0] == named[-1] and named[0] in "\"'":
        named = named[1:-1].strip()
    # `os.path.expanduser` leaves the `~` of an unknown user as it is.
    return os.path.expanduser(named)


def folder_named(name: str) -> Path | None:
    """The folder of that name, `~` allowed; None if there is no such folder."""
    try:
        folder = Path(name).expanduser()
        return folder if folder.is_dir() else None
    except (OSError, RuntimeError):  # a name that is too long; the home of an unknown user
        return None


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_on_disk(folder: Path) -> int:
    """The bytes of all files below a folder; files deleted in the meantime are not counted."""
    total = 0
    for directory, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.path.getsize(os.path.join(directory, name))
            except FileNotFoundError:
                continue
    return total
