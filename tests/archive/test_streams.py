"""Members, lines and marks are read in bounded memory, and what is broken says so."""

import gzip
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.archive.streams import (
    BLOCK,
    LONGEST_HEADERS,
    LONGEST_LINE,
    BrokenStreamError,
    GzipMember,
    Lines,
    find_after,
)


class Reluctant:
    """A source that gives fewer bytes than it is asked for."""

    def __init__(self, content: bytes, most: int) -> None:
        self._file, self._most = BytesIO(content), most

    def read(self, size: int, /) -> bytes:
        return self._file.read(min(size, self._most))


def read_all(member: GzipMember, size: int) -> bytes:
    return b"".join(iter(lambda: member.read(size), b""))


@pytest.mark.parametrize("size", [1, 7, BLOCK])
def test_a_member_gives_its_content_and_the_file_stands_behind_it(size: int) -> None:
    first, second = gzip.compress(b"one" * 300), gzip.compress(b"two")
    file = BytesIO(first + second)
    assert read_all(GzipMember(file), size) == b"one" * 300
    assert file.tell() == len(first)
    assert read_all(GzipMember(file), size) == b"two"
    assert file.read() == b""


def test_a_member_larger_than_a_block_is_read_in_parts() -> None:
    content = bytes(range(256)) * 1024
    member = GzipMember(BytesIO(gzip.compress(content)))
    parts = list(iter(lambda: member.read(BLOCK), b""))
    assert b"".join(parts) == content
    assert max(map(len, parts)) <= BLOCK


@pytest.mark.parametrize("missing", [1, 8, 12])
def test_a_member_that_is_cut_off_says_so(missing: int) -> None:
    member = GzipMember(BytesIO(gzip.compress(b"words" * 9)[:-missing]))
    with pytest.raises(BrokenStreamError, match="cut off"):
        read_all(member, BLOCK)


def test_a_member_whose_checksum_is_wrong_says_so() -> None:
    content = bytearray(gzip.compress(b"words" * 9))
    content[-6] ^= 1
    with pytest.raises(BrokenStreamError, match="broken"):
        read_all(GzipMember(BytesIO(bytes(content))), BLOCK)


@given(content=st.binary(max_size=200), most=st.integers(1, 50))
def test_lines_are_those_of_the_content_however_it_arrives(content: bytes, most: int) -> None:
    lines = Lines(Reluctant(content, most))
    assert list(iter(lines.readline, b"")) == BytesIO(content).readlines()
    assert lines.position == len(content)


def test_lines_and_blocks_take_turns() -> None:
    lines = Lines(Reluctant(b"head\nbody and\ntail", 4))
    assert lines.readline() == b"head\n"
    assert lines.read(3) == b"bod"
    assert lines.position == 8
    assert lines.readline() == b"y and\n"
    assert lines.readline() == b"tail"
    assert (lines.readline(), lines.read(9)) == (b"", b"")


def test_a_line_may_be_asked_for_in_parts() -> None:
    lines = Lines(BytesIO(b"abcdef\ng"))
    assert [lines.readline(4), lines.readline(4), lines.readline(4)] == [b"abcd", b"ef\n", b"g"]


def test_a_line_without_end_is_not_read_into_memory() -> None:
    with pytest.raises(BrokenStreamError, match="headers are too long"):
        Lines(BytesIO(b"x" * (LONGEST_LINE + 1))).readline()


def test_headers_of_one_record_have_a_limit_and_those_of_the_next_begin_anew() -> None:
    line = b"X-Note: " + b"y" * 32_000 + b"\n"
    lines = Lines(BytesIO(line * 80))
    for _ in range(LONGEST_HEADERS // len(line)):
        lines.readline()
    lines.allow_headers()
    for _ in range(LONGEST_HEADERS // len(line)):
        lines.readline()
    with pytest.raises(BrokenStreamError, match="headers are too long"):
        lines.readline()


@pytest.mark.parametrize("place", [0, 5, BLOCK - 2, BLOCK - 1, BLOCK, 2 * BLOCK - 1])
def test_a_mark_is_found_wherever_it_lies(place: int) -> None:
    file = BytesIO(b"-" * place + b"\nWARC/" + b"-" * 10)
    assert find_after(file, b"\nWARC/", 0) == place
    assert find_after(file, b"\nWARC/", place) == place
    assert find_after(file, b"\nWARC/", place + 1) is None
