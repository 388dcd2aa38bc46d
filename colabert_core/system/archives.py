"""Zip files that others made, unpacked with a limit.

The sizes stated in a zip may be wrong, so the bytes that really come out of it are counted.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

# What zipfile raises for bytes that are not a zip, are incomplete, encrypted, or packed incorrectly.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_CHUNK_BYTES = 2**20


class TooMuchUnpacked(Exception):
    """More bytes came out of a zip than the caller allows; the caller turns this into its own error.

    `member` is the name in the zip of the file that was being unpacked, `limit` the allowed number of bytes.
    """

    def __init__(self, member: str, limit: int) -> None:
        super().__init__(f"{member} is larger than {limit} bytes")
        self.member, self.limit = member, limit

    @property
    def limit_mb(self) -> int:
        """The limit in millions of bytes, rounded down."""
        return self.limit // 1_000_000


def copy_member(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, limit: int) -> int:
    """Unpack a member into the file `target`; returns its size in bytes.

    Raises TooMuchUnpacked beyond `limit` bytes, or one of ZIP_FAULTS; what was written before that stays.
    """
    size = 0
    with target.open("wb") as unpacked:
        for chunk in _chunks(zipped, member, limit):
            size += unpacked.write(chunk)
    return size


def count_unpacked(zipped: zipfile.ZipFile, limit: int) -> int:
    """The unpacked size of all members together, in bytes; nothing is kept.

    Raises TooMuchUnpacked beyond `limit` bytes, or one of ZIP_FAULTS.
    """
    total = 0
    for member in zipped.infolist():
        try:
            total += sum(len(chunk) for chunk in _chunks(zipped, member, limit - total))
        except TooMuchUnpacked:
            raise TooMuchUnpacked(member.filename, limit) from None
    return total


def _chunks(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    left = limit
    with zipped.open(member) as packed:
        while chunk := packed.read(_CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise TooMuchUnpacked(member.filename, limit)
            yield chunk
