"""Encoders and where they come from: bundled, a local folder, an uploaded zip, or the hub.

`resolve` turns a name into a folder with config.json, safetensors weights and a vocabulary (`folders`). The
`catalogue` lists the encoders known by name, `hub` downloads encoders, `upload` installs uploaded ones, and
`shapes` lists the parameters of an encoder. Finding an encoder does not need torch.
"""

from colabert_core.encoders.catalogue import CATALOGUE, SHAPES, Entry, catalogue, short_name, uploaded
from colabert_core.encoders.finding import (
    at_hand,
    bundled_vocabulary,
    default_encoder,
    resolve,
    resolving,
    shape_of,
)
from colabert_core.encoders.folders import check_folder, read_shape
from colabert_core.encoders.shapes import Shape, parameter_count, parameter_table
from colabert_core.encoders.upload import MAX_ZIP_BYTES, install

__all__ = [
    "CATALOGUE",
    "MAX_ZIP_BYTES",
    "SHAPES",
    "Entry",
    "Shape",
    "at_hand",
    "bundled_vocabulary",
    "catalogue",
    "check_folder",
    "default_encoder",
    "install",
    "parameter_count",
    "parameter_table",
    "read_shape",
    "resolve",
    "resolving",
    "shape_of",
    "short_name",
    "uploaded",
]
