"""The encoders that can be chosen by name, known beforehand, so that the pages can speak of them offline."""

from dataclasses import dataclass
from pathlib import Path

from colabert_core.config import BERT_BASE, BUNDLED
from colabert_core.encoders.folders import read_shape
from colabert_core.encoders.shapes import Shape, parameter_count, published_bytes
from colabert_core.errors import EncoderError
from colabert_core.system.paths import Home

_APACHE = "Apache-2.0"
_WORDS = 30522  # entries of the uncased English vocabulary that all of these share


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An encoder to choose. `name` is what `resolve` and a configuration take.

    `licence` is an SPDX identifier, None where it is not known; `origin` is bundled, hub or uploaded.
    """

    name: str
    shape: Shape
    licence: str | None
    origin: str

    @property
    def short_name(self) -> str:
        """The name for people: of an uploaded encoder its folder's alone."""
        return Path(self.name).name if self.origin == "uploaded" else self.name

    @property
    def parameters(self) -> int:
        """The number of weights, the two-way head that fine-tuning adds included."""
        return parameter_count(self.shape)

    @property
    def download_bytes(self) -> int:
        """What has to come over the network, derived from the shape; 0 for what is here anyway."""
        return published_bytes(self.shape) if self.origin == "hub" else 0


def _google(name: str, layers: int, hidden: int) -> Entry:
    """BERT has a head for each 64 dimensions and an intermediate layer four times as wide, in every size."""
    shape = Shape(
        layers=layers, hidden=hidden, intermediate=4 * hidden, heads=hidden // 64, vocabulary=_WORDS
    )
    return Entry(name=name, shape=shape, licence=_APACHE, origin="hub")


# Base and large: Devlin et al. 2019, section 3. The smaller ones (tiny, mini, small, medium): Turc et al.
# 2019, "Well-Read Students Learn Better". Licences as on the models' own pages.
CATALOGUE = (
    Entry(
        name=BUNDLED,
        shape=Shape(layers=6, hidden=384, intermediate=1536, heads=12, vocabulary=_WORDS),
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
    """All encoders known by name, then the uploaded ones of a home in the order of their names."""
    return [*CATALOGUE, *uploaded(home)]


def uploaded(home: Home) -> list[Entry]:
    """The encoders that visitors have brought; a folder that is none is passed over."""
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
    """An encoder's name for people: its folder's name where it was uploaded, and its own otherwise."""
    return Path(name).name if Path(name).parent == home.encoders else name
