"""Zip files that others made: opened with suspicion."""

import lzma
import zipfile
import zlib

# What zipfile raises for bytes that are no zip, are cut off, encrypted, or wrongly packed.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
