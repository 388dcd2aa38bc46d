"""Zip files that others made: opened with suspicion.

The sizes that a zip states may be lies, so what is counted is what really comes out of it.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

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
_CHUNK_BYTES = 2**20


class TooMuchUnpacked(Exception):
    """More bytes came out of a zip than its reader allows. Whoever reads it says so in an error of its own.

    `member` is the name in the zip at which that was noticed, `limit` the allowed number of bytes.
    """

    def __init__(self, member: str, limit: int):
        super().__init__(f"{member} is larger than {limit} bytes")
        self.member, self.limit = member, limit

    @property
    def limit_mb(self) -> int:
        """The limit in millions of bytes, rounded down."""
        return self.limit // 1_000_000


def copy_member(zipped: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, limit: int) -> int:
    """Unpack a member into the file `target`; returns its bytes.

    Raises TooMuchUnpacked beyond `limit` bytes, and ZIP_FAULTS. What was written until then stays.
    """
    size = 0
    with target.open("wb") as unpacked:
        for chunk in _chunks(zipped, member, limit):
            size += unpacked.write(chunk)
    return size


def count_unpacked(zipped: zipfile.ZipFile, limit: int) -> int:
    """The bytes of all members together, unpacked and thrown away.

    Raises TooMuchUnpacked beyond `limit` bytes, and ZIP_FAULTS.
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
