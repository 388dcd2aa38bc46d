"""Encoders from the model hub: copies stored on this computer, and downloads that can be stopped.

The hub's library downloads in a thread that is polled, so a stop works at once even while a connection
stalls. Files come one after the other: the library's thread pool would keep the program from ending until the
last connection has timed out.
"""

import logging
import os
import threading
from collections.abc import Generator
from functools import partial
from pathlib import Path
from types import ModuleType

from colabert_core.encoders.folders import belongs, check_config, check_folder, is_weights
from colabert_core.encoders.tokenizer_files import check_tokenizer
from colabert_core.errors import (
    ColabertError,
    DiskFull,
    EncoderDamaged,
    EncoderError,
    EncoderNotBert,
    EncoderNotFound,
    EncoderTokenizerForeign,
    EncoderTokenizerIncomplete,
    EncoderUnreachable,
    EncoderWithoutSafetensors,
    reason_of,
)
from colabert_core.events import Fetching
from colabert_core.system.network import TIMEOUT, why_unreachable
from colabert_core.system.staging import is_disk_full

# Seconds between two reports on a download.
POLL_SECONDS = 0.5
# After each chunk, progress is counted and a stop is noticed.
_CHUNK_BYTES = 2**18
# How often the download of one file may lose its connection.
_MAX_RESTARTS = 4


def stored(name: str) -> Path | None:
    """The folder of a complete copy in the hub's cache on this computer; None if there is none."""
    library = _library()
    cache = library.constants.HF_HUB_CACHE
    try:
        config = library.try_to_load_from_cache(name, "config.json", cache_dir=cache)
    except ValueError:  # not a possible name on the hub
        return None
    if not isinstance(config, str):
        return None
    folder = Path(config).parent
    try:
        return check_folder(folder, name)
    except (EncoderNotBert, EncoderTokenizerForeign, EncoderTokenizerIncomplete):
        return folder  # complete, and its use raises a clear error
    except EncoderError:
        return None


def is_reachable(name: str) -> bool:
    """Whether the hub answers for a model within `network.TIMEOUT` seconds."""
    return not _library().constants.is_offline_mode() and why_unreachable(_address(name)) is None


def downloading(name: str) -> Generator[Fetching, None, Path]:
    """Download an encoder, yielding the progress every POLL_SECONDS; returns its folder.

    Raises EncoderError or DiskFull. Closing the generator cancels the download without waiting for it.
    """
    download = _Download(name)
    download.start()
    try:
        while download.is_running(POLL_SECONDS):
            yield Fetching(done=download.done, total=max(download.done, download.total))
    finally:
        download.cancelled.set()
    return download.outcome()


def _library() -> ModuleType:
    """The hub's library, set up so that a download can be stopped."""
    import huggingface_hub
    from huggingface_hub import constants

    # The threads of this other protocol cannot be stopped.
    constants.HF_HUB_DISABLE_XET = True
    constants.DOWNLOAD_CHUNK_SIZE = _CHUNK_BYTES
    # Faults are reported as an EncoderError.
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    return huggingface_hub


def _endpoint() -> str:
    return str(os.environ.get("HF_ENDPOINT", _library().constants.ENDPOINT)).rstrip("/")


def _address(name: str) -> str:
    return f"{_endpoint()}/api/models/{name}"


class _Cancelled(Exception):
    """The download was cancelled."""


