"""Undo the encodings that an HTTP body was sent in, in bounded memory."""

import re
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from clausewatch.archive.streams import BLOCK, BrokenStreamError, Source

LARGEST_BODY = 10_000_000
"""Bytes of a decoded body."""
GZIP_OR_ZLIB = 47
RAW_DEFLATE = -15
LONGEST_CHUNK_LINE = 4096
MOST_CODINGS = 4
"""Times that a body may be packed; nobody packs one twice on purpose."""
MOST_MEMBERS = 300
"""Of a gzipped body: blocks of 64 KB, as some programs write them, are half as many in the largest one. The time for
very many small ones would grow with their square.
"""
CHUNK_LINE = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(;.*)?\r?\n", re.DOTALL)
NOT_OF_A_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
PROBED = 1024
"""Bytes at the beginning of a body that tell text from compressed data."""


class BodyTooLargeError(BrokenStreamError):
    """The body is larger than anything that is read as a page."""

    def __init__(self) -> None:
        super().__init__(f"its body is over {LARGEST_BODY // 1_000_000} MB")


class LineSource(Source, Protocol):
    """Where bytes and lines come from."""

    def readline(self, limit: int, /) -> bytes:
        """A line with its end, or its first `limit` bytes; nothing at the end."""
        ...


def _read_blocks(source: Source, size: int | None = None) -> Iterator[bytes]:
    """So many bytes, or fewer where the source ends; all of them where no size is given."""
    while size is None or size > 0:
        block = source.read(BLOCK if size is None else min(BLOCK, size))
        if not block:
            return
        size = None if size is None else size - len(block)
        yield block


def _read_chunks(source: LineSource) -> Iterator[bytes]:
    """What the chunks hold (RFC 9112, 7.1); a body that does not begin with a chunk is given as it is."""
    line = source.readline(LONGEST_CHUNK_LINE)
    if not CHUNK_LINE.fullmatch(line):
        yield line
        yield from _read_blocks(source)
        return
    while line:
        head = CHUNK_LINE.fullmatch(line)
        if head is None:
            raise BrokenStreamError("its chunks are broken")
        left = int(head[1], 16)
        if left == 0:
            return
        for block in _read_blocks(source, left):
            left -= len(block)
            yield block
        if left or source.readline(LONGEST_CHUNK_LINE) not in (b"\r\n", b"\n"):
            raise BrokenStreamError("its chunks are broken or cut off")
        line = source.readline(LONGEST_CHUNK_LINE)
    raise BrokenStreamError("its chunks are cut off")


def _join(blocks: Iterator[bytes]) -> bytes:
    """All of the blocks, which may hold a body and no more."""
    parts, size = [], 0
    for block in blocks:
        parts.append(block)
        size += len(block)
        if size > LARGEST_BODY:
            raise BodyTooLargeError
    return b"".join(parts)


def read_body(source: LineSource, content_encoding: str, transfer_encoding: str) -> bytes:
    """The decoded body. One that is plain although its header names an encoding is given as it is: so some crawlers
    keep them. `BrokenStreamError` when it is broken or too large.
    """
    chunked = "chunked" in transfer_encoding.casefold()
    body = _join(_read_chunks(source) if chunked else _read_blocks(source))
    codings = [name for part in content_encoding.split(",") if (name := part.strip().casefold())]
    if len(codings) > MOST_CODINGS:
        raise BrokenStreamError(f"its body is packed {len(codings)} times over, more than {MOST_CODINGS}")
    for name in reversed(codings):
        body = _decode(body, name)
    return body


def _decode(body: bytes, encoding: str) -> bytes:
    decode = DECODERS.get(encoding)
    if encoding in ("", "identity") or not body:
        return body
    if decode is None:
        raise BrokenStreamError(f"its Content-Encoding {encoding!r} is not supported")
    try:
        return _join(decode(body))
    except (zlib.error, brotli.error, EOFError) as error:
        if not NOT_OF_A_TEXT.search(body[:PROBED]):
            return body
        raise BrokenStreamError(f"its compressed body is broken ({error})") from error


def _inflate(body: bytes, window: int = GZIP_OR_ZLIB) -> Iterator[bytes]:
    """The content of one gzip member after the other, or of a deflated body."""
    members = 0
    while body:
        members += 1
        if members > MOST_MEMBERS:
            raise BrokenStreamError(f"its compressed body has over {MOST_MEMBERS} gzip members")
        decompressor = zlib.decompressobj(wbits=window)
        while not decompressor.eof:
            part = decompressor.decompress(body, BLOCK)
            body = decompressor.unconsumed_tail
            if not (part or body or decompressor.eof):
                raise EOFError("it is cut off")
            yield part
        rest = decompressor.unused_data
        body = rest if rest.startswith(b"\x1f\x8b") else b""


def _inflate_deflated(body: bytes) -> Iterator[bytes]:
    """With zlib's frame, as the standard has it, or raw, as some servers send it."""
    is_framed = body[0] & 0x0F == zlib.DEFLATED and int.from_bytes(body[:2], "big") % 31 == 0
    return _inflate(body, GZIP_OR_ZLIB if is_framed else RAW_DEFLATE)


def _expand_brotli(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    part = decompressor.process(body, output_buffer_limit=BLOCK)
    while part:
        yield part
        part = b"" if decompressor.is_finished() else decompressor.process(b"", output_buffer_limit=BLOCK)
    if not decompressor.is_finished():
        raise EOFError("it is cut off")


DECODERS = {"gzip": _inflate, "x-gzip": _inflate, "deflate": _inflate_deflated, "br": _expand_brotli}
