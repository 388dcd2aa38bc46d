"""Encoders from the model hub: the copies stored on this machine, and downloads that can be stopped.

The hub's own library does the fetching, in a thread that is polled: so a wish to stop is heard at once, also
while a connection stalls. One file after the other: the library's pool of threads would hold up the end of
the program until the last connection has timed out.
"""

import os
import threading
from collections.abc import Generator
from functools import partial
from pathlib import Path

from colabert_core.encoders.folders import VOCABULARIES, belongs, check_config, check_folder, is_weights
from colabert_core.errors import (
    ColabertError,
    DiskFull,
    EncoderDamaged,
    EncoderError,
    EncoderNotBert,
    EncoderNotFound,
    EncoderUnreachable,
    EncoderWithoutSafetensors,
    EncoderWithoutVocabulary,
    reason_of,
)
from colabert_core.events import Fetching
from colabert_core.system.network import PATIENCE, why_unreachable
from colabert_core.system.staging import is_disk_full

LOOK_EVERY = 0.5  # seconds between two words on a download
_CHUNK = 2**18  # bytes; between two of them progress is told and a stop is heard
_RESTARTS = 4  # of one file from its first byte


def stored(name: str) -> Path | None:
    """A complete copy in the hub's own cache on this machine, if there is one."""
    library = _library()
    cache = library.constants.HF_HUB_CACHE
    try:
        config = library.try_to_load_from_cache(name, "config.json", cache_dir=cache)
    except ValueError:  # no name that a hub could know
        return None
    if not isinstance(config, str):
        return None
    folder = Path(config).parent
    try:
        return check_folder(folder, name)
    except EncoderNotBert:
        return folder  # all of it; what it is, is told to who wants to use it
    except EncoderError:
        return None


def is_reachable(name: str) -> bool:
    """Whether the hub knows a model, asked within `network.PATIENCE` seconds."""
    return not _library().constants.is_offline_mode() and why_unreachable(_address(name)) is None


def downloading(name: str) -> Generator[Fetching, None, Path]:
    """Fetch an encoder's files, telling every LOOK_EVERY seconds how far that is; returns their folder.

    Raises an EncoderError or DiskFull. Closing the generator gives the download up and waits for nothing.
    """
    download = _Download(name)
    download.start()
    try:
        while download.is_going_on(LOOK_EVERY):
            yield Fetching(done=download.done, total=max(download.done, download.total))
    finally:
        download.given_up.set()
    return download.outcome()


def _library():
    """The hub's library, with its two settings that stand in the way of stopping a download."""
    import huggingface_hub
    from huggingface_hub import constants
    from huggingface_hub.utils import logging

    constants.HF_HUB_DISABLE_XET = True  # another protocol, whose threads hear no stop
    constants.DOWNLOAD_CHUNK_SIZE = _CHUNK
    logging.set_verbosity_error()  # what goes wrong is told as an EncoderError
    return huggingface_hub


def _endpoint() -> str:
    return os.environ.get("HF_ENDPOINT", _library().constants.ENDPOINT).rstrip("/")


def _address(name: str) -> str:
    return f"{_endpoint()}/api/models/{name}"


class _GivenUp(Exception):
    """Nobody waits for this download any more."""


