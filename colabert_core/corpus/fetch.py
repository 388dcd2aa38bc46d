"""Getting CoLA's zip onto this machine: all of it and the right one, or nothing at all.

`wget.download` has no time-out, puts its temporary file into the working directory and never
overwrites: so the address is probed first, the socket gets a time-out, and the file a folder of
its own beside its final place.
"""

import http.client
import re
import shutil
import socket
import zipfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import wget
from filelock import FileLock

from colabert_core.corpus.reading import SPLITS, corpus_folder, load, read_folder
from colabert_core.errors import (
    ArchiveUnreadable,
    ArchiveUnsafe,
    CorpusError,
    DownloadBroken,
    DownloadUnreachable,
    MissingFiles,
    NotAZip,
    WrongHash,
)
from colabert_core.network import PATIENCE, why_unreachable
from colabert_core.paths import ZIP_FAULTS, Home, file_hash, replace_folder, scratch_folder

ADDRESS = "https://nyu-mll.github.io/CoLA/cola_public_1.1.zip"
SHA256 = "2cf856f46df11c143d38e0cf2f9f34ff2fdb088c521cd859f5c4b9581683278b"
LARGEST_MEMBER = 8_000_000  # bytes; the largest real member has 439 thousand

Progress = Callable[[int, int], None]  # bytes so far, bytes in all (0 where unknown)


def is_url(address: str) -> bool:
    """Windows paths begin with a letter and a colon as well, hence the two slashes."""
    return re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE) is not None


def fetch(home: Home, address: str = ADDRESS, on_progress: Progress = lambda done, total: None) -> None:
    """Install CoLA from an address or a local path, once. Raises CorpusError; then nothing has changed.

    Two visitors who ask at the same time get one download: the second waits for the first.
    """
    home.corpus.mkdir(parents=True, exist_ok=True)
    with FileLock(home.corpus / "fetch.lock"):
        if _is_sound(home):
            return
        if not is_url(address):
            install(home, Path(address))
            return
        with scratch_folder(home.corpus) as folder:
            install(home, _download(address, folder, on_progress))


def _is_sound(home: Home) -> bool:
    """Whether what is here can be read; a damaged copy is fetched anew."""
    try:
        load(home)
    except CorpusError:
        return False
    return True


def install(home: Home, archive: Path, name: str | None = None, sha256: str | None = SHA256) -> None:
    """Check a zip and put its three raw files in place of what was there; raises CorpusError.

    The contents are read before the hash is compared, so that a wrong file is told by what is wrong
    in it, with file and line. `sha256=None` takes any well-formed zip of CoLA's layout.
    """
    name = name or archive.name
    with scratch_folder(home.corpus) as folder:
        _unpack(archive, folder / "cola", name)
        read_folder(folder / "cola", name)
        if sha256 and (found := file_hash(archive)) != sha256:
            raise WrongHash(file=name, found=found, expected=sha256)
        replace_folder(folder / "cola", corpus_folder(home))


def _download(address: str, folder: Path, on_progress: Progress) -> Path:
    if reason := why_unreachable(address):
        raise DownloadUnreachable(address=address, reason=reason)
    target = folder.resolve() / "cola.zip"  # absolute: wget's temporary file then stands beside it

    def bar(done: int, total: int, width: int) -> str:
        on_progress(max(done, 0), max(total, 0))  # wget says -1 where the size is unknown
        return ""

    try:
        with _socket_timeout(PATIENCE):
            wget.download(address, out=str(target), bar=bar)
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = str(getattr(error, "reason", error)) or type(error).__name__
        raise DownloadBroken(address=address, reason=reason) from error
    return target


@contextmanager
def _socket_timeout(seconds: float):
    """wget offers no time-out, so the process-wide default must serve; `fetch` holds the only lock."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _unpack(archive: Path, target: Path, name: str) -> None:
    """Take the raw files under their own fixed names, whatever path the zip gives them."""
    target.mkdir()
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = _raw_members(zipped)
            missing = [f"raw/{split}.tsv" for split in SPLITS if split not in members]
            if missing:
                raise MissingFiles(file=name, missing=", ".join(missing))
            for split, member in members.items():
                _copy(zipped, member, target / f"{split}.tsv", name)
    except ZIP_FAULTS as error:
        raise NotAZip(file=name) from error
    except OSError as error:
        raise ArchiveUnreadable(file=name, reason=error.strerror or str(error)) from error


def _raw_members(zipped: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = {}
    for member in zipped.infolist():
        path = PurePosixPath(member.filename)
        if path.parent.name == "raw" and path.suffix == ".tsv" and path.stem in SPLITS:
            found[path.stem] = member
    return found


def _copy(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, name: str) -> None:
    """Count what is really unpacked: the size that a zip states may be a lie."""
    with zipped.open(member) as packed, target.open("wb") as unpacked:
        shutil.copyfileobj(_Limited(packed, member.filename, name), unpacked)


class _Limited:
    def __init__(self, file, member: str, archive: str):
        self.file, self.member, self.archive, self.seen = file, member, archive, 0

    def read(self, size: int) -> bytes:
        chunk = self.file.read(size)
        self.seen += len(chunk)
        if self.seen > LARGEST_MEMBER:
            raise ArchiveUnsafe(member=self.member, file=self.archive, limit_mb=LARGEST_MEMBER // 1_000_000)
        return chunk
