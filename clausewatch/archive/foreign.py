"""Read WARC files that other crawlers wrote, and skip what is broken in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError
from warcio.limitreader import LimitReader
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from clausewatch.archive.encodings import read_body
from clausewatch.archive.records import headers_as_kept, parse_status, unpack_response
from clausewatch.archive.streams import BLOCK, GZIP_MAGIC, BrokenStreamError, GzipMember, Lines, find_after
from clausewatch.archive.writer import explain_os_error
from clausewatch.errors import ArchiveError
from clausewatch.models import Model, RawResponse

WARC_LINE = b"WARC/"


class BrokenRecord(Model):
    """A record that was skipped."""

    file: str
    offset: int
    """Byte of the file where the record begins; of its gzip member in a compressed file."""
    url: str | None = None
    reason: str


def read_warc(path: Path) -> Iterator[RawResponse | BrokenRecord]:
    """The responses with status 200 of a `.warc` or `.warc.gz` file, bodies decoded; and what was skipped as broken.

    Other records and statuses are passed over in silence. Bodies over 10 MB are skipped as broken. Takes bounded
    memory whatever the file holds. `ArchiveError` when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from _read_gzip(path, file) if file.read(2) == GZIP_MAGIC[:2] else _read_plain(path, file)
    except OSError as error:
        raise ArchiveError(explain_os_error(path, error)) from error


def _read_gzip(path: Path, file: BinaryIO) -> Iterator[RawResponse | BrokenRecord]:
    offset: int | None = 0
    while offset is not None:
        file.seek(offset)
        reader = _Reader(str(path), Lines(GzipMember(file)), offset)
        yield from reader.read_all(in_member=True)
        if reader.is_broken:
            offset = _find_member(file, offset + 1)
            continue
        offset = file.tell()
        mark = file.read(len(GZIP_MAGIC))
        if not mark:
            return
        if mark != GZIP_MAGIC:
            yield BrokenRecord(file=str(path), offset=offset, reason="here no gzip member begins")
            offset = _find_member(file, offset)


def _find_member(file: BinaryIO, start: int) -> int | None:
    """The next gzip member that holds a WARC record, at or after `start`."""
    place = find_after(file, GZIP_MAGIC, start)
    while place is not None:
        file.seek(place)
        try:
            if Lines(GzipMember(file)).readline().startswith(WARC_LINE):
                return place
        except BrokenStreamError:
            pass
        place = find_after(file, GZIP_MAGIC, place + 1)
    return None


def _read_plain(path: Path, file: BinaryIO) -> Iterator[RawResponse | BrokenRecord]:
    offset: int | None = 0
    while offset is not None:
        file.seek(offset)
        reader = _Reader(str(path), Lines(file), offset)
        yield from reader.read_all(in_member=False)
        mark = find_after(file, b"\n" + WARC_LINE, reader.offset) if reader.is_broken else None
        offset = None if mark is None else mark + 1


class _Reader:
    """The records of one stream, until its end or a record that is broken."""

    def __init__(self, file: str, lines: Lines, offset: int) -> None:
        self._file, self._lines, self._start = file, lines, offset
        self._loader = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES)
        self._next_line = b""
        self.offset = offset
        self.is_broken = False

    def read_all(self, *, in_member: bool) -> Iterator[RawResponse | BrokenRecord]:
        """The records; `is_broken` and `offset` then say whether and where reading stopped early."""
        while True:
            warc: StatusAndHeaders | None = None
            try:
                line = self._next_record_line()
                if not in_member:
                    self.offset = self._start + self._lines.position - len(line)
                if not line:
                    return
                warc = self._loader.parse(self._lines, line)
                found = self._read_record(warc)
            except StatusAndHeadersParserException:
                yield self._break(warc, "here no WARC record begins")
                return
            except BrokenStreamError as error:
                yield self._break(warc, str(error))
                return
            if found is not None:
                yield found

    def _break(self, warc: StatusAndHeaders | None, reason: str) -> BrokenRecord:
        self.is_broken = True
        return self._skip(warc, reason)

    def _skip(self, warc: StatusAndHeaders | None, reason: str) -> BrokenRecord:
        url = warc.get_header("WARC-Target-URI") if warc else None
        return BrokenRecord(file=self._file, offset=self.offset, url=url, reason=reason)

    def _next_record_line(self) -> bytes:
        self._lines.allow_headers()
        line, self._next_line = self._next_line or self._lines.readline(), b""
        return self._skip_blank(line)

    def _skip_blank(self, line: bytes) -> bytes:
        while line and not line.strip():
            line = self._lines.readline()
        return line

    def _read_record(self, warc: StatusAndHeaders) -> RawResponse | BrokenRecord | None:
        """One record: a response, why it cannot be used, or none where it is of another sort. The stream then stands
        behind it; `BrokenStreamError` when that place is not sure.
        """
        length = warc.get_header("Content-Length") or ""
        if not length.isdecimal():
            raise BrokenStreamError("it has no Content-Length")
        block = LimitReader(self._lines, int(length))
        found: RawResponse | BrokenRecord | None
        try:
            found = self._read_response(warc, block) if warc.get_header("WARC-Type") == "response" else None
        except (ValueError, ValidationError, EOFError) as error:
            found = self._skip(warc, str(error) or "its block is empty")
        while block.read(BLOCK):
            pass
        if block.limit > 0:
            raise BrokenStreamError("the record is cut off")
        self._lines.allow_headers()
        line = self._lines.readline()
        if line.strip() and not line.startswith(WARC_LINE):
            raise BrokenStreamError("its Content-Length is wrong: the record goes on after its end")
        # To the next record or the end, where a gzip member turns out to be whole or not.
        self._next_line = self._skip_blank(line)
        return found

    @staticmethod
    def _read_response(warc: StatusAndHeaders, block: LimitReader) -> RawResponse | None:
        if not (warc.get_header("WARC-Target-URI") or "").strip("<").startswith(("http:", "https:")):
            return None
        http = StatusAndHeadersParser([], verify=False).parse(block)
        if parse_status(http) != 200:
            return None
        encodings = [http.get_header(name) or "" for name in ("Content-Encoding", "Transfer-Encoding")]
        response = unpack_response(warc, http, read_body(block, *encodings))
        kept = tuple(headers_as_kept(response.headers, response.body))
        return response.model_copy(update={"headers": kept})