class _Download:
    """One model on its way. `done` and `total` are bytes; total is 0 until the hub has answered."""

    def __init__(self, name: str):
        self.name, self.done, self.total = name, 0, 0
        self.given_up = threading.Event()
        self._folder: Path | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, name=f"colabert-hub:{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_going_on(self, seconds: float) -> bool:
        """Whether there is still something to do after at most so many seconds."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def outcome(self) -> Path:
        if self._error is not None:
            raise self._error
        return self._folder

    def advance(self, size: int) -> None:
        if self.given_up.is_set():
            raise _GivenUp
        self.done += size

    def _work(self) -> None:
        try:
            self._folder = self._fetch()
        except Exception as error:  # the edge of the thread: `outcome` raises it where somebody waits
            self._error = _told(error, self.name)

    def _fetch(self) -> Path:
        """The configuration first: what is no BERT is told before its weights come."""
        self._ask()
        sizes = self._files()
        self.total = sum(sizes.values())
        folder = self._file("config.json", sizes).parent
        check_config(folder, self.name)
        # weights last: a folder that has them has everything
        for file in sorted(sizes.keys() - {"config.json"}, key=is_weights):
            self._file(file, sizes, commit=folder.name)
        return folder

    def _ask(self) -> None:
        """The library retries for half a minute where there is no network, so a short question goes first."""
        if _library().constants.is_offline_mode():
            raise EncoderUnreachable(name=self.name, reason="HF_HUB_OFFLINE")
        reason = why_unreachable(_address(self.name)) or ""
        if reason.startswith("HTTP "):
            raise _answered(int(reason.removeprefix("HTTP ")), self.name)
        if reason:
            raise EncoderUnreachable(name=self.name, reason=reason)

    def _files(self) -> dict[str, int]:
        """The files to fetch with their bytes (0 where the hub does not tell)."""
        api = _library().HfApi(endpoint=_endpoint())
        info = api.model_info(self.name, files_metadata=True, timeout=PATIENCE)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or [] if belongs(file.rfilename)}
        if "model.safetensors" in sizes:  # then the same weights in parts are left where they are
            sizes = {f: size for f, size in sizes.items() if f == "model.safetensors" or not is_weights(f)}
        if "config.json" not in sizes:
            raise EncoderDamaged(name=self.name, reason="config.json is missing")
        if not any(is_weights(file) for file in sizes):
            raise EncoderWithoutSafetensors(name=self.name)
        if not any(file in sizes for file in VOCABULARIES):
            raise EncoderWithoutVocabulary(name=self.name)
        return sizes

    def _file(self, file: str, sizes: dict[str, int], commit: str | None = None) -> Path:
        self.advance(0)  # hears a stop between two files
        before = self.done
        path = _library().hf_hub_download(
            self.name,
            file,
            revision=commit,
            endpoint=_endpoint(),
            cache_dir=_library().constants.HF_HUB_CACHE,
            etag_timeout=PATIENCE,
            tqdm_class=partial(_Bar, self),
        )
        self.done = max(self.done, before + sizes[file])  # also of a file that was here already
        return Path(path)


class _Bar:
    """To the library a progress bar, as much of tqdm as it uses."""

    def __init__(self, download: _Download, **_):
        self._download, self._restarts = download, 0

    def update(self, size: float | None = 1) -> None:
        """The library takes back what a connection brought before it broke, and tries for ever."""
        self._restarts += (size or 0) < 0
        if self._restarts > _RESTARTS:
            raise ConnectionError(f"the connection broke off {self._restarts} times")
        self._download.advance(int(size or 0))

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        return None


def _told(error: Exception, name: str) -> Exception:
    """The failure that an error of the library means; an unforeseen one stays what it is."""
    from huggingface_hub import errors as hub

    match error:
        case ColabertError() | _GivenUp():
            return error
        case hub.RemoteEntryNotFoundError():  # the list of files spoke of one that is not there
            file = str(error.response.url.path).rsplit("/", 1)[-1]
            return EncoderDamaged(name=name, reason=f"{file}: HTTP 404")
        case hub.HfHubHTTPError():
            return _answered(error.response.status_code, name)
        case hub.HFValidationError():
            return EncoderNotFound(name=name)
        case _ if is_disk_full(error):
            return DiskFull()
        case OSError() | ValueError():
            return EncoderUnreachable(name=name, reason=reason_of(error))
    # the HTTP library beneath has an exception tree of its own
    is_network = type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2")
    return EncoderUnreachable(name=name, reason=reason_of(error)) if is_network else error


def _answered(status: int, name: str) -> EncoderError:
    """What a refusal by the hub means; it answers 401 for names that it does not know."""
    if status in (401, 403, 404):
        return EncoderNotFound(name=name)
    return EncoderUnreachable(name=name, reason=f"HTTP {status}")
