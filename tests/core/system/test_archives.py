"""The bytes that come out of a zip are counted, whatever sizes the zip states."""

import io
import zipfile

import pytest

from colabert_core.system.archives import TooMuchUnpacked, copy_member, count_unpacked


def zip_with(**members: int) -> zipfile.ZipFile:
    """An open zip whose members hold that many equal bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, size in members.items():
            zipped.writestr(name, b"a" * size)
    return zipfile.ZipFile(content)


def test_a_member_as_large_as_allowed_is_copied_whole(tmp_path):
    zipped = zip_with(one=3_000_000)
    assert copy_member(zipped, zipped.getinfo("one"), tmp_path / "one", 3_000_000) == 3_000_000
    assert (tmp_path / "one").read_bytes() == b"a" * 3_000_000


def test_a_byte_more_is_too_much(tmp_path):
    zipped = zip_with(one=3_000_000)
    with pytest.raises(TooMuchUnpacked) as caught:
        copy_member(zipped, zipped.getinfo("one"), tmp_path / "one", 2_999_999)
    assert (caught.value.member, caught.value.limit, caught.value.limit_mb) == ("one", 2_999_999, 2)


def test_a_stated_size_is_not_believed(tmp_path):
    zipped = zip_with(one=3_000_000)
    member = zipped.getinfo("one")
    stated, member.file_size = member.file_size, 3_000_000_000
    with pytest.raises(TooMuchUnpacked):
        copy_member(zipped, member, tmp_path / "one", stated - 1)


def test_all_members_count_together():
    assert count_unpacked(zip_with(one=2_000_000, two=1_500_000), 3_500_000) == 3_500_000
    with pytest.raises(TooMuchUnpacked) as caught:
        count_unpacked(zip_with(one=2_000_000, two=1_500_000), 3_499_999)
    assert (caught.value.member, caught.value.limit) == ("two", 3_499_999)
