"""The members of zips, whole ones and such as lie, are damaged, or would fill the memory."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from index.archives import ZipArchive, ZipLimits
from index.errors import MalformedSource

Files = dict[str, bytes]


def packed(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return buffer.getvalue()


def opened(data: bytes, limits: ZipLimits | None = None) -> ZipArchive:
    return ZipArchive(io.BytesIO(data), "stories.zip", limits or ZipLimits())


def read_only(data: bytes, max_bytes: int = 10_000_000) -> bytes:
    with opened(data) as archive:
        [member] = archive.members
        return archive.read(member, max_bytes)


def test_files_come_in_the_order_of_their_names_and_hidden_ones_not_at_all() -> None:
    names = ["b/2.txt", "a.txt", "b/", "b/.draft.txt", "__MACOSX/a.txt", ".git/x.txt", "b/1.txt"]
    with opened(packed(dict.fromkeys(names, b"words"))) as archive:
        assert [member.filename for member in archive.members] == ["a.txt", "b/1.txt", "b/2.txt"]
        assert archive.read(archive.members[0], 100) == b"words"


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04 cut off", packed({"a": b"x"})[:-4]])
def test_what_is_no_zip_is_told(data: bytes) -> None:
    with pytest.raises(MalformedSource, match=r"stories\.zip is not a whole zip file"):
        opened(data)


def test_too_many_files_are_refused() -> None:
    data = packed({f"{number}.txt": b"" for number in range(4)})
    with pytest.raises(MalformedSource, match="holds 4 files, more than 3"):
        opened(data, ZipLimits(members=3))


def test_too_many_bytes_are_refused_before_any_is_unpacked() -> None:
    data = packed({"a.txt": b"x" * 600_000, "b.txt": b"y" * 600_000})
    with pytest.raises(MalformedSource, match="holds 1 MB once unpacked, more than 1 MB"):
        opened(data, ZipLimits(total_bytes=1_000_000))


def test_a_bomb_is_not_unpacked() -> None:
    data = packed({"bomb.txt": b"\0" * 5_000_000})
    assert len(data) < 10_000
    with pytest.raises(MalformedSource, match="packed more than 200 times smaller"):
        read_only(data)


def test_a_member_that_is_too_large_is_refused() -> None:
    with pytest.raises(MalformedSource, match=r"long\.txt is larger than 0\.001 MB"):
        read_only(packed({"long.txt": b"x" * 1001}), max_bytes=1000)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bounds_are_not_read(method: int) -> None:
    with pytest.raises(MalformedSource, match="by a method that is not read"):
        read_only(packed({"a.txt": b"words"}, method))


def test_an_encrypted_member_is_told() -> None:
    data = bytearray(packed({"a.txt": b"words"}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    with pytest.raises(MalformedSource, match=r"a\.txt is encrypted"):
        read_only(bytes(data))


def test_a_damaged_member_is_told_and_the_next_is_read() -> None:
    data = packed({"a.txt": b"first words", "b.txt": b"words"}, zipfile.ZIP_STORED)
    with opened(data.replace(b"first words", b"other words", 1)) as archive:
        with pytest.raises(MalformedSource, match=r"a\.txt is damaged within stories\.zip"):
            archive.read(archive.members[0], 100)
        assert archive.read(archive.members[1], 100) == b"words"


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    data = bytearray(packed({"a.txt": bytes(range(256)) * 100}))
    for header, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(header) + size, 10)
    with pytest.raises(MalformedSource, match="is damaged"):
        read_only(bytes(data))
