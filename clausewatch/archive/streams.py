"""Read files that may be broken: gzip members and lines, in bounded memory."""

import zlib
from typing import Protocol

BLOCK = 1 << 16
LONGEST_LINE = 1 << 16
LONGEST_HEADERS = 1 << 20
GZIP_MAGIC = b"\x1f\x8b\x08"


class BrokenStreamError(ValueError):
    """What is wrong with the bytes; the caller knows the file and the place."""


class Source(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


class SeekableFile(Source, Protocol):
    """An open file, here or on another machine."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a byte, counted from the beginning, or with `whence` 1 from where it stands."""
        ...

    def tell(self) -> int:
        """The byte at which it stands."""
        ...


class GzipMember:
    """The content of one gzip member, from the file's place on. After the last byte the file stands behind it."""

    def __init__(self, file: SeekableFile) -> None:
        self._file = file
        self._decompressor = zlib.decompressobj(wbits=31)
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end, where the checksum has been found right."""
        while not self._ended:
            block = self._decompressor.unconsumed_tail or self._file.read(BLOCK)
            if not block:
                raise BrokenStreamError("the gzip data is cut off")
            try:
                content = self._decompressor.decompress(block, size)
            except zlib.error as error:
                raise BrokenStreamError(f"the gzip data is broken ({error})") from error
            self._ended = self._decompressor.eof
            if self._ended:
                self._file.seek(-len(self._decompressor.unused_data), 1)
            if content:
                return content
        return b""


class Lines:
    """Lines and blocks of a source. A line, and lines between two calls of `allow_headers`, may only be so long."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._buffer, self._place = b"", 0
        self._allowed = LONGEST_HEADERS
        self.position = 0
        """Bytes given out."""

    def allow_headers(self) -> None:
        """Begin a record: its headers may be as long as any record's."""
        self._allowed = LONGEST_HEADERS

    def read(self, size: int) -> bytes:
        """At most `size` bytes, none at the end."""
        if self._place == len(self._buffer):
            self._buffer, self._place = self._source.read(BLOCK), 0
        content = self._buffer[self._place : self._place + size]
        self._place += len(content)
        self.position += len(content)
        return content

    def skip(self, size: int) -> int:
        """Pass over so many bytes; how many there were before the end."""
        left = size
        while left > 0:
            if self._place == len(self._buffer):
                self._buffer, self._place = self._source.read(BLOCK), 0
                if not self._buffer:
                    break
            step = min(left, len(self._buffer) - self._place)
            self._place += step
            left -= step
        self.position += size - left
        return size - left

    def _line_length(self, most: int) -> int:
        """Bytes of the line that comes next, which then lies in the buffer."""
        while True:
            end = self._buffer.find(b"\n", self._place, self._place + most) + 1
            there = len(self._buffer) - self._place
            if end or there >= most:
                return end - self._place if end else most
            block = self._source.read(BLOCK)
            if not block:
                return there
            self._buffer, self._place = self._buffer[self._place :] + block, 0

    def readline(self, limit: int = LONGEST_LINE) -> bytes:
        """A line with its end; what there is when `limit` bytes or the end come first."""
        length = self._line_length(min(limit, LONGEST_LINE))
        line = self.read(length) if length else b""
        self._allowed -= len(line)
        if self._allowed < 0 or len(line) == LONGEST_LINE:
            raise BrokenStreamError("its headers are too long")
        return line


def find_after(file: SeekableFile, mark: bytes, start: int) -> int | None:
    """Where `mark` stands at or after `start`; none where it does not."""
    file.seek(start)
    kept = b""
    while block := file.read(BLOCK):
        window = kept + block
        place = window.find(mark)
        if place >= 0:
            return start - len(kept) + place
        start += len(block)
        kept = window[-(len(mark) - 1) :]
    return None
