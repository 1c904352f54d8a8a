"""Undo the encodings that an HTTP body was sent in, in bounded memory."""

import zlib
from collections.abc import Callable

import brotli
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

from clausewatch.archive.streams import BLOCK, BrokenStreamError, Source

LARGEST_BODY = 10_000_000
"""Bytes of a decoded body."""
GZIP_OR_ZLIB = 47
RAW_DEFLATE = -15


class BodyTooLargeError(BrokenStreamError):
    """The body is larger than anything that is read as a page."""

    def __init__(self) -> None:
        super().__init__(f"its body is over {LARGEST_BODY // 1_000_000} MB")


def read_bounded(source: Source) -> bytes:
    """All of a source, which may hold a body and no more."""
    parts, size = [], 0
    while block := source.read(BLOCK):
        parts.append(block)
        size += len(block)
        if size > LARGEST_BODY:
            raise BodyTooLargeError
    return b"".join(parts)


def read_body(source: Source, content_encoding: str, transfer_encoding: str) -> bytes:
    """The decoded body. One that is plain although its header names an encoding is given as it is: so some crawlers
    keep them. `BrokenStreamError` when it is broken or too large.
    """
    chunked = "chunked" in transfer_encoding.casefold()
    try:
        body = read_bounded(ChunkedDataReader(source) if chunked else source)
    except ChunkedDataException as error:
        raise BrokenStreamError(f"its chunks are broken ({error})") from error
    for name in reversed([part.strip().casefold() for part in content_encoding.split(",")]):
        body = _decode(body, name)
    return body


def _decode(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity") or not body:
        return body
    if encoding in ("gzip", "x-gzip"):
        return _inflate(body, GZIP_OR_ZLIB) if body.startswith(b"\x1f\x8b") else body
    if encoding == "deflate":
        return _decode_deflate(body)
    if encoding == "br":
        return _decode_brotli(body)
    raise BrokenStreamError(f"its Content-Encoding {encoding!r} is not supported")


def _inflate(body: bytes, window: int) -> bytes:
    decompressor = zlib.decompressobj(wbits=window)
    try:
        content = decompressor.decompress(body, LARGEST_BODY + 1)
    except zlib.error as error:
        raise BrokenStreamError(f"its compressed body is broken ({error})") from error
    if len(content) > LARGEST_BODY:
        raise BodyTooLargeError
    if not decompressor.eof:
        raise BrokenStreamError("its compressed body is cut off")
    return content


def _decode_deflate(body: bytes) -> bytes:
    """With zlib's frame, as the standard has it, or raw, as some servers send it."""
    try:
        return _inflate(body, GZIP_OR_ZLIB)
    except BodyTooLargeError:
        raise
    except BrokenStreamError:
        return _first_that_fits(body, lambda: _inflate(body, RAW_DEFLATE))


def _first_that_fits(body: bytes, decode: Callable[[], bytes]) -> bytes:
    try:
        return decode()
    except BodyTooLargeError:
        raise
    except BrokenStreamError:
        return body


def _decode_brotli(body: bytes) -> bytes:
    decompressor = brotli.Decompressor()
    parts, size, rest = [], 0, body
    try:
        while not decompressor.is_finished():
            part = decompressor.process(rest, output_buffer_limit=BLOCK)
            if not part and not rest:
                raise BrokenStreamError("its compressed body is cut off")
            parts.append(part)
            size += len(part)
            rest = b""
            if size > LARGEST_BODY:
                raise BodyTooLargeError
    except brotli.error as error:
        # Brotli has no magic number: what fails at once was never compressed.
        if size == 0:
            return body
        raise BrokenStreamError("its compressed body is broken") from error
    return b"".join(parts)
