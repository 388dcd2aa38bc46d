"""The encoders known by name, with their sizes, so that the pages can describe them offline."""

from dataclasses import dataclass
from pathlib import Path

from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders.folders import read_shape
from colabert_core.encoders.shapes import Shape, parameter_count, published_bytes
from colabert_core.errors import EncoderError
from colabert_core.system.paths import Home

_APACHE = "Apache-2.0"
# Entries of the uncased English vocabulary that all of these share.
_VOCABULARY = 30522


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An encoder to choose. `name` is what `resolve` and a configuration take.

    `licence` is an SPDX identifier, None if it is not known; `origin` is bundled, hub or uploaded.
    """

    name: str
    shape: Shape
    licence: str | None
    origin: str

    @property
    def short_name(self) -> str:
        """The name that people see: only the folder's name if the encoder was uploaded."""
        return Path(self.name).name if self.origin == "uploaded" else self.name

    @property
    def parameters(self) -> int:
        """The number of parameters, including the two-class head that fine-tuning adds."""
        return parameter_count(self.shape)

    @property
    def download_bytes(self) -> int:
        """The size of the download, derived from the shape; 0 if the encoder is on this computer."""
        return published_bytes(self.shape) if self.origin == "hub" else 0


def _google(name: str, layers: int, hidden: int) -> Entry:
    """In every size, BERT has one head per 64 dimensions and an intermediate layer four times as wide."""
    shape = Shape(
        layers=layers, hidden=hidden, intermediate=4 * hidden, heads=hidden // 64, vocabulary=_VOCABULARY
    )
    return Entry(name=name, shape=shape, licence=_APACHE, origin="hub")


# Base and large: Devlin et al. 2019, section 3. The smaller ones (tiny, mini, small, medium): Turc et al.
# 2019, "Well-Read Students Learn Better". Licences as on the models' pages on the hub.
CATALOGUE = (
    Entry(
        name=BUNDLED,
        shape=Shape(layers=6, hidden=384, intermediate=1536, heads=12, vocabulary=_VOCABULARY),
        licence=_APACHE,
        origin="bundled",
    ),
    _google("google/bert_uncased_L-2_H-128_A-2", layers=2, hidden=128),
    _google("google/bert_uncased_L-4_H-256_A-4", layers=4, hidden=256),
    _google("google/bert_uncased_L-4_H-512_A-8", layers=4, hidden=512),
    _google("google/bert_uncased_L-8_H-512_A-8", layers=8, hidden=512),
    _google(BERT_BASE, layers=12, hidden=768),
    _google("google-bert/bert-large-uncased", layers=24, hidden=1024),
)
SHAPES = {entry.name: entry.shape for entry in CATALOGUE}


def catalogue(home: Home) -> list[Entry]:
    """All encoders known by name, then those uploaded to a home, sorted by name."""
    return [*CATALOGUE, *uploaded(home)]


def uploaded(home: Home) -> list[Entry]:
    """The encoders that visitors have uploaded; folders that are not encoders are skipped."""
    folders = sorted(home.encoders.iterdir()) if home.encoders.is_dir() else []
    return [entry for folder in folders if (entry := _uploaded(folder))]


def _uploaded(folder: Path) -> Entry | None:
    if folder.name.startswith(".") or not folder.is_dir():
        return None
    try:
        return Entry(name=str(folder), shape=read_shape(folder), licence=None, origin="uploaded")
    except EncoderError:
        return None


def short_name(name: str, home: Home) -> str:
    """The name that people see: the folder's name if the encoder was uploaded, otherwise `name` itself."""
    return Path(name).name if Path(name).parent == home.encoders else name