class _Download:
    """The download of one model. `done` and `total` are bytes; total is 0 until the hub has answered."""

    def __init__(self, name: str) -> None:
        self.name, self.done, self.total = name, 0, 0
        self.cancelled = threading.Event()
        self._folder: Path | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, name=f"colabert-hub:{name}", daemon=True)

    def start(self) -> None:
        """Start the download in its own thread; the end of the program does not wait for it."""
        self._thread.start()

    def is_running(self, seconds: float) -> bool:
        """Wait for the end for at most `seconds`; whether the download still runs."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def outcome(self) -> Path:
        """The model's folder once the download has ended, or the error that ended it."""
        if self._folder is None:
            raise self._error or _Cancelled
        return self._folder

    def advance(self, size: int) -> None:
        """Count the bytes of a chunk. Raises _Cancelled."""
        if self.cancelled.is_set():
            raise _Cancelled
        self.done += size

    def _work(self) -> None:
        try:
            self._folder = self._fetch()
        except Exception as error:  # `outcome` raises it in the caller's thread
            self._error = _as_our_error(error, self.name)

    def _fetch(self) -> Path:
        """Weights come last: other faults are reported before, and a folder with weights is complete."""
        self._check_reachable()
        sizes = self._files()
        self.total = sum(sizes.values())
        folder = self._file("config.json", sizes).parent
        check_config(folder, self.name)
        weights = [file for file in sizes if is_weights(file)]
        for file in sizes.keys() - {"config.json", *weights}:
            self._file(file, sizes, commit=folder.name)
        check_tokenizer(folder, self.name)
        for file in weights:
            self._file(file, sizes, commit=folder.name)
        return folder

    def _check_reachable(self) -> None:
        """Raises EncoderError. Without a network, the library would retry for half a minute."""
        if _library().constants.is_offline_mode():
            raise EncoderUnreachable(name=self.name, reason="HF_HUB_OFFLINE")
        reason = why_unreachable(_address(self.name)) or ""
        if reason.startswith("HTTP "):
            raise _refusal(int(reason.removeprefix("HTTP ")), self.name)
        if reason:
            raise EncoderUnreachable(name=self.name, reason=reason)

    def _files(self) -> dict[str, int]:
        """The files to download, each with its bytes (0 if the hub does not say)."""
        api = _library().HfApi(endpoint=_endpoint())
        info = api.model_info(self.name, files_metadata=True, timeout=TIMEOUT)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or [] if belongs(file.rfilename)}
        if "model.safetensors" in sizes:  # then the same weights in parts are not needed
            sizes = {f: size for f, size in sizes.items() if f == "model.safetensors" or not is_weights(f)}
        if "config.json" not in sizes:
            raise EncoderDamaged(name=self.name, reason="config.json is missing")
        if not any(is_weights(file) for file in sizes):
            raise EncoderWithoutSafetensors(name=self.name)
        return sizes

    def _file(self, file: str, sizes: dict[str, int], commit: str | None = None) -> Path:
        """Download one file; returns its path. Raises _Cancelled, and what the library raises."""
        self.advance(0)
        before = self.done
        path = _library().hf_hub_download(
            self.name,
            file,
            revision=commit,
            endpoint=_endpoint(),
            cache_dir=_library().constants.HF_HUB_CACHE,
            etag_timeout=TIMEOUT,
            tqdm_class=partial(_Bar, self),
        )
        # A file that was stored before is counted too.
        self.done = max(self.done, before + sizes[file])
        return Path(path)


class _Bar:
    """A progress bar for the library, with as much of tqdm's interface as it uses."""

    def __init__(self, download: _Download, **_: object) -> None:
        self._download, self._restarts = download, 0

    def update(self, size: float | None = 1) -> None:
        """Count bytes; the size is negative when a connection was lost and the library starts again."""
        self._restarts += (size or 0) < 0
        if self._restarts > _MAX_RESTARTS:
            raise ConnectionError(f"the connection was lost {self._restarts} times")
        self._download.advance(int(size or 0))

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _as_our_error(error: Exception, name: str) -> Exception:
    """The EncoderError or DiskFull that an error of the library means; an unexpected error stays as it is."""
    from huggingface_hub import errors as hub

    match error:
        case ColabertError() | _Cancelled():
            return error
        case hub.RemoteEntryNotFoundError():  # a file in the list of files is missing
            file = str(error.response.url.path).rsplit("/", 1)[-1]
            return EncoderDamaged(name=name, reason=f"{file}: HTTP 404")
        case hub.HfHubHTTPError():
            return _refusal(error.response.status_code, name)
        case hub.HFValidationError():
            return EncoderNotFound(name=name)
        case _ if is_disk_full(error):
            return DiskFull()
        case OSError() | ValueError():
            return EncoderUnreachable(name=name, reason=reason_of(error))
    # The HTTP library underneath has its own exception tree.
    is_network = type(error).__module__.split(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2")
    return EncoderUnreachable(name=name, reason=reason_of(error)) if is_network else error


def _refusal(status: int, name: str) -> EncoderError:
    """The error that an HTTP status means; the hub answers 401 to names that it does not know."""
    if status in (401, 403, 404):
        return EncoderNotFound(name=name)
    return EncoderUnreachable(name=name, reason=f"HTTP {status}")
