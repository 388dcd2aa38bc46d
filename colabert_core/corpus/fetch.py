"""Installing a published zip, CoLA's or another: checked, and completely or not at all.

`wget.download` has no time-out, writes its temporary file into the working directory and never overwrites.
So the address is tried first, the socket gets a time-out, and the file is written into its own folder.
"""

import http.client
import re
import socket
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock

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
    reason_of,
    reason_of_system,
)
from colabert_core.system.archives import ZIP_FAULTS, TooMuchUnpacked, copy_member
from colabert_core.system.network import TIMEOUT, why_unreachable
from colabert_core.system.paths import Home, file_hash
from colabert_core.system.staging import replace_folder, scratch_folder

ADDRESS = "https://nyu-mll.github.io/CoLA/cola_public_1.1.zip"
SHA256 = "2cf856f46df11c143d38e0cf2f9f34ff2fdb088c521cd859f5c4b9581683278b"
# Of an uploaded zip; CoLA's has 250 thousand.
MAX_ZIP_BYTES = 20_000_000
# Of one file in it, unpacked; CoLA's largest has 439 thousand.
MAX_MEMBER_BYTES = 8_000_000
_FILES = tuple(f"raw/{split}.tsv" for split in SPLITS)

# Two visitors who upload the same zip at the same time take turns.
_placing = Lock()

# Called with the bytes so far and in all (0 if unknown).
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Published:
    """A zip as it is published.

    `install(home, archive)` checks it and installs its contents; `load(home)` reads them. Both raise
    CorpusError. `file` is the zip's name while it is downloaded.
    """

    file: str
    load: Callable[[Home], object]
    install: Callable[[Home, Path], None]


def is_url(address: str) -> bool:
    """Whether an address is a URL; a Windows path also begins with a letter and a colon, but has no //."""
    return re.match(r"[a-z][a-z0-9+.-]*://", address, re.IGNORECASE) is not None


def fetch(home: Home, address: str = ADDRESS, on_progress: Progress = lambda done, total: None) -> None:
    """Install CoLA from a URL or a path, once. Raises CorpusError; then nothing has changed."""
    cola = Published(file="cola.zip", load=load, install=install)
    fetch_published(home, cola, address, on_progress)


def fetch_published(home: Home, published: Published, address: str, on_progress: Progress) -> None:
    """Install a zip from a URL or a path, once. Raises CorpusError; then nothing has changed.

    If two visitors ask at the same time, there is one download: the second waits for the first. All downloads
    share one lock, because their time-out is set for the whole process.
    """
    home.corpus.mkdir(parents=True, exist_ok=True)
    with FileLock(home.corpus / "fetch.lock"):
        if _is_sound(home, published.load):
            return
        if not is_url(address):
            published.install(home, Path(address))
            return
        with scratch_folder(home.corpus) as folder:
            published.install(home, _download(address, folder / published.file, on_progress))


def _is_sound(home: Home, load: Callable[[Home], object]) -> bool:
    """Whether the installed copy can be read; a damaged one is downloaded again."""
    try:
        load(home)
    except CorpusError:
        return False
    return True


def install(home: Home, archive: Path, name: str | None = None, sha256: str | None = SHA256) -> None:
    """Check CoLA's zip and replace the installed files by its three raw files. Raises CorpusError.

    `name` is the zip's name in messages. `sha256=None` accepts any well-formed zip of CoLA's layout.
    """
    name = name or archive.name
    put_in_place(archive, name, sha256, _FILES, corpus_folder(home), lambda folder: read_folder(folder, name))


def put_in_place(
    archive: Path,
    name: str,
    sha256: str | None,
    files: tuple[str, ...],
    target: Path,
    read: Callable[[Path], object],
) -> None:
    """Unpack `files` of a zip into a new folder that replaces `target`. Raises CorpusError.

    `files` are the ends of their paths within the zip. `read` reads the contents, raising CorpusError, before
    the hash is compared: so the message names the file and line that are wrong. `name` is the zip's name in
    messages.
    """
    with scratch_folder(target.parent) as scratch:
        folder = scratch / target.name
        _unpack(archive, folder, name, files)
        read(folder)
        if sha256 and (found := file_hash(archive)) != sha256:
            raise WrongHash(file=name, found=found, expected=sha256)
        with _placing:
            replace_folder(folder, target)


def _download(address: str, target: Path, on_progress: Progress) -> Path:
    if reason := why_unreachable(address):
        raise DownloadUnreachable(address=address, reason=reason)
    # With an absolute path, wget's temporary file is in the same folder.
    target = target.resolve()

    def bar(done: int, total: int, width: int) -> str:
        on_progress(max(done, 0), max(total, 0))  # wget passes -1 if the size is unknown
        return ""

    try:
        with _socket_timeout(TIMEOUT):
            wget.download(address, out=str(target), bar=bar)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise DownloadBroken(address=address, reason=reason_of(error)) from error
    return target


@contextmanager
def _socket_timeout(seconds: float) -> Iterator[None]:
    """Set the time-out of the whole process, as wget cannot set its own. The caller holds the lock."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _unpack(archive: Path, target: Path, name: str, files: tuple[str, ...]) -> None:
    """Unpack the files under their own fixed names, whatever path they have in the zip."""
    target.mkdir()
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = _members(zipped, files)
            missing = [file for file in files if file not in members]
            if missing:
                raise MissingFiles(file=name, missing=", ".join(missing))
            for file, member in members.items():
                copy_member(zipped, member, target / PurePosixPath(file).name, MAX_MEMBER_BYTES)
    except TooMuchUnpacked as error:
        raise ArchiveUnsafe(member=error.member, file=name, limit_mb=error.limit_mb) from None
    except ZIP_FAULTS as error:
        raise NotAZip(file=name) from error
    except OSError as error:
        raise ArchiveUnreadable(file=name, reason=reason_of_system(error)) from error


def _members(zipped: zipfile.ZipFile, files: tuple[str, ...]) -> dict[str, zipfile.ZipInfo]:
    """The members whose path ends in one of `files`, by that end."""
    ends = {PurePosixPath(file).parts: file for file in files}
    depths = {len(parts) for parts in ends}
    found: dict[str, zipfile.ZipInfo] = {}
    for member in zipped.infolist():
        parts = PurePosixPath(member.filename).parts
        found |= {ends[parts[-depth:]]: member for depth in depths if parts[-depth:] in ends}
    return found
