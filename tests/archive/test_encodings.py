"""Bodies are decoded as they were sent, never beyond a limit, and broken ones are not taken for pages."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.archive.encodings import LARGEST_BODY, BodyTooLargeError, read_body
from clausewatch.archive.streams import BrokenStreamError
from tests.archive.examples import PAGE

LONG_PAGE = b"".join(b"<p>Paragraph %d of a long page.</p>\n" % number for number in range(6000))
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "raw deflate": lambda body: zlib.compress(body, wbits=-15),
    "br": lambda body: bytes(brotli.compress(body, quality=4)),
}


def encode(name: str, body: bytes) -> bytes:
    return ENCODERS[name](body)


def decode(body: bytes, encoding: str = "", transfer: str = "") -> bytes:
    return read_body(BytesIO(body), encoding.removeprefix("raw "), transfer)


def chunk(body: bytes, size: int = 10) -> bytes:
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("page", [PAGE, LONG_PAGE, b"x"])
def test_each_encoding_is_undone(name: str, page: bytes) -> None:
    assert decode(encode(name, page), name) == page


@given(body=st.binary(max_size=2000), name=st.sampled_from(sorted(ENCODERS)))
def test_any_body_comes_back(body: bytes, name: str) -> None:
    assert decode(encode(name, body), name) == body


@pytest.mark.parametrize("name", ["", "identity", " Identity ", "GZIP", "none-such"])
def test_an_empty_body_is_empty_whatever_its_encoding(name: str) -> None:
    if name == "none-such":
        with pytest.raises(BrokenStreamError, match="'none-such' is not supported"):
            decode(b"x", name)
    assert decode(b"", name.replace("none-such", "gzip")) == b""


def test_encodings_are_undone_last_first() -> None:
    assert decode(brotli.compress(gzip.compress(PAGE)), "gzip, br") == PAGE


def test_members_of_a_gzip_body_are_joined_and_what_follows_is_dropped() -> None:
    assert decode(gzip.compress(b"one ") + gzip.compress(b"two") + b"\x00\x00", "gzip") == b"one two"


def test_very_many_members_are_refused_in_an_instant() -> None:
    began = perf_counter()
    with pytest.raises(BrokenStreamError, match="over 300 gzip members"):
        decode(gzip.compress(b"") * 400_000, "gzip")
    assert perf_counter() - began < 20
    assert decode(gzip.compress(b"x") * 160, "gzip") == b"x" * 160


def test_a_body_that_is_packed_over_and_over_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BrokenStreamError, match="packed 5 times over"):
        decode(PAGE, ", ".join(["gzip"] * 5))
    assert decode(gzip.compress(gzip.compress(PAGE)), ",gzip, ,gzip") == PAGE


@pytest.mark.parametrize("name", ENCODERS)
def test_a_body_that_was_kept_decoded_is_given_as_it_is(name: str) -> None:
    assert decode(PAGE, name) == PAGE


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_body_that_is_cut_off_is_broken(name: str, share: float) -> None:
    whole = encode(name, LONG_PAGE)
    with pytest.raises(BrokenStreamError, match=r"compressed body is broken \(it is cut off\)"):
        decode(whole[: int(len(whole) * share)], name)


@pytest.mark.parametrize("name", ["gzip", "deflate", "br"])
def test_a_damaged_body_is_broken(name: str) -> None:
    whole = bytearray(encode(name, LONG_PAGE))
    middle = len(whole) // 2
    whole[middle : middle + 40] = b"\xff" * 40
    with pytest.raises(BrokenStreamError, match="compressed body is broken"):
        decode(bytes(whole), name)


@pytest.mark.parametrize("name", ENCODERS)
def test_bytes_that_are_neither_compressed_nor_text_are_broken(name: str) -> None:
    with pytest.raises(BrokenStreamError, match="compressed body is broken"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 3, name)


def test_the_largest_body_is_read_and_a_larger_one_is_not() -> None:
    assert len(decode(b"x" * LARGEST_BODY)) == LARGEST_BODY
    with pytest.raises(BodyTooLargeError, match="over 10 MB"):
        decode(b"x" * (LARGEST_BODY + 1))


@pytest.mark.parametrize("name", ENCODERS)
def test_a_bomb_is_put_down_before_it_fills_the_memory(name: str) -> None:
    bomb = encode(name, bytes(30_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(BodyTooLargeError):
            decode(bomb, name)
        assert tracemalloc.get_traced_memory()[1] < 3 * LARGEST_BODY
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [1, 10, 100_000])
def test_chunks_are_joined(size: int) -> None:
    assert decode(chunk(PAGE, size), transfer="Chunked") == PAGE


def test_chunks_of_a_compressed_body_are_joined_first() -> None:
    assert decode(chunk(gzip.compress(LONG_PAGE), 4096), "gzip", "chunked") == LONG_PAGE


def test_extensions_and_trailers_of_chunks_are_passed_over() -> None:
    assert decode(b'3;name="v"\r\none\r\n0\r\nX-Trailer: t\r\n\r\n', transfer="chunked") == b"one"


@pytest.mark.parametrize("body", [PAGE, b"", b"\n", b"one line", b"<p>\r\n5\r\nhello\r\n0\r\n\r\n"])
def test_a_body_that_was_kept_without_chunks_is_given_as_it_is(body: bytes) -> None:
    assert decode(body, transfer="chunked") == body


@pytest.mark.parametrize(
    "body",
    [
        b"5\r\nhello\r\n",
        b"5\r\nhel",
        b"5\r\nhello",
        b"5\r\n",
        b"5\r\nhello\r\nnot a size\r\n",
        b"2\r\nhello\r\n0\r\n\r\n",
    ],
)
def test_chunks_that_are_broken_or_cut_off_are_no_page(body: bytes) -> None:
    with pytest.raises(BrokenStreamError, match="chunks are"):
        decode(body, transfer="chunked")


def test_a_chunk_that_claims_to_be_huge_costs_no_memory() -> None:
    with pytest.raises(BrokenStreamError, match="cut off"):
        decode(b"ffffffffffff\r\nshort", transfer="chunked")
    with pytest.raises(BodyTooLargeError):
        decode(b"%x\r\n" % 20_000_000 + bytes(20_000_000), transfer="chunked")
